import Testing
import WorkflowModel
import WorkflowParsing

@Suite("Subprocesses, data and loops")
struct SubprocessTests {
  @Test("transactions, ad-hoc and event subprocesses have their inside")
  func kinds() throws {
    let main = try Fixtures.main("subprocesses.bpmn")
    let pay = try main.subprocess("pay")
    guard case .transaction = pay.kind else { throw MissingContent(id: "pay") }
    #expect(pay.process.id == "pay")
    #expect(pay.process.nodes.map(\.id) == ["inner_start", "charge", "give_up"])
    guard case .cancel? = try pay.process.event("give_up").definitions.first else {
      throw MissingContent(id: "give_up")
    }
    let chores = try main.subprocess("chores")
    guard case .adHoc(let condition, let isParallel, let cancelsRemaining) = chores.kind else {
      throw MissingContent(id: "chores")
    }
    #expect(condition?.text == "len(done) > 1" && !isParallel && !cancelsRemaining)
    #expect(chores.process.nodes.map(\.id) == ["one", "two"])
    let watch = try main.subprocess("watch")
    guard case .event = watch.kind else { throw MissingContent(id: "watch") }
    #expect(try !watch.process.event("alarm").isInterrupting)
  }

  @Test("data associations lead to data objects of the scopes around, by reference or directly")
  func dataObjects() throws {
    let main = try Fixtures.main("subprocesses.bpmn")
    #expect(main.dataObjects == [DataObjectSpec(id: "order", name: "The order", category: "orders")])
    let charge = try main.subprocess("pay").process.node("charge")
    #expect(charge.dataInputs.map(\.target) == [.dataObject("order")])
    #expect(charge.dataOutputs.map(\.target) == [.dataObject("order")])
  }

  @Test("a standard loop has its condition, limit and test")
  func standardLoop() throws {
    guard
      case .standard(let condition, let testsBefore, let maximum)? = try Fixtures.main("loops.bpmn")
        .node("again").loop
    else { throw MissingContent(id: "again") }
    #expect(condition?.text == "count < 3" && testsBefore && maximum == 5)
  }

  @Test("a multi-instance marker has its collections, items and conditions")
  func multiInstance() throws {
    let main = try Fixtures.main("loops.bpmn")
    guard case .multiInstance(let each)? = try main.node("each").loop,
      case .multiInstance(let times)? = try main.node("times").loop
    else { throw MissingContent(id: "each") }
    #expect(each.isSequential && each.scriptsOnInstances)
    #expect(each.inputCollection == "items" && each.outputCollection == "results")
    #expect(each.inputItem == IOSpecification.Item(id: "item", name: "The item"))
    #expect(each.outputItem == IOSpecification.Item(id: "result", name: nil))
    #expect(each.completionCondition?.text == "found")
    #expect(!times.isSequential && times.cardinality?.text == "n + 1" && times.inputCollection == nil)
    #expect(try main.node("each").io?.inputs == [IOSpecification.Item(id: "items", name: "All items")])
  }

  @Test("subprocesses nest as deep as elements may", arguments: [500, 635])
  func depth(levels: Int) throws {
    var model = "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\"><process id=\"main\">"
    for level in 0..<levels {
      model += "<startEvent id=\"s\"/><sequenceFlow sourceRef=\"s\" targetRef=\"p\(level)\"/>"
      model += "<subProcess id=\"p\(level)\">"
    }
    model += "<startEvent id=\"s\"/>" + String(repeating: "</subProcess>", count: levels)
    model += "</process></definitions>"
    var parser = ModelParser(dialect: .bpmn)
    try parser.add(bpmn: Array(model.utf8), file: "deep")
    var process = try #require(try parser.spec(process: "main").processes["main"])
    var depth = 0
    while case .subprocess(let inner)? = process.nodes.last?.content {
      process = inner.process
      depth += 1
    }
    #expect(depth == levels)
  }
}
