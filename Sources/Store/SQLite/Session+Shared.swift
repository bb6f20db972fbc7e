import Crypto
import WorkflowModel

/// Rows that are stored once and shared: files, names, large values.
extension Session {
  /// The key of a file with this content, which is stored if it is new.
  func file(_ content: [UInt8]) throws -> Int {
    let hash = Array(SHA256.hash(data: content))
    var find = try prepare("SELECT id FROM file WHERE hash = ?")
    find.bind(blob: hash)
    if let key = try find.first({ $0.integer(0) }) { return key }
    var insert = try prepare("INSERT INTO file (hash, content) VALUES (?, ?) RETURNING id")
    insert.bind(blob: hash)
    insert.bind(blob: content)
    return try insertedKey(&insert)
  }

  /// The key of a name, which is stored if it is new.
  func name(_ text: String) throws -> Int {
    if let key = store.knownName(text) { return key }
    var find = try prepare("SELECT id FROM name WHERE text = ?")
    find.bind(text)
    var key = try find.first { $0.integer(0) }
    if key == nil {
      var insert = try prepare("INSERT INTO name (text) VALUES (?) RETURNING id")
      insert.bind(text)
      key = try insertedKey(&insert)
    }
    guard let key else { throw damaged("a name has no key") }
    store.remember(name: text, key: key)
    return key
  }

  /// The key of a large value with this JSON, which is stored if it is new.
  func largeValue(_ text: [UInt8]) throws -> Int {
    let hash = Array(SHA256.hash(data: text))
    var find = try prepare("SELECT id FROM large_value WHERE hash = ?")
    find.bind(blob: hash)
    if let key = try find.first({ $0.integer(0) }) { return key }
    var insert = try prepare("INSERT INTO large_value (hash, content) VALUES (?, ?) RETURNING id")
    insert.bind(blob: hash)
    insert.bind(text: text)
    return try insertedKey(&insert)
  }

  /// The key that an `INSERT … RETURNING` gives. It is run to its end, since only then the row is there.
  func insertedKey(_ insert: inout PreparedStatement) throws -> Int {
    var key: Int?
    try insert.forEachRow { key = $0.integer(0) }
    guard let key else { throw damaged("a new row has no key") }
    return key
  }
}
