import WorkflowModel

// Decision tables (DMN 1.3, section 8).

extension DecisionReader {
  func readTable(_ table: XMLElement, of owner: XMLElement) throws(ParsingError) -> DecisionTable {
    var inputs: [DecisionTable.Input] = []
    var outputs: [DecisionTable.Output] = []
    var rules: [DecisionTable.Rule] = []
    for child in table.children where child.namespace == .dmn {
      switch child.name {
      case "input": inputs.append(readInput(child))
      case "output": outputs.append(readOutput(child))
      case "rule": rules.append(try readRule(child, inputs: inputs.count, outputs: outputs.count))
      case "annotation", "description", "extensionElements": break
      default: throw ParsingMessages.unsupportedElement(child, in: table, at: location(child))
      }
    }
    guard !outputs.isEmpty else { throw ParsingMessages.missingChild("output", of: table, at: location(table)) }
    let policy = try hitPolicy(of: table)
    return DecisionTable(
      id: table.id ?? owner.id ?? "", name: table.attribute("name") ?? "", hitPolicy: policy,
      aggregation: try aggregation(of: table, policy: policy), inputs: inputs, outputs: outputs, rules: rules)
  }

  private func hitPolicy(of table: XMLElement) throws(ParsingError) -> DecisionTable.HitPolicy {
    guard let text = table.attribute("hitPolicy") else { return .unique }
    guard let policy = DecisionTable.HitPolicy(rawValue: text.uppercased()) else {
      throw ParsingMessages.invalidValue(
        "hitPolicy", text, expected: "a hit policy", of: table, at: location(table))
    }
    return policy
  }

  private func aggregation(
    of table: XMLElement, policy: DecisionTable.HitPolicy
  ) throws(ParsingError) -> DecisionTable.Aggregation? {
    guard let text = table.attribute("aggregation") else { return nil }
    guard policy == .collect, let aggregation = DecisionTable.Aggregation(rawValue: text.uppercased()) else {
      throw ParsingMessages.invalidValue(
        "aggregation", text, expected: "SUM, COUNT, MIN or MAX of a COLLECT table", of: table, at: location(table))
    }
    return aggregation
  }

  private func readInput(_ element: XMLElement) -> DecisionTable.Input {
    let expression = element.child("inputExpression")
    return DecisionTable.Input(
      id: element.id ?? "", label: element.attribute("label") ?? "", name: element.attribute("name") ?? "",
      expression: text(expression), typeName: expression?.attribute("typeRef"),
      allowedValues: text(element.child("inputValues")))
  }

  private func readOutput(_ element: XMLElement) -> DecisionTable.Output {
    DecisionTable.Output(
      id: element.id ?? "", label: element.attribute("label") ?? "", name: element.attribute("name") ?? "",
      typeName: element.attribute("typeRef"), allowedValues: text(element.child("outputValues")),
      defaultValue: text(element.child("defaultOutputEntry")))
  }

  private func readRule(_ rule: XMLElement, inputs: Int, outputs: Int) throws(ParsingError) -> DecisionTable.Rule {
    let inputEntries = rule.children("inputEntry")
    let outputEntries = rule.children("outputEntry")
    guard inputEntries.count == inputs, outputEntries.count == outputs else {
      throw ParsingMessages.ruleShape(
        rule, entries: (inputEntries.count, outputEntries.count), columns: (inputs, outputs), at: location(rule))
    }
    return DecisionTable.Rule(
      id: rule.id ?? "", description: rule.child("description")?.text, location: location(rule),
      inputEntries: inputEntries.map { entry in
        text(entry).flatMap { $0.text.trimmingXMLSpace == "-" ? nil : $0 }
      },
      outputEntries: outputEntries.map { text($0) })
  }
}
