import WorkflowEngine
import WorkflowModel

/// By which flows the tasks of a scope were reached, and which tokens wait at its joins.
///
/// SpiffWorkflow does not keep tokens: a join looks at the tasks of its spec whose parents are completed. One task waits
/// for all of them, those before it are cancelled; when the join fires, all that came before are used up.
struct SpiffTokens {
  /// The flow of each task that still counts, by the task's number.
  private(set) var arrivals: [Int: String] = [:]
  /// The tokens that a join that is about to run has used up, by the number of its task.
  private(set) var used: [Int: [Int]] = [:]

  /// - Parameters:
  ///   - numbers: the tasks of the scope.
  ///   - tasks: all tasks, at their numbers.
  init(_ outline: ProcessOutline, tasks numbers: [Int], of tasks: [SpiffTask]) {
    for number in numbers {
      arrivals.merge(Self.arrivals(below: tasks[number], outline, tasks)) { first, _ in first }
    }
    let joins = Dictionary(
      grouping: numbers.filter { number in
        outline.node(named: tasks[number].spec)?.isJoin ?? false
      }, by: { tasks[$0].spec })
    for (_, group) in joins { settle(group, tasks) }
  }

  /// The flows that led to the children of a task: where two lead to the same task spec, in their order.
  private static func arrivals(
    below task: SpiffTask, _ outline: ProcessOutline, _ tasks: [SpiffTask]
  ) -> [Int: String] {
    guard !task.children.isEmpty, let node = outline.node(named: task.spec) else { return [:] }
    var arrivals: [Int: String] = [:]
    var count: [String: Int] = [:]
    for child in task.children where !tasks[child].isTriggered {
      let flows = node.outgoing.filter { $0.target == tasks[child].spec }
      guard !flows.isEmpty else { continue }
      let place = count[tasks[child].spec, default: 0]
      count[tasks[child].spec] = place + 1
      arrivals[child] = flows[place % flows.count].id
    }
    return arrivals
  }

  /// Tells the tokens that wait at a join from those that are used up.
  private mutating func settle(_ group: [Int], _ tasks: [SpiffTask]) {
    let fired = group.filter { ![.waiting, .cancelled].contains(tasks[$0].state) }
    let isWaiting = group.contains { tasks[$0].state == .waiting }
    for number in group {
      let task = tasks[number]
      guard task.state != .waiting else { continue }
      let next = fired.filter { tasks[$0].lastStateChange > task.lastStateChange }
        .min { tasks[$0].lastStateChange < tasks[$1].lastStateChange }
      let hasArrived = task.parent.map { tasks[$0].state == .completed } ?? false
      if task.state == .cancelled, hasArrived, let next, tasks[next].state == .ready {
        used[next, default: []].append(number)
      }
      if task.state != .cancelled || !isWaiting || next != nil || !hasArrived { arrivals[number] = nil }
    }
  }
}

extension NodeOutline {
  /// Whether tokens wait for each other here.
  fileprivate var isJoin: Bool {
    if role == .endJoin { return true }
    guard incoming.count > 1 else { return false }
    switch element?.type {
    case .parallelGateway, .inclusiveGateway, .complexGateway: return true
    default: return false
    }
  }
}
