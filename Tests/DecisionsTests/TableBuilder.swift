import WorkflowDecisions
import WorkflowModel

/// Decisions for tests, in a line for each rule.
enum TestDecision {
  static func location(line: Int) -> SourceLocation { SourceLocation(file: "test.dmn", line: line, column: 1) }

  static func text(_ text: String, line: Int = 1) -> ScriptText { ScriptText(text, at: location(line: line)) }

  /// A table. `inputs` are expressions, or labels where they begin with `@`; `outputs` are names; a rule is its cells,
  /// where `-` matches anything and an empty output is empty.
  static func table(
    _ id: String = "decide", _ hitPolicy: DecisionTable.HitPolicy = .unique,
    aggregation: DecisionTable.Aggregation? = nil, inputs: [String], outputs: [String], rules: [[String]],
    allowed: [String?] = [], defaults: [String?] = [], requires: [String] = [], knowledge: [KnowledgeModel] = []
  ) -> DecisionSpec {
    let table = DecisionTable(
      id: "table", name: "", hitPolicy: hitPolicy, aggregation: aggregation,
      inputs: inputs.map { input in
        let isLabel = input.hasPrefix("@")
        return DecisionTable.Input(
          id: "", label: isLabel ? String(input.dropFirst()) : "", name: "", expression: isLabel ? nil : text(input),
          typeName: nil, allowedValues: nil)
      },
      outputs: outputs.enumerated().map { index, name in
        DecisionTable.Output(
          id: "", label: "", name: name, typeName: nil,
          allowedValues: index < allowed.count ? allowed[index].map { text($0) } : nil,
          defaultValue: index < defaults.count ? defaults[index].map { text($0) } : nil)
      },
      rules: rules.enumerated().map { index, cells in
        let place = location(line: 10 + index)
        return DecisionTable.Rule(
          id: "r\(index + 1)", description: nil, location: place,
          inputEntries: cells.prefix(inputs.count).map { $0 == "-" ? nil : ScriptText($0, at: place) },
          outputEntries: cells.dropFirst(inputs.count).map { $0.isEmpty ? nil : ScriptText($0, at: place) })
      })
    return DecisionSpec(
      id: id, name: id, variable: nil, location: location(line: 1), logic: .table(table), requiredDecisions: requires,
      knowledge: knowledge)
  }

  static func literal(
    _ id: String, _ expression: String, variable: String? = nil, requires: [String] = [],
    knowledge: [KnowledgeModel] = []
  ) -> DecisionSpec {
    DecisionSpec(
      id: id, name: "the \(id)", variable: variable, location: location(line: 1), logic: .literal(text(expression)),
      requiredDecisions: requires, knowledge: knowledge)
  }

  /// An engine over these decisions.
  static func engine(
    _ decisions: DecisionSpec..., scripts: MiniEngine = MiniEngine(),
    uniqueOverlap: DecisionEngine.UniqueOverlap = .refused
  ) -> DecisionEngine {
    DecisionEngine(
      decisions: Dictionary(uniqueKeysWithValues: decisions.map { ($0.id, $0) }), scripts: scripts,
      uniqueOverlap: uniqueOverlap)
  }
}
