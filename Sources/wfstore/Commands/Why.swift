import ArgumentParser
import WorkflowRuntime
import WorkflowStore

/// `wfstore why`.
struct Why: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what each open task of an instance waits for, and the command that moves it on.")

  @Argument(help: "The instance's id.")
  var instance: String
  @OptionGroup var global: GlobalOptions

  func run() throws {
    let explanation = try global.runtime(.readOnly).explain(instance)
    let commands = NextCommand(explanation.summary, global)
    if global.json {
      Document.write(explanation.document(command: commands.text))
    } else {
      StandardOutput.write(ExplanationText(explanation, commands).text)
    }
  }
}
