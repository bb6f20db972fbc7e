import ArgumentParser
import WorkflowRuntime
import WorkflowStore

/// `wfstore save`.
struct Save: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Start an instance, run it until nothing more can run, and save it.")

  @Argument(help: "The id of a stored specification; or name the models by -p and -b.")
  var spec: String?
  @OptionGroup var model: ModelOptions
  @Option(help: "The task data that the start begins with: JSON, @FILE, or - for standard input.")
  var data: String?
  @Flag(help: "Save the instance before its first task runs.")
  var step = false
  @Flag(help: "Do not call services: record the calls, which the next resume makes.")
  var noWait = false
  @OptionGroup var engine: EngineOptions
  @OptionGroup var user: UserOptions
  @OptionGroup var global: GlobalOptions

  func run() throws {
    let isNamed = spec != nil
    guard isNamed != (model.process != nil || model.collaboration != nil) else {
      throw RuntimeError(.usage, code: "usage", "name either a stored specification or a process and its models")
    }
    var request = StartRequest()
    request.data = try FileInput.object(data, option: "--data")
    request.engine = engine.engine ?? EngineRegistry.defaultName
    request.environment = try engine.modules() ?? []
    request.runs = !step
    request.callsServices = !noWait
    let files = isNamed ? nil : try model.files()
    let runtime = try global.runtime(.readWrite(create: true), user: user.name)
    try InstanceOutput(global, engine).write(
      try runtime.store.transaction {
        let added = try files.map { try runtime.add($0) }
        added?.writeWarnings()
        return try runtime.start(spec: added?.spec.id ?? spec ?? "", request)
      })
  }
}
