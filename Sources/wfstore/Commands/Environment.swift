import ArgumentParser
import WorkflowModel
import WorkflowRuntime
import WorkflowScripting

/// `wfstore environment`.
struct Environment: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run environment modules and print which types they register: an answerer of the subprocess protocol.")

  @OptionGroup var answerer: Answerer
  @OptionGroup var global: GlobalOptions

  func run() throws {
    let desk = try answerer.desk(global)
    try Answerer.write {
      ["typenames": .list(desk.typenames.map(DataValue.string)), "call_id": .bool(desk.takesCallID)]
    }
  }
}
