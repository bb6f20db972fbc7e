import OrderedCollections
import Testing
import WorkflowEngine
import WorkflowModel
import WorkflowSerialization

@Suite("documents that are no instances")
struct SpiffErrorTests {
  private func message(_ document: DataDictionary) -> String? {
    do {
      _ = try ImportedInstance(document)
      return nil
    } catch {
      return "\(error)"
    }
  }

  private func change(_ path: String..., to value: DataValue?) throws -> String? {
    try message(SpiffFixture.value("order-packing-1.5").changing(path) { _ in value })
  }

  @Test("the version must be one that is known")
  func version() throws {
    #expect(
      try change("serializer_version", to: nil)
        == "the document has no \"serializer_version\"; expected one of 1.0, 1.1, 1.2, 1.3, 1.4, 1.5")
    #expect(
      try change("serializer_version", to: "2.0") == "the version '2.0' is not one of 1.0, 1.1, 1.2, 1.3, 1.4, 1.5")
    #expect(
      try change("serializer_version", to: 1.5) == "expected a text, found a number at serializer_version")
    #expect(message([:])?.hasPrefix("the document has no") == true)
  }

  @Test("what is missing in a process spec is named with its place")
  func specs() throws {
    #expect(try change("spec", to: nil) == "\"spec\" is missing")
    #expect(try change("spec", "task_specs", to: nil) == "\"task_specs\" is missing at spec")
    #expect(try change("spec", "name", to: 3) == "expected a text, found an integer at spec.name")
    #expect(
      try change("spec", "task_specs", "price", "typename", to: nil)
        == "\"typename\" is missing at spec.task_specs.price")
    #expect(
      try change("spec", "task_specs", "price", "typename", to: "CustomTask")
        == "the task spec 'CustomTask' is not supported at spec.task_specs.price")
    #expect(
      try change("spec", "task_specs", "price", "outputs", to: ["nowhere"])
        == "there is no task spec 'nowhere' at spec.task_specs.price")
    #expect(
      try change("spec", "task_specs", "price", "name", to: "cost")
        == "the task spec 'price' has another name at spec.task_specs.price.name")
    #expect(
      try change("spec", "task_specs", "late", "event_definition", "typename", to: "FullMoonEventDefinition")
        == "the event definition 'FullMoonEventDefinition' is not supported at spec.task_specs.late.event_definition")
    #expect(
      try change("subprocess_specs", "packing", to: nil)
        == "there is no process spec 'packing' at spec.task_specs.packing")
  }

  @Test("a subprocess that stands in itself, or in two places, is refused")
  func subprocesses() throws {
    #expect(
      try change(
        "subprocess_specs", "packing", "task_specs", "pack",
        to: [
          "name": "pack", "typename": "SubWorkflowTask", "spec": "packing", "inputs": [], "outputs": ["packing_end"],
        ])
        == "the subprocess 'packing' stands in more than one place at subprocess_specs.packing.task_specs.pack")
  }

  @Test("tasks must form a tree")
  func tasks() throws {
    let document = try SpiffFixture.value("order-packing-1.5")
    let tasks = document.object("tasks")
    func id(of spec: String) -> String { tasks.keys.first { tasks.object($0)["task_spec"] == .string(spec) } ?? "" }
    let price = id(of: "price")
    let size = id(of: "size")
    #expect(
      message(document.changing(["tasks", price, "parent"]) { _ in nil })
        == "the task follows none at tasks[\"\(price)\"]")
    #expect(
      message(document.changing(["tasks", price, "parent"]) { _ in "x" })
        == "there is no task 'x' at tasks[\"\(price)\"].parent")
    let circle = message(document.changing(["tasks", price, "parent"]) { _ in .string(size) })
    #expect(circle?.hasPrefix("the task does not follow the first one at tasks[") == true)
    #expect(
      message(document.changing(["tasks", price, "state"]) { _ in 3 })
        == "expected a state, found an integer at tasks[\"\(price)\"].state")
    #expect(
      message(document.changing(["tasks", price, "task_spec"]) { _ in "cost" })
        == "there is no task spec 'cost' at tasks[\"\(price)\"]")
    #expect(
      message(document.changing(["tasks", price, "id"]) { _ in "one" })
        == "expected a UUID, found a text at tasks[\"\(price)\"].id")
    #expect(
      message(document.changing(["tasks", price, "last_state_change"]) { _ in 1e300 })
        == "expected a moment, found a number at tasks[\"\(price)\"].last_state_change")
    #expect(
      message(document.changing(["tasks", price, "delta", "deletions"]) { _ in 7 })
        == "expected a list, found an integer at tasks[\"\(price)\"].delta.deletions")
    #expect(message(document.changing(["root"]) { _ in "x" }) == "there is no task 'x' at root")
  }

  @Test("a document is read whatever the order of its members")
  func order() throws {
    let document = try SpiffFixture.value("order-shipping-1.5")
    let sorted = document.changing(["tasks"]) { tasks in
      guard case .dictionary(let tasks)? = tasks else { return nil }
      return .dictionary(DataDictionary(uniqueKeysWithValues: tasks.sorted { $0.key > $1.key }))
    }
    let first = try ImportedInstance(document)
    let second = try ImportedInstance(sorted)
    #expect(second.state.tasks == first.state.tasks)
  }
}
