import OrderedCollections
package import WorkflowModel

extension DataVersionRecord {
  /// The record of what sealed data changes.
  init(number: Int, base: Int, changes: [(name: String, change: VersionChange)]) {
    self.init(number: number, base: base, written: [:], removed: [])
    for (name, change) in changes {
      switch change {
      case .written(let value): written[name] = value
      case .removed: removed.append(name)
      case .members(let members):
        self.members[name] = DataDictionary(uniqueKeysWithValues: members.map { ($0.place.memberName, $0.value) })
      }
    }
  }
}

extension InstanceState {
  /// The data of each version by its number, and of none by 0.
  ///
  /// - Throws: ``EngineError`` where a version cannot change the one that it names.
  package func dataByVersion() throws(EngineError) -> [Int: TaskData] {
    var data: [Int: TaskData] = [0: TaskData()]
    for record in versions {
      guard record.number > 0, record.number <= instance.versionCount, var next = data[record.base] else {
        throw .corrupt("version \(record.number) of the data changes version \(record.base), which is not there")
      }
      guard next.apply(record) else {
        throw .corrupt(
          "version \(record.number) of the data writes a member of what version \(record.base) does not have")
      }
      data[record.number] = next
    }
    return data
  }
}

extension TaskData {
  /// Makes data of a version the next one.
  ///
  /// - Returns: Whether this is a version that the record can change.
  fileprivate mutating func apply(_ record: DataVersionRecord) -> Bool {
    for (name, members) in record.members {
      let isList = isList(name)
      for (member, value) in members {
        let place = isList ? Int(member).map(DataPath.Component.index) : .key(member)
        guard let place, assign(value, at: place, of: name) else { return false }
      }
    }
    update(record.written)
    for name in record.removed { self[name] = nil }
    _ = seal(as: record.number)
    return true
  }
}

extension DataPath.Component {
  fileprivate var memberName: String {
    switch self {
    case .key(let key): key
    case .index(let index): "\(index)"
    }
  }
}
