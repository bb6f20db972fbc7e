public import ArgumentParser
import OrderedCollections
public import WorkflowEngine
import WorkflowModel
import WorkflowRuntime
import WorkflowStore

/// `wfstore tasks`.
struct Tasks: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Show an instance's tasks as a tree.")

  @Argument(help: "The instance's id.")
  var instance: String
  @Option(help: "Only those in this state, such as READY.")
  var state: TaskState?
  @OptionGroup var global: GlobalOptions

  func run() throws {
    let view = try global.runtime(.readOnly).view(instance, tasks: .all)
    let shown = state.map { view.showing($0) } ?? view
    guard !global.json else { return Document.write(["tasks": .list(shown.tasks.map(\.document))]) }
    StandardOutput.write(TreeText(shown).text)
  }
}

extension TaskState: ExpressibleByArgument {
  /// A state by its name, in letters of either case.
  public init?(argument: String) {
    self.init(rawValue: argument.uppercased())
  }
}
