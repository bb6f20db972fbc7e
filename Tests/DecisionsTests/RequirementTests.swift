import OrderedCollections
import Testing
import WorkflowDecisions
import WorkflowModel

@Suite("Decision graphs, contexts and knowledge models")
struct RequirementTests {
  @Test("required decisions are decided first, once, and read by variable, name or id")
  func requirements() throws {
    let scripts = MiniEngine()
    let engine = TestDecision.engine(
      TestDecision.literal("base", "x * 2", variable: "basis"),
      TestDecision.literal("left", "basis + 1", requires: ["base"]),
      TestDecision.literal("right", "base + 2", requires: ["base"]),
      TestDecision.literal("top", "the_left * right", requires: ["left", "right"]), scripts: scripts)
    #expect(try engine.decide("top", data: TaskData(["x": 3])) == ["the top": 56])
    #expect(scripts.evaluations == 4)
  }

  @Test("a required table with one output is its value, with several a dictionary")
  func requiredTables() throws {
    let engine = TestDecision.engine(
      TestDecision.table("one", inputs: ["x"], outputs: ["a"], rules: [["1", "5"]]),
      TestDecision.table("two", inputs: ["x"], outputs: ["a", "b"], rules: [["1", "5", "6"]]),
      TestDecision.literal("top", "[one, two]", requires: ["one", "two"]))
    #expect(try engine.decide("top", data: TaskData(["x": 1])) == ["the top": [5, ["a": 5, "b": 6]]])
  }

  @Test("a decision that is missing, or requires itself, is an error")
  func broken() {
    let engine = TestDecision.engine(
      TestDecision.literal("a", "1", requires: ["b"]), TestDecision.literal("b", "1", requires: ["a"]),
      TestDecision.literal("c", "1", requires: ["nothing"]))
    let circle = #expect(throws: DecisionError.self) { try engine.decide("a", data: TaskData()) }
    #expect(circle?.message == "the decision 'a' requires itself")
    let missing = #expect(throws: DecisionError.self) { try engine.decide("c", data: TaskData()) }
    #expect(missing?.message == "there is no decision 'nothing', which 'c' requires")
    let unknown = #expect(throws: DecisionError.self) { try engine.explain("d", data: TaskData()) }
    #expect(unknown?.message == "there is no decision 'd'")
    #expect(throws: Never.self) { try engine.explain("a", data: TaskData()) }
  }

  @Test("a chain of decisions may be as long as it likes")
  func chain() throws {
    var decisions = ["d0": TestDecision.literal("d0", "1")]
    for index in 1...2000 {
      decisions["d\(index)"] = TestDecision.literal("d\(index)", "d\(index - 1) + 1", requires: ["d\(index - 1)"])
    }
    let engine = DecisionEngine(decisions: decisions, scripts: MiniEngine())
    #expect(try engine.decide("d2000", data: TaskData()) == ["the d2000": 2001])
    #expect(try engine.explain("d2000", data: TaskData()).required.count == 2000)
  }

  @Test("the entries of a context see those before them; one without a name is the result")
  func contexts() throws {
    func context(_ entries: [(name: String?, value: DecisionLogic)]) -> DecisionEngine {
      TestDecision.engine(
        DecisionSpec(
          id: "c", name: "c", variable: "result", location: TestDecision.location(line: 1), logic: .context(entries)))
    }
    let first: (name: String?, value: DecisionLogic) = ("a b", .literal(TestDecision.text("x + 1")))
    let second: (name: String?, value: DecisionLogic) = ("c", .literal(TestDecision.text("a_b * 2")))
    let last: (name: String?, value: DecisionLogic) = (nil, .literal(TestDecision.text("c + 1")))
    #expect(try context([first, second]).decide("c", data: TaskData(["x": 1])) == ["a b": 2, "c": 4])
    #expect(try context([first, second, last]).decide("c", data: TaskData(["x": 1])) == ["result": 5])
  }

  @Test("knowledge models are functions, which may call those that they require")
  func knowledge() throws {
    let twice = KnowledgeModel(
      id: "k1", name: "twice plus", parameters: ["v"], body: .literal(TestDecision.text("plus(v * 2, x)")))
    let plus = KnowledgeModel(
      id: "k2", name: "plus", parameters: ["a", "b"], body: .literal(TestDecision.text("a + b")))
    let literal = TestDecision.literal("d", "twice_plus(x)", knowledge: [twice, plus])
    #expect(try TestDecision.engine(literal).decide("d", data: TaskData(["x": 5])) == ["the d": 15])
    let table = TestDecision.table(
      inputs: ["twice_plus(x)"], outputs: ["y"], rules: [["plus(1, 2)", "plus(x, 1)"]], knowledge: [twice, plus])
    #expect(try TestDecision.engine(table).decide("decide", data: TaskData(["x": 1])) == ["y": 2])
  }

  @Test("a knowledge model that is a table is refused")
  func knowledgeTable() {
    let body = TestDecision.table(inputs: [], outputs: ["y"], rules: []).logic
    let model = KnowledgeModel(id: "k", name: "k", parameters: [], body: body)
    let engine = TestDecision.engine(TestDecision.literal("d", "k()", knowledge: [model]))
    let error = #expect(throws: DecisionError.self) { try engine.decide("d", data: TaskData()) }
    #expect(
      error?.message == "the business knowledge model 'k', which 'd' requires, is not a literal expression")
  }
}
