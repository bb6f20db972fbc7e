import Foundation

/// Runs something in a thread of its own: a run waits for services in its thread, and services of Swift need those of its
/// tasks.
func inOwnThread<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
  try await withCheckedThrowingContinuation { continuation in
    Thread.detachNewThread { continuation.resume(with: Swift.Result { try body() }) }
  }
}
