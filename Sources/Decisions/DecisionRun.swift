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

  /// The result of a decision, after those of all that it requires.
  mutating func result(of id: String) throws(DecisionError) -> DecisionResult {
    var last: DecisionResult?
    for decision in try order(of: id) {
      last = try decide(decision)
    }
    guard let last else { throw DecisionMessages.notFound(id, requiredBy: nil) }
    return last
  }

  private mutating func decide(_ decision: DecisionSpec) throws(DecisionError) -> DecisionResult {
    if let known = results[decision.id] { return known }
    let result = try evaluate(decision.logic, in: try scope(of: decision), key: decision.id)
    results[decision.id] = result
    return result
  }

  /// A decision and all that it requires, each after those that it requires itself. On a stack of our own, since
  /// models chain as many as they like.
  private func order(of root: String) throws(DecisionError) -> [DecisionSpec] {
    var order: [DecisionSpec] = []
    var open: Set<String> = []
    var done: Set<String> = []
    var pending: [(id: String, parent: DecisionSpec?, isEnd: Bool)] = [(root, nil, false)]
    while let (id, parent, isEnd) = pending.popLast() {
      guard let decision = decisions[id] else { throw DecisionMessages.notFound(id, requiredBy: parent) }
      if isEnd {
        open.remove(id)
        done.insert(id)
        order.append(decision)
        continue
      }
      guard !done.contains(id) else { continue }
      guard open.insert(id).inserted else { throw DecisionMessages.circle(decision) }
      pending.append((id, parent, true))
      for required in decision.requiredDecisions.reversed() {
        pending.append((required, decision, false))
      }
    }
    return order
  }

  /// The names that a decision sees: the caller's, and the results of the decisions that it requires.
  private func scope(of decision: DecisionSpec) throws(DecisionError) -> DecisionScope {
    var names = locals
    for id in decision.requiredDecisions {
      guard let required = decisions[id], let value = results[id]?.value else { continue }
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
  /// How a decision comes to its result, and the same of each that it requires.
  mutating func explanation(of id: String) throws(DecisionError) -> DecisionExplanation {
    guard let decision = decisions[id] else { throw DecisionMessages.notFound(id, requiredBy: nil) }
    let order: [DecisionSpec]
    do throws(DecisionError) {
      order = try self.order(of: id)
    } catch {
      return DecisionExplanation(
        decisionID: id, hitPolicy: decision.hitPolicy, rules: [], required: [], result: nil, error: error)
    }
    var explanations: [DecisionExplanation] = []
    var failure: DecisionError?
    for required in order.dropLast() where failure == nil {
      let explanation = explanation(of: required)
      failure = explanation.error
      explanations.append(explanation)
    }
    if let failure {
      return DecisionExplanation(
        decisionID: id, hitPolicy: decision.hitPolicy, rules: [], required: explanations, result: nil, error: failure)
    }
    return explanation(of: decision, required: explanations)
  }

  /// The same of one decision whose requirements are decided.
  private mutating func explanation(
    of decision: DecisionSpec, required: [DecisionExplanation] = []
  ) -> DecisionExplanation {
    var outputs: DataDictionary?
    var rules: [RuleExplanation] = []
    var failure: DecisionError?
    do throws(DecisionError) {
      if case .table(let table) = decision.logic {
        let scope = try scope(of: decision)
        rules = TableEvaluation(tables.compiled(table, key: decision.id), in: scope).explanations()
      }
      outputs = try decide(decision).outputs
    } catch {
      failure = error
    }
    return DecisionExplanation(
      decisionID: decision.id, hitPolicy: decision.hitPolicy, rules: rules, required: required, result: outputs,
      error: failure)
  }
}

extension DecisionSpec {
  /// The hit policy, where the decision is a table.
  fileprivate var hitPolicy: DecisionTable.HitPolicy? {
    if case .table(let table) = logic { table.hitPolicy } else { nil }
  }
}
