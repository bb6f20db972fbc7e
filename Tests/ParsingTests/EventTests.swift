import OrderedCollections
import Testing
import WorkflowModel
import WorkflowParsing

@Suite("Events")
struct EventTests {
  let spec: WorkflowSpec
  let main: ProcessSpec

  init() throws {
    spec = try Fixtures.parser("events.bpmn").spec(process: "main")
    main = try #require(spec.processes["main"])
  }

  @Test("boundary events know their activity and whether they interrupt it")
  func boundaryEvents() throws {
    #expect(try main.node("work").boundaryEventIDs == ["late", "wrong", "any", "up", "undo"])
    let late = try main.event("late")
    #expect(late.attachedTo == "work" && !late.isInterrupting)
    let wrong = try main.event("wrong")
    #expect(wrong.attachedTo == "work" && wrong.isInterrupting)
  }

  @Test("errors and escalations have their declared codes and names; an error without a reference catches any")
  func codes() throws {
    guard case .error(let error)? = try main.event("wrong").definitions.first,
      case .error(let any)? = try main.event("any").definitions.first,
      case .escalation(let escalation)? = try main.event("up").definitions.first
    else { throw MissingContent(id: "wrong") }
    #expect(error.code == "E1" && error.name == "Oops" && error.id == "error1")
    #expect(any.code == nil)
    #expect(escalation.code == "U1")
  }

  @Test("timers keep their kind and expression")
  func timers() throws {
    guard case .timer(let cycle)? = try main.event("by_timer").definitions.first,
      case .timer(let date)? = try main.event("late").definitions.first
    else { throw MissingContent(id: "late") }
    #expect(cycle.kind == .timeCycle && cycle.expression.text == "\"R3/PT1H\"")
    #expect(date.kind == .timeDate && date.expression.text == "due")
  }

  @Test("a multiple event has all definitions, also those that it refers to")
  func multiple() throws {
    let both = try main.event("both")
    #expect(both.isParallelMultiple)
    guard both.definitions.count == 2, case .message(let message) = both.definitions[0],
      case .signal(let signal) = both.definitions[1]
    else { throw MissingContent(id: "both") }
    #expect(message.reference.name == "Order placed")
    #expect(signal.name == "Alarm" && signal.payload?.text == "{\"level\": 1}" && signal.variable == "alarm")
  }

  @Test("an event without a reference is known by its own name")
  func ownName() throws {
    guard case .signal(let signal)? = try main.event("signal").definitions.first else {
      throw MissingContent(id: "signal")
    }
    #expect(signal.name == "Beacon")
  }

  @Test("a link leads to the catch event of its name, a compensation event to its handler")
  func otherWays() throws {
    guard case .link(let name)? = try main.event("here").definitions.first,
      case .compensation(let activity, let waits)? = try main.event("take_back").definitions.first
    else { throw MissingContent(id: "here") }
    #expect(name == "there")
    #expect(activity == "work" && !waits)
    #expect(try main.event("undo").compensationHandlerID == "handler")
    #expect(try main.node("handler").isForCompensation)
  }

  @Test("send and receive tasks have a message, or none")
  func messageTasks() throws {
    guard case .message(let message)? = try main.event("send").definitions.first else {
      throw MissingContent(id: "send")
    }
    #expect(message.reference.id == "message1")
    #expect(try main.event("receive").definitions.isEmpty)
  }

  @Test("conditions and terminate events are read")
  func remaining() throws {
    guard case .conditional(let condition)? = try main.event("when").definitions.first,
      case .terminate? = try main.event("stop").definitions.first
    else { throw MissingContent(id: "when") }
    #expect(condition.text == "stock < 5")
  }

  @Test("the catalog has what the files declare")
  func catalog() {
    #expect(spec.events.messages["message1"]?.name == "Order placed")
    #expect(spec.events.signals["signal1"]?.name == "Alarm")
    #expect(spec.events.errors["error1"]?.code == "E1")
    #expect(spec.events.escalations["escalation1"]?.code == "U1")
  }

  @Test("a collaboration begins its executable processes, correlated by its keys")
  func collaboration() throws {
    let spec = try Fixtures.parser("collaboration.bpmn").spec(collaboration: "trade")
    #expect(spec.root == .collaboration("trade", participants: ["buyer", "seller"]))
    #expect(spec.processes.keys.sorted() == ["buyer", "seller"])
    let buyer = try #require(spec.processes["buyer"])
    guard case .message(let request)? = try buyer.event("send").definitions.first,
      case .message(let answer)? = try buyer.event("wait").definitions.first
    else { throw MissingContent(id: "send") }
    #expect(request.reference.payload?.text == "{\"order\": order}")
    #expect(request.correlationProperties.map(\.expression.text) == ["order[\"number\"]"])
    #expect(request.correlationProperties.map(\.keys) == [["order"]])
    #expect(request.variableCorrelations.map(\.expression.text) == ["order_number"])
    #expect(answer.reference.variable == "reply")
    #expect(answer.correlationProperties.map(\.id) == ["number", "loose"])
    #expect(answer.correlationProperties.map(\.keys) == [["order"], ["MainCorrelationKey"]])
    #expect(
      buyer.correlationKeys == [
        CorrelationKey(name: "order", propertyIDs: ["number"]),
        CorrelationKey(name: "MainCorrelationKey", propertyIDs: ["loose"]),
      ])
    #expect(spec.events.correlationProperties.count == 3)
  }
}
