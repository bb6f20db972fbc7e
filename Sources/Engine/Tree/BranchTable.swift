/// The order of the task tree, depth first, without walking it.
///
/// A *branch* is a path of first children. Every other child, and the root of a subprocess, begins a branch of its own,
/// which is known by the depth of the task that it leaves and its place among that task's children. Two tasks are
/// compared by climbing from branch to branch: the cost is the number of forks between them, not the length of paths.
struct BranchTable {
  private struct Branch {
    let parent: Int32
    /// The number of branches above.
    let level: Int32
    /// The depth of the task that it leaves.
    let forkDepth: Int32
    /// Its place among that task's children; an inside comes before all of them.
    let ordinal: Int32
  }

  /// The place of an inside among the children of its host.
  static let inside: Int32 = -1

  private var branches = [Branch(parent: -1, level: 0, forkDepth: -1, ordinal: 0)]

  /// A new branch that leaves a task of the branch `parent`.
  mutating func fork(from parent: Int32, atDepth forkDepth: Int32, ordinal: Int32) -> Int32 {
    let level = branches[Int(parent)].level + 1
    branches.append(Branch(parent: parent, level: level, forkDepth: forkDepth, ordinal: ordinal))
    return Int32(branches.count - 1)
  }

  /// Whether the task at `left` comes before the one at `right`, depth first.
  func isBefore(_ left: (branch: Int32, depth: Int32), _ right: (branch: Int32, depth: Int32)) -> Bool {
    if left.branch == right.branch { return left.depth < right.depth }
    var (a, b) = (left.branch, right.branch)
    var (belowA, belowB): (Int32, Int32) = (-1, -1)
    while level(a) > level(b) { (belowA, a) = (a, parent(a)) }
    while level(b) > level(a) { (belowB, b) = (b, parent(b)) }
    if a == b {
      // One stands on the path that the other's branch leaves.
      return belowB >= 0 ? !leavesBefore(belowB, left.depth) : leavesBefore(belowA, right.depth)
    }
    while parent(a) != parent(b) { (a, b) = (parent(a), parent(b)) }
    return isBefore(branches[Int(a)], branches[Int(b)])
  }

  private func level(_ branch: Int32) -> Int32 { branches[Int(branch)].level }
  private func parent(_ branch: Int32) -> Int32 { branches[Int(branch)].parent }

  /// Whether the branch comes before the task at `depth` of the path that it leaves.
  private func leavesBefore(_ branch: Int32, _ depth: Int32) -> Bool {
    let fork = branches[Int(branch)]
    return fork.ordinal == Self.inside && depth > fork.forkDepth
  }

  /// The order of two branches that leave the same path: the deeper fork lies within the shallower one's first child.
  private func isBefore(_ left: Branch, _ right: Branch) -> Bool {
    if left.forkDepth == right.forkDepth { return left.ordinal < right.ordinal }
    if left.forkDepth < right.forkDepth { return left.ordinal == Self.inside }
    return right.ordinal != Self.inside
  }
}
