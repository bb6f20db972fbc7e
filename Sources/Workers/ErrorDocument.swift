public import OrderedCollections
public import WorkflowModel
public import WorkflowScripting

extension ScriptError {
  /// The document of an error, as ``init(document:)`` reads it: what the answers of the subprocess protocol hold.
  public var document: DataDictionary {
    var members: DataDictionary = [
      "code": .string(code.rawValue), "message": .string(text),
    ]
    if let exception { members["exception"] = .string(exception) }
    if let line { members["line"] = .integer(line) }
    if let lineText { members["line_text"] = .string(lineText) }
    if let bpmnError { members["bpmn_error"] = .dictionary(bpmnError.document) }
    return members
  }

  /// The exception with its text, as Python prints it.
  private var text: String {
    guard let exception else { return message }
    return message.isEmpty ? exception : "\(exception): \(message)"
  }

  /// The error that a document describes. Each of its members may be missing.
  init(document: DataDictionary) {
    func text(_ name: String) -> String? {
      if case .string(let text)? = document[name] { text } else { nil }
    }
    let exception = text("exception")
    var message = text("message") ?? ""
    if let exception {
      if message == exception { message = "" }
      if message.hasPrefix("\(exception): ") { message.removeFirst(exception.count + 2) }
    }
    var line: Int?
    if case .integer(let number)? = document["line"], number > 0 { line = number }
    var bpmnError: BpmnErrorContent?
    if case .dictionary(let members)? = document["bpmn_error"] { bpmnError = BpmnErrorContent(document: members) }
    self.init(
      text("code").map(Code.init) ?? .exception, exception: exception, message: message, line: line,
      lineText: text("line_text"), bpmnError: bpmnError)
  }
}

extension BpmnErrorContent {
  /// The document of the error: `{"code": …, "name": …, "payload": …}`.
  var document: DataDictionary {
    ["code": .string(code), "name": name.map(DataValue.string) ?? .null, "payload": payload]
  }

  /// The error that such a document describes; nil where it has no code.
  package init?(document: DataDictionary) {
    guard case .string(let code)? = document["code"] else { return nil }
    var name: String?
    if case .string(let given)? = document["name"] { name = given }
    self.init(code: code, name: name, payload: document["payload"] ?? .null)
  }
}
