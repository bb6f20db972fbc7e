import OrderedCollections
import WorkflowModel

/// Multi-instance marker (BPMN 2.0, section 10.3.8): the activity runs once for each item of a collection, or a number of
/// times, one after the other or all side by side. What the instances leave is collected in the output collection, or
/// merged into the activity's data where there is none.
struct MultiInstance: LoopBehavior {
  let instance: Int
  let marker: LoopCharacteristics.MultiInstance

  var hasScripts: Bool { marker.cardinality != nil }

  func arrive(_ step: Step) throws(ElementFailure) -> Arrival {
    try step.prepare()
    try refuseExisting(marker.inputItem, "input item", step)
    try refuseExisting(marker.outputItem, "output item", step)
    var state = LoopState()
    var count = 0
    if marker.inputCollection == nil {
      if let number = try cardinality(step) { count = number } else { state.collection = marker.cardinality?.text }
    }
    if let name = inputCollection(state) {
      let items = try collection(name, step)
      state.total = items.count
      if case .unordered(let values) = items { state.keys = values }
      if case .keyed(let members) = items { state.keys = members.keys.map(DataValue.string) }
      try prepareOutput(ofInput: name, items, step)
    } else {
      state.total = count
      try prepareOutput(ofInput: nil, nil, step)
    }
    step.instances = state
    guard let total = state.total, total > 0 else { return .ready }
    try startNext(marker.isSequential ? 1 : total, step)
    return .started
  }

  func instanceCompleted(_ task: Int32, _ step: Step) throws(ElementFailure) -> Bool {
    try collect(task, step)
    var state = step.instances
    state.completed += 1
    step.instances = state
    if let condition = marker.completionCondition,
      try step.evaluate(condition.text, over: step.data(of: task)).isTruthy
    {
      for child in step.children(of: step.task) where child != task { step.cancel(child) }
      return true
    }
    if state.completed == state.total { return true }
    if marker.isSequential { try startNext(1, step) }
    return false
  }

  func redo(_ step: Step, recorded: TaskData) throws(ElementFailure) -> Redone {
    try step.prepare()
    return Redone(extent: .begun, values: try step.values(of: [marker.cardinality?.text].compactMap(\.self)))
  }

  // MARK: Items

  /// What an instance was given when it was started: its item, by what it remembers.
  func dataGiven(toInstance remembered: DataDictionary?, _ step: Step) throws(ElementFailure) -> DataDictionary {
    guard let name = marker.inputItem?.id, case .integer(let index)? = remembered?["index"] else { return [:] }
    let state = step.instances
    let items = try inputCollection(state).map { name throws(ElementFailure) in try collection(name, step) }
    return [name: try item(at: index, of: items, state, step).item]
  }

  /// The variable whose items give the instances; nil where the cardinality does.
  private func inputCollection(_ state: LoopState) -> String? {
    marker.inputCollection ?? state.collection
  }

  private func startNext(_ count: Int, _ step: Step) throws(ElementFailure) {
    let items = try inputCollection(step.instances).map { name throws(ElementFailure) in try collection(name, step) }
    for _ in 0..<count {
      var state = step.instances
      let index = state.started
      state.started += 1
      step.instances = state
      let (key, item) = try item(at: index, of: items, state, step)
      var data = DataDictionary()
      if let name = marker.inputItem?.id { data[name] = item }
      var remembered: DataDictionary = ["index": .integer(index)]
      remembered["key"] = key
      try step.startInstance(of: instance, data: data, remembering: remembered)
    }
  }

  /// The key and the item of the next instance. A cardinality's item is the index.
  private func item(
    at index: Int, of items: Items?, _ state: LoopState, _ step: Step
  ) throws(ElementFailure) -> (key: DataValue?, item: DataValue) {
    switch items {
    case .list(let list):
      guard list.indices.contains(index) else { throw gone(step) }
      return (.integer(index), list[index])
    case .keyed(let members):
      guard let key = state.keys?[index], case .string(let name) = key, let item = members[name] else {
        throw gone(step)
      }
      return (key, item)
    case .unordered:
      return (nil, state.keys?[index] ?? .null)
    case nil:
      return (marker.isSequential ? nil : .integer(index), .integer(index))
    }
  }

