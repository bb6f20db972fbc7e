import OrderedCollections
import WorkflowModel
import WorkflowScripting

/// Whether an engine can run on this machine.
public enum EngineAvailability: Sendable, Hashable {
  /// It can: the version of the interpreter and its path.
  case available(version: String, path: String)
  /// It cannot, and why.
  case unavailable(reason: String)
}

extension CPythonEngine {
  /// Whether CPython can run here, found out by starting it.
  public static func availability() -> EngineAvailability {
    availability(variables: processEnvironment())
  }

  static func availability(variables: [String: String]) -> EngineAvailability {
    let interpreter: PythonInterpreter
    switch PythonInterpreter.find(in: variables) {
    case .success(let found): interpreter = found
    case .failure(let failure): return .unavailable(reason: failure.reason)
    }
    let host = ScriptHost(clock: Epoch(), seed: 0) { _ in }
    do throws(ScriptError) {
      let worker = try PythonWorker(interpreter, host: host, environment: variables)
      worker.end()
      return .available(version: worker.version, path: worker.executable)
    } catch {
      return .unavailable(reason: "\(interpreter.path): \(error.message)")
    }
  }
}

extension SubprocessEngine {
  /// Whether a program answers the subprocess protocol, found out by asking it what two and two are, and its version:
  /// the first line that it prints when it is asked for it.
  public static func availability(of program: SubprocessProgram) -> EngineAvailability {
    availability(of: program, variables: processEnvironment())
  }

  static func availability(of program: SubprocessProgram, variables: [String: String]) -> EngineAvailability {
    var budget = ScriptBudget()
    budget.milliseconds = 5000
    let host = ScriptHost(clock: Epoch(), seed: 0, budget: budget) { _ in }
    do throws(ScriptError) {
      let engine = try SubprocessEngine(program, host: host, environment: [], variables: variables)
      let answer = try engine.evaluate("2 + 2", data: TaskData(), locals: [:])
      guard answer == 4 else { return .unavailable(reason: "\(program.shown) does not know what 2 + 2 is") }
      return .available(version: engine.version ?? "unknown", path: engine.path)
    } catch {
      return .unavailable(reason: error.message)
    }
  }

  /// What the program says of its version.
  private var version: String? {
    let run = ProgramRun(
      path: path, arguments: program.command.dropFirst() + ["--version"], environment: variables, milliseconds: 5000,
      outputBytes: 1 << 12, errorBytes: 1 << 12)
    guard let outcome = try? run(), outcome.ending == .exit(0) else { return nil }
    let line = String(decoding: outcome.output, as: UTF8.self).split(whereSeparator: \.isNewline).first
    return line.map { String($0) }
  }
}

/// A clock for a worker that runs no script.
private struct Epoch: WorkflowClock {
  func now() -> Timestamp { Timestamp(microseconds: 0) }
}
