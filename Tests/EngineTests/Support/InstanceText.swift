import WorkflowModel

@testable import WorkflowEngine

/// All that can be seen of an instance, as text: for comparing, and for looking at where two differ.
struct InstanceText: CustomStringConvertible {
  let description: String

  init(_ instance: WorkflowInstance) {
    var lines = ["\(instance.status.rawValue) \(Self.text(instance.data))"]
    if let error = instance.error {
      lines.append("error \(error.task) \(error.code) \(error.message) \(error.line ?? 0) \(error.script ?? "")")
    }
    let search = instance.searchRecord()
    lines.append("waits for \(search.waitsFor.rawValue) in \(search.lanes.sorted { $0.key < $1.key })")
    for task in instance.tasks() {
      lines.append(
        "\(String(repeating: " ", count: task.depth))\(task.spec) \(task.state.rawValue) \(task.id.low)"
          + " at \(task.lastStateChange) \(Self.text(task.data.variables))")
    }
    for number in 0..<instance.tree.scopes.count {
      let scope = instance.tree.scopes[number]
      lines.append(
        "scope \(scope.isCompleted) \(scope.lastTask) \(scope.unfinished) \(scope.openEndJoins)"
          + " \(Self.text(scope.data)) \(Self.text(scope.dataObjects)) \(Self.text(scope.correlations))")
    }
    description = lines.joined(separator: "\n")
  }

  /// The first line in which another differs; nil where none does.
  func difference(to other: InstanceText) -> String? {
    if description == other.description { return nil }
    let mine = description.split(separator: "\n", omittingEmptySubsequences: false)
    let theirs = other.description.split(separator: "\n", omittingEmptySubsequences: false)
    for (left, right) in zip(mine, theirs) where left != right { return "'\(left)' became '\(right)'" }
    return "\(mine.count) lines became \(theirs.count)"
  }

  private static func text(_ data: DataDictionary) -> String {
    (try? JSONWriter().text(of: .dictionary(data))) ?? "\(data)"
  }
}
