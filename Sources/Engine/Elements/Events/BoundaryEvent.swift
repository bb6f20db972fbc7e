import WorkflowModel

/// Boundary event (BPMN 2.0, section 10.5.4): waits while its activity runs. An interrupting one ends the activity.
struct BoundaryEvent: CatchingBehavior {
  let event: any EventBehavior
  let isInterrupting: Bool
}
