import WorkflowModel

/// The data that the tasks of a saved instance began with: of the versions that a task's data was made from, the last
/// one that its parent has had.
struct RecordedData {
  private let bases: [Int: Int]
  private let data: [Int: TaskData]
  private var chains: [Int32: Set<Int>] = [:]

  init(_ state: InstanceState) throws(EngineError) {
    data = try state.dataByVersion()
    bases = Dictionary(state.versions.map { ($0.number, $0.base) }) { first, _ in first }
  }

  /// The data that a task took over from its parent; nil where no version tells.
  mutating func taken(by task: WorkflowTask, from parent: WorkflowTask, number: Int32) -> TaskData? {
    var version = task.data.version
    if version == parent.data.version { return parent.data }
    while version != 0 {
      if version == parent.data.version || chain(of: parent, number).contains(version) { return data[version] }
      version = bases[version] ?? 0
    }
    return parent.data.version == 0 ? parent.data : nil
  }

  private mutating func chain(of task: WorkflowTask, _ number: Int32) -> Set<Int> {
    if let known = chains[number] { return known }
    var chain: Set<Int> = []
    var version = task.data.version
    while version != 0, chain.insert(version).inserted { version = bases[version] ?? 0 }
    chains[number] = chain
    return chain
  }
}
