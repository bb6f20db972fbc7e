import OrderedCollections
import WorkflowEngine
import WorkflowModel
import WorkflowRuntime
import WorkflowStore

/// Why an instance stands where it stands, as text for people.
struct ExplanationText {
  private let explanation: InstanceExplanation
  private let commands: NextCommand

  init(_ explanation: InstanceExplanation, _ commands: NextCommand) {
    self.explanation = explanation
    self.commands = commands
  }

  /// The instance, and its open tasks: what each waits for, and the command that moves it on.
  var text: String {
    let summary = explanation.summary
    var lines = ["\(summary.id)  \(summary.process)  \(summary.status.rawValue)  since \(summary.updated)"]
    if let lease = explanation.lease {
      lines.append("  \(lease.owner) works on it since \(lease.acquired), until \(lease.expires) at least")
    }
    if [.completed, .cancelled].contains(summary.status) { lines.append("  nothing is waited for") }
    for task in explanation.tasks {
      lines.append("  \(heading(task.wait.task))")
      lines += (reason(task.wait) + task.moves.map(next)).map { "    \($0)" }
    }
    for start in explanation.starts {
      lines.append("  \(start.element) in \(start.process)")
      lines += start.events.map { "    begins with \(event($0))" }
      lines += explanation.moves(of: start).map { "    \(next($0))" }
    }
    lines += explanation.messages.map {
      "  message '\($0.content.name)', sent \($0.sent), is kept until it is resumed"
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func heading(_ task: TaskView) -> String {
    let type = task.element?.type.rawValue ?? "internal"
    let name = task.element?.name.map { " \"\($0)\"" } ?? ""
    let lane = task.element?.lane.map { ", lane \($0)" } ?? ""
    return "\(task.state.rawValue) \(type) \(task.spec)\(name) in \(task.process)\(lane)"
  }

  private func next(_ move: ExplainedTask.Move) -> String {
    if case .resume(let moment?) = move { return "after \(moment): \(commands.text(move))" }
    return "next: \(commands.text(move))"
  }

  private func reason(_ wait: TaskWait) -> [String] {
    let since = ", since \(wait.task.lastStateChange)"
    switch wait.reason {
    case .person:
      return ["waits for a person\(since)"] + form(wait.task)
    case .run: return ["is ready for the next run\(since)"]
    case .events(let events, let all):
      let several = events.count > 1 ? [all ? "waits for all of\(since):" : "waits for one of\(since):"] : []
      guard several.isEmpty else { return several + events.map { "  \(event($0))" } }
      return events.map { "waits for \(event($0))\(since)" }
    case .service(let operation, let key):
      return ["waits for the service '\(operation)', called with the key \(key)\(since)"]
    case .join(let branches): return ["waits for more branches\(since):"] + branches.map { "  \(branch($0))" }
    case .inside(let process): return ["waits for the end of '\(process)'\(since)"]
    case .instances(let started, let completed, let total):
      let all = total.map { ", \($0) in all" } ?? ""
      return ["waits for its instances: \(completed) of \(started) are done\(all)\(since)"]
    case .compensation: return ["waits for what it compensates\(since)"]
    case .retry(let error, let conditions): return failure(error, since) + conditions.map(condition)
    }
  }

  private func form(_ task: TaskView) -> [String] {
    guard let form = task.form else { return [] }
    let names = [form.schemaFile, form.formKey].compactMap(\.self)
    return (names + form.fields.compactMap(FieldText.line)).map { "form: \($0)" }
  }

  private func branch(_ branch: JoinBranch) -> String {
    if branch.tokens > 0 { return "\(branch.flow): \(branch.tokens == 1 ? "has arrived" : "\(branch.tokens) wait")" }
    guard !branch.expected.isEmpty else { return "\(branch.flow): nothing can come by it now" }
    return "\(branch.flow): still to come from \(branch.expected.joined(separator: ", "))"
  }

  private func failure(_ error: InstanceError, _ since: String) -> [String] {
    var lines = ["failed\(since): \(error.code): \(error.message)"]
    let script = error.script?.split(separator: "\n", omittingEmptySubsequences: false) ?? []
    if let line = error.line, script.indices.contains(line - 1) {
      lines.append("line \(line) of the script: \(script[line - 1].trimmed)")
    }
    return lines
  }

  private func condition(_ condition: AwaitedCondition) -> String {
    let flow = condition.flow.map { "\($0): " } ?? ""
    let values = condition.variables.map { "\($0.key) = \(ValueText.line($0.value))" }
    return "\(flow)not \(condition.expression)" + (values.isEmpty ? "" : ", with \(values.joined(separator: ", "))")
  }

  private func event(_ event: AwaitedEvent) -> String {
    switch event {
    case .timer(let timer):
      let due = timer.due.map { "due \($0)" } ?? "not due yet"
      let remaining = timer.remaining.map { ", \($0) more \($0 == 1 ? "time" : "times")" } ?? ""
      return "a timer \(timer.expression), \(due)\(remaining)"
    case .message(let name, let keys):
      let known = keys.map { "\($0.key) \(ValueText.line($0.properties))" }
      return "the message '\(name)'" + (known.isEmpty ? "" : " with \(known.joined(separator: " or "))")
    case .signal(let name): return "the signal '\(name)'"
    case .error(let code): return code.map { "the error '\($0)'" } ?? "any error"
    case .escalation(let code): return code.map { "the escalation '\($0)'" } ?? "any escalation"
    case .cancel: return "the cancellation of the transaction"
    case .condition(let condition):
      let values = condition.variables.map { "\($0.key) = \(ValueText.line($0.value))" }
      return "the condition \(condition.expression)" + (values.isEmpty ? "" : ", now \(values.joined(separator: ", "))")
    }
  }
}
