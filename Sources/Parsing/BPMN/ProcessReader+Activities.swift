import WorkflowModel

// Tasks, call activities and subprocesses.

extension ProcessReader {
  func readUserTask(_ element: XMLElement) throws(ParsingError) -> NodeContent {
    switch context.dialect {
    case .spiff:
      return .userTask(
        variable: spiffExtension("variableName", of: element)?.trimmedText, form: try spiffForm(of: element))
    case .camunda:
      return .userTask(variable: nil, form: camundaForm(of: element))
    case .bpmn:
      return .userTask(variable: nil, form: nil)
    }
  }

  func readScriptTask(_ element: XMLElement) throws(ParsingError) -> NodeContent {
    if let format = element.attribute("scriptFormat"), ProcessReader.isOtherLanguage(format) {
      throw ParsingMessages.otherLanguage(format, of: element, at: location(element))
    }
    let scripts = element.children("script")
    if scripts.count > 1 || (scripts.isEmpty && context.dialect != .spiff) {
      throw ParsingMessages.scriptCount(scripts.count, in: element, at: location(element))
    }
    return .script(script(scripts.first))
  }

  /// Whether a script format (a MIME type or a plain name) says clearly that the script is not Python. Models carry
  /// all kinds of words there, so that anything else is taken for Python, as the reference does.
  private static func isOtherLanguage(_ format: String) -> Bool {
    let name = format.lowercased().split(separator: "/").last.map(String.init) ?? ""
    let plain = name.hasPrefix("x-") ? String(name.dropFirst(2)) : name
    return [
      "javascript", "ecmascript", "js", "groovy", "juel", "feel", "ruby", "jruby", "java", "kotlin", "scala", "xpath",
      "powershell", "bash", "shellscript", "csharp", "php", "lua", "mvel",
    ].contains(plain)
  }

  func readServiceTask(_ element: XMLElement) throws(ParsingError) -> NodeContent {
    guard context.dialect == .spiff else { return .service(nil) }
    guard let operation = spiffExtension("serviceTaskOperator", of: element) else {
      throw ParsingMessages.noOperator(element, at: location(element))
    }
    return .service(try spiffOperation(operation))
  }

  mutating func readBusinessRuleTask(_ element: XMLElement) throws(ParsingError) -> NodeContent {
    let reference: String?
    switch context.dialect {
    case .spiff: reference = spiffExtension("calledDecisionId", of: element)?.trimmedText
    case .camunda: reference = element.attribute("decisionRef", in: .camunda)
    case .bpmn: throw ParsingMessages.noBusinessRules(element, at: location(element))
    }
    guard let reference, !reference.isEmpty else {
      throw ParsingMessages.noDecision(element, dialect: context.dialect, at: location(element))
    }
    dependencies.append(
      Dependency(kind: .decision, id: reference, element: element, location: location(element)))
    return .decision(reference)
  }

  mutating func readCallActivity(_ element: XMLElement) throws(ParsingError) -> NodeContent {
    guard let called = element.attribute("calledElement"), !called.isEmpty else {
      throw ParsingMessages.missingAttribute("calledElement", of: element, at: location(element))
    }
    // The process's own id, where the reference is a qualified name.
    let id = context.index.process(called)?.id ?? called
    dependencies.append(Dependency(kind: .process, id: id, element: element, location: location(element)))
    let mapping = context.dialect == .camunda ? try camundaMapping(of: element) : nil
    return .call(CallSpec(calledElement: id, mapping: mapping))
  }

  /// Which kind of scope a subprocess holds; nil for all other nodes.
  func scopeKind(of node: ScopeIndex.Node) throws(ParsingError) -> ScopeKind? {
    switch node.type {
    case .transaction: return .transaction
    case .adHocSubProcess: return .adHoc
    case .subProcess:
      guard node.element.flag("triggeredByEvent") else { return .embedded }
      guard node.incomingCount == 0, node.outgoing.isEmpty else {
        throw ParsingMessages.flowAtEventSubprocess(node.element, at: location(node.element))
      }
      return .event
    default: return nil
    }
  }

  /// A subprocess, whose inside has been read before.
  mutating func readSubprocess(_ node: ScopeIndex.Node) -> NodeContent {
    let element = node.element
    guard let inside = insides.removeValue(forKey: ObjectIdentifier(element)) else {
      preconditionFailure("the inside of a subprocess is read before it")
    }
    let kind: SubprocessSpec.Kind
    switch node.type {
    case .transaction: kind = .transaction
    case .adHocSubProcess:
      kind = .adHoc(
        completionCondition: script(element.child("completionCondition")),
        isParallel: element.attribute("ordering")?.lowercased() != "sequential",
        cancelsRemaining: element.attribute("cancelRemainingInstances").map { $0 == "true" || $0 == "1" } ?? true)
    default: kind = element.flag("triggeredByEvent") ? .event : .embedded
    }
    return .subprocess(SubprocessSpec(kind: kind, process: inside))
  }

  /// The scripts before and after an activity (`spiffworkflow:preScript`, `postScript`).
  ///
  /// The dialect has them on all activities but script tasks, whose own script is enough: there its modelers may leave
  /// them, and they never run.
  func readScripts(around node: ScopeIndex.Node) throws(ParsingError) -> (before: ScriptText?, after: ScriptText?) {
    guard context.dialect == .spiff else { return (nil, nil) }
    let before = spiffExtension("preScript", of: node.element)
    let after = spiffExtension("postScript", of: node.element)
    guard let either = before ?? after, node.type != .scriptTask else { return (nil, nil) }
    guard node.type.isActivity else {
      throw ParsingMessages.misplacedScript(either, of: node.element, at: location(either))
    }
    return (script(before), script(after))
  }
}
