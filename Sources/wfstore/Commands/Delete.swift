import ArgumentParser
import WorkflowModel
import WorkflowRuntime
import WorkflowStore

/// `wfstore delete`.
struct Delete: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Delete a saved instance.")

  @Argument(help: "The instance's id.")
  var instance: String
  @Flag(help: "Leave none of its bytes in the store's files.")
  var erase = false
  @OptionGroup var global: GlobalOptions

  func run() throws {
    let store = try global.runtime(.readWrite(create: false)).store
    let deleted = try erase ? store.erase(instance) : store.delete(instance)
    guard global.json else { return StandardOutput.write("deleted \(deleted.id)\n") }
    Document.write(["deleted": .string("\(deleted.id)")])
  }
}

/// `wfstore cancel`.
struct Cancel: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Cancel everything that is open in an instance.")

  @Argument(help: "The instance's id.")
  var instance: String
  @OptionGroup var user: UserOptions
  @OptionGroup var global: GlobalOptions

  func run() throws {
    let runtime = try global.runtime(.readWrite(create: false), user: user.name)
    try InstanceOutput(global).write(try runtime.cancel(instance))
  }
}
