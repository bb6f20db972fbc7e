public import ArgumentParser
import OrderedCollections
public import WorkflowEngine
import WorkflowModel
import WorkflowRuntime
import WorkflowStore

/// `wfstore list`.
struct List: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "List the saved instances, newest first.")

  @Option(help: "Only those with this status: active, waiting, completed, error or cancelled.")
  var status: InstanceStatus?
  @Option(name: [.customShort("p"), .long], help: "Only those of this process.")
  var process: String?
  @Option(help: ArgumentHelp("How many at most.", valueName: "n"))
  var limit = 50
  @Option(help: ArgumentHelp("Go on after a page: its 'next'.", valueName: "cursor"))
  var after: String?
  @OptionGroup var global: GlobalOptions

  func run() throws {
    guard limit > 0 else { throw RuntimeError(.usage, code: "usage", "--limit is at least 1") }
    let filter = InstanceFilter(status: status, process: process)
    let page = try global.runtime(.readOnly).store.list(filter, limit: limit, after: after)
    guard !global.json else {
      return Document.write([
        "instances": .list(page.instances.map(\.document)), "next": page.next.map(DataValue.string) ?? .null,
      ])
    }
    for instance in page.instances {
      StandardOutput.write(
        "\(instance.id)  \(instance.process)  \(instance.status.rawValue)  revision \(instance.revision)  "
          + "\(instance.updated)\n")
    }
    if let next = page.next { StandardError.write("more: --after \(Shell.quoted(next))\n") }
  }
}

extension InstanceStatus: ExpressibleByArgument {}
