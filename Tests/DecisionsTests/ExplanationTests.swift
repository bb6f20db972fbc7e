import OrderedCollections
import Testing
import WorkflowDecisions
import WorkflowModel

@Suite("Explanations")
struct ExplanationTests {
  @Test("an explanation says which rules match, and which entry kept the others from it")
  func explanation() throws {
    let decision = TestDecision.table(
      "decide", .first, inputs: ["x", "@kind"], outputs: ["y"],
      rules: [["1", "\"a\"", "1"], ["2", "\"b\"", "2"], ["2", "-", "3"], ["x < kind", "-", "4"]], requires: ["base"])
    let engine = TestDecision.engine(decision, TestDecision.literal("base", "1"))
    let explanation = try engine.explain("decide", data: TaskData(["x": 2, "kind": "a"]))
    #expect(explanation.result == ["y": 3])
    #expect(explanation.matches == [3])
    #expect(explanation.hitPolicy == .first)
    #expect(explanation.required.map(\.decisionID) == ["base"])
    #expect(explanation.rules.map(\.rule.id) == ["r1", "r2", "r3", "r4"])
    guard case .entry(let column, let input, let value, let entry)? = explanation.rules[0].mismatch,
      case .entry(2, "kind", "a", "\"b\"")? = explanation.rules[1].mismatch,
      case .failure(1, "x", let message, "x < kind")? = explanation.rules[3].mismatch
    else {
      Issue.record("\(explanation.rules)")
      return
    }
    #expect(column == 1 && input == "x" && value == 2 && entry == "1")
    #expect(message == "TypeError: '<' not supported")
  }

  @Test("a decision that fails is explained with its error")
  func failure() throws {
    let decision = TestDecision.table(inputs: ["x"], outputs: ["y"], rules: [["1", "1"], ["1", "2"]])
    let explanation = try TestDecision.engine(decision).explain("decide", data: TaskData(["x": 1]))
    #expect(explanation.result == nil)
    #expect(explanation.error?.code == .overlap)
    #expect(explanation.matches == [1, 2])
  }
}
