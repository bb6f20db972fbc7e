import OrderedCollections
import WorkflowModel
import WorkflowScripting

/// What a decision gives.
struct DecisionResult {
  /// By name, as a caller takes them.
  let outputs: DataDictionary
  /// As one value, as a decision that requires this one reads it: the output where there is one, else all of them.
  let value: DataValue
}

/// One answer: a decision with those that it requires, each decided once.
struct DecisionRun {
  let decisions: [String: DecisionSpec]
  let scripts: any ScriptEngine
  let tables: CompiledTables
  let data: TaskData
  let locals: DataDictionary

  private var results: [String: DecisionResult] = [:]
  private var open: Set<String> = []

  init(
    decisions: [String: DecisionSpec], scripts: any ScriptEngine, tables: CompiledTables, data: TaskData,
    locals: DataDictionary
  ) {
    self.decisions = decisions
    self.scripts = scripts
    self.tables = tables
    self.data = data
    self.locals = locals
  }

  mutating func result(
    of id: String, requiredBy parent: DecisionSpec? = nil
  ) throws(DecisionError) -> DecisionResult {
    if let known = results[id] { return known }
    guard let decision = decisions[id] else { throw DecisionMessages.notFound(id, requiredBy: parent) }
    guard open.insert(id).inserted else { throw DecisionMessages.circle(decision) }
    defer { open.remove(id) }
    let scope = try scope(of: decision)
    let result = try evaluate(decision.logic, in: scope, key: id)
    results[id] = result
    return result
  }

  /// The names that a decision sees: the caller's, and the results of the decisions that it requires.
  private mutating func scope(of decision: DecisionSpec) throws(DecisionError) -> DecisionScope {
    var names = locals
    for id in decision.requiredDecisions {
      let value = try result(of: id, requiredBy: decision).value
      guard let required = decisions[id] else { continue }
      for name in [required.id, required.name, required.variable].compactMap({ $0 }) {
        let identifier = DecisionScope.identifier(name)
        if DecisionScope.isIdentifier(identifier) { names[identifier] = value }
      }
    }
    return try DecisionScope(decision: decision, scripts: scripts, data: data, locals: names)
  }

  private func evaluate(
    _ logic: DecisionLogic, in scope: DecisionScope, key: String
  ) throws(DecisionError) -> DecisionResult {
    switch logic {
    case .table(let table):
      let outputs = try TableEvaluation(tables.compiled(table, key: key), in: scope).outputs()
      let single = table.outputs.count == 1 ? outputs.values.first ?? .null : .dictionary(outputs)
      return DecisionResult(outputs: outputs, value: single)
    case .literal(let text):
      let value = try scope.evaluate(text)
      return DecisionResult(outputs: [scope.resultName: value], value: value)
    case .context(let entries):
      return try evaluate(entries, in: scope, key: key)
    }
  }

  /// The entries in order, each seen by those after it; the last, where it has no name, is the result.
  private func evaluate(
    _ entries: [(name: String?, value: DecisionLogic)], in scope: DecisionScope, key: String
  ) throws(DecisionError) -> DecisionResult {
    var inner = scope
    var values: DataDictionary = [:]
    for (index, entry) in entries.enumerated() {
      let value = try evaluate(entry.value, in: inner, key: "\(key)/\(index)").value
      guard let name = entry.name else {
        return DecisionResult(outputs: [scope.resultName: value], value: value)
      }
      values[name] = value
      inner.locals[DecisionScope.identifier(name)] = value
    }
    return DecisionResult(outputs: values, value: .dictionary(values))
  }
}

// MARK: - Explanations

extension DecisionRun {
  mutating func explanation(of id: String) throws(DecisionError) -> DecisionExplanation {
    guard let decision = decisions[id] else { throw DecisionMessages.notFound(id, requiredBy: nil) }
    var required: [DecisionExplanation] = []
    var error: DecisionError?
    var outputs: DataDictionary?
    do throws(DecisionError) {
      outputs = try result(of: id).outputs
    } catch let failure {
      error = failure
    }
    // A circle has failed above; its members are not gone through again.
    if error?.code != .unsupported, error?.code != .notFound {
      for requirement in decision.requiredDecisions {
        required.append(try explanation(of: requirement))
      }
    }
    var policy: DecisionTable.HitPolicy?
    var rules: [RuleExplanation] = []
    if case .table(let table) = decision.logic {
      policy = table.hitPolicy
      do throws(DecisionError) {
        let scope = try scope(of: decision)
        rules = TableEvaluation(tables.compiled(table, key: id), in: scope).explanations()
      } catch let failure {
        error = error ?? failure
      }
    }
    return DecisionExplanation(
      decisionID: id, hitPolicy: policy, rules: rules, required: required, result: outputs, error: error)
  }
}