  private func gone(_ step: Step) -> ElementFailure {
    let name = inputCollection(step.instances) ?? ""
    return ElementFailure("missing_data", "the input collection '\(name)' of '\(step.node.name)' lost an item")
  }

  private enum Items {
    case list([DataValue])
    case keyed(DataDictionary)
    /// Items without a key: a set's.
    case unordered([DataValue])

    var count: Int {
      switch self {
      case .list(let list), .unordered(let list): list.count
      case .keyed(let members): members.count
      }
    }
  }

  private func collection(_ name: String, _ step: Step) throws(ElementFailure) -> Items {
    guard let value = step.data[name] else {
      throw ElementFailure(
        "missing_data", "the input collection '\(name)' of '\(step.node.name)' is missing in the data")
    }
    switch value {
    case .list(let list): return .list(list)
    case .dictionary(let members): return .keyed(members)
    case .string(let text): return .list(text.unicodeScalars.map { .string(String($0)) })
    case .typed(let typed):
      if case .list(let items)? = typed.content["items"] {
        switch StandardTypename(rawValue: typed.typename) {
        case .tuple: return .list(items)
        case .set, .frozenset: return .unordered(items)
        default: break
        }
      }
      fallthrough
    default:
      throw ElementFailure("bad_collection", "the input collection '\(name)' of '\(step.node.name)' has no items")
    }
  }

  /// How many instances there are to be; nil where a collection tells.
  private func cardinality(_ step: Step) throws(ElementFailure) -> Int? {
    guard let expression = marker.cardinality else { return nil }
    guard case .integer(let count) = try step.evaluate(expression.text) else {
      if marker.cardinalityMayNameCollection { return nil }
      throw ElementFailure("bad_cardinality", "the cardinality of '\(step.node.name)' is no integer")
    }
    return max(count, 0)
  }

  // MARK: Results

  private func prepareOutput(ofInput input: String?, _ items: Items?, _ step: Step) throws(ElementFailure) {
    guard let name = marker.outputCollection else { return }
    let isInPlace = name == input
    switch step.data[name] {
    case nil:
      if case .keyed = items { step.data[name] = .dictionary([:]) } else { step.data[name] = .list([]) }
    case .dictionary: break
    case .list(let list) where isInPlace || list.isEmpty || items == nil: break
    case .list:
      throw ElementFailure(
        "bad_collection", "the output collection '\(name)' of '\(step.node.name)' is not the input, and not empty")
    default:
      throw ElementFailure(
        "bad_collection", "the output collection '\(name)' of '\(step.node.name)' is neither a list nor a dictionary")
    }
  }

  private func collect(_ task: Int32, _ step: Step) throws(ElementFailure) {
    guard let name = marker.outputCollection, let output = marker.outputItem?.id else {
      step.mergeData(of: task)
      return
    }
    guard let item = step.data(of: task)[output] else {
      throw ElementFailure("missing_data", "an instance of '\(step.node.name)' has no output item '\(output)'")
    }
    let key = step.rememberedByInstance(task, "key")
    let isInPlace = name == inputCollection(step.instances)
    step.updateData { data in
      if isInPlace, case .integer(let index)? = key, data.assign(item, at: .index(index), of: name) { return }
      if data.append(item, to: name) { return }
      if let key { data.assign(item, at: .key(key.asKey), of: name) }
    }
  }

  private func refuseExisting(
    _ item: IOSpecification.Item?, _ what: String, _ step: Step
  ) throws(ElementFailure) {
    guard let item, step.data[item.id] != nil else { return }
    throw ElementFailure(
      "existing_data", "the multi-instance \(what) '\(item.id)' of '\(step.node.name)' already exists in the data")
  }
}

extension DataValue {
  /// The value as the key of a dictionary.
  fileprivate var asKey: String {
    switch self {
    case .string(let key): key
    case .integer(let number): "\(number)"
    default: ""
    }
  }
}
