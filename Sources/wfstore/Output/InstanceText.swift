import OrderedCollections
import WorkflowEngine
import WorkflowModel
import WorkflowRuntime
import WorkflowStore

/// An instance as text for people.
struct InstanceText {
  private let view: InstanceView
  private let options: GlobalOptions
  private let engine: EngineOptions?

  /// - Parameter engine: what the command said of the engine; the next one has to say it again.
  init(_ view: InstanceView, _ options: GlobalOptions, _ engine: EngineOptions? = nil) {
    self.view = view
    self.options = options
    self.engine = engine
  }

  /// The instance, its data, and its tasks as they are listed.
  var text: String {
    var lines = [heading]
    lines += view.data.map { "  \($0.key) = \(ValueText.line($0.value))" }
    lines += view.tasks.filter { $0.element != nil }.flatMap(taskLines)
    lines += view.messages.map { "  message '\($0.content.name)' is kept until it is resumed" }
    return lines.joined(separator: "\n") + "\n"
  }

  private var heading: String {
    let summary = view.summary
    return "\(summary.id)  \(summary.process)  \(summary.status.rawValue)  revision \(summary.revision)"
  }

  private func taskLines(_ task: TaskView) -> [String] {
    let type = task.element?.type.rawValue ?? ""
    let name = task.element?.name.map { " \"\($0)\"" } ?? ""
    let lane = task.element?.lane.map { ", lane \($0)" } ?? ""
    return ["  \(task.state.rawValue) \(type) \(task.spec)\(name) in \(task.process)\(lane)"]
      + instructions(task).map { "    | \($0)" }
      + form(task).map { "    form: \($0)" }
      + task.data.variables.map { "    \($0.key) = \(ValueText.line($0.value))" }
  }

  /// What the person who does the task is told, as it stands in the model.
  private func instructions(_ task: TaskView) -> [Substring] {
    guard task.isManual, task.state == .ready, let text = task.element?.extensions.instructions else { return [] }
    return text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// The form of a task that can be done: its file or key, or a line for each of its fields.
  private func form(_ task: TaskView) -> [String] {
    guard task.isManual, task.state == .ready, let form = task.form else { return [] }
    let names = [form.schemaFile, form.formKey].compactMap(\.self)
    return names + form.fields.compactMap(FieldText.line)
  }

  /// What can be done next, with the command that does it.
  var nextSteps: String {
    let ready = view.tasks.filter { $0.state == .ready && $0.isManual }
    guard !ready.isEmpty else { return "" }
    var count: [String: Int] = [:]
    for task in ready { count[task.spec, default: 0] += 1 }
    let commands = ready.map { task in
      let name = count[task.spec] == 1 ? task.spec : "\(task.id)"
      return "  wfstore \(options.shown)resume \(view.summary.id) --complete \(Shell.quoted(name)) --data '{}'"
        + engineOptions(view.summary.engine)
    }
    return (["next:"] + commands).joined(separator: "\n") + "\n"
  }

  /// What failed, on a line; nothing where nothing did.
  var failureLine: String {
    failure.map { "  \($0.message)\n" } ?? ""
  }

  /// The failure of the instance, with the command that tries again; nil where nothing failed.
  var failure: InstanceFailed? {
    guard let error = view.summary.error else { return nil }
    let element = error.bpmnID.map { "task '\($0)' failed" } ?? "a task failed"
    let line = error.line.map { number in
      let lines = error.script?.split(separator: "\n", omittingEmptySubsequences: false) ?? []
      let text = lines.indices.contains(number - 1) ? ": \(lines[number - 1].trimmed)" : ""
      return " (line \(number) of the script\(text))"
    }
    let task = error.bpmnID ?? view.failedTask.map { "\($0)" } ?? ""
    let retry = "wfstore \(options.shown)resume \(view.summary.id) --retry \(Shell.quoted(task))"
    let next = error.code == "script_refused" ? "python" : view.summary.engine
    return InstanceFailed(
      code: error.code, message: "\(element): \(error.message)\(line ?? "")",
      hints: ["the instance \(view.summary.id) is saved; try again: \(retry)\(engineOptions(next))"])
  }

  private func engineOptions(_ name: String) -> String { NextCommand.engineOptions(name, engine) }
}

/// The tree of tasks as text.
struct TreeText {
  private let view: InstanceView

  init(_ view: InstanceView) {
    self.view = view
  }

  /// A line for each task, indented by its place among those that are shown.
  var text: String {
    var levels: [Identifier: Int] = [:]
    return view.tasks.map { task in
      let above = task.parent ?? task.host
      let level = above.flatMap { levels[$0] }.map { $0 + 1 } ?? 0
      levels[task.id] = level
      let name = task.element?.name.map { " \"\($0)\"" } ?? ""
      let type = task.element?.type.rawValue ?? "internal"
      return "\(String(repeating: "  ", count: min(level, 40)))\(task.state.rawValue) \(type) \(task.spec)\(name)\n"
    }.joined()
  }
}

/// Values as text.
enum ValueText {
  /// The value on a line, shortened.
  static func line(_ value: DataValue) -> String {
    let text = full(value)
    return text.count <= 100 ? text : text.prefix(99) + "…"
  }

  /// The value on a line.
  static func full(_ value: DataValue) -> String {
    (try? JSONWriter(.readable).text(of: value)) ?? "(cannot be shown)"
  }
}

/// Fields of forms as text.
enum FieldText {
  /// A field on a line: `size, enum (s, m), "What size?"`; nil where it has no id.
  static func line(_ field: DataValue) -> String? {
    guard case .dictionary(let members) = field, case .string(let id)? = members["id"] else { return nil }
    var parts = [id]
    if case .string(let type)? = members["type"] { parts.append(type + options(members["options"])) }
    if case .string? = members["label"] { parts.append(ValueText.line(members["label"] ?? .null)) }
    return parts.joined(separator: ", ")
  }

  private static func options(_ options: DataValue?) -> String {
    guard case .list(let options)? = options else { return "" }
    let ids = options.compactMap { option -> String? in
      guard case .dictionary(let members) = option, case .string(let id)? = members["id"] else { return nil }
      return id
    }
    return " (\(ids.joined(separator: ", ")))"
  }
}

extension Substring {
  /// Without white space around it.
  var trimmed: Substring {
    let start = drop { $0.isWhitespace }
    return start.lastIndex { !$0.isWhitespace }.map { start[...$0] } ?? start
  }
}
