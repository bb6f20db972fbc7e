import ArgumentParser
import WorkflowRuntime
import WorkflowStore

/// `wfstore import`.
struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Store a document of SpiffWorkflow's serialization (versions 1.0 to 1.5) as an instance.",
    discussion: "Nothing runs: resume the instance, with the environment that its scripts need.")

  @Argument(help: "The document, a JSON file.")
  var file: String
  @OptionGroup var user: UserOptions
  @OptionGroup var global: GlobalOptions

  func run() throws {
    let bytes = try FileInput.bytes(file)
    let runtime = try global.runtime(.readWrite(create: true), user: user.name)
    let view = try runtime.importSpiff(bytes, name: FileInput.name(file))
    if global.json { return Document.write(view.document) }
    let text = InstanceText(view, global)
    StandardOutput.write(text.text + text.failureLine)
  }
}
