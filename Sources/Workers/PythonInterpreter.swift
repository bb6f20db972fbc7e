#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

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
      if let path = path(of: chosen, in: environment) { return .success(PythonInterpreter(path: path)) }
      return .failure(PythonUnavailable(reason: "\(variable) names \"\(chosen)\", which is no program"))
    }
    for name in names {
      if let path = path(of: name, in: environment) { return .success(PythonInterpreter(path: path)) }
    }
    return .failure(
      PythonUnavailable(
        reason: "no \(names.joined(separator: " or ")) in PATH; \(variable) may name one"))
  }

  private static func path(of program: String, in environment: [String: String]) -> String? {
    if program.utf8.contains(UInt8(ascii: "/")) { return isProgram(program) ? program : nil }
    for folder in (environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":") {
      let path = "\(folder)/\(program)"
      if isProgram(path) { return path }
    }
    return nil
  }

  private static func isProgram(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
  }
}

/// Why no CPython can be started.
struct PythonUnavailable: Error, Sendable {
  let reason: String
}

/// The environment variables of this process.
func processEnvironment() -> [String: String] {
  var variables: [String: String] = [:]
  var entry = environ
  while let text = entry.pointee {
    let pair = String(cString: text).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    if pair.count == 2 { variables[String(pair[0])] = String(pair[1]) }
    entry += 1
  }
  return variables
}
