import OrderedCollections
import WorkflowEngine
import WorkflowModel

extension InstanceDocument {
  /// The document as text, in UTF-8.
  ///
  /// - Parameter withIntegrity: whether it says the digests of its sections and of the whole.
  /// - Throws: ``DocumentError`` where a value cannot be written as JSON.
  package func bytes(withIntegrity: Bool) throws(DocumentError) -> [UInt8] {
    try written(withIntegrity: withIntegrity).bytes
  }

  /// The names of the sections that differ from another document's. File names are no part of what a specification is,
  /// and how far back its history is kept no part of what an instance is.
  package func differences(to other: InstanceDocument) throws(DocumentError) -> [String] {
    let own = try written(withIntegrity: false).digests.sections
    let others = try other.written(withIntegrity: false).digests.sections
    return own.keys.filter { name in
      switch name {
      case "specs": specs.map(\.id) != other.specs.map(\.id)
      case "history": own[name] != others[name] && !history.hasSameEnd(as: other.history)
      default: own[name] != others[name]
      }
    }
  }

  private func written(
    withIntegrity: Bool
  ) throws(DocumentError) -> (bytes: [UInt8], digests: DocumentWriter.Digests) {
    var writer = DocumentWriter()
    try writer.add("format", .string(Self.format))
    try writer.add("version", .integer(Self.currentVersion))
    try writer.addSection("instance", InstanceSection(head: head, state.instance).value)
    try writer.addSection("specs", specs.lazy.map(\.value))
    try writer.addSection("environment", environment.lazy.map(\.value))
    try writer.addSection("scopes", state.scopes.lazy.map(\.documentValue))
    try writer.addSection("data", state.versions.lazy.map(\.documentValue))
    try writer.addSection("tasks", state.tasks.lazy.map(\.documentValue))
    try writer.addSection("retired", retired.lazy.map(\.documentValue))
    try writer.addSection("subscriptions", subscriptions.lazy.map(\.documentValue))
    try writer.addSection("messages", MessageSection(sent: sentMessages, kept: keptMessages).value)
    try writer.addSection("migrations", migrations.lazy.map(\.value))
    try writer.addSection("history", history.saves.lazy.map(\.documentValue))
    return try writer.finish(withIntegrity: withIntegrity)
  }
}
