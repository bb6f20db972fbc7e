import OrderedCollections
import WorkflowModel

/// The section `specs`: specifications with their files.
extension InstanceDocument.Spec {
  private static let keys = ["id", "root", "process", "dialect", "files"]

  /// Its files are written in the order of their kinds, digests and names.
  var value: DataValue {
    let files = files.map { (file: $0, digest: DocumentDigest.text(of: $0.bytes)) }
      .sorted { ($0.file.kind.rawValue, $0.digest, $0.file.name) < ($1.file.kind.rawValue, $1.digest, $1.file.name) }
    return [
      "id": .string(id), "root": .string(root.rawValue), "process": .string(process),
      "dialect": .string(dialect.rawValue), "files": .list(files.map { $0.file.value(digest: $0.digest) }),
    ]
  }

  init(_ node: DocumentNode) throws(DocumentError) {
    let object = try node.object(Self.keys)
    self.init(
      id: try object.member("id").digest(), root: try object.member("root").word(Root.self),
      process: try object.text("process"), dialect: try object.member("dialect").word(Dialect.self),
      files: try object.member("files").elements { node throws(DocumentError) in
        try InstanceDocument.File(node)
      })
  }
}

extension InstanceDocument.File {
  private static let keys = ["kind", "name", "digest", "text", "base64"]

  /// The content is a text where it is UTF-8, which reads back as the same bytes.
  fileprivate func value(digest: String) -> DataValue {
    var members: DataDictionary = [
      "kind": .string(kind.rawValue), "name": .string(name), "digest": .string(digest),
    ]
    if let text = String(validating: bytes, as: UTF8.self) {
      members["text"] = .string(text)
    } else {
      members["base64"] = .string(Base64.encode(bytes))
    }
    return .dictionary(members)
  }

  fileprivate init(_ node: DocumentNode) throws(DocumentError) {
    let object = try node.object(Self.keys)
    let bytes: [UInt8]
    switch (object.optional("text"), object.optional("base64")) {
    case (let text?, nil): bytes = Array(try text.text().utf8)
    case (nil, let base64?):
      guard let decoded = Base64.decode(try base64.text()) else {
        throw .expected("Base64", found: base64.value, at: base64.path)
      }
      bytes = decoded
    default: throw DocumentError(.document, "expected either \"text\" or \"base64\"", at: node.path)
    }
    self.init(kind: try object.member("kind").word(Kind.self), name: try object.text("name"), bytes: bytes)
    try object.checkDigest(of: bytes)
  }
}

extension DocumentObject {
  /// Holds content against the digest that the object gives for it.
  func checkDigest(of bytes: [UInt8]) throws(DocumentError) {
    let stated = try member("digest").digest()
    let found = DocumentDigest.text(of: bytes)
    guard found == stated else { throw .damaged("the file", expected: stated, found: found, at: path) }
  }
}
