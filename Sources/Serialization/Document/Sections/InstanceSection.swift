import OrderedCollections
import WorkflowEngine
import WorkflowModel

/// The section `instance`: what is kept of the instance as a whole.
struct InstanceSection {
  private static let keys = [
    "id", "spec", "engine", "seed", "revision", "created", "updated", "status", "error", "last_stamp",
  ]

  let head: InstanceDocument.Head
  let status: InstanceStatus
  let error: InstanceError?
  let lastStamp: Timestamp

  var value: DataValue {
    var members: DataDictionary = [
      "id": .string("\(head.id)"), "spec": .string(head.spec), "engine": .string(head.engine),
      "seed": .string(Self.text(ofSeed: head.seed)), "revision": .integer(head.revision),
      "created": .string("\(head.created)"), "updated": .string("\(head.updated)"), "status": .string(status.rawValue),
    ]
    members["error"] = error?.value
    members["last_stamp"] = .string("\(lastStamp)")
    return .dictionary(members)
  }

  init(head: InstanceDocument.Head, _ record: InstanceRecord) {
    self.head = head
    (status, error, lastStamp) = (record.status, record.error, record.lastStamp)
  }

  init(_ node: DocumentNode) throws(DocumentError) {
    let object = try node.object(Self.keys)
    head = InstanceDocument.Head(
      id: try object.member("id").identifier(), spec: try object.member("spec").digest(),
      engine: try object.text("engine"), seed: try Self.seed(object.member("seed")),
      revision: try object.member("revision").integer(from: 1), created: try object.moment("created"),
      updated: try object.moment("updated"))
    status = try object.member("status").word(InstanceStatus.self)
    if let error = object.optional("error") {
      self.error = try InstanceError(error)
    } else {
      error = nil
    }
    lastStamp = try object.moment("last_stamp")
  }

  // MARK: Seed

  /// Sixteen hexadecimal digits: numbers of 64 bits are too much for many readers.
  private static func text(ofSeed seed: UInt64) -> String {
    let digits = String(seed, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }

  private static func seed(_ node: DocumentNode) throws(DocumentError) -> UInt64 {
    let text = try node.text()
    guard text.utf8.count == 16, text.utf8.allSatisfy(DocumentNode.isHexadecimal), let seed = UInt64(text, radix: 16)
    else { throw .expected("16 hexadecimal digits in lowercase", found: node.value, at: node.path) }
    return seed
  }
}

extension InstanceError {
  private static let keys = ["task", "bpmn_id", "code", "message", "line", "script"]

  fileprivate var value: DataValue {
    var members: DataDictionary = ["task": .integer(task)]
    members["bpmn_id"] = bpmnID.map(DataValue.string)
    members["code"] = .string(code)
    members["message"] = .string(message)
    members["line"] = line.map(DataValue.integer)
    members["script"] = script.map(DataValue.string)
    return .dictionary(members)
  }

  fileprivate init(_ node: DocumentNode) throws(DocumentError) {
    let object = try node.object(Self.keys)
    self.init(
      task: try object.number("task"), bpmnID: try object.optionalText("bpmn_id"), code: try object.text("code"),
      message: try object.text("message"),
      line: try object.optional("line")?.integer(from: -DocumentNode.largestInteger),
      script: try object.optionalText("script"))
  }
}
