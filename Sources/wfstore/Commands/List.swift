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
  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "Only those with this value in their data, or an active task's; a path as order.id; may be repeated.",
      valueName: "name=value"))
  var conditions: [String] = []
  @Option(help: ArgumentHelp("How many at most.", valueName: "n"))
  var limit = 50
  @Option(help: ArgumentHelp("Go on after a page: its 'next'.", valueName: "cursor"))
  var after: String?
  @OptionGroup var global: GlobalOptions

  func run() throws {
    guard limit > 0 else { throw RuntimeError(.usage, code: "usage", "--limit is at least 1") }
    let filter = InstanceFilter(status: status, process: process)
    let wanted = try conditions.map(Self.condition)
    let page = try global.runtime(.readOnly).list(filter, where: wanted, limit: limit, after: after)
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

  /// The value is JSON, or, where it is not, a text.
  private static func condition(_ text: String) throws -> VariableCondition {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, !parts[0].isEmpty else {
      throw RuntimeError(.usage, code: "usage", "--where '\(text)': NAME=VALUE is expected")
    }
    let value = (try? JSONReader(restoring: true).read(parts[1])) ?? .string(parts[1])
    return VariableCondition(path: parts[0].split(separator: ".").map(String.init), value: value)
  }
}

extension InstanceStatus: ExpressibleByArgument {}
