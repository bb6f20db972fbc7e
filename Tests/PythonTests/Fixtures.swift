import Foundation
import OrderedCollections
import WorkflowModel
import WorkflowScripting

@testable import WorkflowPython

/// A fixture file: chunks of program text between lines of `---`. A line that must fail ends with
/// `### "the exception's text"`.
struct Fixture: CustomStringConvertible {
  let path: String
  let chunks: [Chunk]

  var description: String { path }

  struct Chunk {
    let source: String
    /// The line within the chunk and the message, where it must fail.
    let failure: (line: Int, message: String)?
    /// The chunk's first line within the file.
    let start: Int
  }

  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures")

  /// All fixture files that CPython runs too.
  static let all: [Fixture] = read { !$0.hasPrefix("escapes/") }

  /// The fixture files whose path fits.
  static func read(_ isWanted: (String) -> Bool) -> [Fixture] {
    let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    return paths.filter { $0.hasSuffix(".py") && isWanted($0) }.sorted().compactMap { path in
      guard let text = try? String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8) else { return nil }
      return Fixture(path: path, text: text)
    }
  }

  init(path: String, text: String) {
    self.path = path
    var chunks: [Chunk] = []
    var start = 1
    for source in text.components(separatedBy: "\n---\n") {
      chunks.append(Chunk(source: source, failure: Fixture.failure(in: source), start: start))
      start += source.split(separator: "\n", omittingEmptySubsequences: false).count + 1
    }
    self.chunks = chunks
  }

  private static func failure(in source: String) -> (line: Int, message: String)? {
    for (index, line) in source.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      guard let marker = line.range(of: "### \""), line.hasSuffix("\"") else { continue }
      let text = line[marker.upperBound...].dropLast()
      let message = text.replacingOccurrences(of: "\\\"", with: "\"").replacingOccurrences(of: "\\n", with: "\n")
      return (index + 1, message)
    }
    return nil
  }
}

extension ScriptBudget {
  /// The defaults with time enough for a build that looks at every access to memory.
  static var unhurried: ScriptBudget {
    var budget = ScriptBudget()
    budget.milliseconds = 3_600_000
    return budget
  }
}

/// What became of a chunk: what it printed, and the exception that ended it.
struct Outcome: Equatable {
  var output: String
  var exception: String?
  var message: String?
  var line: Int?

  /// Runs a chunk in an engine of its own.
  static func restricted(_ source: String, budget: ScriptBudget = .unhurried) throws -> Outcome {
    let output = PythonTesting.Output()
    let engine = try PythonTesting.engine(budget: budget, output: output)
    var data = TaskData()
    do {
      try engine.execute(source, data: &data, locals: [:])
      return Outcome(output: output.text)
    } catch {
      // Many chunks leave values behind that cannot become data, which is none of their business.
      if error.code == .value { return Outcome(output: output.text) }
      return Outcome(
        output: output.text, exception: error.exception ?? error.code.rawValue, message: error.message, line: error.line
      )
    }
  }
}
