import Foundation
import OrderedCollections
import Testing
import WorkflowEngine
import WorkflowForms
import WorkflowModel

@testable import WorkflowSerialization

/// One document for each element and for each thing that an instance can hold. `WFSTORE_UPDATE_FIXTURES=1` writes them
/// anew: only a new version of the format may change them, and its own go to a folder of its own.
@Suite("golden documents of our own format")
struct GoldenDocumentTests {
  /// The models beside those of elements.
  static let others = [
    "timer", "signal", "parallelInstances", "sequentialInstances", "loop", "eventSubprocess", "dataObject", "failure",
    "values", "calling", "migrated",
  ]
  /// Of what model they are, where it is not one of their name.
  private static let models = ["calling": "serviceTask", "migrated": "userTask"]
  static let names = ElementType.allCases.map(\.rawValue) + others

  static func model(_ name: String) throws -> DocumentModel {
    try DocumentModel(models[name] ?? name)
  }

  /// An instance at rest.
  static func resting(_ name: String) throws -> DocumentRun {
    let run = try DocumentRun(model(name), data: ["price": 6, "zero": 0])
    if let type = ElementType(rawValue: name) {
      #expect(run.run(to: type), "a task of \(name)")
    } else {
      run.instance.run()
    }
    return run
  }

  /// The document of an instance at rest.
  static func document(_ name: String) throws -> InstanceDocument {
    var document = try resting(name).document()
    if name == "migrated" { try addHistory(to: &document) }
    return document
  }

  /// What an instance has that was migrated twice, has messages on their way, and whose history is not kept as a whole.
  private static func addHistory(to document: inout InstanceDocument) throws {
    let other = try DocumentModel("manualTask").spec
    let moment = document.head.updated
    document.head.revision = 5
    document.specs.append(other)
    document.retired = [
      RetiredElement(process: "userTask", spec: "gone", element: "gone", type: .scriptTask, name: "Gone"),
      RetiredElement(process: "userTask", spec: "gone.join", element: nil, type: nil, name: nil),
    ]
    document.migrations = [
      InstanceDocument.Migration(
        from: document.head.spec, to: other.id, moment: moment, revision: 2, undone: moment, former: nil),
      InstanceDocument.Migration(
        from: other.id, to: document.head.spec, moment: moment, revision: 5, undone: nil,
        former: FormerRecords(
          tasks: [
            FormerRecords.Task(number: 1, spec: "work", arrivedBy: nil, state: .ready, lastStateChange: moment)
          ],
          scopes: [FormerRecords.Scope(number: 0, process: "manualTask", addedObjects: ["stock"])], retired: [])),
    ]
    let message = SentMessage(name: "order", payload: ["price": 1], correlation: ["order": ["number": 7]])
    document.sentMessages = [InstanceDocument.Message(content: message, sent: moment)]
    document.keptMessages = [
      InstanceDocument.Message(content: SentMessage(name: "news", payload: nil, correlation: [:]), sent: moment)
    ]
    let stamp = document.state.instance.lastStamp
    document.history.saves = [
      InstanceHistory.Save(
        HistorySave(revision: 4, formerStamp: document.head.created, lastStamp: stamp, user: nil, engine: nil),
        events: []),
      InstanceHistory.Save(
        HistorySave(revision: 5, formerStamp: stamp, lastStamp: stamp, user: "bob", engine: "restricted"),
        events: [
          HistoryEvent(.taskFailed, at: stamp, task: 99, name: "ValueError", detail: ["message": "no", "line": 3]),
          HistoryEvent(
            .migrated, at: moment, detail: ["from": .string(other.id), "to": .string(document.head.spec)]),
        ]),
    ]
  }

  @Test("an instance has the document that it always had", arguments: names)
  func unchanged(name: String) throws {
    let bytes = try Self.document(name).bytes(withIntegrity: true)
    let file = FormatFixture.golden(name)
    if ProcessInfo.processInfo.environment["WFSTORE_UPDATE_FIXTURES"] == "1" { try Data(bytes).write(to: file) }
    #expect(String(decoding: bytes, as: UTF8.self) == String(decoding: try FormatFixture.bytes(file), as: UTF8.self))
  }

  @Test("a document that is read is written the same", arguments: names)
  func rewritten(name: String) throws {
    let bytes = try FormatFixture.bytes(FormatFixture.golden(name))
    let document = try InstanceDocument(InstanceDocument.value(of: bytes))
    #expect(try document.bytes(withIntegrity: true) == bytes)
    #expect(try document.differences(to: document) == [])
  }

  @Test("an instance that was read comes to the same end", arguments: names)
  func resumed(name: String) throws {
    let lasting = try Self.resting(name)
    _ = lasting.document()
    let bytes = try FormatFixture.bytes(FormatFixture.golden(name))
    let read = try DocumentRun(InstanceDocument(InstanceDocument.value(of: bytes)))
    #expect(read.picture == lasting.picture)
    try lasting.finish()
    try read.finish()
    #expect(read.picture == lasting.picture)
    #expect(lasting.instance.status == (name == "failure" ? .error : .completed))
  }

  @Test("each element has a golden document in which a task of it stands open", arguments: ElementType.allCases)
  func complete(type: ElementType) throws {
    let bytes = try FormatFixture.bytes(FormatFixture.golden(type.rawValue))
    let read = try DocumentRun(InstanceDocument(InstanceDocument.value(of: bytes)))
    #expect(read.instance.activeTasks().contains { $0.element?.type == type })
  }

  @Test("each document fits the schema in docs", arguments: names)
  func schema(name: String) throws {
    let docs = FormatFixture.folder.deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("docs/format.schema.json")
    let schema = try FormSchema(try FormatFixture.bytes(docs), name: "format.schema.json")
    for withIntegrity in [true, false] {
      let bytes = try Self.document(name).bytes(withIntegrity: withIntegrity)
      let document = try #require(DataDictionary(try JSONReader().read(bytes)))
      let report = try schema.check(FormSubmission(variables: TaskData(), submitted: document))
      #expect(report.violations.map(\.description) == [])
    }
  }
}

extension DataDictionary {
  fileprivate init?(_ value: DataValue) {
    guard case .dictionary(let members) = value else { return nil }
    self = members
  }
}
