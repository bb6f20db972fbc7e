public import ArgumentParser
public import WorkflowRuntime
import WorkflowStore

/// `wfstore load`.
struct Load: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Show a saved instance; nothing is changed.")

  /// In what form an instance is shown.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case state, tree, spiff
  }

  @Argument(help: "The instance's id.")
  var instance: String
  @Option(help: "Which tasks: active or all.")
  var tasks: InstanceView.Tasks = .active
  @Option(help: "The form: state, tree, or spiff for SpiffWorkflow's serialization.")
  var format: Format = .state
  @OptionGroup var global: GlobalOptions

  func run() throws {
    if format == .spiff {
      StandardOutput.write(String(decoding: try global.runtime(.readOnly).exportSpiff(instance), as: UTF8.self) + "\n")
      return
    }
    let view = try global.runtime(.readOnly).view(instance, tasks: format == .tree ? .all : tasks)
    if global.json { return Document.write(view.document) }
    switch format {
    case .state:
      let text = InstanceText(view, global)
      StandardOutput.write(text.text + text.failureLine)
    case .tree, .spiff: StandardOutput.write(TreeText(view).text)
    }
  }
}

extension InstanceView.Tasks: ExpressibleByArgument {}
