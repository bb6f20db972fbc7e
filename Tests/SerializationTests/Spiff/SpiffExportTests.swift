import OrderedCollections
import Testing
import WorkflowEngine
import WorkflowModel
import WorkflowSerialization

@Suite("writing SpiffWorkflow's serialization")
struct SpiffExportTests {
  static let documents = [
    "order-packing-1.5", "order-shipping-1.5", "review-reading-1.5", "review-waiting-1.5",
  ]

  @Test("process specs are what SpiffWorkflow wrote", arguments: documents)
  func specs(name: String) throws {
    let written = try ImportedInstance(fixture: name).exported()
    let original = try SpiffFixture.value(name)
    expectEqual(Self.comparable(process: written.object("spec")), Self.comparable(process: original.object("spec")))
    #expect(written.object("subprocess_specs").keys.sorted() == original.object("subprocess_specs").keys.sorted())
    for key in original.object("subprocess_specs").keys {
      expectEqual(
        Self.comparable(process: written.object("subprocess_specs").object(key)),
        Self.comparable(process: original.object("subprocess_specs").object(key)))
    }
  }

  @Test("tasks are what SpiffWorkflow wrote, those that it predicts included", arguments: documents)
  func tasks(name: String) throws {
    let written = try ImportedInstance(fixture: name).exported()
    let original = try SpiffFixture.value(name)
    expectEqual(Self.comparable(workflow: written), Self.comparable(workflow: original))
    #expect(written.object("subprocesses").keys.sorted() == original.object("subprocesses").keys.sorted())
    for key in original.object("subprocesses").keys {
      expectEqual(
        Self.comparable(workflow: written.object("subprocesses").object(key)),
        Self.comparable(workflow: original.object("subprocesses").object(key)))
    }
  }

  @Test("what was written is read as the same instance", arguments: documents)
  func roundTrip(name: String) throws {
    let first = try ImportedInstance(fixture: name)
    let second = try ImportedInstance(try first.exported())
    #expect(second.state.tasks == first.state.tasks)
    #expect(second.state.scopes == first.state.scopes)
    #expect(second.state.versions == first.state.versions)
  }

  @Test("the same instance gives the same bytes", arguments: documents)
  func canonical(name: String) throws {
    let instance = try ImportedInstance(fixture: name)
    let bytes = try SpiffExport(of: instance.state, instance.definition).bytes()
    #expect(try SpiffExport(of: instance.state, instance.definition).bytes() == bytes)
  }

