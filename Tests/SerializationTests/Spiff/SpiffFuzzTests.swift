import OrderedCollections
import Testing
import WorkflowEngine
import WorkflowModel
import WorkflowSerialization

@Suite("hostile documents of SpiffWorkflow's serialization")
struct SpiffFuzzTests {
  static let documents = ["order-shipping-1.0", "order-packing-1.2", "order-shipping-1.5", "review-reading-1.3"]

  /// Reads a document. It may be one or not; it must not crash, and an error must be one of ours.
  private func read(_ bytes: [UInt8]) {
    do {
      _ = try ImportedInstance(bytes)
    } catch is JSONError, is SpiffError, is DefinitionError {
    } catch {
      Issue.record("unexpected error: \(error)")
    }
  }

  @Test("a document that is cut off is an error", arguments: documents)
  func truncated(name: String) throws {
    let bytes = try SpiffFixture.bytes(name)
    for count in stride(from: 0, to: bytes.count - 2, by: bytes.count / 20) {
      #expect(throws: JSONError.self) { try ImportedInstance(Array(bytes.prefix(count))) }
    }
  }

  @Test("a document with flipped bits is an error or another document", arguments: documents)
  func flipped(name: String) throws {
    let bytes = try SpiffFixture.bytes(name)
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<40 {
      var changed = bytes
      for _ in 0..<3 {
        changed[Int.random(in: changed.indices, using: &generator)] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      }
      read(changed)
    }
  }

  @Test("a document with values taken away or exchanged is an error or another document", arguments: documents)
  func mutated(name: String) throws {
    let document = try SpiffFixture.value(name)
    var generator = SeededGenerator(seed: 11)
    let others: [DataValue] = [
      .null, true, 0, -1, 3.5, "", "Start", [], [[]], [:], ["typename": "Task"], .integer(.max), ["Start", "Start"],
    ]
    for _ in 0..<100 {
      let mutated = Self.mutated(.dictionary(document), others, &generator)
      read(try JSONWriter(.readable).bytes(of: mutated))
    }
  }

  /// The value with one part, somewhere within, taken away or exchanged.
  private static func mutated(
    _ value: DataValue, _ others: [DataValue], _ generator: inout SeededGenerator
  ) -> DataValue {
    if Int.random(in: 0..<12, using: &generator) == 0 {
      return others[Int.random(in: others.indices, using: &generator)]
    }
    switch value {
    case .dictionary(var members) where !members.isEmpty:
      let key = members.keys[Int.random(in: 0..<members.count, using: &generator)]
      if Int.random(in: 0..<12, using: &generator) == 0 {
        members.removeValue(forKey: key)
      } else {
        members[key] = members[key].map { mutated($0, others, &generator) }
      }
      return .dictionary(members)
    case .list(var elements) where !elements.isEmpty:
      let place = Int.random(in: elements.indices, using: &generator)
      elements[place] = mutated(elements[place], others, &generator)
      return .list(elements)
    default: return others[Int.random(in: others.indices, using: &generator)]
    }
  }

  @Test("values that are nested too deeply are an error")
  func deep() throws {
    let text = #"{"serializer_version": "1.5", "spec": "# + String(repeating: "[", count: 5_000)
    #expect(throws: JSONError.self) { try ImportedInstance(Array(text.utf8)) }
  }

  @Test("subprocesses that are nested too deeply are an error")
  func deepSubprocesses() throws {
    var document = try SpiffFixture.value("order-packing-1.5")
    let packing = document.object("subprocess_specs").object("packing")
    var specs = document.object("subprocess_specs")
    for level in 0..<200 {
      let name = level == 0 ? "packing" : "level\(level)"
      specs[name] = .dictionary(
        packing.changing(["name"]) { _ in .string(name) }.changing(["task_specs", "pack"]) { _ in
          [
            "name": "pack", "typename": "SubWorkflowTask", "spec": .string("level\(level + 1)"), "inputs": [],
            "outputs": ["packing_end"],
          ]
        })
    }
    document["subprocess_specs"] = .dictionary(specs)
    let error = #expect(throws: SpiffError.self) { try ImportedInstance(document) }
    #expect(error?.message == "subprocesses stand more than 100 deep")
  }
}
