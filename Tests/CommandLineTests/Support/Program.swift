import Foundation
import Testing

/// The program under test: the one that was built with these tests, or `$WFSTORE_PROGRAM`.
enum Program {
  static let path: String = {
    if let named = ProcessInfo.processInfo.environment["WFSTORE_PROGRAM"] { return named }
    let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }
    let folder = bundle?.bundleURL.deletingLastPathComponent() ?? Bundle.main.bundleURL
    return folder.appendingPathComponent("wfstore").path
  }()

  /// Runs a program to its end.
  static func run(
    _ program: String, _ arguments: [String], in folder: URL, input: String = "", environment: [String: String] = [:]
  ) throws -> Outcome {
    // Files instead of pipes: nobody has to empty them while the program runs.
    let streams = folder.appendingPathComponent(".streams-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: streams, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: streams) }
    func file(_ name: String, _ content: String = "") throws -> URL {
      let url = streams.appendingPathComponent(name)
      try Data(content.utf8).write(to: url)
      return url
    }
    let (standardOutput, standardError) = (try file("output"), try file("error"))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.filter { $0.key != "WFSTORE" }
      .merging(environment) { $1 }
    process.standardInput = try FileHandle(forReadingFrom: file("input", input))
    process.standardOutput = try FileHandle(forWritingTo: standardOutput)
    process.standardError = try FileHandle(forWritingTo: standardError)
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: try String(contentsOf: standardOutput, encoding: .utf8),
      error: try String(contentsOf: standardError, encoding: .utf8))
  }
}

/// What a program left.
struct Outcome {
  let status: Int32
  let output: String
  let error: String

  /// The lines of standard error.
  var errorLines: [String] { error.split(separator: "\n").map(String.init) }
}
