import WorkflowEngine
import WorkflowModel

/// Predicts the tasks that will follow, as SpiffWorkflow does: along the flow from each task that is not finished, for
/// certain as far as no choice has to be made, and two steps beyond.
struct SpiffPredictor {
  /// A task that is predicted.
  struct Task {
    let id: Identifier
    let parent: Identifier
    let spec: String
    let state: TaskState
    let moment: Timestamp
    var children: [Task] = []
  }

  private let outline: ProcessOutline
  private let moment: Timestamp
  /// How many more are predicted: branches that part and join again double their number each time. What is left out
  /// SpiffWorkflow predicts itself when it comes there.
  private var budget = 2_000
  /// How long a chain is predicted.
  private static let maximumDepth = 200

  init(_ outline: ProcessOutline, at moment: Timestamp) {
    self.outline = outline
    self.moment = moment
  }

  /// The tasks that follow one that is not finished.
  mutating func children(of task: TaskRecord, _ node: NodeOutline) -> [Task] {
    following(node, mayNeverRun(node) ? .maybe : task.state, task.id, depth: 0)
  }

  /// Whether the task waits for an event that may as well not happen: what follows it is only possible.
  private func mayNeverRun(_ node: NodeOutline) -> Bool {
    if node.element?.type == .boundaryEvent { return true }
    return node.element?.type == .startEvent
      && node.incoming.contains { outline.node(named: $0)?.role == .startEventSplit }
  }

  private mutating func following(
    _ node: NodeOutline, _ state: TaskState, _ id: Identifier, depth: Int
  ) -> [Task] {
    // What a cycle sends along is not foreseen.
    if node.caught.count == 1, case .timer(let timer)? = node.caught.first, timer.kind == .timeCycle { return [] }
    let isCertain = state != .maybe && state != .likely
    var children: [Task] = []
    for (place, flow) in ordered(node).enumerated() {
      guard let target = outline.node(named: flow.target) else { continue }
      // Beyond the bounds tasks are told to be possible: SpiffWorkflow looks further when it comes there.
      let isBeyond = budget <= 0 || depth >= Self.maximumDepth
      let next = isBeyond ? .maybe : self.state(of: target, by: flow, after: node, state)
      budget -= 1
      var child = Task(
        id: id.predicted(place), parent: id, spec: target.name, state: next, moment: moment)
      if isCertain, !isBeyond { child.children = following(target, next, child.id, depth: depth + 1) }
      children.append(child)
    }
    return children
  }

  /// The flows in the order in which they are predicted.
  private func ordered(_ node: NodeOutline) -> [NodeOutline.Flow] {
    guard node.isChoice else { return node.outgoing }
    return node.outgoing.filter(\.isUnconditional) + node.outgoing.filter { !$0.isUnconditional }
  }

  private func state(
    of target: NodeOutline, by flow: NodeOutline.Flow, after node: NodeOutline, _ state: TaskState
  ) -> TaskState {
    let isCertain = state != .maybe && state != .likely
    if node.isChoice { return flow.isUnconditional && state != .maybe ? .likely : .maybe }
    if node.isEventBasedGateway { return .maybe }
    if node.role == .boundaryEventSplit, target.element?.type == .boundaryEvent { return .maybe }
    if node.role == .startEventSplit { return .maybe }
    return isCertain ? .future : state
  }
}

extension NodeOutline {
  fileprivate var isChoice: Bool {
    role == .element && (element?.type == .exclusiveGateway || element?.type == .inclusiveGateway)
  }
}

extension NodeOutline.Flow {
  fileprivate var isUnconditional: Bool { isDefault || condition == nil }
}

extension Identifier {
  /// The id of the task that is predicted at a place behind the one with this id: always the same.
  ///
  /// It has the version 8 of RFC 9562, which is free for such purposes.
  fileprivate func predicted(_ place: Int) -> Identifier {
    func mixed(_ word: UInt64) -> UInt64 {
      var word = word &+ 0x9E37_79B9_7F4A_7C15
      word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
      word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
      return word ^ word >> 31
    }
    let first = mixed(high ^ mixed(low &+ UInt64(truncatingIfNeeded: place)))
    let second = mixed(first ^ low)
    return Identifier(high: first & ~0xF000 | 0x8000, low: second & ~(3 << 62) | 1 << 63)
  }
}
