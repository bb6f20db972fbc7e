import Foundation
import Testing
import WorkflowModel

/// A temporary folder in which a test runs the program.
final class Workspace {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("wfstore-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  /// Runs `wfstore`.
  func wfstore(_ arguments: String..., input: String = "", environment: [String: String] = [:]) throws -> Outcome {
    try Program.run(Program.path, arguments, in: folder, input: input, environment: environment)
  }

  func wfstore(_ arguments: [String], input: String = "", environment: [String: String] = [:]) throws -> Outcome {
    try Program.run(Program.path, arguments, in: folder, input: input, environment: environment)
  }

  /// Runs `wfstore … --json`, which must succeed, and reads its one document.
  func document(_ arguments: String..., input: String = "") throws -> DataValue {
    try document(arguments, input: input)
  }

  func document(_ arguments: [String], input: String = "", status: Int32 = 0) throws -> DataValue {
    let outcome = try wfstore(arguments + ["--json"], input: input)
    #expect(outcome.status == status, "\(arguments): \(outcome.error)")
    return try outcome.document
  }

  /// A command line as a person types it, with the program's folder at the front of the path.
  func shell(_ command: String) throws -> Outcome {
    let folders = [URL(fileURLWithPath: Program.path).deletingLastPathComponent().path]
    let path = folders + [ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"]
    return try Program.run(
      "/bin/bash", ["-c", command], in: folder, environment: ["PATH": path.joined(separator: ":")])
  }

  func url(_ name: String) -> URL { folder.appendingPathComponent(name) }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: url(name))
  }

  /// The bytes of the store, with what waits in its log: equal where nothing was written.
  func bytes(of store: String = "wfstore.db") throws -> [Data] {
    try ["", "-wal"].map { suffix in
      let file = url(store + suffix)
      return FileManager.default.fileExists(atPath: file.path) ? try Data(contentsOf: file) : Data()
    }
  }

  /// All that the store shows of itself.
  func everything() throws -> [DataValue] {
    let instances = try document("list")["instances"].items
    return try [document("specs")]
      + instances.map { instance in
        try document("load", instance["instance"].text, "--tasks", "all")
      }
  }
}

extension Outcome {
  /// Standard output as exactly one JSON document on a line of its own.
  var document: DataValue {
    get throws {
      #expect(output.last == "\n", "the document ends with a newline: \(output)\(error)")
      #expect(!output.dropLast().contains("\n"))
      return try JSONReader().read(output)
    }
  }
}

/// Files of this package.
enum Files {
  private static let tests = URL(fileURLWithPath: "\(#filePath)").deletingLastPathComponent()
    .deletingLastPathComponent()
  private static let package = tests.deletingLastPathComponent().deletingLastPathComponent()

  static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  /// A file in the tests' `Fixtures`.
  static func fixture(_ name: String) -> String { tests.appendingPathComponent("Fixtures/\(name)").path }

  /// A model in the tests' `Fixtures`.
  static func model(_ name: String) -> String { fixture("models/\(name).bpmn") }

  /// A file in `bpmn`.
  static func example(_ name: String) -> String { package.appendingPathComponent("bpmn/\(name)").path }

  /// A script in `scripts`.
  static func script(_ name: String) -> String { package.appendingPathComponent("scripts/\(name)").path }

  /// The folder of the store's migrations.
  static let migrations = package.appendingPathComponent("Migrations")

  /// A page in `docs`.
  static func page(_ name: String) throws -> String {
    try String(contentsOf: package.appendingPathComponent("docs/\(name)"), encoding: .utf8)
  }
}
