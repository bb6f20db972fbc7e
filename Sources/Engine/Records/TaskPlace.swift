/// Where a task stands in the tree: what of it only the whole tree tells, so that a task can be looked at alone.
public struct TaskPlace: Sendable, Hashable {
  /// How far it stands below the first task of the instance, subprocesses included.
  public var depth: Int
  /// The number of the task that its branch begins with: its own, or that of the task whose first child, and so on, it
  /// is.
  public var branch: Int
  /// The number of the child of its parent that came before it.
  public var previousSibling: Int?
  /// The number of its last child.
  public var lastChild: Int?
  /// The number of the scope that is its inside.
  public var inside: Int?
  /// Whether its token waits at a join.
  public var holdsToken: Bool

  /// A place of these parts.
  public init(
    depth: Int, branch: Int, previousSibling: Int?, lastChild: Int?, inside: Int?, holdsToken: Bool
  ) {
    self.depth = depth
    self.branch = branch
    self.previousSibling = previousSibling
    self.lastChild = lastChild
    self.inside = inside
    self.holdsToken = holdsToken
  }
}
