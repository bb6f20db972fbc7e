import OrderedCollections
import WorkflowModel

/// A place in a document: a value and where it stands. What is expected there and is not is an error with the path.
struct DocumentNode {
  let value: DataValue
  let path: DataPath

  /// The largest number that every reader of JSON knows exactly.
  static let largestInteger = 1 << 53 - 1

  init(_ value: DataValue, at path: DataPath = DataPath()) {
    self.value = value
    self.path = path
  }

  /// The members of an object that has no others than these.
  func object(_ keys: [String]) throws(DocumentError) -> DocumentObject {
    try DocumentObject(self, keys)
  }

  /// The members of an object of the user's data, whatever its keys.
  func dictionary() throws(DocumentError) -> DataDictionary {
    guard case .dictionary(let members) = value else { throw .expected("an object", found: value, at: path) }
    return members
  }

  /// The elements of a list, each read in its turn.
  func elements<Element>(
    _ read: (DocumentNode) throws(DocumentError) -> Element
  ) throws(DocumentError) -> [Element] {
    guard case .list(let elements) = value else { throw .expected("a list", found: value, at: path) }
    var result: [Element] = []
    result.reserveCapacity(elements.count)
    for (index, element) in elements.enumerated() {
      result.append(try read(DocumentNode(element, at: path.appending(.index(index)))))
    }
    return result
  }

  // MARK: Values

  func text() throws(DocumentError) -> String {
    guard case .string(let text) = value else { throw .expected("a text", found: value, at: path) }
    return text
  }

  func flag() throws(DocumentError) -> Bool {
    guard case .bool(let flag) = value else { throw .expected("true or false", found: value, at: path) }
    return flag
  }

  func integer(from first: Int = 0, to last: Int = Self.largestInteger) throws(DocumentError) -> Int {
    guard case .integer(let number) = value, number >= first, number <= last else {
      throw .expected("an integer from \(first) to \(last)", found: value, at: path)
    }
    return number
  }

  func identifier() throws(DocumentError) -> Identifier {
    guard let identifier = Identifier(try text()), "\(identifier)" == (try text()) else {
      throw .expected("a UUID in lowercase", found: value, at: path)
    }
    return identifier
  }

  /// A moment of the years 0 to 9999, as it is written.
  func moment() throws(DocumentError) -> Timestamp {
    let text = try text()
    guard text.utf8.first.map({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }) == true,
      let moment = Timestamp(text), "\(moment)" == text
    else { throw .expected("a moment such as 2026-01-01T00:00:00.5+00:00 in UTC", found: value, at: path) }
    return moment
  }

  /// The text of a SHA-256 digest.
  func digest() throws(DocumentError) -> String {
    let text = try text()
    guard text.utf8.count == 64, text.utf8.allSatisfy(Self.isHexadecimal) else {
      throw .expected("a digest of 64 hexadecimal digits in lowercase", found: value, at: path)
    }
    return text
  }

  /// One of the words that a type has.
  func word<Word: RawRepresentable & CaseIterable>(
    _ type: Word.Type
  ) throws(DocumentError) -> Word where Word.RawValue == String {
    guard let word = Word(rawValue: try text()) else {
      throw .expected(
        "one of \(Word.allCases.map(\.rawValue).joined(separator: ", "))", found: value, at: path)
    }
    return word
  }

  static func isHexadecimal(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") || byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "f")
  }
}

/// An object of which all keys are known.
struct DocumentObject {
  private let members: DataDictionary
  let path: DataPath

  init(_ node: DocumentNode, _ keys: [String]) throws(DocumentError) {
    members = try node.dictionary()
    path = node.path
    let unknown = members.keys.elements.filter { !keys.contains($0) }
    guard unknown.isEmpty else { throw .unknownKeys(unknown, among: keys, at: path) }
  }

  /// The member under a key.
  func member(_ key: String) throws(DocumentError) -> DocumentNode {
    guard let node = optional(key) else { throw .missing(key, at: path) }
    return node
  }

  /// The member under a key; nil where it is missing.
  func optional(_ key: String) -> DocumentNode? {
    members[key].map { DocumentNode($0, at: path.appending(.key(key))) }
  }

  // MARK: Members that are values

  func text(_ key: String) throws(DocumentError) -> String { try member(key).text() }

  func optionalText(_ key: String) throws(DocumentError) -> String? { try optional(key)?.text() }

  /// False where it is missing.
  func flag(_ key: String) throws(DocumentError) -> Bool { try optional(key)?.flag() ?? false }

  func number(_ key: String) throws(DocumentError) -> Int { try member(key).integer(to: Int(Int32.max)) }

  func optionalNumber(_ key: String) throws(DocumentError) -> Int? { try optional(key)?.integer(to: Int(Int32.max)) }

  func moment(_ key: String) throws(DocumentError) -> Timestamp { try member(key).moment() }

  /// Empty where it is missing.
  func dictionary(_ key: String) throws(DocumentError) -> DataDictionary { try optional(key)?.dictionary() ?? [:] }
}
