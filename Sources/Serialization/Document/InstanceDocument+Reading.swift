import OrderedCollections
import WorkflowEngine
package import WorkflowModel

extension InstanceDocument {
  private static let sections = [
    "instance", "specs", "environment", "scopes", "data", "tasks", "retired", "subscriptions", "messages", "migrations",
    "history",
  ]

  /// What a text holds, as a value: for ``init(_:)``, where it is one of ours.
  ///
  /// - Throws: `JSONError` where it is no JSON.
  package static func value(of bytes: [UInt8]) throws(JSONError) -> DataValue {
    var reader = JSONReader(restoring: true)
    reader.maximumBytes = maximumBytes
    reader.maximumDepth = maximumDepth
    reader.maximumDigits = maximumDigits
    return try reader.read(bytes)
  }

  /// Reads a document. What it says of specifications, and of its tasks as they are in these, is not checked.
  ///
  /// - Parameter value: what ``value(of:)`` has given.
  /// - Throws: ``DocumentError``.
  package init(_ value: DataValue) throws(DocumentError) {
    try self.init(value, migrations: DocumentMigration.all)
  }

  init(_ value: DataValue, migrations: [DocumentMigration]) throws(DocumentError) {
    guard case .dictionary(var document) = value, document["format"] == .string(Self.format) else {
      throw .unknownFormat()
    }
    try DocumentIntegrity.check(document)
    let version = try DocumentObject(DocumentNode(value), Array(document.keys)).member("version")
    let number = try version.integer(from: 1)
    for key in ["format", "version", DocumentIntegrity.key] { document.removeValue(forKey: key) }
    try DocumentMigration.bringUp(&document, from: number, by: migrations)
    try self.init(DocumentNode(.dictionary(document)).object(Self.sections))
    try DocumentReferences(self).check()
  }

  private init(_ document: DocumentObject) throws(DocumentError) {
    func records<Record>(
      _ name: String, _ read: (DocumentNode) throws(DocumentError) -> Record
    ) throws(DocumentError) -> [Record] {
      try document.member(name).elements(read)
    }
    let instance = try InstanceSection(document.member("instance"))
    let scopes = try records("scopes") { node throws(DocumentError) in try ScopeRecord(node) }
    let versions = try records("data") { node throws(DocumentError) in try DataVersionRecord(node) }
    let tasks = try records("tasks") { node throws(DocumentError) in try TaskRecord(node) }
    let messages = try MessageSection(document.member("messages"))
    self.init(
      head: instance.head, specs: try records("specs") { node throws(DocumentError) in try Spec(node) },
      environment: try records("environment") { node throws(DocumentError) in try Module(node) },
      state: InstanceState(
        instance: InstanceRecord(
          status: instance.status, error: instance.error, lastStamp: instance.lastStamp, taskCount: tasks.count,
          scopeCount: scopes.count, versionCount: versions.count),
        scopes: scopes, tasks: tasks, versions: versions),
      retired: try records("retired") { node throws(DocumentError) in try RetiredElement(node) },
      subscriptions: try records("subscriptions") { node throws(DocumentError) in try SubscriptionRecord(node) },
      sentMessages: messages.sent, keptMessages: messages.kept,
      migrations: try records("migrations") { node throws(DocumentError) in try Migration(node) },
      history: InstanceHistory(
        saves: try records("history") { node throws(DocumentError) in try InstanceHistory.Save(node) }))
  }
}
