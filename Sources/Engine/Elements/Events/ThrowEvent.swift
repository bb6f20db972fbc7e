import WorkflowModel

/// Intermediate throw event (BPMN 2.0, section 10.5.4): throws its event, and the token goes on.
struct IntermediateThrowEvent: ElementBehavior {
  let event: any EventBehavior

  var hasScripts: Bool { !event.thrownExpressions.isEmpty }

  func run(_ step: Step) throws(ElementFailure) -> Departure {
    try event.throwEvent(step)
    return .all
  }

  func redo(_ step: Step, recorded: TaskData) throws(ElementFailure) -> Redone { try redoThrow(of: event, step) }
}

/// Send task (BPMN 2.0, section 10.3.3): sends its message.
struct SendTask: ElementBehavior {
  let event: any EventBehavior

  var hasScripts: Bool { !event.thrownExpressions.isEmpty }

  func run(_ step: Step) throws(ElementFailure) -> Departure {
    try event.throwEvent(step)
    return .all
  }

  func redo(_ step: Step, recorded: TaskData) throws(ElementFailure) -> Redone { try redoThrow(of: event, step) }
}
