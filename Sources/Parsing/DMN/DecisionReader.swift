import WorkflowModel

/// Reads decisions, knowledge models and their expressions.
struct DecisionReader {
  let file: String

  /// Contexts within contexts.
  private static let maximumDepth = 64

  func location(_ element: XMLElement) -> SourceLocation {
    SourceLocation(file: file, line: element.line, column: element.column)
  }

  func read(
    _ element: XMLElement, id: String, requiredDecisions: [String], knowledge: [KnowledgeModel]
  ) throws(ParsingError) -> DecisionSpec {
    DecisionSpec(
      id: id, name: element.attribute("name") ?? id, variable: element.child("variable")?.attribute("name"),
      location: location(element), logic: try logic(of: element), requiredDecisions: requiredDecisions,
      knowledge: knowledge)
  }

  func readKnowledge(_ element: XMLElement, id: String) throws(ParsingError) -> KnowledgeModel {
    guard let function = element.child("encapsulatedLogic") else {
      throw ParsingMessages.missingChild("encapsulatedLogic", of: element, at: location(element))
    }
    if let kind = function.attribute("kind"), kind != "FEEL" {
      throw ParsingMessages.unsupportedAttribute("kind", kind, of: function, at: location(function))
    }
    var parameters: [String] = []
    for parameter in function.children("formalParameter") {
      guard let name = parameter.attribute("name") else {
        throw ParsingMessages.missingAttribute("name", of: parameter, at: location(parameter))
      }
      parameters.append(name)
    }
    return KnowledgeModel(
      id: id, name: element.attribute("name") ?? id, parameters: parameters, body: try logic(of: function))
  }

  /// The one expression in a decision, function or context entry.
  private func logic(of element: XMLElement, depth: Int = 0) throws(ParsingError) -> DecisionLogic {
    guard depth < DecisionReader.maximumDepth else {
      throw ParsingMessages.tooDeep(DecisionReader.maximumDepth, at: location(element))
    }
    for child in element.children where child.namespace == .dmn {
      switch child.name {
      case "decisionTable":
        return .table(try readTable(child, of: element))
      case "literalExpression":
        guard let text = text(child) else {
          throw ParsingMessages.emptyElement(child.name, of: element, at: location(child))
        }
        return .literal(text)
      case "context":
        return .context(try readContext(child, depth: depth))
      case "invocation", "relation", "list", "functionDefinition", "conditional", "filter", "for", "every", "some":
        throw ParsingMessages.unsupportedElement(child, in: element, at: location(child))
      default: continue
      }
    }
    throw ParsingMessages.noLogic(element, at: location(element))
  }

  private func readContext(
    _ element: XMLElement, depth: Int
  ) throws(ParsingError) -> [(name: String?, value: DecisionLogic)] {
    var entries: [(name: String?, value: DecisionLogic)] = []
    let children = element.children("contextEntry")
    for (index, entry) in children.enumerated() {
      let name = entry.child("variable")?.attribute("name")
      guard name != nil || index == children.count - 1 else {
        throw ParsingMessages.missingChild("variable", of: entry, at: location(entry))
      }
      entries.append((name, try logic(of: entry, depth: depth + 1)))
    }
    return entries
  }

  /// The `text` of an expression; nil where it is empty.
  func text(_ element: XMLElement?) -> ScriptText? {
    guard let text = element?.child("text"), !text.trimmedText.isEmpty else { return nil }
    return ScriptText(text.text, at: location(text))
  }
}
