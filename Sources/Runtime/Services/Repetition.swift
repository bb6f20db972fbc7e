import Foundation
import WorkflowModel
import WorkflowScripting

/// How often a call that failed is made again, and what is waited before: each time twice as long.
struct Repetition {
  private static let longestPause = Duration.seconds(30)

  private let retries: Int
  private var nextPause: Duration
  /// How often the call was made.
  private(set) var attempts = 1

  init(retries: Int, firstPause: Duration) {
    self.retries = retries
    nextPause = firstPause
  }

  /// What to wait before the next attempt; nil where there is none.
  mutating func pause() -> Duration? {
    guard attempts <= retries else { return nil }
    attempts += 1
    defer { nextPause = min(nextPause * 2, Self.longestPause) }
    return nextPause
  }

  /// Waits for the next attempt; false where there is none.
  mutating func waitForNext() -> Bool {
    guard let pause = pause() else { return false }
    Thread.sleep(forTimeInterval: pause / .seconds(1))
    return true
  }
}

extension ScriptError {
  /// Whether a call of a service that failed so may have an answer the next time.
  var mayPass: Bool { bpmnError == nil && (code == .exception || code == .service) }

  /// The error of the last of several attempts.
  func after(attempts: Int) -> ScriptError {
    guard attempts > 1 else { return self }
    var error = self
    error.message += " (\(attempts) attempts)"
    return error
  }
}

/// An asynchronous service of an environment module or an embedder that is called again where it fails.
final class RepeatedService: PendingService {
  private enum State {
    case working(any PendingService)
    case pausing(until: ContinuousClock.Instant)
    case answered(Result<DataValue, ScriptError>)
  }

  private var state: State
  private var repetition: Repetition
  private let call: () throws(ScriptError) -> ServiceReply

  /// - Parameters:
  ///   - service: the first attempt.
  ///   - call: makes the next one.
  init(
    _ service: any PendingService, _ repetition: Repetition, call: @escaping () throws(ScriptError) -> ServiceReply
  ) {
    state = .working(service)
    self.repetition = repetition
    self.call = call
  }

  var answer: Result<DataValue, ScriptError>? {
    switch state {
    case .answered(let answer): return answer
    case .working(let service):
      guard let answer = service.answer else { return nil }
      take(answer)
    case .pausing(let end):
      guard ContinuousClock.now >= end else { return nil }
      do throws(ScriptError) {
        switch try call() {
        case .value(let value): take(.success(value))
        case .pending(let service): state = .working(service)
        }
      } catch {
        take(.failure(error))
      }
    }
    if case .answered(let answer) = state { return answer }
    return nil
  }

  private func take(_ answer: Result<DataValue, ScriptError>) {
    guard case .failure(let error) = answer, error.mayPass else {
      state = .answered(answer)
      return
    }
    if let pause = repetition.pause() {
      state = .pausing(until: .now + pause)
    } else {
      state = .answered(.failure(error.after(attempts: repetition.attempts)))
    }
  }

  func abandon() {
    if case .working(let service) = state { service.abandon() }
  }
}
