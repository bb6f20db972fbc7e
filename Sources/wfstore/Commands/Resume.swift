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
  @Option(help: ArgumentHelp("Try a failed task again.", valueName: "task"))
  var retry: String?
  @Option(help: ArgumentHelp("Run this many tasks at most.", valueName: "n"))
  var steps: Int?
  @OptionGroup var engine: EngineOptions
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if complete != nil, retry != nil { throw ValidationError("name one action: --complete or --retry") }
    if data != nil, complete == nil { throw ValidationError("--data goes with --complete") }
    if let steps, steps < 0 { throw ValidationError("--steps is a number of tasks") }
  }

  func run() throws {
    var request = ResumeRequest()
    if let complete {
      request.action = .complete(Self.reference(complete), data: try FileInput.object(data, option: "--data"))
    } else if let retry {
      request.action = .retry(Self.reference(retry))
    }
    request.engine = engine.engine
    request.environment = try engine.modules()
    request.steps = steps
    let runtime = try global.runtime(.readWrite(create: false))
    try InstanceOutput(global).write(try runtime.resume(instance, request))
  }

  private static func reference(_ text: String) -> TaskReference {
    Identifier(text).map(TaskReference.id) ?? .element(text)
  }
}
