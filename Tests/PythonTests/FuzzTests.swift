import Foundation
import OrderedCollections
import Testing
import WorkflowModel
import WorkflowScripting

@testable import WorkflowPython

/// Damaged programs: whatever a text is, scanner, parser and machine end with a result or an error.
@Suite("No text ends the process")
struct FuzzTests {
  private static let tokens = [
    "(", ")", "[", "]", "{", "}", ":", ",", ".", "=", "==", ":=", "*", "**", "->", "@", "'", "\"", "'''", "f'{", "}'",
    "\\",
    "\n", "\n    ", "\t", "if ", "else", "for x in ", "while ", "def f(", "class A", "lambda: ", "try:", "except* ",
    "finally:", "with ", "match x:\n  case ", "yield ", "await ", "global x", "nonlocal x", "return ", "del ",
    "import ",
    "0x", "1e", "1_", "10**10", "None", "...", "not ", "-", "~", "b'\\x", "\u{0}", "é", "日", "#", ";", "!r", "super()",
    "print(", "[0] * 10**9", "*a, ", "{**a}", "metaclass=", "__init__", "x[", "x.y",
  ]

  private static func setting(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap(Int.init)
  }

  private static func damaged(_ text: String, _ generator: inout SeededGenerator) -> String {
    var characters = Array(text.unicodeScalars)
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      let place = Int.random(in: 0...characters.count, using: &generator)
      let end = min(characters.count, place + Int.random(in: 0...12, using: &generator))
      switch Int.random(in: 0..<5, using: &generator) {
      case 0: characters.removeSubrange(place..<end)
      case 1: characters.insert(contentsOf: characters[place..<end], at: place)
      case 2:
        let from = Int.random(in: 0...characters.count, using: &generator)
        let to = min(characters.count, from + Int.random(in: 0...40, using: &generator))
        characters.insert(contentsOf: Array(characters[from..<to]), at: place)
      default: characters.insert(contentsOf: (tokens.randomElement(using: &generator) ?? "").unicodeScalars, at: place)
      }
    }
    var result = ""
    result.unicodeScalars.append(contentsOf: characters)
    return result
  }

  @Test("programs with random damage end with a result or an error")
  func mutations() throws {
    // `WFSTORE_FUZZ=100000 WFSTORE_SEED=7` looks longer and elsewhere; the last text before a crash stands in the file.
    let seed = Self.setting("WFSTORE_SEED") ?? 1
    let count = Self.setting("WFSTORE_FUZZ") ?? 400
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("wfstore-fuzz.py")
    var generator = SeededGenerator(seed: UInt64(seed))
    let corpus = (Fixture.all + EscapeTests.attempts).flatMap { $0.chunks.map(\.source) }
    var budget = ScriptBudget()
    budget.instructions = 200_000
    budget.bytes = 16 << 20
    budget.milliseconds = 1000
    for _ in 0..<count {
      guard let source = corpus.randomElement(using: &generator) else { continue }
      let text = Self.damaged(source, &generator)
      if count > 400 { try text.write(to: file, atomically: false, encoding: .utf8) }
      let engine = try PythonTesting.engine(budget: budget)
      var data = TaskData(["x": [1, 2.5, "a", ["k": .null]]])
      try? engine.execute(text, data: &data, locals: [:])
      _ = try? engine.evaluate(text, data: data, locals: [:])
      _ = engine.check(text, as: .script)
    }
  }
}
