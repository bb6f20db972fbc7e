import OrderedCollections
import WorkflowModel

/// Writes a document: its members in their order, each record on a line of its own, nothing between tokens otherwise.
///
/// Digests are made of the same text without the line breaks, so that they do not depend on the layout.
struct DocumentWriter {
  /// The digests of a document.
  struct Digests: Sendable, Hashable {
    /// The digest of each section, by its name.
    var sections: OrderedDictionary<String, String> = [:]
    /// The digest of the document without its digests.
    var document = ""
  }

  private var bytes: [UInt8] = []
  private var whole = DocumentDigest()
  private var digests = Digests()
  private var isFirst = true
  private let writer: JSONWriter

  init() {
    writer = Self.writer
    begin("{")
  }

  private static var writer: JSONWriter {
    var writer = JSONWriter(.exact)
    writer.maximumDepth = InstanceDocument.maximumDepth
    writer.maximumDigits = InstanceDocument.maximumDigits
    return writer
  }

  /// Adds a member that is no section.
  mutating func add(_ name: String, _ value: DataValue) throws(DocumentError) {
    try beginMember(name)
    append(try text(of: value, at: [.key(name)]))
  }

  /// Adds a section of one record.
  mutating func addSection(_ name: String, _ value: DataValue) throws(DocumentError) {
    try beginMember(name)
    let text = try text(of: value, at: [.key(name)])
    append(text)
    digests.sections[name] = DocumentDigest.text(of: text)
  }

  /// Adds a section of many records.
  mutating func addSection(_ name: String, _ records: some Sequence<DataValue>) throws(DocumentError) {
    try beginMember(name)
    var digest = DocumentDigest()
    digest.add("[")
    begin("[")
    var count = 0
    for record in records {
      if count > 0 {
        digest.add(",")
        begin(",")
      }
      bytes.append(UInt8(ascii: "\n"))
      let text = try text(of: record, at: [.key(name), .index(count)])
      append(text)
      digest.add(text)
      count += 1
    }
    if count > 0 { bytes.append(UInt8(ascii: "\n")) }
    begin("]")
    digest.add("]")
    digests.sections[name] = digest.text
  }

  /// The document, with its digests where they are wanted.
  consuming func finish(withIntegrity: Bool) throws(DocumentError) -> (bytes: [UInt8], digests: Digests) {
    var end = whole
    end.add("}")
    digests.document = end.text
    if withIntegrity { try add(DocumentIntegrity.key, DocumentIntegrity(digests).value) }
    bytes += Array("\n}\n".utf8)
    return (bytes, digests)
  }

  /// The digests of a document that was read, but for those it says itself.
  static func digests(of document: DataDictionary) throws(DocumentError) -> Digests {
    var writer = DocumentWriter()
    for (name, value) in document where name != DocumentIntegrity.key {
      if DocumentIntegrity.isSection(name) {
        try writer.addSection(name, value)
      } else {
        try writer.add(name, value)
      }
    }
    return try writer.finish(withIntegrity: false).digests
  }

  // MARK: Text

  private mutating func beginMember(_ name: String) throws(DocumentError) {
    if !isFirst { begin(",") }
    isFirst = false
    bytes.append(UInt8(ascii: "\n"))
    append(try text(of: .string(name), at: []))
    begin(":")
  }

  private mutating func begin(_ token: StaticString) {
    whole.add(token)
    bytes += UnsafeBufferPointer(start: token.utf8Start, count: token.utf8CodeUnitCount)
  }

  private mutating func append(_ text: [UInt8]) {
    whole.add(text)
    bytes += text
  }

  private func text(of value: DataValue, at place: [DataPath.Component]) throws(DocumentError) -> [UInt8] {
    do throws(JSONError) {
      return try writer.bytes(of: value)
    } catch {
      throw DocumentError(.value, error.message, at: DataPath(place + error.path.components))
    }
  }
}
