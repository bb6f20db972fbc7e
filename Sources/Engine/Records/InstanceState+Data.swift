package import WorkflowModel

extension InstanceState {
  /// The data of each version by its number, and of none by 0.
  ///
  /// - Throws: ``EngineError`` where a version changes one that is not there.
  package func dataByVersion() throws(EngineError) -> [Int: TaskData] {
    var data: [Int: TaskData] = [0: TaskData()]
    for record in versions {
      guard record.number > 0, record.number <= instance.versionCount, var next = data[record.base] else {
        throw .corrupt("version \(record.number) of the data changes version \(record.base), which is not there")
      }
      next.update(record.written)
      for name in record.removed { next[name] = nil }
      _ = next.seal(as: record.number)
      data[record.number] = next
    }
    return data
  }
}
