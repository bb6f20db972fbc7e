import OrderedCollections
import WorkflowEngine
import WorkflowModel

/// A workflow of a document: the instance itself, or the run of a subprocess.
struct SpiffScope {
  let node: SpiffNode
  let outline: ProcessOutline
  /// The number of the task that it is the inside of.
  var host: Int?
  /// The tasks by their ids, without those that are only predicted.
  fileprivate var tasks: OrderedDictionary<String, SpiffTask> = [:]
  /// The ids of the tasks that follow a task, in order.
  fileprivate var children: [String: [String]] = [:]
  fileprivate let root: String

  init(_ node: SpiffNode, _ outline: ProcessOutline) throws(SpiffError) {
    self.node = node
    self.outline = outline
    root = try node.text(SpiffKey.root)
    for (key, task) in try node.member(SpiffKey.tasks).members() {
      if let task = try SpiffTask(task, key) { tasks[key] = task }
    }
    guard tasks[root] != nil else { throw .unknown("task", root, at: node.path.appending(.key(SpiffKey.root))) }
    for (key, task) in tasks {
      guard let parent = task.parentKey else {
        guard key == root else { throw SpiffError(.document, "the task follows none", at: task.node.path) }
        continue
      }
      guard tasks[parent] != nil else { throw .unknown("task", parent, at: task.node.path.appending(.key("parent"))) }
      children[parent, default: []].append(key)
    }
    for (parent, found) in children {
      guard found.count > 1, let task = tasks[parent] else { continue }
      let order = Dictionary(
        try task.node.texts("children").enumerated().map { ($0.element, $0.offset) },
        uniquingKeysWith: { first, _ in first })
      children[parent] = found.enumerated().sorted { left, right in
        let (a, b) = (order[left.element] ?? Int.max, order[right.element] ?? Int.max)
        return a == b ? left.offset < right.offset : a < b
      }.map(\.element)
    }
  }
}

/// A task of a document.
struct SpiffTask {
  let node: SpiffNode
  /// Its id as it is written.
  let key: String
  let id: Identifier
  let parentKey: String?
  let state: TaskState
  let spec: String
  let lastStateChange: Timestamp
  /// Whether it was started beside the flow.
  let isTriggered: Bool
  /// Its own number, and those of its scope, its parent and its children.
  fileprivate(set) var number = 0
  fileprivate(set) var scope = 0
  fileprivate(set) var parent: Int?
  var children: [Int] = []

  /// nil for a task that is only predicted.
  fileprivate init?(_ node: SpiffNode, _ key: String) throws(SpiffError) {
    let code = try node.member("state")
    guard let state = TaskState.spiff[try code.integer()] else {
      throw .expected("a state", found: code.value, at: code.path)
    }
    switch state {
    case .maybe, .likely, .future: return nil
    default: self.state = state
    }
    self.node = node
    self.key = key
    id = try node.member("id").identifier()
    guard try node.text("id") == key else { throw SpiffError(.document, "the task has another id", at: node.path) }
    parentKey = try node.optionalText("parent")
    spec = try node.text("task_spec")
    isTriggered = try node.flag("triggered")
    let seconds = try node.member("last_state_change")
    guard let microseconds = Int64(exactly: (try seconds.number() * 1_000_000).rounded()) else {
      throw .expected("a moment", found: seconds.value, at: seconds.path)
    }
    lastStateChange = Timestamp(microseconds: microseconds)
  }
}

extension TaskState {
  /// The states by their numbers in documents.
  static let spiff: [Int: TaskState] = [
    1: .maybe, 2: .likely, 4: .future, 8: .waiting, 16: .ready, 32: .started, 64: .completed, 128: .error,
    256: .cancelled,
  ]

  /// The number in documents.
  var spiffCode: Int {
    switch self {
    case .maybe: 1
    case .likely: 2
    case .future: 4
    case .waiting: 8
    case .ready: 16
    case .started: 32
    case .completed: 64
    case .error: 128
    case .cancelled: 256
    }
  }
}

/// Hands out all tasks in the order of their numbers: each after the one that it follows and after the one whose inside
/// it begins, the children of one task in their order, and where all that leaves a choice, the one first whose state
/// changed first. So the tokens at a join stand in the order of their arrival.
struct SpiffForest {
  private(set) var scopes: [SpiffScope] = []
  private var heap = Heap<Candidate>()
  private var count = 0
  private var offered = 0
  private var numbers: [Int: [String: Int]] = [:]

  private struct Candidate: Comparable {
    let moment: Timestamp
    let order: Int
    let scope: Int
    let key: String
    /// Its place among the children of its parent.
    let place: Int

    static func < (left: Candidate, right: Candidate) -> Bool {
      left.moment == right.moment ? left.order < right.order : left.moment < right.moment
    }
  }

  init(_ root: SpiffScope) {
    open(root, host: nil)
  }

  /// Adds the inside of a task.
  mutating func open(_ scope: SpiffScope, host: Int?) {
    scopes.append(scope)
    scopes[scopes.count - 1].host = host
    offer(scope.root, place: 0, in: scopes.count - 1)
  }

  private mutating func offer(_ key: String, place: Int, in scope: Int) {
    guard let task = scopes[scope].tasks[key] else { return }
    heap.insert(Candidate(moment: task.lastStateChange, order: offered, scope: scope, key: key, place: place))
    offered += 1
  }

  /// The task with the next number, and its scope.
  mutating func next() throws(SpiffError) -> (SpiffTask, SpiffScope)? {
    guard let candidate = heap.removeFirst() else {
      try checkThatAllFollowTheirRoot()
      return nil
    }
    let scope = candidate.scope
    guard var task = scopes[scope].tasks[candidate.key] else { return nil }
    (task.number, task.scope) = (count, scope)
    if let parent = task.parentKey {
      task.parent = numbers[scope]?[parent]
      let siblings = scopes[scope].children[parent] ?? []
      if candidate.place + 1 < siblings.count {
        offer(siblings[candidate.place + 1], place: candidate.place + 1, in: scope)
      }
    }
    if let first = scopes[scope].children[candidate.key]?.first { offer(first, place: 0, in: scope) }
    numbers[scope, default: [:]][candidate.key] = count
    count += 1
    return (task, scopes[scope])
  }

  private func checkThatAllFollowTheirRoot() throws(SpiffError) {
    for (number, scope) in scopes.enumerated() {
      for task in scope.tasks.values where numbers[number]?[task.key] == nil {
        throw SpiffError(.document, "the task does not follow the first one", at: task.node.path)
      }
    }
  }
}

/// A binary heap, the smallest first.
private struct Heap<Element: Comparable> {
  private var elements: [Element] = []

  mutating func insert(_ element: Element) {
    elements.append(element)
    var place = elements.count - 1
    while place > 0, elements[place] < elements[(place - 1) / 2] {
      elements.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  mutating func removeFirst() -> Element? {
    guard let first = elements.first, let last = elements.popLast() else { return nil }
    guard !elements.isEmpty else { return first }
    elements[0] = last
    var place = 0
    while true {
      var smallest = place
      for child in [2 * place + 1, 2 * place + 2] where child < elements.count && elements[child] < elements[smallest] {
        smallest = child
      }
      guard smallest != place else { return first }
      elements.swapAt(place, smallest)
      place = smallest
    }
  }
}
