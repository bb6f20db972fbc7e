import WorkflowModel

/// The section `environment`: the environment modules.
extension InstanceDocument.Module {
  private static let keys = ["name", "digest", "text"]

  var value: DataValue {
    [
      "name": .string(name), "digest": .string(DocumentDigest.text(of: Array(source.utf8))), "text": .string(source),
    ]
  }

  init(_ node: DocumentNode) throws(DocumentError) {
    let object = try node.object(Self.keys)
    self.init(name: try object.text("name"), source: try object.text("text"))
    try object.checkDigest(of: Array(source.utf8))
  }
}
