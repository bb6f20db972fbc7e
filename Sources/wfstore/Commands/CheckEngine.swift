import ArgumentParser
import WorkflowModel
import WorkflowRuntime
import WorkflowStore

/// `wfstore check-engine`.
struct CheckEngine: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say what an instance's scripts would have come to under another engine.",
    discussion: "The instance stays as it is, and no service is called.")

  @Argument(help: "The instance's id.")
  var instance: String
  @OptionGroup var engine: EngineOptions
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard engine.engine != nil else { throw ValidationError("name the engine to check: --engine NAME") }
  }

  func run() throws {
    var request = EngineCheckRequest(engine: engine.engine ?? EngineRegistry.defaultName)
    request.environment = try engine.modules()
    let check = try global.runtime(.readOnly).checkEngine(of: instance, request)
    if global.json { Document.write(check.document) } else { StandardOutput.write(check.text) }
    guard check.agrees else { throw EnginesDiffer(count: check.differences.count, engine: check.engine) }
  }
}

/// Another engine comes to something else; what differs has been shown.
struct EnginesDiffer: Error {
  let count: Int
  let engine: String

  var message: String {
    "\(count) \(count == 1 ? "result differs" : "results differ") under the engine '\(engine)'"
  }
}

extension EngineCheck {
  /// The check for people: what was compared, then a line for each finding.
  fileprivate var text: String {
    let other = reference.map { "the record and with '\($0)'" } ?? "the record"
    var lines = [
      "\(compared) \(compared == 1 ? "task" : "tasks") of \(instance.id) under '\(engine)', compared with \(other)"
    ]
    lines += differences.map { "  differs: \($0.line)" }
    lines += omissions.map { "  not compared: \($0.task.name): \($0.reason)" }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension EngineCheck.Task {
  fileprivate var name: String { element ?? spec }
}

extension EngineCheck.Difference {
  fileprivate var line: String {
    let place = path.isEmpty ? kind.rawValue : "\(path)"
    let label = kind == .value && !path.isEmpty ? "value \(place)" : place
    return "\(task.name): \(label): \(shown(expected)), now \(shown(found))"
  }

  private func shown(_ value: DataValue?) -> String {
    guard let value else { return kind == .error ? "no error" : "nothing" }
    if kind == .error, case .string(let message) = value { return message }
    return ValueText.line(value)
  }
}
