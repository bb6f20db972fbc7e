import Foundation
import Testing

/// A program that runs beside the test.
final class Background {
  private let process: Process
  private let standardError: URL

  fileprivate init(_ program: String, _ arguments: [String], in folder: URL) throws {
    standardError = folder.appendingPathComponent(".background-\(UUID().uuidString)")
    try Data().write(to: standardError)
    process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = try FileHandle(forWritingTo: standardError)
    try process.run()
  }

  deinit {
    kill()
  }

  var isRunning: Bool { process.isRunning }

  /// Waits until the program has printed a text to standard error.
  func waitUntilPrinted(_ text: String) throws {
    while try !String(contentsOf: standardError, encoding: .utf8).contains(text) {
      try #require(process.isRunning, "the program ended before it printed '\(text)'")
      Thread.sleep(forTimeInterval: 0.02)
    }
  }

  /// Asks the program to end.
  func terminate() { process.terminate() }

  /// Ends the program at once, and does not wait for the programs that it has started.
  func abandon() { Foundation.kill(process.processIdentifier, SIGKILL) }

  /// The exit status, once it and what it has started have ended.
  var status: Int32 {
    process.waitUntilExit()
    return process.terminationStatus
  }

  /// Ends the program at once, wherever it is.
  func kill() {
    guard process.isRunning else { return }
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }
}

extension Workspace {
  /// Starts `wfstore` and does not wait for it.
  func start(_ arguments: String...) throws -> Background {
    try Background(Program.path, arguments, in: folder)
  }
}
