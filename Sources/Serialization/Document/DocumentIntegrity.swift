import OrderedCollections
import WorkflowModel

/// What a bundle says of itself: the digests of its sections and of the whole.
struct DocumentIntegrity {
  static let key = "integrity"
  private static let keys = ["sections", "document"]

  private let digests: DocumentWriter.Digests

  init(_ digests: DocumentWriter.Digests) {
    self.digests = digests
  }

  var value: DataValue {
    ["sections": .dictionary(digests.sections.mapValues(DataValue.string)), "document": .string(digests.document)]
  }

  /// Whether a member of a document has a digest of its own.
  static func isSection(_ name: String) -> Bool {
    name != "format" && name != "version" && name != key
  }

  /// Checks a document against what it says of itself, if it does.
  ///
  /// - Throws: ``DocumentError`` with all the sections that are damaged.
  static func check(_ document: DataDictionary) throws(DocumentError) {
    guard let stated = document[key] else { return }
    let object = try DocumentNode(stated, at: DataPath([.key(key)])).object(keys)
    let expected = try object.member("document").digest()
    let sections = try object.member("sections")
    let digests = try sections.dictionary()
    let found = try DocumentWriter.digests(of: document)
    var damages: [DocumentError] = []
    for (name, value) in digests {
      let digest = try DocumentNode(value, at: sections.path.appending(.key(name))).digest()
      guard let actual = found.sections[name] else {
        damages.append(DocumentError(.damaged, "the section \"\(name.prefix(40))\" is missing"))
        continue
      }
      if actual != digest {
        let place = DataPath([.key(name)])
        damages.append(.damaged("the section \"\(name)\"", expected: digest, found: actual, at: place))
      }
    }
    for name in found.sections.keys where digests[name] == nil {
      damages.append(
        DocumentError(.damaged, "the section \"\(name.prefix(40))\" has no digest", at: sections.path))
    }
    if damages.isEmpty, found.document != expected {
      damages.append(.damaged("the document", expected: expected, found: found.document, at: DataPath()))
    }
    guard let first = damages.first else { return }
    throw DocumentError(
      .damaged, first.message, at: first.path, others: damages.dropFirst().map(\.description))
  }
}
