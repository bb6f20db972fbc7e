import WorkflowModel

/// The order in which ready tasks are run.
///
/// In a round, the ready tasks of the innermost subprocesses come first, then those of the processes around them, each
/// depth first in the tree; tasks that become ready meanwhile have their turn in the next round. Branches therefore
/// advance side by side.
extension WorkflowInstance {
  /// Runs what the engine can run, until only people, events or services can go on, a task fails, or `limit` tasks ran.
  ///
  /// - Returns: how many tasks ran.
  @discardableResult
  public func run(limit: Int? = nil) -> Int {
    var budget = limit ?? Int.max
    var total = 0
    interruption = nil
    _ = takeAnswers()
    makeRecordedCalls()
    while status == .active || status == .waiting, interruption == nil, unreadable == nil {
      let hasRefreshed = refreshTimers() || takeAnswers()
      let ran = runRound(&budget)
      total += ran
      if budget == 0 || (ran == 0 && !hasRefreshed) { break }
    }
    return total
  }

  private func runRound(_ budget: inout Int) -> Int {
    var ran = 0
    var nesting = Nesting()
    for scope in insideScopesInOrder() {
      while true {
        let count = runReady(within: scope, &nesting, &budget)
        ran += count
        if count == 0 { break }
      }
    }
    return ran + runReady(within: 0, &nesting, &budget)
  }

  /// The scopes below the instance's own that have ready tasks, and those around them, innermost first.
  private func insideScopesInOrder() -> [Int32] {
    var found: Set<Int32> = []
    for ready in tree.scopesWithReadyTasks {
      var scope = ready
      while scope > 0, found.insert(scope).inserted { scope = tree.scopes[Int(scope)].parent }
    }
    return found.sorted { left, right in
      let (a, b) = (tree.scopes[Int(left)].depth, tree.scopes[Int(right)].depth)
      return a == b ? left < right : a > b
    }
  }

  /// Runs, once, what is ready now in a scope and the scopes within it.
  private func runReady(within scope: Int32, _ nesting: inout Nesting, _ budget: inout Int) -> Int {
    let ready = tree.scopesWithReadyTasks
      .filter { nesting.isWithin($0, scope, tree.scopes) }
      .flatMap { tree.takeReady(ofScope: $0) }
      .filter { tree[$0].state == .ready }
      .sorted { tree.isBefore($0, $1) }
    inHand = ready
    defer { inHand = [] }
    var ran = 0
    for (place, task) in ready.enumerated() {
      guard budget > 0, tree.errorCount == 0, interruption == nil, unreadable == nil else {
        tree.returnReady(ready[place...])
        break
      }
      guard tree[task].state == .ready else { continue }
      _ = run(task)
      ran += 1
      budget -= 1
    }
    return ran
  }

}

/// Which scope stands within which, asked for outer scopes of ever smaller depth: what was climbed once is not climbed
/// again.
private struct Nesting {
  private var knownAbove: [Int32: Int32] = [:]

  mutating func isWithin(_ scope: Int32, _ outer: Int32, _ scopes: Arena<Scope>) -> Bool {
    let depth = scopes[Int(outer)].depth
    var above = knownAbove[scope] ?? scope
    while scopes[Int(above)].depth > depth { above = scopes[Int(above)].parent }
    knownAbove[scope] = above
    return above == outer
  }
}
