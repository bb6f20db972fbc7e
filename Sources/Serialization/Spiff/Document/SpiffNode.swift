import OrderedCollections
import WorkflowModel

/// A place in a document: a value and where it stands. What is expected there and is not is an error with the path.
struct SpiffNode {
  let value: DataValue
  let path: DataPath

  init(_ value: DataValue, at path: DataPath = DataPath()) {
    self.value = value
    self.path = path
  }

  // MARK: Members

  /// The member under a key.
  func member(_ key: String) throws(SpiffError) -> SpiffNode {
    guard let member = try object()[key] else { throw .missing(key, at: path) }
    return SpiffNode(member, at: path.appending(.key(key)))
  }

  /// The member under a key; nil where it is missing or null.
  func optional(_ key: String) throws(SpiffError) -> SpiffNode? {
    guard let member = try object()[key], member != .null else { return nil }
    return SpiffNode(member, at: path.appending(.key(key)))
  }

  /// The members of an object, in their order.
  func members() throws(SpiffError) -> [(key: String, node: SpiffNode)] {
    try object().map { ($0.key, SpiffNode($0.value, at: path.appending(.key($0.key)))) }
  }

  /// The elements of a list.
  func elements() throws(SpiffError) -> [SpiffNode] {
    guard case .list(let elements) = value else { throw .expected("a list", found: value, at: path) }
    return elements.enumerated().map { SpiffNode($0.element, at: path.appending(.index($0.offset))) }
  }

  // MARK: Values

  func object() throws(SpiffError) -> DataDictionary {
    guard case .dictionary(let members) = value else { throw .expected("an object", found: value, at: path) }
    return members
  }

  func text() throws(SpiffError) -> String {
    guard case .string(let text) = value else { throw .expected("a text", found: value, at: path) }
    return text
  }

  func bool() throws(SpiffError) -> Bool {
    guard case .bool(let bool) = value else { throw .expected("true or false", found: value, at: path) }
    return bool
  }

  func integer() throws(SpiffError) -> Int {
    guard case .integer(let integer) = value else { throw .expected("an integer", found: value, at: path) }
    return integer
  }

  func number() throws(SpiffError) -> Double {
    switch value {
    case .integer(let number): return Double(number)
    case .double(let number): return number
    default: throw .expected("a number", found: value, at: path)
    }
  }

  func texts() throws(SpiffError) -> [String] {
    try elements().map { element throws(SpiffError) in try element.text() }
  }

  func identifier() throws(SpiffError) -> Identifier {
    guard let identifier = Identifier(try text()) else { throw .expected("a UUID", found: value, at: path) }
    return identifier
  }
}

extension SpiffNode {
  // MARK: Members that are values

  /// The text under a key.
  func text(_ key: String) throws(SpiffError) -> String { try member(key).text() }

  /// The text under a key; nil where it is missing or null.
  func optionalText(_ key: String) throws(SpiffError) -> String? { try optional(key)?.text() }

  /// The texts under a key; none where it is missing or null.
  func texts(_ key: String) throws(SpiffError) -> [String] { try optional(key)?.texts() ?? [] }

  /// The truth value under a key; false where it is missing or null.
  func flag(_ key: String) throws(SpiffError) -> Bool { try optional(key)?.bool() ?? false }

  /// The typename of an object.
  func typename() throws(SpiffError) -> String { try text(SpiffKey.typename) }
}
