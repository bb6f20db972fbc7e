import ArgumentParser
import OrderedCollections
import WorkflowModel
import WorkflowRuntime
import WorkflowScripting

/// `wfstore eval`.
struct Eval: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the value of an expression as JSON: an answerer of the subprocess protocol.")

  @OptionGroup var scope: ScopeOptions
  @Argument(help: "The expression; @- for standard input.")
  var expression: String
  @OptionGroup var global: GlobalOptions

  func run() throws {
    let input = try scope.input(text: expression)
    let desk = try scope.answerer.desk(global)
    try Answerer.write {
      try desk.evaluate(input.text, context: input.context, external: input.external)
    }
  }
}
