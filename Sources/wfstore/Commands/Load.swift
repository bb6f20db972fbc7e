public import ArgumentParser
public import WorkflowRuntime
import WorkflowStore

/// `wfstore load`.
struct Load: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Show a saved instance; nothing is changed.")

  /// In what form an instance is shown.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case state, tree
  }

  @Argument(help: "The instance's id.")
  var instance: String
  @Option(help: "Which tasks: active or all.")
  var tasks: InstanceView.Tasks = .active
  @Option(help: "The form: state or tree.")
  var format: Format = .state
  @OptionGroup var global: GlobalOptions

  func run() throws {
    let view = try global.runtime(.readOnly).view(instance, tasks: format == .tree ? .all : tasks)
    if global.json { return Document.write(view.document) }
    switch format {
    case .state:
      let text = InstanceText(view, global)
      StandardOutput.write(text.text + text.failureLine)
    case .tree: StandardOutput.write(TreeText(view).text)
    }
  }
}

extension InstanceView.Tasks: ExpressibleByArgument {}
