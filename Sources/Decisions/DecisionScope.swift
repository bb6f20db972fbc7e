import OrderedCollections
import WorkflowModel
import WorkflowScripting

/// What the expressions of one decision see, and the way in which they are evaluated.
struct DecisionScope {
  let decision: DecisionSpec
  let scripts: any ScriptEngine
  let data: TaskData
  var locals: DataDictionary

  /// A business knowledge model as a function.
  private struct Function {
    let name: String
    let parameters: String
    let body: String
  }
  /// Each before those that it requires.
  private let functions: [Function]

  init(
    decision: DecisionSpec, scripts: any ScriptEngine, data: TaskData, locals: DataDictionary
  ) throws(DecisionError) {
    self.decision = decision
    self.scripts = scripts
    self.data = data
    self.locals = locals
    functions = try DecisionScope.functions(of: decision)
  }

  /// The name of a result that has none of its own.
  var resultName: String {
    decision.variable ?? (decision.name.isEmpty ? decision.id : decision.name)
  }

  /// The value of an expression of the model.
  func evaluate(_ text: ScriptText, rule: Int? = nil) throws(DecisionError) -> DataValue {
    do throws(ScriptError) {
      return try evaluate(text.text, locals: locals)
    } catch {
      throw DecisionMessages.failed(text, error, in: decision, rule: rule)
    }
  }

  /// The value of any expression in this scope.
  func evaluate(_ text: String, locals: DataDictionary) throws(ScriptError) -> DataValue {
    try scripts.evaluate(callingFunctions(CompiledTable.trim(text)), data: data, locals: locals)
  }

  /// The expression with the functions around it that it may call, in the language itself and so under every engine:
  /// `(lambda f: EXPRESSION)(lambda x, y: BODY)`. Those that are required by others stand further out.
  private func callingFunctions(_ expression: String) -> String {
    var text = expression
    for function in functions where text.contains(function.name) {
      text = "(lambda \(function.name): (\(text)\n))(lambda \(function.parameters): (\(function.body)\n))"
    }
    return text
  }

  private static func functions(of decision: DecisionSpec) throws(DecisionError) -> [Function] {
    var functions: [Function] = []
    for model in decision.knowledge {
      guard case .literal(let body) = model.body else { throw DecisionMessages.knowledgeBody(model, in: decision) }
      for name in [model.name] + model.parameters where !isIdentifier(identifier(name)) {
        throw DecisionMessages.name(name, of: "a business knowledge model or parameter", in: decision)
      }
      functions.append(
        Function(
          name: identifier(model.name), parameters: model.parameters.map { identifier($0) }.joined(separator: ", "),
          body: body.text))
    }
    return functions
  }

  /// A name as scripts can write it: DMN's may hold spaces.
  static func identifier(_ name: String) -> String {
    name.split(separator: " ").joined(separator: "_")
  }

  /// Whether scripts can use the name.
  static func isIdentifier(_ name: String) -> Bool {
    guard let first = name.unicodeScalars.first, first == "_" || first.properties.isXIDStart else { return false }
    return name.unicodeScalars.allSatisfy { $0.properties.isXIDContinue } && !keywords.contains(name)
  }

  private static let keywords: Set<String> = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
    "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
    "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
  ]
}
