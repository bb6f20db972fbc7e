import OrderedCollections
import WorkflowEngine
import WorkflowModel
import WorkflowRuntime
import WorkflowStore

/// The commands that move an instance on, ready for a shell.
struct NextCommand {
  private let summary: InstanceSummary
  private let options: GlobalOptions

  init(_ summary: InstanceSummary, _ options: GlobalOptions) {
    self.summary = summary
    self.options = options
  }

  func text(_ move: ExplainedTask.Move) -> String {
    "wfstore \(options.shown)resume \(summary.id)" + action(move) + Self.engineOptions(engine(move), nil)
  }

  private func action(_ move: ExplainedTask.Move) -> String {
    switch move {
    case .complete(let task, let fields):
      let template = DataDictionary(fields.map { ($0, .null) }) { $1 }
      return " --complete \(name(task)) --data \(json(.dictionary(template)))"
    case .retry(let task): return " --retry \(name(task))"
    case .catchEvent(.message(let name, let payload, let correlation)):
      let keys = correlation.isEmpty ? "" : " --correlation \(json(.dictionary(correlation)))"
      return " --message \(Shell.quoted(name))\(keys) --payload \(json(payload ?? .null))"
    case .catchEvent(.signal(let name, _)): return " --signal \(Shell.quoted(name))"
    case .catchEvent(.error(let code, _)): return " --error \(Shell.quoted(code))"
    case .catchEvent(.escalation(let code, _)): return " --escalation \(Shell.quoted(code))"
    case .resume: return ""
    }
  }

  /// A script that the restricted engine refuses is tried again under one that does not.
  private func engine(_ move: ExplainedTask.Move) -> String {
    if case .retry = move, summary.error?.code == "script_refused" { "python" } else { summary.engine }
  }

  private func name(_ task: TaskReference) -> String {
    switch task {
    case .id(let id): "\(id)"
    case .element(let name): Shell.quoted(name)
    }
  }

  private func json(_ value: DataValue) -> String {
    let text = ValueText.full(value)
    return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }

  /// What a command has to say to run under an engine. The default one is used without being asked for, with the
  /// environment modules that are stored.
  static func engineOptions(_ name: String, _ given: EngineOptions?) -> String {
    guard name != EngineRegistry.defaultName else { return "" }
    let modules = (given?.environment ?? []).map { " -e \(Shell.quoted($0))" }
    return " --engine \(Shell.quoted(name))" + modules.joined()
  }
}
