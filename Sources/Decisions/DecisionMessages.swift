import WorkflowModel
import WorkflowScripting

/// The wording of all errors of decisions.
enum DecisionMessages {
  static func notFound(_ id: String, requiredBy decision: DecisionSpec?) -> DecisionError {
    let by = decision.map { ", which '\($0.id)' requires" } ?? ""
    return DecisionError(.notFound, "there is no decision '\(id)'\(by)", at: decision?.location, decisionID: id)
  }

  static func circle(_ decision: DecisionSpec) -> DecisionError {
    DecisionError(
      .unsupported, "the decision '\(decision.id)' requires itself", at: decision.location, decisionID: decision.id)
  }

  static func failed(
    _ text: ScriptText, _ error: ScriptError, in decision: DecisionSpec, rule: Int? = nil
  ) -> DecisionError {
    let name = error.exception.map { "\($0): " } ?? ""
    let place = rule.map { "rule \($0) of the decision '\(decision.id)'" } ?? "the decision '\(decision.id)'"
    return DecisionError(
      .script, "\(place) failed: \(name)\(error.message) (\(oneLine(text.text)))", at: text.location,
      decisionID: decision.id, rule: rule, script: error)
  }

  /// A column without an expression tests the variable that its label names.
  static func unknownLabel(_ label: String, in decision: DecisionSpec, rule: Int, at text: ScriptText) -> DecisionError
  {
    failed(
      text, ScriptError(.exception, exception: "KeyError", message: "'\(label)'"), in: decision, rule: rule)
  }

  static func overlap(_ rules: [RuleReference], in decision: DecisionSpec) -> DecisionError {
    DecisionError(
      .overlap, "\(list(rules)) of the decision '\(decision.id)' match, and its hit policy UNIQUE allows only one",
      at: rules.last?.location ?? decision.location, decisionID: decision.id, rule: rules.last?.number)
  }

  static func conflict(_ rules: [RuleReference], in decision: DecisionSpec) -> DecisionError {
    DecisionError(
      .conflict,
      "\(list(rules)) of the decision '\(decision.id)' match with different outputs, which its hit policy ANY forbids",
      at: rules.last?.location ?? decision.location, decisionID: decision.id, rule: rules.last?.number)
  }

  static func noPriorities(_ policy: DecisionTable.HitPolicy, in decision: DecisionSpec) -> DecisionError {
    DecisionError(
      .unsupported,
      "the decision '\(decision.id)' has the hit policy \(policy.rawValue), but none of its outputs lists output values",
      at: decision.location, decisionID: decision.id)
  }

  static func knowledgeBody(_ model: KnowledgeModel, in decision: DecisionSpec) -> DecisionError {
    DecisionError(
      .unsupported,
      "the business knowledge model '\(model.name)', which '\(decision.id)' requires, is not a literal expression",
      at: decision.location, decisionID: decision.id)
  }

  static func name(_ name: String, of what: String, in decision: DecisionSpec) -> DecisionError {
    DecisionError(
      .unsupported, "'\(name)', the name of \(what) of the decision '\(decision.id)', is no name for scripts",
      at: decision.location, decisionID: decision.id)
  }

  private static func list(_ rules: [RuleReference]) -> String {
    let names = rules.map { $0.id.isEmpty ? "\($0.number)" : "\($0.number) ('\($0.id)')" }
    guard let last = names.last, names.count > 1 else { return "rule \(names.first ?? "")" }
    return "the rules \(names.dropLast().joined(separator: ", ")) and \(last)"
  }

  private static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
