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

/// A clock for a worker that runs no script.
private struct Epoch: WorkflowClock {
  func now() -> Timestamp { Timestamp(microseconds: 0) }
}
