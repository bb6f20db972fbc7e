import ArgumentParser
import OrderedCollections
import WorkflowModel
import WorkflowRuntime
import WorkflowStore

/// `wfstore import`.
struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Store the instance of a file that 'wfstore export' wrote, or of SpiffWorkflow's serialization.",
    discussion: """
      Which of both it is, its content tells (of SpiffWorkflow's versions 1.0 to 1.5 are read). Nothing runs: resume the \
      instance, with the environment that its scripts need.
      """)

  @Argument(help: "The document, a JSON file; - for standard input.")
  var file: String
  @Flag(name: .customLong("new-id"), help: "Give the instance an id of its own, beside that which has it already.")
  var newIdentifier = false
  @Flag(help: "Refuse an instance that needs what is not here: an engine, environment modules, types.")
  var strict = false
  @OptionGroup var user: UserOptions
  @OptionGroup var global: GlobalOptions

  func run() throws {
    let bytes = try FileInput.document(file)
    var request = ImportRequest(name: file == "-" ? "standard input" : FileInput.name(file))
    request.givesNewIdentifier = newIdentifier
    request.isStrict = strict
    let imported = try global.runtime(.readWrite(create: true), user: user.name).importInstance(bytes, request)
    for warning in imported.warnings { StandardError.write("warning: \(warning)\n") }
    if global.json { return Document.write(imported.document) }
    let text = InstanceText(imported.view, global)
    if !imported.isNew { StandardOutput.write("the instance is here already, nothing was changed\n") }
    StandardOutput.write(text.text + text.failureLine)
  }
}

extension ImportedInstance {
  fileprivate var document: DataValue {
    guard case .dictionary(var members) = view.document else { return view.document }
    members["imported"] = .bool(isNew)
    members["warnings"] = .list(warnings.map(\.document))
    return .dictionary(members)
  }
}
