import OrderedCollections
import WorkflowEngine
public import WorkflowModel

extension WorkflowStore {
  /// What a task has changed of the data of the task before it. The values are in the versions of the data.
  public func variables(changedBy task: HistoryTask, of id: Identifier) throws(StoreError) -> ChangedVariables {
    try read { session in try session.variables(changedBy: task, of: try session.existingKey(of: id), id: id) }
  }
}

// MARK: Rows

extension Session {
  fileprivate func variables(
    changedBy task: HistoryTask, of instance: Int, id: Identifier
  ) throws -> ChangedVariables {
    // Versions that change each other have ever smaller numbers.
    var path: [(written: [String], removed: [String])] = []
    var version = task.dataVersion
    while version > task.formerVersion {
      var select = try prepare("SELECT base, written, removed FROM data_version WHERE instance = ? AND number = ?")
      select.bind(instance)
      select.bind(version)
      do {
        let base = try select.first { row in
          let (written, members) = try row.written(1)
          path.append((Array(written.keys) + Array(members.keys), try row.names(2)))
          return row.integer(0)
        }
        guard let base, base < version else { throw UnexpectedValue(expected: "what it changes") }
        version = base
      } catch let error as JSONError {
        throw damaged("version \(version) of the data of instance \(id): \(error)", instance: id)
      } catch let error as UnexpectedValue {
        throw damaged("version \(version) of the data of instance \(id): \(error)", instance: id)
      }
    }
    var written: OrderedSet<String> = []
    var removed: OrderedSet<String> = []
    for change in path.reversed() {
      written.formUnion(change.written)
      removed.subtract(change.written)
      written.subtract(change.removed)
      removed.formUnion(change.removed)
    }
    return ChangedVariables(written: written.elements, removed: removed.elements)
  }
}
