import OrderedCollections
public import WorkflowEngine
public import WorkflowModel

/// A document of SpiffWorkflow's serialization: an instance with the process specs that it runs.
///
/// Documents of the versions 1.0 to 1.5 are read; older ones are brought up to 1.5 by ``SpiffMigration``s. Nothing in
/// them is trusted: what is missing, of another type or contradicts something else is an error with its path.
public struct SpiffDocument {
  /// The version that is written, and that documents are brought up to.
  public static let currentVersion = "1.5"
  /// How deeply the values of a document may be nested.
  static let maximumDepth = 600
  /// How long a document may be.
  public static let maximumBytes = 1 << 30

  /// The version that the document came in.
  public let version: String
  let node: SpiffNode

  /// Reads a document.
  ///
  /// - Throws: `JSONError` where it is no JSON, ``SpiffError`` where it is of no known version or cannot be brought up
  ///   to the current one.
  public init(_ bytes: [UInt8]) throws {
    var reader = JSONReader()
    reader.maximumBytes = Self.maximumBytes
    reader.maximumDepth = Self.maximumDepth
    var document = try SpiffNode(try reader.read(bytes)).object()
    guard let stored = document.removeValue(forKey: SpiffKey.version) else {
      throw SpiffError.noVersion(known: SpiffMigration.versions)
    }
    version = try SpiffNode(stored, at: DataPath([.key(SpiffKey.version)])).text()
    try SpiffMigration.bringUp(&document, from: version)
    node = SpiffNode(.dictionary(document))
  }

  /// Whether a value may be a document of SpiffWorkflow's serialization, going by what only those have.
  public static func canBe(_ value: DataValue) -> Bool {
    switch value {
    case .dictionary(let members): members[SpiffKey.version] != nil
    // Some versions write their own typename on the whole, too.
    case .typed(let typed): typed.content[SpiffKey.version] != nil
    default: false
    }
  }

  /// What the instance runs: a source that ``spec(from:file:)`` reads, the same for all instances of one model.
  public func source() throws -> [UInt8] {
    var source: DataDictionary = [SpiffKey.version: .string(Self.currentVersion)]
    source[SpiffKey.spec] = try node.member(SpiffKey.spec).value
    source[SpiffKey.subprocessSpecs] = try node.optional(SpiffKey.subprocessSpecs)?.value ?? [:]
    var writer = JSONWriter(.readable)
    writer.maximumDepth = Self.maximumDepth
    return try writer.bytes(of: .dictionary(source))
  }

  /// The specification in a source or a document.
  ///
  /// - Parameter file: the name that locations give.
  public static func spec(from source: [UInt8], file: String) throws -> WorkflowSpec {
    let document = try SpiffDocument(source)
    var reader = try SpiffSpecReader(document.node, file: file)
    return try reader.read()
  }

  /// The messages that the instance has sent and that nobody has taken. Other events that nobody has taken are not kept.
  public func sentMessages() throws(SpiffError) -> [SentMessage] {
    var messages: [SentMessage] = []
    for event in try node.optional(SpiffKey.events)?.elements() ?? [] {
      let definition = try event.member(SpiffKey.eventDefinition)
      guard try definition.typename() == "MessageEventDefinition" else { continue }
      messages.append(
        SentMessage(
          name: try definition.text("name"),
          payload: try event.optional("payload").map { SpiffValues.restored($0.value) },
          correlation: SpiffValues.restored(try event.optional(SpiffKey.correlations)?.object() ?? [:])))
    }
    return messages
  }

  /// The instance's records.
  ///
  /// - Parameter definition: made of the document's ``source()``.
  public func state(of definition: WorkflowDefinition) throws(SpiffError) -> InstanceState {
    var reader = SpiffStateReader(definition)
    return try reader.read(node)
  }
}