  @Test("values that JSON does not have are written as SpiffWorkflow's registry has them")
  func values() throws {
    let instance = try withData([
      "pair": .typed(TypedValue(typename: "tuple", content: ["items": [1, 2]])),
      "names": .typed(TypedValue(typename: "set", content: ["items": ["a"]])),
      "when": .typed(TypedValue(typename: "datetime", content: ["value": "2026-01-01T00:00:00", "fold": 1])),
      "long": .typed(TypedValue(typename: "timedelta", content: ["days": 1, "seconds": 2])),
      "id": .typed(TypedValue(typename: "UUID", content: ["value": "00000000-0000-0000-0000-000000000001"])),
      "by number": .typed(TypedValue(typename: "dict", content: ["items": [[1, "one"]]])),
      "product": .typed(TypedValue(typename: "Product", content: ["price": 3])),
    ])
    let root = try instance.exported().object("tasks").values.first
    guard case .dictionary(let task)? = root else {
      Issue.record("there is no task")
      return
    }
    #expect(
      task.object("data") == [
        "pair": [1, 2], "names": ["a"], "when": ["value": "2026-01-01T00:00:00", "typename": "datetime"],
        "long": ["days": 1, "seconds": 2, "typename": "timedelta"],
        "id": ["value": "00000000-0000-0000-0000-000000000001", "typename": "UUID"], "by number": ["1": "one"],
        "product": ["price": 3, "typename": "Product"],
      ])
  }

  @Test("objects of registered types are read as they were written")
  func typedValues() throws {
    let document = try SpiffFixture.value("order-packing-1.5")
    let root = document["root"]
    guard case .string(let id)? = root else { return }
    let changed = document.changing(["tasks", id, "data", "product"]) { _ in
      ["price": ["amount": 3, "typename": "Money"], "typename": "Product"]
    }
    let money = DataValue.typed(TypedValue(typename: "Money", content: ["amount": 3]))
    #expect(
      try ImportedInstance(changed).data(of: "Start")["product"]
        == .typed(TypedValue(typename: "Product", content: ["price": money])))
  }

  @Test("a dictionary that would be taken for an object is refused, with its path")
  func ambiguous() throws {
    let instance = try withData(["order": ["items": [["typename": "book"]]]])
    let error = #expect(throws: SpiffError.self) { try SpiffExport(of: instance.state, instance.definition).bytes() }
    #expect(error?.code == .export)
    #expect(
      error?.description
        == "a dictionary with the key \"typename\" cannot be told from an object in SpiffWorkflow's serialization at Start.order.items[0]"
    )
  }

  /// An instance whose first task has these variables.
  private func withData(_ data: DataDictionary) throws -> (
    state: InstanceState, definition: WorkflowDefinition, exported: () throws -> DataDictionary
  ) {
    let instance = try ImportedInstance(fixture: "order-packing-1.5")
    var state = instance.state
    state.versions[0] = DataVersionRecord(number: 1, base: 0, written: data, removed: [])
    return (
      state, instance.definition,
      {
        let bytes = try SpiffExport(of: state, instance.definition).bytes()
        guard case .dictionary(let document) = try JSONReader().read(bytes) else { return [:] }
        return document
      }
    )
  }

  // MARK: Comparing

  private func expectEqual(_ left: [String], _ right: [String]) {
    #expect(Set(left).symmetricDifference(right).sorted() == [])
    #expect(left.count == right.count)
  }

  /// A line for each member of each task spec. The order of inputs means nothing.
  static func comparable(process: DataDictionary) -> [String] {
    var lines: [String] = []
    for (name, value) in process {
      guard name == "task_specs", case .dictionary(let tasks) = value else {
        lines.append("\(name): \(text(value))")
        continue
      }
      for (task, value) in tasks {
        guard case .dictionary(let members) = value else { continue }
        for (key, member) in members {
          var member = member
          if key == "inputs", case .list(let inputs) = member {
            member = .list(inputs.sorted { text($0) < text($1) })
          }
          lines.append("\(task).\(key): \(text(member))")
        }
      }
    }
    return lines
  }

  /// A line for each member of each task. Those that are only predicted have ids of their own, and what was remembered by
  /// a task that is over is gone.
  static func comparable(workflow: DataDictionary) -> [String] {
    var lines: [String] = []
    let tasks = workflow.object("tasks")
    for (key, value) in workflow where !["tasks", "spec", "subprocess_specs", "subprocesses"].contains(key) {
      lines.append("\(key): \(text(value))")
    }
    func name(_ id: String) -> String {
      let task = tasks.object(id)
      guard case .integer(let state)? = task["state"], state < 8 else { return id }
      guard case .string(let parent)? = task["parent"] else { return id }
      return "\(name(parent))/\(text(task["task_spec"] ?? .null))"
    }
    for (id, value) in tasks {
      guard case .dictionary(let task) = value, case .integer(let state)? = task["state"] else { continue }
      let isOver = [64, 128, 256].contains(state)
      for (key, member) in task {
        var member = member
        switch key {
        case "id", "parent": continue
        case "children":
          guard case .list(let children) = member else { continue }
          member = .list(
            children.map { child in if case .string(let id) = child { .string(name(id)) } else { child } })
        case "internal_data":
          if isOver, task["triggered"] != true { continue }
        case "last_state_change":
          // Moments are kept to the microsecond.
          guard state >= 8, case .double(let moment) = member else { continue }
          member = .double((moment * 1_000_000).rounded() / 1_000_000)
        default: break
        }
        lines.append("\(name(id)).\(key): \(text(member))")
      }
    }
    return lines
  }

  private static func text(_ value: DataValue) -> String {
    (try? JSONWriter(.readable).text(of: sorted(value))) ?? ""
  }

  private static func sorted(_ value: DataValue) -> DataValue {
    switch value {
    case .list(let elements): return .list(elements.map(sorted))
    case .dictionary(let members):
      var result: DataDictionary = [:]
      for key in members.keys.sorted() { result[key] = members[key].map(sorted) }
      return .dictionary(result)
    default: return value
    }
  }
}
