import ArgumentParser
import OrderedCollections
import WorkflowDecisions
import WorkflowModel
import WorkflowRuntime
import WorkflowScripting

/// `wfstore decide`.
struct Decide: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Ask a decision of a DMN file.")

  @Argument(help: "The DMN file.")
  var file: String
  @Option(help: "The decision's id, where the file has more than one.")
  var decision: String?
  @Option(help: "The variables that the decision reads: JSON, @FILE, or - for standard input.")
  var data: String?
  @Flag(help: "Say which rules match, and what kept the others from it.")
  var explain = false
  @OptionGroup var engine: EngineOptions
  @OptionGroup var global: GlobalOptions

  func run() throws {
    var request = DecisionRequest(source: try FileInput.bytes(file), file: FileInput.name(file))
    request.decision = decision
    request.data = try FileInput.object(data, option: "--data")
    request.engine = engine.engine ?? EngineRegistry.defaultName
    request.environment = try engine.modules() ?? []
    let settings = try global.settings()
    let host = ScriptHost(clock: try global.clock(), seed: UInt64.random(in: .min ... .max), budget: settings.budget) {
      StandardError.write($0)
    }
    let desk = DecisionDesk(engines: settings.engines, settings: settings, host: host)
    guard explain else { return show(result: try desk.decide(request)) }
    let explanation = try desk.explain(request)
    show(explanation)
    if let error = explanation.error { throw error }
  }

  private func show(result: DataDictionary) {
    if global.json { return Document.write(["result": .dictionary(result)]) }
    for (name, value) in result { StandardOutput.write("\(name) = \(ValueText.line(value))\n") }
  }

  private func show(_ explanation: DecisionExplanation) {
    guard !global.json else {
      guard let result = explanation.result else { return }
      return Document.write(["result": .dictionary(result), "explanation": explanation.document])
    }
    for decision in explanation.required { show(decision) }
    let policy = explanation.hitPolicy.map { " (\($0.rawValue))" } ?? ""
    StandardOutput.write("\(explanation.decisionID)\(policy)\n")
    for rule in explanation.rules { StandardOutput.write("  \(rule.line)\n") }
    for (name, value) in explanation.result ?? [:] {
      StandardOutput.write("  \(name) = \(ValueText.line(value))\n")
    }
  }
}

extension RuleExplanation {
  /// The rule on a line.
  fileprivate var line: String {
    let name = description.map { "rule \(rule.number) \"\($0)\"" } ?? "rule \(rule.number)"
    switch mismatch {
    case nil: return "\(name) matches"
    case .entry(_, let input, let value, let entry):
      return "\(name): \(input) is \(value.map(ValueText.line) ?? "nothing"), not \(entry)"
    case .failure(_, let input, let message, let entry):
      return "\(name): \(input) with \(entry) failed: \(message)"
    }
  }
}
