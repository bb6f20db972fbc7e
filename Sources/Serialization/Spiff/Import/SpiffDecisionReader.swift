import WorkflowModel

/// Reads the decision table of a business rule task.
struct SpiffDecisionReader {
  let location: SourceLocation

  /// The decision, which is known by an id of its own.
  func read(_ node: SpiffNode, as id: String) throws(SpiffError) -> DecisionSpec {
    let name = try node.optionalText("name") ?? ""
    let policy = try node.optionalText("hit_policy") ?? DecisionTable.HitPolicy.unique.rawValue
    guard let hitPolicy = DecisionTable.HitPolicy(rawValue: policy) else {
      throw .unsupported("the hit policy '\(policy)'", at: node.path)
    }
    let inputs = try node.member("inputs").elements()
    let outputs = try node.member("outputs").elements()
    let table = DecisionTable(
      id: try node.text("id"), name: name, hitPolicy: hitPolicy, aggregation: nil,
      inputs: try inputs.map { input throws(SpiffError) in
        DecisionTable.Input(
          id: try input.text("id"), label: try input.optionalText("label") ?? "",
          name: try input.optionalText("name") ?? "", expression: script(try input.optionalText("expression")),
          typeName: try input.optionalText("typeRef"), allowedValues: nil)
      },
      outputs: try outputs.map { output throws(SpiffError) in
        DecisionTable.Output(
          id: try output.text("id"), label: try output.optionalText("label") ?? "",
          name: try output.optionalText("name") ?? "", typeName: try output.optionalText("typeRef"),
          allowedValues: nil, defaultValue: nil)
      },
      rules: try node.member("rules").elements().map { rule throws(SpiffError) in
        try self.rule(
          rule, inputs: inputs.map { input throws(SpiffError) in try input.text("id") },
          outputs: outputs.map { output throws(SpiffError) in try output.text("id") })
      })
    return DecisionSpec(
      id: id, name: name.isEmpty ? table.id : name, variable: nil, location: location, logic: .table(table))
  }

  private func rule(_ node: SpiffNode, inputs: [String], outputs: [String]) throws(SpiffError) -> DecisionTable.Rule {
    var tests: [String: ScriptText] = [:]
    for entry in try node.member("input_entries").elements() {
      // A list, of which the parser ever wrote one.
      let texts = try entry.member("lhs").elements()
      guard texts.count <= 1 else { throw .unsupported("an entry with several tests", at: entry.path) }
      guard let text = texts.first, text.value != .null else { continue }
      tests[try entry.text("input_id")] = script(try text.text())
    }
    var results: [String: ScriptText] = [:]
    for entry in try node.member("output_entries").elements() {
      results[try entry.text("output_id")] = script(try entry.optionalText("text"))
    }
    return DecisionTable.Rule(
      id: try node.text("id"), description: try node.optionalText("description"), location: location,
      inputEntries: inputs.map { tests[$0] }, outputEntries: outputs.map { results[$0] })
  }

  /// A script; nil for none, which an empty text is too.
  private func script(_ text: String?) -> ScriptText? {
    guard let text, text.contains(where: { !$0.isWhitespace }) else { return nil }
    return ScriptText(text, at: location)
  }
}
