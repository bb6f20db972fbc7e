public import WorkflowModel

/// A data store (BPMN 2.0, section 10.4.1): data that outlives the process, behind an interface that the embedder
/// implements. Activities read and write it by data associations.
public protocol DataStore {
  /// The value that an activity reads into the variable `id`.
  ///
  /// - Parameter data: the activity's data.
  func read(_ id: String, for data: TaskData) throws -> DataValue

  /// Takes the value that an activity writes from its variable `id`.
  func write(_ value: DataValue, to id: String, for data: TaskData) throws
}

/// A data store by its name, with failures told as the task's.
struct NamedDataStore {
  let name: String
  let store: any DataStore

  func read(_ id: String, for data: TaskData) throws(ElementFailure) -> DataValue {
    do {
      return try store.read(id, for: data)
    } catch {
      throw failure(error)
    }
  }

  func write(_ value: DataValue, to id: String, for data: TaskData) throws(ElementFailure) {
    do {
      try store.write(value, to: id, for: data)
    } catch {
      throw failure(error)
    }
  }

  private func failure(_ error: any Error) -> ElementFailure {
    ElementFailure("data_store", "the data store '\(name)' failed: \(error)")
  }
}

extension WorkflowInstance {
  func dataStore(_ name: String) throws(ElementFailure) -> NamedDataStore {
    guard let store = dataStores[name] else {
      throw ElementFailure("data_store", "there is no data store '\(name)'")
    }
    return NamedDataStore(name: name, store: store)
  }
}
