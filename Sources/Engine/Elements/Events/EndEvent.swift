import WorkflowModel

/// End event (BPMN 2.0, section 10.5.3): throws its event, where it has one, and uses up its token. The process ends
/// with the last one.
struct EndEvent: ElementBehavior {
  let event: (any EventBehavior)?
  /// Whether everything else in the scope is cancelled: terminate and cancel end events.
  let endsScope: Bool

  var hasScripts: Bool { event?.thrownExpressions.isEmpty == false }

  func run(_ step: Step) throws(ElementFailure) -> Departure {
    try event?.throwEvent(step)
    return endsScope ? .endOfScope : .all
  }

  func redo(_ step: Step, recorded: TaskData) throws(ElementFailure) -> Redone { try redoThrow(of: event, step) }
}
