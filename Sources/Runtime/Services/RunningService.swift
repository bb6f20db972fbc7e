import Foundation
import Synchronization
import WorkflowModel
import WorkflowScripting

/// The threads in which asynchronous services are called: no more than a number of them at once, the others wait for
/// their turn.
final class ServiceThreads: Sendable {
  private struct State {
    var free: Int
    var waiting: [@Sendable () -> Void] = []
  }

  private let state: Mutex<State>

  init(count: Int) {
    state = Mutex(State(free: count))
  }

  /// Calls a service in a thread.
  func start(_ call: @escaping @Sendable () throws(ScriptError) -> DataValue) -> RunningService {
    let service = RunningService()
    run { service.work(call) }
    return service
  }

  private func run(_ work: @escaping @Sendable () -> Void) {
    let hasTurn = state.withLock { state in
      guard state.free > 0 else {
        state.waiting.append(work)
        return false
      }
      state.free -= 1
      return true
    }
    guard hasTurn else { return }
    Thread.detachNewThread { [self] in
      work()
      while let next = next() { next() }
    }
  }

  private func next() -> (@Sendable () -> Void)? {
    state.withLock { state in
      if !state.waiting.isEmpty { return state.waiting.removeFirst() }
      state.free += 1
      return nil
    }
  }
}

/// A service that is called in a thread of its own.
final class RunningService: PendingService, Sendable {
  private struct State {
    var answer: Result<DataValue, ScriptError>?
    var isAbandoned = false
  }

  private let state = Mutex(State())

  var answer: Result<DataValue, ScriptError>? { state.withLock { $0.answer } }

  /// A call that waits for its turn is not made any more; one that is being made goes on to its end.
  func abandon() {
    state.withLock { $0.isAbandoned = true }
  }

  fileprivate func work(_ call: () throws(ScriptError) -> DataValue) {
    guard !state.withLock({ $0.isAbandoned }) else { return }
    let answer = Result { () throws(ScriptError) in try call() }
    state.withLock { $0.answer = answer }
  }
}
