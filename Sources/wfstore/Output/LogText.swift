import OrderedCollections
import WorkflowEngine
import WorkflowModel
import WorkflowRuntime
import WorkflowStore

/// Entries of a log as text.
enum LogText {
  /// An entry on a line: when, who, what.
  static func line(_ entry: LogEntry) -> String {
    "\(entry.entry.moment)  \(entry.entry.user ?? "-")  \(what(entry))\n"
  }

  private static func what(_ entry: LogEntry) -> String {
    guard let event = entry.event else {
      let verb = entry.entry.task?.state == .completed ? "completed" : "cancelled"
      return "\(verb) \(task(entry))\(changes(entry))"
    }
    let name = event.name ?? ""
    switch event.kind {
    case .started: return "started under \(entry.entry.save.engine ?? "-")"
    case .imported: return "imported \(name)"
    case .engineChanged: return "went on under \(name)"
    case .environmentChanged: return "environment: \(modules(event))"
    case .taskFailed: return "failed \(task(entry)): \(text(event, "message"))"
    case .taskRetried: return "retried \(task(entry))"
    case .messageReceived: return "received message '\(name)'"
    case .signalReceived: return "received signal '\(name)'"
    case .errorReceived: return "received error '\(name)'"
    case .escalationReceived: return "received escalation '\(name)'"
    case .errorRaised: return "raised error '\(name)' in \(task(entry))"
    case .messageSent: return "sent message '\(name)'"
    case .timerFired: return "timer due: \(task(entry))"
    case .serviceCalled: return "called service '\(name)' for \(task(entry))"
    case .migrated: return "migrated from \(text(event, "from")) to \(text(event, "to"))"
    case .migrationUndone: return "migrated back from \(text(event, "from")) to \(text(event, "to"))"
    case .completed: return "completed"
    case .cancelled: return "cancelled"
    }
  }

  private static func task(_ entry: LogEntry) -> String {
    guard let task = entry.entry.task else { return "a task" }
    let type = entry.element.map { "\($0.type.rawValue) " } ?? ""
    let name = entry.element?.name.map { " \"\($0)\"" } ?? ""
    return "\(type)\(task.spec)\(name) in \(task.process)"
  }

  private static func changes(_ entry: LogEntry) -> String {
    guard let changed = entry.changed, !(changed.written + changed.removed).isEmpty else { return "" }
    let names = changed.written + changed.removed.map { "-\($0)" }
    return ": \(names.joined(separator: ", "))"
  }

  private static func modules(_ event: HistoryEvent) -> String {
    guard case .dictionary(let modules)? = event.detail["modules"], !modules.isEmpty else { return "no modules" }
    return modules.map { name, digest in
      if case .string(let digits) = digest { "\(name) (sha256 \(digits.prefix(12)))" } else { name }
    }.joined(separator: ", ")
  }

  private static func text(_ event: HistoryEvent, _ key: String) -> String {
    guard case .string(let text)? = event.detail[key] else { return "" }
    return text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}
