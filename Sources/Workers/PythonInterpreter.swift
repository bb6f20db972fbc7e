/// Where CPython is.
struct PythonInterpreter: Sendable {
  /// The environment variable that names an interpreter.
  static let variable = "WFSTORE_PYTHON"
  /// The programs that are looked for when it is not set. Scripts are written in Python 3.11.
  static let names = ["python3.11", "python3"]

  /// The path of the program.
  let path: String

  /// The interpreter that the environment names or, by default, the first one found in its search path.
  ///
  /// A version manager's program on the path is a slow script, but it becomes the interpreter by `exec`: to ask it
  /// first where the real one is would cost the same and one start more.
  static func find(in environment: [String: String]) -> Result<PythonInterpreter, PythonUnavailable> {
    if let chosen = environment[variable], !chosen.isEmpty {
      if let path = ProgramPath.find(chosen, in: environment) { return .success(PythonInterpreter(path: path)) }
      return .failure(PythonUnavailable(reason: "\(variable) names \"\(chosen)\", which is no program"))
    }
    for name in names {
      if let path = ProgramPath.find(name, in: environment) { return .success(PythonInterpreter(path: path)) }
    }
    return .failure(
      PythonUnavailable(
        reason: "no \(names.joined(separator: " or ")) in PATH; \(variable) may name one"))
  }
}

/// Why no CPython can be started.
struct PythonUnavailable: Error, Sendable {
  let reason: String
}
