import Testing
import WorkflowModel

@Suite("Gateways, flows and lanes")
struct FlowTests {
  let main: ProcessSpec

  init() throws {
    main = try Fixtures.main("gateways.bpmn")
  }

  @Test("flows leave in the order of their targets from the top of the diagram")
  func order() throws {
    #expect(try main.node("choose").outgoing.map(\.targetID) == ["high", "middle", "low"])
  }

  @Test("a default flow has no condition, the others keep theirs")
  func conditions() throws {
    let flows = try main.node("choose").outgoing
    #expect(flows.map(\.isDefault) == [true, false, false])
    #expect(flows.map(\.condition?.text) == [nil, "price < 20", "price < 10"])
    #expect(flows.map(\.name) == [nil, nil, "cheap"])
  }

  @Test("a gateway's only flow is its default where it has no condition")
  func onlyFlow() throws {
    #expect(try main.node("merge").outgoing.map(\.isDefault) == [true])
  }

  @Test("a node is in its innermost lane, and the inside of a subprocess in the subprocess's")
  func lanes() throws {
    #expect(try main.node("start").lane == "Office")
    #expect(try main.node("choose").lane == "Boss")
    #expect(try main.node("low").lane == nil)
    #expect(try main.subprocess("block").process.node("inner_start").lane == "Office")
    #expect(main.lanes.map(\.name) == ["Office", "Boss"])
    #expect(main.lanes.map(\.nodeIDs) == [["start", "choose", "block"], ["choose"]])
  }

  @Test("complex and event-based gateways have their attributes")
  func otherGateways() throws {
    guard case .complexGateway(let condition) = try main.node("complex").content else {
      throw MissingContent(id: "complex")
    }
    #expect(condition?.text == "activationCount >= 2")
    guard case .eventBasedGateway(let gateway) = try main.node("wait").content else { throw MissingContent(id: "wait") }
    #expect(gateway == EventBasedGatewaySpec(instantiates: false, isParallel: false))
  }
}
