import OrderedCollections
import WorkflowEngine
import WorkflowModel

/// The section `subscriptions`: the messages and signals that tasks wait for.
extension SubscriptionRecord {
  private static let keys = ["task", "messages", "signals"]

  var documentValue: DataValue {
    var members: DataDictionary = ["task": .integer(task), "messages": .list(messages.map(\.documentValue))]
    if !signals.isEmpty { members["signals"] = .list(signals.map(DataValue.string)) }
    return .dictionary(members)
  }

  init(_ node: DocumentNode) throws(DocumentError) {
    let object = try node.object(Self.keys)
    self.init(
      task: try object.number("task"),
      messages: try object.member("messages").elements { node throws(DocumentError) in
        try MessageSubscription(node)
      },
      signals: try object.optional("signals")?.elements { node throws(DocumentError) in try node.text() } ?? [])
  }
}

extension MessageSubscription {
  private static let keys = ["name", "key", "properties"]

  fileprivate var documentValue: DataValue {
    var members: DataDictionary = ["name": .string(name)]
    members["key"] = key.map { .string($0.key) }
    members["properties"] = key?.properties
    return .dictionary(members)
  }

  fileprivate init(_ node: DocumentNode) throws(DocumentError) {
    let object = try node.object(Self.keys)
    let key = try object.optionalText("key")
    self.init(
      name: try object.text("name"),
      key: try key.map { key throws(DocumentError) in
        CorrelationValue(key: key, properties: try object.member("properties").value)
      })
  }
}

/// The section `messages`: those that the instance has sent, and those that are kept for it.
struct MessageSection {
  private static let keys = ["sent", "kept"]

  let sent: [InstanceDocument.Message]
  let kept: [InstanceDocument.Message]

  var value: DataValue {
    ["sent": .list(sent.map(\.value)), "kept": .list(kept.map(\.value))]
  }

  init(sent: [InstanceDocument.Message], kept: [InstanceDocument.Message]) {
    self.sent = sent
    self.kept = kept
  }

  init(_ node: DocumentNode) throws(DocumentError) {
    let object = try node.object(Self.keys)
    func messages(_ key: String) throws(DocumentError) -> [InstanceDocument.Message] {
      try object.member(key).elements { node throws(DocumentError) in try InstanceDocument.Message(node) }
    }
    sent = try messages("sent")
    kept = try messages("kept")
  }
}

extension InstanceDocument.Message {
  private static let keys = ["name", "payload", "correlation", "sent", "signal"]

  fileprivate var value: DataValue {
    var members: DataDictionary = ["name": .string(content.name)]
    members["payload"] = content.payload
    members.addUnlessEmpty(content.correlation, "correlation")
    members["sent"] = .string("\(sent)")
    if isSignal { members["signal"] = true }
    return .dictionary(members)
  }

  fileprivate init(_ node: DocumentNode) throws(DocumentError) {
    let object = try node.object(Self.keys)
    self.init(
      content: SentMessage(
        name: try object.text("name"), payload: object.optional("payload")?.value,
        correlation: try object.dictionary("correlation")),
      sent: try object.moment("sent"), isSignal: try object.flag("signal"))
  }
}
