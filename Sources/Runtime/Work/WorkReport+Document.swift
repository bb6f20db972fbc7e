import OrderedCollections
public import WorkflowModel
import WorkflowStore

extension WorkReport {
  /// The document of the command line: one line of `wfstore work --json`.
  public var document: DataValue {
    var members: DataDictionary
    switch outcome {
    case .ran(let summary):
      members = summary.members
      members["outcome"] = "ran"
    case .passedOver(let error):
      members = self.members
      members["outcome"] = "passed_over"
      members["reason"] = error.reason
    case .lost(let error):
      members = self.members
      members["outcome"] = "lost"
      members["reason"] = error.reason
    }
    members["due"] = .string("\(instance.due)")
    return .dictionary(members)
  }

  private var members: DataDictionary {
    [
      "instance": .string("\(instance.id)"), "process": .string(instance.process),
      "revision": .integer(instance.revision),
    ]
  }
}

extension RuntimeError {
  fileprivate var reason: DataValue { ["code": .string(code), "message": .string(message)] }
}
