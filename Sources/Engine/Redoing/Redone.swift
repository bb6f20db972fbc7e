import WorkflowModel

/// What an element's scripts came to when they ran once more; see ``RecordedWork``.
struct Redone {
  /// How far the work could be done again without anything from outside.
  enum Extent {
    /// Up to where a person, a service, an event or an inside goes on.
    case begun
    /// To its end: the task's data is what it left.
    case completed
    /// The choice between the outgoing flows, by their places.
    case chosen([Int])
  }

  var extent: Extent
  /// The values of expressions that leave no trace of their own in the data.
  var values: [DataValue] = []
}

extension ElementBehavior {
  func redo(_ step: Step, recorded: TaskData) throws(ElementFailure) -> Redone {
    guard step.node.framing.preScript != nil else { return Redone(extent: .begun) }
    try step.prepare()
    return Redone(extent: .begun)
  }

  /// The work of an element that does nothing but run scripts.
  func redoWhole(_ step: Step) throws(ElementFailure) -> Redone {
    try step.prepare()
    _ = try run(step)
    try step.conclude()
    return Redone(extent: .completed)
  }

  /// The choice of an element that tells flows apart by their conditions, over the data that it left.
  func redoChoice(_ step: Step, recorded: TaskData) throws(ElementFailure) -> Redone {
    guard step.node.outgoing.contains(where: { $0.condition != nil }) else { return Redone(extent: .begun) }
    step.data = recorded
    guard case .only(let places) = try run(step) else { return Redone(extent: .begun) }
    return Redone(extent: .chosen(places))
  }

  /// The work of an element that throws an event, without throwing it.
  func redoThrow(of event: (any EventBehavior)?, _ step: Step) throws(ElementFailure) -> Redone {
    try step.prepare()
    let values = try step.values(of: event?.thrownExpressions ?? [])
    try step.conclude()
    return Redone(extent: .completed, values: values)
  }
}

extension Step {
  /// The values of expressions over the task's data.
  func values(of expressions: [String]) throws(ElementFailure) -> [DataValue] {
    var values: [DataValue] = []
    for expression in expressions { values.append(try evaluate(expression)) }
    return values
  }
}
