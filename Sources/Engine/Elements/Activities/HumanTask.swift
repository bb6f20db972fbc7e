/// User task, manual task and the task without a kind (BPMN 2.0, section 10.3.3): somebody outside completes it, with
/// data or without.
struct HumanTask: ElementBehavior {
  var isManual: Bool { true }
}
