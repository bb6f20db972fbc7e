import OrderedCollections
import Testing
import WorkflowEngine
import WorkflowModel
import WorkflowSerialization

@Suite("documents of SpiffWorkflow's older versions")
struct SpiffMigrationTests {
  @Test("an order that is packed is the same in all versions", arguments: SpiffFixture.versions)
  func packing(version: String) throws {
    let instance = try ImportedInstance(fixture: "order-packing-\(version)")
    #expect(
      instance.elements == [
        "order/start COMPLETED", "order/price COMPLETED", "order/size COMPLETED", "order/packing STARTED",
        "order/late WAITING", "order/cancelled WAITING", "packing/packing_start COMPLETED", "packing/pack READY",
      ])
    #expect(instance.data(of: "pack") == ["quantity": 5, "total": 15])
    #expect(instance.state.scopes.map(\.process) == ["order", "packing"])
  }

  @Test("a timer is due when it was due there", arguments: SpiffFixture.versions)
  func due(version: String) throws {
    let instance = try ImportedInstance(fixture: "order-packing-\(version)")
    let timer = try #require(instance.state.tasks.first { $0.spec == "late" })
    guard case .dictionary(let memory)? = timer.internalData["event"], case .string(let text)? = memory["event_value"],
      let due = Timestamp(text)
    else {
      Issue.record("the timer knows no moment: \(timer.internalData)")
      return
    }
    let started = try #require(instance.state.tasks.first { $0.spec == "price" }?.lastStateChange)
    let seconds = (due.microseconds - started.microseconds) / 1_000_000
    #expect((3599...3601).contains(seconds))
  }

  @Test("an order that is shipped is the same in all versions", arguments: ["1.0", "1.1", "1.3", "1.4", "1.5"])
  func shipping(version: String) throws {
    let instance = try ImportedInstance(fixture: "order-shipping-\(version)")
    #expect(
      instance.elements == [
        "order/start COMPLETED", "order/price COMPLETED", "order/size COMPLETED", "order/packing COMPLETED",
        "order/late CANCELLED", "order/cancelled CANCELLED", "packing/packing_start COMPLETED",
        "packing/pack COMPLETED", "packing/packing_end COMPLETED", "order/split COMPLETED", "order/shipping STARTED",
        "order/write COMPLETED", "order/join WAITING", "ship/ship_start COMPLETED", "ship/send READY",
      ])
    #expect(instance.data(of: "send") == ["quantity": 5, "total": 15, "box": "small"])
    #expect(instance.state.tasks.first { $0.spec == "join" }?.arrivedBy != nil)
  }

  @Test("a subprocess whose inside is over, and which nobody has asked, goes on")
  func notAsked() throws {
    let instance = try ImportedInstance(fixture: "order-shipping-1.2")
    #expect(instance.elements.contains("order/packing READY"))
    #expect(instance.data(of: "packing") == ["quantity": 5, "total": 15, "box": "small"])
  }

  @Test("a data object keeps its value", arguments: ["1.1", "1.3", "1.4", "1.5"])
  func dataObjects(version: String) throws {
    let instance = try ImportedInstance(fixture: "order-shipping-\(version)")
    #expect(instance.state.scopes[0].dataObjects == ["receipt": ["total": 15]])
    #expect(instance.definition.spec.processes["order"]?.dataObjects.map(\.name) == ["Receipt"])
  }

  @Test("an activity with instances is started", arguments: SpiffFixture.versionsWithLoops)
  func instances(version: String) throws {
    let instance = try ImportedInstance(fixture: "review-reading-\(version)")
    let activity = try #require(instance.state.tasks.first { $0.spec == "read" })
    #expect(activity.state == .started)
    #expect(activity.internalData == ["started": 2, "completed": 1, "total": 2])
    let instances = instance.state.tasks.filter { $0.spec == "read [child]" }
    #expect(instances.map(\.state) == [.completed, .ready])
    #expect(instances.map(\.internalData) == [["index": 0, "key": 0], ["index": 1, "key": 1]])
  }

  @Test("the events behind a gateway wait in it", arguments: SpiffFixture.versionsWithLoops)
  func gateway(version: String) throws {
    let instance = try ImportedInstance(fixture: "review-waiting-\(version)")
    #expect(!instance.elements.contains { $0.hasPrefix("review/answered") || $0.hasPrefix("review/too_late") })
    let gateway = try #require(instance.state.tasks.first { $0.spec == "wait" })
    #expect(gateway.state == .waiting)
    guard case .dictionary(let memory)? = gateway.internalData["event"] else {
      Issue.record("the gateway remembers nothing")
      return
    }
    #expect(Array(memory.keys) == ["1.event_value"])
  }

  @Test("what a version cannot tell the next is refused, with the reason")
  func refused() throws {
    let old = try SpiffFixture.value("order-packing-1.1")
    let loop = old.changing(["spec", "task_specs", "approve", "loopTask"]) { _ in true }
    #expect(message(loop) == "the activity 'approve' is repeated in the way of version 1.1, which is gone")
    let timer = old.changing(["spec", "task_specs", "late", "event_definition", "dateTime"]) { _ in "deadline" }
    #expect(message(timer) == "the timer of 'late' is not a literal: deadline")
    let loops = try SpiffFixture.value("review-reading-1.2")
    let root = loops.object("tasks").keys.first { key in
      loops.object("tasks").object(key)["task_spec"] == "read"
    }
    let unmerged = loops.changing(["tasks", root ?? "", "internal_data", "merged"]) { _ in [] }
    #expect(
      message(unmerged)?.hasPrefix("the task has instances whose results SpiffWorkflow has not taken yet at tasks")
        == true)
  }

  private func message(_ document: DataDictionary) -> String? {
    do {
      _ = try ImportedInstance(document)
      return nil
    } catch {
      return "\(error)"
    }
  }

  @Test("how many instances there are is told by the collection, whatever else is remembered")
  func hostileCardinality() throws {
    let document = try SpiffFixture.value("review-reading-1.5")
    let tasks = document.object("tasks")
    let activity = tasks.keys.first { tasks.object($0)["task_spec"] == "read" } ?? ""
    let changed = document.changing(["tasks", activity, "internal_data", "cardinality"]) { _ in .integer(.max) }
    let instance = try ImportedInstance(changed)
    #expect(instance.state.tasks.first { $0.spec == "read" }?.internalData["total"] == 2)
    #expect(try !instance.exported().isEmpty)
  }

  @Test(
    "a timer's expression in Python becomes ISO 8601",
    arguments: [
      ("timedelta(seconds=0.5)", "'PT0.500000S'", TimerSpec.Kind.timeDuration),
      ("datetime.timedelta(1, 2)", "'PT86402S'", .timeDuration),
      ("datetime(2023, 1, 1)", "'2023-01-01T00:00:00'", .timeDate),
      ("datetime.datetime(2023, 1, 2, hour=3, minute=4)", "'2023-01-02T03:04:00'", .timeDate),
    ])
  func timers(python: String, iso: String, kind: TimerSpec.Kind) throws {
    let old = try SpiffFixture.value("order-packing-1.1")
      .changing(["spec", "task_specs", "late", "event_definition", "dateTime"]) { _ in .string(python) }
    let process = try ImportedInstance(old).definition.spec.processes["order"]
    guard case .event(let event)? = process?.nodes.first(where: { $0.id == "late" })?.content,
      case .timer(let timer)? = event.definitions.first
    else {
      Issue.record("there is no timer")
      return
    }
    #expect(timer.expression.text == iso)
    #expect(timer.kind == kind)
  }
}
