import Dispatch
import Foundation
import OrderedCollections
import Synchronization
import WorkflowEngine
import WorkflowModel
import WorkflowRuntime
import WorkflowScripting
import WorkflowStore

/// Lets one of several threads run at a time, each until it pauses.
final class Baton: Sendable {
  private let turn = DispatchSemaphore(value: 0)
  private let back = DispatchSemaphore(value: 0)
  private let isOver = Mutex(false)

  /// Whether the thread has ended.
  var hasEnded: Bool { isOver.withLock(\.self) }

  /// The scheduler lets the thread run until it pauses or ends. One that has ended does nothing.
  func pass() {
    guard !hasEnded else { return }
    turn.signal()
    back.wait()
  }

  /// The thread waits for its first turn.
  func begin() { turn.wait() }

  /// The thread gives the turn back, and waits for the next one.
  func pause() {
    back.signal()
    turn.wait()
  }

  /// The thread gives the turn back for good.
  func end() {
    isOver.withLock { $0 = true }
    back.signal()
  }
}

/// A clock that a simulation puts forward.
final class SimulatedClock: WorkflowClock, Sendable {
  private let moment = Mutex(Timestamp(microseconds: 1_767_225_600_000_000))

  func now() -> Timestamp { moment.withLock(\.self) }

  func advance(seconds: Int) {
    moment.withLock { $0 = Timestamp(microseconds: $0.microseconds + Int64(seconds) * 1_000_000) }
  }
}

/// What the simulated workers did, as they saw it.
final class Ledger: Sendable {
  struct Call: Sendable {
    let key: String
    let worker: Int
    /// What it answers: another number at each call.
    let answer: Int
    var isRunning = true
  }

  struct Book: Sendable {
    var calls: [Call] = []
    /// The answers that workers say they have saved, by the keys of the calls.
    var saved: [String: [Int]] = [:]
    /// The answers whose runs ended without saving them.
    var dropped: Set<Int> = []
    var problems: [String] = []
    var hasEnded = false
  }

  private let book = Mutex(Book())

  func read<Result: Sendable>(_ body: (Book) -> Result) -> Result { book.withLock { body($0) } }

  func write<Result: Sendable>(_ body: (inout sending Book) -> sending Result) -> Result { book.withLock(body) }

  func note(problem: String) { book.withLock { $0.problems.append(problem) } }
}

/// A worker in a thread of its own: a runtime and a connection as a process would have them. It pauses between two
/// instances, and wherever it waits for a service.
final class SimulatedWorker: Sendable {
  let baton = Baton()
  private let number: Int
  private let path: String
  private let clock: SimulatedClock
  private let ledger: Ledger

  init(_ number: Int, path: String, clock: SimulatedClock, ledger: Ledger) {
    (self.number, self.path, self.clock, self.ledger) = (number, path, clock, ledger)
    Thread.detachNewThread { [self] in
      baton.begin()
      do {
        try work()
      } catch {
        ledger.note(problem: "worker \(number) failed: \(error)")
      }
      baton.end()
    }
  }

  private func work() throws {
    var environment = HostEnvironment()
    environment.register(service: "step") { [self] call in try answer(call.call.idempotencyKey) }
    let store = try WorkflowStore(path: path, mode: .readWrite(create: false), leaseClock: { [clock] in clock.now() })
    let runtime = WorkflowRuntime(store: store, environment: environment, clock: clock, output: { _ in })
    let worker = WorkflowWorker(runtime)
    while !ledger.read(\.hasEnded) {
      if let report = try worker.workOnce() { take(report) }
      baton.pause()
    }
    try store.close()
  }

  /// The service: a call that begins has saved what its run did before.
  private func answer(_ key: String) throws -> Int {
    saveOpenCalls()
    let answer = ledger.write { book in
      book.calls.append(Ledger.Call(key: key, worker: number, answer: book.calls.count + 1))
      return book.calls.count
    }
    baton.pause()
    ledger.write { $0.calls[answer - 1].isRunning = false }
    return answer
  }

  private func take(_ report: WorkReport) {
    switch report.outcome {
    case .ran: saveOpenCalls()
    case .lost:
      for call in openCalls { ledger.write { _ = $0.dropped.insert(call.answer) } }
    case .passedOver(let error): ledger.note(problem: "passed over: \(error.message)")
    }
  }

  /// The calls of this worker that have been answered, and of whose answers it has not heard.
  private var openCalls: [Ledger.Call] {
    ledger.read { book in
      book.calls.filter { call in
        call.worker == number && !call.isRunning && !book.dropped.contains(call.answer)
          && !book.saved.values.contains { $0.contains(call.answer) }
      }
    }
  }

  private func saveOpenCalls() {
    for call in openCalls { ledger.write { $0.saved[call.key, default: []].append(call.answer) } }
  }
}
