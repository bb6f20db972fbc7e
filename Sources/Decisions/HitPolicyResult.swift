import OrderedCollections
import WorkflowModel
import WorkflowScripting

/// What each hit policy makes of the rules that match (DMN 1.3, section 8.2.8).
struct HitPolicyResult {
  private let evaluation: TableEvaluation

  init(_ evaluation: TableEvaluation) {
    self.evaluation = evaluation
  }

  private var table: DecisionTable { evaluation.table }
  private var decision: DecisionSpec { evaluation.scope.decision }

  /// The result of at least one matching rule.
  func outputs(of matches: [Int]) throws(DecisionError) -> DataDictionary {
    switch table.hitPolicy {
    case .unique:
      guard matches.count == 1 else {
        throw DecisionMessages.overlap(matches.map { evaluation.reference($0) }, in: decision)
      }
      return try evaluation.outputs(ofRule: matches[0])
    case .first:
      return try evaluation.outputs(ofRule: matches[0])
    case .any:
      return try anyOutputs(of: matches)
    case .priority:
      return try prioritized(try all(matches)).first ?? [:]
    case .outputOrder:
      return lists(of: try prioritized(try all(matches)))
    case .ruleOrder:
      return lists(of: try all(matches))
    case .collect:
      return try aggregate(lists(of: try all(matches)))
    }
  }

  private func all(_ matches: [Int]) throws(DecisionError) -> [DataDictionary] {
    var all: [DataDictionary] = []
    for index in matches {
      all.append(try evaluation.outputs(ofRule: index))
    }
    return all
  }

  private func anyOutputs(of matches: [Int]) throws(DecisionError) -> DataDictionary {
    let all = try all(matches)
    guard all.allSatisfy({ $0 == all[0] }) else {
      throw DecisionMessages.conflict(matches.map { evaluation.reference($0) }, in: decision)
    }
    return all[0]
  }

  /// A list for each output.
  private func lists(of all: [DataDictionary]) -> DataDictionary {
    var values: OrderedDictionary<String, [DataValue]> = [:]
    for outputs in all {
      for (name, value) in outputs {
        values[name, default: []].append(value)
      }
    }
    return values.mapValues { .list($0) }
  }

  // MARK: Priorities

  /// The outputs by the place of their values among the output values of their columns, highest priority first; the
  /// first column counts most, and equal ones stay in the order of the rules. What is not listed comes last.
  private func prioritized(_ all: [DataDictionary]) throws(DecisionError) -> [DataDictionary] {
    var columns: [(name: String, values: [DataValue])] = []
    for output in table.outputs {
      guard let allowed = output.allowedValues else { continue }
      let text = ScriptText("[\(allowed.text)\n]", at: allowed.location)
      guard case .list(let values) = try evaluation.scope.evaluate(text) else { continue }
      columns.append((evaluation.name(of: output), values))
    }
    guard !columns.isEmpty else { throw DecisionMessages.noPriorities(table.hitPolicy, in: decision) }
    let ranked = all.enumerated().map { index, outputs in
      (ranks: columns.map { column in rank(of: outputs[column.name], among: column.values) } + [index], outputs)
    }
    return ranked.sorted { $0.ranks.lexicographicallyPrecedes($1.ranks) }.map { $0.1 }
  }

  private func rank(of value: DataValue?, among values: [DataValue]) -> Int {
    guard let value else { return values.count }
    return values.firstIndex { areEqual($0, value) } ?? values.count
  }

  /// `1` and `1.0` are different values but equal in every comparison of the language.
  private func areEqual(_ left: DataValue, _ right: DataValue) -> Bool {
    switch (left, right) {
    case (.integer(let integer), .double(let double)), (.double(let double), .integer(let integer)):
      Double(exactly: integer) == double
    default: left == right
    }
  }

  // MARK: Aggregation

  /// The collected values of each output as one.
  private func aggregate(_ lists: DataDictionary) throws(DecisionError) -> DataDictionary {
    guard let aggregation = table.aggregation else { return lists }
    var outputs: DataDictionary = [:]
    for (name, value) in lists {
      guard case .list(let values) = value else { continue }
      switch aggregation {
      case .count: outputs[name] = .integer(values.count)
      case .sum: outputs[name] = try call("sum", values)
      case .minimum: outputs[name] = try call("min", values)
      case .maximum: outputs[name] = try call("max", values)
      }
    }
    return outputs
  }

  /// The language's own function, so that numbers of all its kinds add and compare as they do in scripts.
  private func call(_ function: String, _ values: [DataValue]) throws(DecisionError) -> DataValue {
    let text = "\(function)(collected_values)"
    do throws(ScriptError) {
      return try evaluation.scope.scripts.evaluate(
        text, data: TaskData(), locals: ["collected_values": .list(values)])
    } catch {
      throw DecisionMessages.failed(ScriptText(text, at: decision.location), error, in: decision)
    }
  }
}
