import OrderedCollections
import WorkflowModel
import WorkflowScripting

/// A decision table applied to one set of data.
struct TableEvaluation {
  let compiled: CompiledTable
  let scope: DecisionScope

  init(_ compiled: CompiledTable, in scope: DecisionScope) {
    self.compiled = compiled
    self.scope = scope
  }

  var table: DecisionTable { compiled.table }

  /// The outputs that the hit policy makes of the matching rules.
  func outputs() throws(DecisionError) -> DataDictionary {
    let matches = try matchingRules()
    guard !matches.isEmpty else { return try defaultOutputs() }
    return try HitPolicyResult(self).outputs(of: matches)
  }

  /// The indexes of the rules that match, as far as the hit policy asks for them.
  private func matchingRules() throws(DecisionError) -> [Int] {
    var matches: [Int] = []
    for rule in table.rules.indices {
      let isMatch: Bool
      do throws(DecisionError) {
        isMatch = try mismatch(of: rule) == nil
      } catch {
        // A rule that fails on data for which an earlier rule has the unique answer is not a second answer.
        if table.hitPolicy == .unique, !matches.isEmpty { continue }
        throw error
      }
      guard isMatch else { continue }
      matches.append(rule)
      if compiled.takesFirst { break }
    }
    return matches
  }

  /// The first test of a rule that does not hold; nil where the rule matches.
  private func mismatch(of rule: Int) throws(DecisionError) -> CompiledTable.Cell? {
    for cell in compiled.rules[rule] {
      let names = try locals(for: cell, rule: rule)
      let value: DataValue
      do throws(ScriptError) {
        value = try scope.evaluate(cell.test, locals: names)
      } catch {
        throw DecisionMessages.failed(cell.entry, error, in: scope.decision, rule: rule + 1)
      }
      if value != .bool(true) { return cell }
    }
    return nil
  }

  /// The names for a test: with the input's value where its column has no expression, but the label of a variable.
  private func locals(for cell: CompiledTable.Cell, rule: Int) throws(DecisionError) -> DataDictionary {
    let input = table.inputs[cell.column]
    guard input.expression == nil else { return scope.locals }
    guard let value = scope.locals[input.label] ?? scope.data[input.label] else {
      throw DecisionMessages.unknownLabel(input.label, in: scope.decision, rule: rule + 1, at: cell.entry)
    }
    var names = scope.locals
    names[CompiledTable.inputName] = value
    return names
  }

  /// What the table gives where no rule matches.
  private func defaultOutputs() throws(DecisionError) -> DataDictionary {
    var outputs: DataDictionary = [:]
    for output in table.outputs {
      guard let text = output.defaultValue else { continue }
      put(try scope.evaluate(text), at: name(of: output), into: &outputs)
    }
    if table.hitPolicy == .collect, table.aggregation == .count {
      for output in table.outputs where output.defaultValue == nil {
        put(.integer(0), at: name(of: output), into: &outputs)
      }
    }
    return outputs
  }

  /// The outputs of one rule. An empty cell gives an empty string.
  func outputs(ofRule index: Int) throws(DecisionError) -> DataDictionary {
    var outputs: DataDictionary = [:]
    for (output, entry) in zip(table.outputs, table.rules[index].outputEntries) {
      var value: DataValue = ""
      if let entry { value = try scope.evaluate(entry, rule: index + 1) }
      put(value, at: name(of: output), into: &outputs)
    }
    return outputs
  }

  /// The name of an output, else its label, else the decision's.
  func name(of output: DecisionTable.Output) -> String {
    if !output.name.isEmpty { return output.name }
    return output.label.isEmpty ? scope.resultName : output.label
  }

  /// Writes a value; a name with dots is a path of dictionaries.
  private func put(_ value: DataValue, at name: String, into outputs: inout DataDictionary) {
    let path = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard path.count > 1 else {
      outputs[name] = value
      return
    }
    let nested = path.dropFirst().reversed().reduce(value) { DataValue.dictionary([$1: $0]) }
    outputs[path[0]] = TableEvaluation.merge(nested, into: outputs[path[0]])
  }

  private static func merge(_ value: DataValue, into other: DataValue?) -> DataValue {
    guard case .dictionary(let new) = value, case .dictionary(var merged)? = other else { return value }
    for (key, value) in new {
      merged[key] = merge(value, into: merged[key])
    }
    return .dictionary(merged)
  }

  func reference(_ index: Int) -> RuleReference {
    let rule = table.rules[index]
    return RuleReference(number: index + 1, id: rule.id, location: rule.location)
  }
}

// MARK: - Explanations

extension TableEvaluation {
  /// What becomes of every rule, also of those that the hit policy need not look at.
  func explanations() -> [RuleExplanation] {
    table.rules.indices.map { index in
      RuleExplanation(
        rule: reference(index), description: table.rules[index].description, mismatch: explainMismatch(of: index))
    }
  }

  private func explainMismatch(of rule: Int) -> RuleExplanation.Mismatch? {
    for cell in compiled.rules[rule] {
      let input = table.inputs[cell.column]
      let name = input.expression.map { CompiledTable.trim($0.text) } ?? input.label
      do {
        let names = try locals(for: cell, rule: rule)
        guard try scope.evaluate(cell.test, locals: names) != .bool(true) else { continue }
        let expression = input.expression?.text ?? CompiledTable.inputName
        return .entry(
          column: cell.column + 1, input: name, value: try? scope.evaluate(expression, locals: names),
          entry: cell.entry.text)
      } catch let error as ScriptError {
        let exception = error.exception.map { "\($0): " } ?? ""
        return .failure(
          column: cell.column + 1, input: name, message: exception + error.message, entry: cell.entry.text)
      } catch let error as DecisionError {
        return .failure(column: cell.column + 1, input: name, message: error.message, entry: cell.entry.text)
      } catch {
        return .failure(column: cell.column + 1, input: name, message: "\(error)", entry: cell.entry.text)
      }
    }
    return nil
  }
}
