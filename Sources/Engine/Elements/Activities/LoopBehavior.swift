import OrderedCollections
import WorkflowModel

/// An element that starts tasks of its own, beside the flow, and is over when they are.
protocol StartsTasks: ElementBehavior {
  /// A task that it started is completed.
  ///
  /// - Returns: whether the element as a whole is over.
  func instanceCompleted(_ task: Int32, _ step: Step) throws(ElementFailure) -> Bool
}

/// An activity with a loop marker: it starts instances of itself.
protocol LoopBehavior: StartsTasks {
  /// The node of the instances.
  var instance: Int { get }
}

extension LoopBehavior {
  func awaited(_ step: Step) -> TaskWait.Reason? {
    let state = step.instances
    return .instances(started: state.started, completed: state.completed, total: state.total)
  }
}

/// What an activity with a loop marker must know of its instances.
struct LoopState {
  var started = 0
  var completed = 0
  /// How many there will be; nil where only the condition tells.
  var total: Int?
  /// The items that are still to be given out, of a collection that may have changed since.
  var keys: [DataValue]?
  /// The variable with the items, where only its beginning could tell.
  var collection: String?

  init() {}

  init(_ internalData: DataDictionary?) {
    started = internalData?.count("started") ?? 0
    completed = internalData?.count("completed") ?? 0
    total = internalData?.count("total")
    if case .list(let keys)? = internalData?["keys"] { self.keys = keys }
    if case .string(let name)? = internalData?["collection"] { collection = name }
  }

  func added(to internalData: DataDictionary?) -> DataDictionary {
    var result = internalData ?? [:]
    result["started"] = .integer(started)
    result["completed"] = .integer(completed)
    result["total"] = total.map(DataValue.integer)
    result["keys"] = keys.map(DataValue.list)
    result["collection"] = collection.map(DataValue.string)
    return result
  }
}

extension DataDictionary {
  /// What no loop can have counted is none.
  fileprivate func count(_ key: String) -> Int? {
    if case .integer(let count)? = self[key], (0...Int(Int32.max)).contains(count) { count } else { nil }
  }
}

extension Step {
  /// What the task must know of its instances.
  var instances: LoopState {
    get { LoopState(internalData) }
    nonmutating set { internalData = newValue.added(to: internalData) }
  }
}
