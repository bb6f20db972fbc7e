import OrderedCollections
import WorkflowEngine
import WorkflowModel

/// Finds the open tasks that began under other attributes than their elements have now.
///
/// A task that is ready does its work by the new specification as a whole. One that has begun has used a part of what the
/// old one said, and a timer keeps the moment that it computed.
struct OpenTaskChanges {
  private var changes: [SpecOutline.Key: [SpecDifference.Attribute]] = [:]

  init(_ difference: SpecDifference) {
    for change in difference.changed where change.element.type != "sequenceFlow" {
      changes[SpecOutline.Key(process: change.element.process, id: change.element.id)] = change.attributes
    }
  }

  /// What stands against the migration of an instance with these open tasks, under their new names.
  func obstacles(for tasks: [TaskView]) -> [MigrationObstacle] {
    tasks.compactMap { task in
      guard let element = task.element, let attributes = changes[SpecOutline.Key(process: task.process, id: element.id)]
      else { return nil }
      let names = attributes.map(\.path).filter { Self.counts($0, task.state, element) }
      guard !names.isEmpty else { return nil }
      return MigrationObstacle(
        .needsForce,
        "'\(element.id)' is \(task.state.rawValue), and is not the same now: \(names.joined(separator: ", "))",
        process: task.process, element: element.id)
    }
  }

  private static func counts(_ attribute: String, _ state: TaskState, _ element: FlowNode) -> Bool {
    switch state {
    case .started: !isIrrelevant(attribute)
    case .waiting where element.type == .eventBasedGateway: attribute.hasPrefix("outgoing")
    case .waiting: attribute.hasPrefix("content.event.definitions") && element.hasTimer
    default: false
    }
  }

  /// Whether what has begun does not depend on it. New boundary events, and another process to call, are obstacles of
  /// their own.
  private static func isIrrelevant(_ attribute: String) -> Bool {
    ["name", "documentation", "lane", "outgoing", "boundaryEventIDs", "content.call.calledElement"].contains { name in
      attribute == name || attribute.hasPrefix("\(name).")
    } || ["name", "documentation", "lanes"].contains { attribute.hasPrefix("content.process.\($0)") }
  }
}

extension FlowNode {
  fileprivate var hasTimer: Bool {
    guard case .event(let event) = content else { return false }
    return event.definitions.contains { if case .timer = $0 { true } else { false } }
  }
}
