import WorkflowEngine
import WorkflowModel
import WorkflowRuntime

/// What becomes of instances that are moved to another specification, as text: each group with the reasons, and the
/// instances.
struct MigrationText {
  private(set) var text = ""
  /// How many instances of a group are named.
  private static let named = 10

  init(_ plan: MigrationPlan, isPlan: Bool) {
    for group in plan.groups {
      let count = group.instances.count == 1 ? "1 instance" : "\(group.instances.count) instances"
      let outcome = isPlan ? "" : group.isMigrated ? ", migrated" : ", left"
      text += "\(Self.title(group.verdict.kind)): \(count)\(outcome)\n"
      for obstacle in group.verdict.obstacles { text += "    \(obstacle.message)\n" }
      for instance in group.instances.prefix(Self.named) { text += "  \(instance)\n" }
      let more = group.instances.count - Self.named
      if more > 0 { text += "  and \(more) more\n" }
    }
    if text.isEmpty { text = "no instance to migrate\n" }
  }

  private static func title(_ kind: MigrationVerdict.Kind) -> String {
    switch kind {
    case .safe: "safe"
    case .needsForce: "needs --force"
    case .needsMapping: "needs a mapping"
    case .blocked: "blocked"
    }
  }
}
