import OrderedCollections
import Testing
import WorkflowDecisions
import WorkflowModel

/// Two rules that hold for `x` over 1 and over 2, and one for exactly 5.
@Suite("Hit policies")
struct HitPolicyTests {
  private func decide(
    _ policy: DecisionTable.HitPolicy, x: Int, aggregation: DecisionTable.Aggregation? = nil,
    outputs: [String] = ["10", "20", "15"], allowed: [String?] = ["20, 15, 10"], defaults: [String?] = [],
    uniqueOverlap: DecisionEngine.UniqueOverlap = .refused
  ) throws -> DataDictionary {
    let decision = TestDecision.table(
      "decide", policy, aggregation: aggregation, inputs: ["x"], outputs: ["y"],
      rules: [["> 1", outputs[0]], ["> 2", outputs[1]], ["5", outputs[2]]], allowed: allowed, defaults: defaults)
    return try TestDecision.engine(decision, uniqueOverlap: uniqueOverlap)
      .decide("decide", data: TaskData(["x": .integer(x)]))
  }

  @Test("UNIQUE gives the one rule that matches")
  func unique() throws {
    #expect(try decide(.unique, x: 2) == ["y": 10])
  }

  @Test("UNIQUE with several matches is an error that names the rules")
  func overlap() {
    let error = #expect(throws: DecisionError.self) { try decide(.unique, x: 5) }
    #expect(error?.code == .overlap)
    #expect(
      error?.description
        == "test.dmn:12:1: the rules 1 ('r1'), 2 ('r2') and 3 ('r3') of the decision 'decide' match, "
        + "and its hit policy UNIQUE allows only one")
  }

  @Test("UNIQUE takes the first of several matches where the embedder says so")
  func overlapAllowed() throws {
    #expect(try decide(.unique, x: 5, uniqueOverlap: .first) == ["y": 10])
  }

  @Test("FIRST gives the first rule that matches")
  func first() throws {
    #expect(try decide(.first, x: 5) == ["y": 10])
  }

  @Test("ANY gives what all matching rules agree on, and else an error that names them")
  func any() throws {
    #expect(try decide(.any, x: 3, outputs: ["7", "7", "8"]) == ["y": 7])
    let error = #expect(throws: DecisionError.self) { try decide(.any, x: 3) }
    #expect(error?.code == .conflict)
    #expect(
      error?.message
        == "the rules 1 ('r1') and 2 ('r2') of the decision 'decide' match with different outputs, "
        + "which its hit policy ANY forbids")
  }

  @Test("PRIORITY gives the output that stands first among the output values")
  func priority() throws {
    #expect(try decide(.priority, x: 5) == ["y": 20])
    #expect(try decide(.priority, x: 5, allowed: ["15, 20"]) == ["y": 15])
  }

  @Test("PRIORITY without output values is an error")
  func noPriorities() {
    let error = #expect(throws: DecisionError.self) { try decide(.priority, x: 5, allowed: []) }
    #expect(
      error?.message
        == "the decision 'decide' has the hit policy PRIORITY, but none of its outputs lists output values")
  }

  @Test("OUTPUT ORDER gives all outputs in the order of the output values, RULE ORDER in the table's")
  func orders() throws {
    #expect(try decide(.outputOrder, x: 5) == ["y": [20, 15, 10]])
    #expect(try decide(.ruleOrder, x: 5) == ["y": [10, 20, 15]])
  }

  @Test("COLLECT gives all outputs, or one value made of them")
  func collect() throws {
    #expect(try decide(.collect, x: 5) == ["y": [10, 20, 15]])
    #expect(try decide(.collect, x: 5, aggregation: .sum) == ["y": 45])
    #expect(try decide(.collect, x: 5, aggregation: .minimum) == ["y": 10])
    #expect(try decide(.collect, x: 5, aggregation: .maximum) == ["y": 20])
    #expect(try decide(.collect, x: 5, aggregation: .count) == ["y": 3])
  }

  @Test("without a match a table gives its defaults, else nothing, and a count of 0", arguments: [0, 1])
  func noMatch(x: Int) throws {
    #expect(try decide(.unique, x: x) == [:])
    #expect(try decide(.collect, x: x) == [:])
    #expect(try decide(.collect, x: x, aggregation: .count) == ["y": 0])
    #expect(try decide(.first, x: x, defaults: ["9 + x"]) == ["y": .integer(9 + x)])
  }

  @Test("outputs of several columns are ordered by the first column first")
  func severalColumns() throws {
    let decision = TestDecision.table(
      "decide", .outputOrder, inputs: ["x"], outputs: ["a", "b"],
      rules: [["1", "\"low\"", "1"], ["1", "\"high\"", "2"], ["1", "\"high\"", "1"], ["1", "\"none\"", "1"]],
      allowed: ["\"high\", \"low\"", "1, 2"])
    let outputs = try TestDecision.engine(decision).decide("decide", data: TaskData(["x": 1]))
    #expect(outputs == ["a": ["high", "high", "low", "none"], "b": [1, 2, 1, 1]])
  }
}
