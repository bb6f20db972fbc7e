/// None start event (BPMN 2.0, section 10.5.2): the token of a process that is started or called.
struct StartEvent: ElementBehavior {}

/// Start event with a trigger (BPMN 2.0, section 10.5.2): the process begins when the event happens.
struct TriggeredStartEvent: CatchingBehavior {
  let event: any EventBehavior
  /// Whether, as the start of an event subprocess, it ends everything else in the scope around that.
  let isInterrupting: Bool
}
