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
      guard record.number > 0, record.number <= instance.versionCount, let base = data[record.base] else {
        throw .corrupt("version \(record.number) of the data changes version \(record.base), which is not there")
      }
      data[record.number] = try base.changed(by: record)
    }
    return data
  }
}

extension InstanceState {
  /// The first version that is kept whole and is not what the versions before it make of it; nil where none is.
  ///
  /// - Throws: ``EngineError`` where a version cannot change the one that it names.
  package func wrongWholeVersion() throws(EngineError) -> Int? {
    let data = try dataByVersion()
    for var record in versions {
      guard let whole = record.whole, let base = data[record.base] else { continue }
      record.whole = nil
      let made = try base.changed(by: record).variables
      // In whatever order they stand.
      if made.count != whole.count || made.contains(where: { whole[$0.key] != $0.value }) { return record.number }
    }
    return nil
  }
}

extension TaskData {
  /// The next version of the data.
  ///
  /// - Throws: ``EngineError`` where the record cannot change this one.
  func changed(by record: DataVersionRecord) throws(EngineError) -> TaskData {
    var next = self
    guard next.apply(record) else {
      throw .corrupt(
        "version \(record.number) of the data writes a member of what version \(record.base) does not have")
    }
    return TaskData(whole: record) ?? next
  }

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
    chain.add(record.weight)
    return true
  }

  /// The data of a version that is kept whole; nil where it is not.
  init?(whole record: DataVersionRecord) {
    guard let whole = record.whole else { return nil }
    self.init(whole)
    _ = seal(as: record.number)
    chain.begin(weight: whole.weight)
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
