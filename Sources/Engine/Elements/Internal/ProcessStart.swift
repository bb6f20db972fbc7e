/// The task before the start events: it holds the data that the process begins with.
struct ProcessStart: ElementBehavior {
  func arrive(_ step: Step) throws(ElementFailure) -> Arrival { .ready }
}
