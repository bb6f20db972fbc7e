public import ArgumentParser
import OrderedCollections
public import WorkflowEngine
import WorkflowModel
import WorkflowRuntime
public import WorkflowStore

/// `wfstore list`.
struct List: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "List the saved instances, newest first.")

  @Option(help: "Only those with this status: active, waiting, completed, error or cancelled.")
  var status: InstanceStatus?
  @Option(name: [.customShort("p"), .long], help: "Only those of this process.")
  var process: String?
  @Option(help: ArgumentHelp("Only those of this version of their process.", valueName: "n"))
  var version: Int?
  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "Only those with this value in their data, or an active task's; a path as order.id; may be repeated.",
      valueName: "name=value"))
  var conditions: [String] = []
  @Option(help: "Only those with a task in this lane that a person can complete.")
  var lane: String?
  @Option(
    help: ArgumentHelp(
      "Only those that wait for this: user, service, timer, message, signal, condition, message:NAME, or signal:NAME.",
      valueName: "kind"))
  var waitingFor: InstanceWait?
  @OptionGroup(title: "Moments") var moments: Moments
  @Option(help: "The order: created or updated.")
  var sort = InstanceOrder.Key.created
  @Flag(help: "The earliest first.")
  var ascending = false
  @Option(help: ArgumentHelp("How many at most.", valueName: "n"))
  var limit = 50
  @Option(help: ArgumentHelp("Go on after a page of the same list: its 'next'.", valueName: "cursor"))
  var after: String?
  @OptionGroup var global: GlobalOptions

  /// When instances were started and saved.
  struct Moments: ParsableArguments {
    @Option(help: ArgumentHelp("Only those started at this time or later, ISO 8601.", valueName: "time"))
    var createdSince: Timestamp?
    @Option(help: ArgumentHelp("Only those started before this time.", valueName: "time"))
    var createdBefore: Timestamp?
    @Option(help: ArgumentHelp("Only those saved last at this time or later.", valueName: "time"))
    var updatedSince: Timestamp?
    @Option(help: ArgumentHelp("Only those saved last before this time.", valueName: "time"))
    var updatedBefore: Timestamp?
  }

  func run() throws {
    guard limit > 0 else { throw RuntimeError(.usage, code: "usage", "--limit is at least 1") }
    let page = try global.runtime(.readOnly).store.list(
      filter(), sortedBy: InstanceOrder(sort, isAscending: ascending), limit: limit, after: after)
    advise(page)
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

  private func filter() throws -> InstanceFilter {
    var filter = InstanceFilter(status: status, process: process)
    filter.version = version
    filter.created = TimeSpan(since: moments.createdSince, before: moments.createdBefore)
    filter.updated = TimeSpan(since: moments.updatedSince, before: moments.updatedBefore)
    filter.lane = lane
    filter.waitsFor = waitingFor
    filter.data = try conditions.map(Self.condition)
    return filter
  }

  /// The value is JSON, or, where it is not, a text.
  private static func condition(_ text: String) throws -> DataCondition {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, !parts[0].isEmpty else {
      throw RuntimeError(.usage, code: "usage", "--where '\(text)': NAME=VALUE is expected")
    }
    let value = (try? JSONReader(restoring: true).read(parts[1])) ?? .string(parts[1])
    return DataCondition(path: parts[0].split(separator: ".").map(String.init), value: value)
  }

  /// Says what would serve the list better.
  private func advise(_ page: InstancePage) {
    for condition in page.unindexed {
      let path = Shell.quoted(condition.path.joined(separator: "."))
      let process = process.map(Shell.quoted) ?? "PROCESS"
      StandardError.write(
        "note: there is no index of \(path), instances are looked into one by one: "
          + "wfstore \(global.shown)index add \(process) \(path)\n")
    }
    if page.leavesOutUnknown {
      StandardError.write(
        "note: instances that an earlier version saved are left out: wfstore \(global.shown)store migrate\n")
    }
  }
}

extension InstanceStatus: ExpressibleByArgument {}
extension InstanceOrder.Key: ExpressibleByArgument {}
extension Timestamp: ExpressibleByArgument {}

extension InstanceWait: ExpressibleByArgument {
  /// A kind, `message:NAME`, or `signal:NAME`.
  public init?(argument: String) {
    let parts = argument.split(separator: ":", maxSplits: 1).map(String.init)
    if parts.count == 2, parts[0] == "message" {
      self = .message(parts[1])
    } else if parts.count == 2, parts[0] == "signal" {
      self = .signal(parts[1])
    } else if let known = WaitKinds.named.first(where: { $0.name == argument }) {
      self = .kind(known.kind)
    } else {
      return nil
    }
  }
}
