public import ArgumentParser
public import WorkflowRuntime
import WorkflowStore

/// `wfstore load`.
struct Load: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Show a saved instance; nothing is changed.")

  /// In what form an instance is shown.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case state, tree, spiff, wfstore
  }

  @Argument(help: "The instance's id.")
  var instance: String
  @Option(help: "Which tasks: active or all.")
  var tasks: InstanceView.Tasks = .active
  @Option(help: "The form: state, tree, wfstore for our own serialization, spiff for SpiffWorkflow's.")
  var format: Format = .state
  @OptionGroup var global: GlobalOptions

  func run() throws {
    switch format {
    case .spiff:
      let document = try global.runtime(.readOnly).exportSpiff(instance)
      return StandardOutput.write(String(decoding: document, as: UTF8.self) + "\n")
    case .wfstore:
      let document = try global.runtime(.readOnly).export(instance, withIntegrity: false)
      return StandardOutput.write(String(decoding: document, as: UTF8.self))
    case .state, .tree: break
    }
    let view = try global.runtime(.readOnly).view(instance, tasks: format == .tree ? .all : tasks)
    if global.json { return Document.write(view.document) }
    if format == .tree { return StandardOutput.write(TreeText(view).text) }
    let text = InstanceText(view, global)
    StandardOutput.write(text.text + text.failureLine)
  }
}

extension InstanceView.Tasks: ExpressibleByArgument {}
