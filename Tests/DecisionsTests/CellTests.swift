import OrderedCollections
import Testing
import WorkflowDecisions
import WorkflowModel
import WorkflowScripting

@Suite("Cells")
struct CellTests {
  private func matches(_ cell: String, x: DataValue, input: String = "x") throws -> Bool {
    let decision = TestDecision.table(inputs: [input], outputs: ["y"], rules: [[cell, "1"]])
    return try TestDecision.engine(decision).decide("decide", data: TaskData(["x": x, "n": 3])) == ["y": 1]
  }

  @Test(
    "a cell that is an expression must equal the input, one that begins with an operator is put behind it",
    arguments: [
      ("3", 3, true), ("3", 4, false), ("n", 3, true), ("> n", 4, true), ("> n", 3, false), ("in [1, n]", 3, true),
      ("== 3", 3, true), ("  <= 3 ", 3, true), ("[1]", [1], true), ("-", "anything", true), ("\"a?\"", "a?", true),
    ] as [(String, DataValue, Bool)])
  func tests(cell: String, x: DataValue, expected: Bool) throws {
    #expect(try matches(cell, x: x) == expected)
  }

  @Test(
    "a question mark outside of strings stands for the input",
    arguments: [
      ("2 < ? <= 4", 4, true), ("2 < ? <= 4", 5, false), ("? == \"what?\"", "what?", true),
      ("? == '\"?\"'", "\"?\"", true), ("? + ? == 4", 2, true),
    ] as [(String, DataValue, Bool)])
  func questionMarks(cell: String, x: DataValue, expected: Bool) throws {
    #expect(try matches(cell, x: x) == expected)
  }

  @Test("a column without an expression tests the variable that its label names")
  func labels() throws {
    #expect(try matches("3", x: 3, input: "@x"))
    #expect(try matches("1 < ?", x: 3, input: "@x"))
    let error = #expect(throws: DecisionError.self) { try matches("3", x: 3, input: "@z") }
    #expect(error?.description == "test.dmn:10:1: rule 1 of the decision 'decide' failed: KeyError: 'z' (3)")
    #expect(try matches("-", x: 3, input: "@z"))
  }

  @Test("a cell that fails is an error that names the rule and the cell")
  func failure() {
    let error = #expect(throws: DecisionError.self) { try matches("> 3", x: "text") }
    #expect(error?.code == .script)
    #expect(error?.rule == 1)
    #expect(error?.script?.exception == "TypeError")
    #expect(
      error?.description == "test.dmn:10:1: rule 1 of the decision 'decide' failed: TypeError: '>' not supported (> 3)")
  }

  @Test("a rule that fails after the unique match is not a second match")
  func failureBehindMatch() throws {
    let decision = TestDecision.table(inputs: ["x"], outputs: ["y"], rules: [["\"a\"", "1"], ["> 3", "2"]])
    #expect(try TestDecision.engine(decision).decide("decide", data: TaskData(["x": "a"])) == ["y": 1])
  }

  @Test("outputs read the data; an empty one is an empty string; dots make dictionaries")
  func outputs() throws {
    let decision = TestDecision.table(
      inputs: ["x"], outputs: ["a", "b.c", "b.d", "e"], rules: [["3", "x + 1", "1", "\"two\"", ""]])
    let outputs = try TestDecision.engine(decision).decide("decide", data: TaskData(["x": 3]))
    #expect(outputs == ["a": 4, "b": ["c": 1, "d": "two"], "e": ""])
    #expect(Array(outputs.keys) == ["a", "b", "e"])
  }

  @Test("locals stand beside the data")
  func locals() throws {
    let decision = TestDecision.table(inputs: ["x"], outputs: ["y"], rules: [["z", "z"]])
    #expect(try TestDecision.engine(decision).decide("decide", data: TaskData(["x": 3]), locals: ["z": 3]) == ["y": 3])
  }

  @Test("a table is compiled once")
  func compiledOnce() throws {
    let scripts = MiniEngine()
    let decision = TestDecision.table(inputs: ["x"], outputs: ["y"], rules: [["1", "1"], ["> 1", "2"]])
    let engine = TestDecision.engine(decision, scripts: scripts)
    for x in 1...10 {
      #expect(try engine.decide("decide", data: TaskData(["x": .integer(x)])) == ["y": x == 1 ? 1 : 2])
    }
    #expect(scripts.checks == 2)
  }
}
