import ArgumentParser
import OrderedCollections
import WorkflowModel
import WorkflowRuntime
import WorkflowScripting

/// `wfstore exec`.
struct Exec: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run a script and print its variables as JSON: an answerer of the subprocess protocol.")

  @OptionGroup var scope: ScopeOptions
  @Argument(help: "The script; @- for standard input.")
  var script: String
  @OptionGroup var global: GlobalOptions

  func run() throws {
    let input = try scope.input(text: script)
    let desk = try scope.answerer.desk(global)
    try Answerer.write {
      .dictionary(try desk.execute(input.text, context: input.context, external: input.external))
    }
  }
}
