import ArgumentParser
import OrderedCollections
import WorkflowModel
import WorkflowRuntime
import WorkflowStore

/// `wfstore migrate`.
struct Migrate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Move running instances to another specification of their process.",
    usage: """
      wfstore migrate INSTANCE SPEC [--map FILE] [--force] [--plan]
      wfstore migrate --from SPEC --to SPEC [--map FILE] [--force] [--plan]
      wfstore migrate INSTANCE --undo
      """)

  @Argument(help: "The instance's id.")
  var instance: String?
  @Argument(help: "The id of the specification that it is moved to.")
  var spec: String?
  @Option(help: ArgumentHelp("Move all instances of this specification.", valueName: "spec"))
  var from: String?
  @Option(help: ArgumentHelp("The specification that they are moved to.", valueName: "spec"))
  var to: String?
  @Option(
    help: ArgumentHelp(
      "What has become of elements: a JSON object with the new ids by the old ones.", valueName: "file"))
  var map: String?
  @Flag(help: "Move an instance also where that might not mean the same.")
  var force = false
  @Flag(help: "Only show what would be done.")
  var plan = false
  @Flag(help: "Take back the last migration of an instance that has not changed since.")
  var undo = false
  @OptionGroup var user: UserOptions
  @OptionGroup var global: GlobalOptions

  func run() throws {
    switch (instance, spec, from, to) {
    case (let instance?, nil, nil, nil) where undo && !plan && !force && map == nil:
      try InstanceOutput(global).write(try writable().undoMigration(instance))
    case (let instance?, let spec?, nil, nil) where !undo && plan:
      try show(readable().migrationPlan(of: instance, toSpec: spec, request()))
    case (let instance?, let spec?, nil, nil) where !undo:
      try InstanceOutput(global).write(try writable().migrate(instance, toSpec: spec, request()))
    case (nil, nil, let from?, let to?) where !undo && plan:
      try show(readable().migrationPlan(fromSpec: from, toSpec: to, request()))
    case (nil, nil, let from?, let to?) where !undo:
      try show(writable().migrateAll(fromSpec: from, toSpec: to, request()))
    default:
      throw RuntimeError(
        .usage, code: "usage",
        "name an instance and a specification, two specifications (--from, --to), or an instance and --undo")
    }
  }

  private func readable() throws -> WorkflowRuntime { try global.runtime(.readOnly) }

  private func writable() throws -> WorkflowRuntime { try global.runtime(.readWrite(create: false), user: user.name) }

  private func request() throws -> MigrationRequest {
    var request = MigrationRequest()
    request.isForced = force
    if let map { request.mapping = try mapping(map) }
    return request
  }

  private func mapping(_ path: String) throws -> [String: String] {
    guard case .dictionary(let members) = try JSONReader().read(try FileInput.text(path)) else {
      throw Self.badMapping(path)
    }
    return try Dictionary(
      uniqueKeysWithValues: members.map { old, new in
        guard case .string(let id) = new else { throw Self.badMapping(path) }
        return (old, id)
      })
  }

  private static func badMapping(_ path: String) -> RuntimeError {
    RuntimeError(
      .badInput, code: "bad_mapping",
      "\(FileInput.name(path)): expected a JSON object with the new ids of elements by the old ones, each a text")
  }

  private func show(_ plan: MigrationPlan) {
    guard global.json else { return StandardOutput.write(MigrationText(plan, isPlan: self.plan).text) }
    Document.write(.dictionary(plan.document))
  }
}
