import OrderedCollections
import WorkflowModel
import WorkflowScripting

/// A `Future` that `call_service` has returned: a thread of the worker works on it.
final class PythonService: PendingService {
  private let number: Int
  private let worker: PythonWorker
  private let ask: (String, Int) throws(ScriptError) -> DataDictionary

  /// - Parameter ask: asks the worker about the future with a number.
  init(
    _ number: Int, of worker: PythonWorker, ask: @escaping (String, Int) throws(ScriptError) -> DataDictionary
  ) {
    self.number = number
    self.worker = worker
    self.ask = ask
  }

  var answer: Result<DataValue, ScriptError>? {
    guard worker.isUsable else { return .failure(.died("it has ended")) }
    do throws(ScriptError) {
      return try ask("poll", number)["value"].map { .success($0) }
    } catch {
      return .failure(error)
    }
  }

  func abandon() {
    guard worker.isUsable else { return }
    // A worker that cannot be told has ended, and its thread with it.
    _ = try? ask("abandon", number)
  }
}
