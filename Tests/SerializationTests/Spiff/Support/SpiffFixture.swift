import Foundation
import OrderedCollections
import WorkflowEngine
import WorkflowModel
import WorkflowSerialization

/// The documents in `Fixtures/spiffworkflow`: instances of `order.bpmn` and `review.bpmn`, as the SpiffWorkflow of each
/// version wrote them.
enum SpiffFixture {
  static let versions = ["1.0", "1.1", "1.2", "1.3", "1.4", "1.5"]
  /// Multi-instance activities and event-based gateways are older than this in name only.
  static let versionsWithLoops = ["1.2", "1.3", "1.4", "1.5"]

  static func bytes(_ name: String) throws -> [UInt8] {
    let fixtures = URL(fileURLWithPath: "\(#filePath)").deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Fixtures/spiffworkflow")
    return [UInt8](try Data(contentsOf: fixtures.appendingPathComponent("\(name).json")))
  }

  static func value(_ name: String) throws -> DataDictionary {
    guard case .dictionary(let document) = try JSONReader().read(try bytes(name)) else { return [:] }
    return document
  }
}

/// A document that was read.
struct ImportedInstance {
  let definition: WorkflowDefinition
  let state: InstanceState

  init(_ bytes: [UInt8], file: String = "order.bpmn") throws {
    let document = try SpiffDocument(bytes)
    definition = try WorkflowDefinition(try SpiffDocument.spec(from: document.source(), file: file))
    state = try document.state(of: definition)
  }

  init(fixture name: String) throws {
    try self.init(try SpiffFixture.bytes(name), file: name.hasPrefix("order") ? "order.bpmn" : "review.bpmn")
  }

  init(_ document: DataDictionary) throws {
    try self.init(try JSONWriter(.readable).bytes(of: .dictionary(document)))
  }

  /// The tasks of elements, as `process/element STATE`.
  var elements: Set<String> {
    let added = ["Start", "End"]
    return Set(
      state.tasks.filter { !added.contains($0.spec) && !$0.spec.contains(".") }
        .map { "\(state.scopes[$0.scope].process)/\($0.spec) \($0.state.rawValue)" })
  }

  /// The variables of the only task of an element.
  func data(of spec: String) -> DataDictionary {
    guard let task = state.tasks.first(where: { $0.spec == spec }) else { return [:] }
    var chain: [DataVersionRecord] = []
    var number = task.dataVersion
    while number > 0 {
      let version = state.versions[number - 1]
      chain.append(version)
      number = version.base
    }
    var data: DataDictionary = [:]
    for version in chain.reversed() {
      for (name, value) in version.written { data[name] = value }
      for name in version.removed { data[name] = nil }
    }
    return data
  }

  func exported() throws -> DataDictionary {
    let bytes = try SpiffExport(of: state, definition).bytes()
    guard case .dictionary(let document) = try JSONReader().read(bytes) else { return [:] }
    return document
  }
}

extension DataDictionary {
  func object(_ key: String) -> DataDictionary {
    if case .dictionary(let object)? = self[key] { object } else { [:] }
  }

  /// The same with what stands at a path changed.
  func changing(_ path: [String], _ change: (DataValue?) -> DataValue?) -> DataDictionary {
    var result = self
    guard let key = path.first else { return self }
    if path.count == 1 {
      result[key] = change(self[key])
    } else if case .dictionary(let inner)? = self[key] {
      result[key] = .dictionary(inner.changing(Array(path.dropFirst()), change))
    }
    return result
  }
}
