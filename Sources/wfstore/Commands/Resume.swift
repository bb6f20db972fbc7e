import ArgumentParser
import WorkflowEngine
import WorkflowModel
import WorkflowRuntime
import WorkflowStore

/// `wfstore resume`.
struct Resume: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Load an instance, do what is named, run it until nothing more can run, and save it.",
    discussion: "Without an action it runs what has become ready and shows what can be done next.")

  @Argument(help: "The instance's id.")
  var instance: String
  @Option(help: ArgumentHelp("Complete a ready task: its id, or its element's where one is ready.", valueName: "task"))
  var complete: String?
  @Option(help: "Put over the completed task's data, key by key: JSON, @FILE, or - for standard input.")
  var data: String?
  @Flag(help: "Complete the task even where the data does not fit its form.")
  var noValidate = false
  @Option(help: ArgumentHelp("Try a failed task again.", valueName: "task"))
  var retry: String?
  @Option(help: ArgumentHelp("Hand in a message.", valueName: "name"))
  var message: String?
  @Option(help: ArgumentHelp("Hand in a signal.", valueName: "name"))
  var signal: String?
  @Option(help: ArgumentHelp("Hand in an error.", valueName: "code"))
  var error: String?
  @Option(help: ArgumentHelp("Hand in an escalation.", valueName: "code"))
  var escalation: String?
  @Option(help: "The payload of the event: JSON, @FILE, or - for standard input.")
  var payload: String?
  @Option(help: "The correlation of the message, as {key: {property: value}}: JSON, @FILE, or - for standard input.")
  var correlation: String?
  @Option(help: ArgumentHelp("Run this many tasks at most.", valueName: "n"))
  var steps: Int?
  @Flag(help: "Do not call services: record the calls, which the next resume makes.")
  var noWait = false
  @Flag(help: "Use a module of -e even where another of its name was saved with the instance.")
  var replaceEnvironment = false
  @OptionGroup var engine: EngineOptions
  @OptionGroup var user: UserOptions
  @OptionGroup var global: GlobalOptions

  private var events: [String] { [message, signal, error, escalation].compactMap(\.self) }

  func validate() throws {
    guard events.count + [complete, retry].compactMap(\.self).count <= 1 else {
      throw ValidationError("name one action: --complete, --retry, --message, --signal, --error or --escalation")
    }
    if data != nil, complete == nil { throw ValidationError("--data goes with --complete") }
    if noValidate, complete == nil { throw ValidationError("--no-validate goes with --complete") }
    if payload != nil, events.isEmpty { throw ValidationError("--payload goes with an event") }
    if correlation != nil, message == nil { throw ValidationError("--correlation goes with --message") }
    if replaceEnvironment, engine.environment.isEmpty {
      throw ValidationError("--replace-environment goes with -e")
    }
    if let steps, steps < 0 { throw ValidationError("--steps is a number of tasks") }
  }

  func run() throws {
    var request = ResumeRequest()
    request.action = try action()
    request.engine = engine.engine
    request.environment = try engine.modules()
    request.replacesEnvironment = replaceEnvironment
    request.steps = steps
    request.callsServices = !noWait
    request.validatesForms = !noValidate
    let runtime = try global.runtime(.readWrite(create: false), user: user.name)
    try InstanceOutput(global, engine).write(try runtime.resume(instance, request))
  }

  private func action() throws -> ResumeRequest.Action {
    if let complete {
      return .complete(Self.reference(complete), data: try FileInput.object(data, option: "--data"))
    }
    if let retry { return .retry(Self.reference(retry)) }
    let payload = try payload.map { try FileInput.json($0, option: "--payload") }
    if let message {
      let keys = try FileInput.object(correlation, option: "--correlation")
      return .catchEvent(.message(name: message, payload: payload, correlation: keys))
    }
    if let signal { return .catchEvent(.signal(name: signal, payload: payload)) }
    if let error { return .catchEvent(.error(code: error, payload: payload)) }
    if let escalation { return .catchEvent(.escalation(code: escalation, payload: payload)) }
    return .none
  }

  private static func reference(_ text: String) -> TaskReference {
    Identifier(text).map(TaskReference.id) ?? .element(text)
  }
}
