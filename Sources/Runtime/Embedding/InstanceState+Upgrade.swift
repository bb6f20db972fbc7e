import OrderedCollections
import WorkflowEngine
import WorkflowModel
import WorkflowSerialization

extension InstanceState {
  /// The same records with the objects of the embedder's types in the versions that these have now. Rows of the store
  /// stay as they were written.
  func upgraded(by converters: ConverterRegistry) throws(SerializationError) -> InstanceState {
    guard converters.hasVersions else { return self }
    var state = self
    for index in state.versions.indices {
      state.versions[index].written = try converters.upgrade(state.versions[index].written)
      for (name, members) in state.versions[index].members {
        state.versions[index].members[name] = try converters.upgrade(members)
      }
    }
    for index in state.scopes.indices {
      state.scopes[index].data = try converters.upgrade(state.scopes[index].data)
      state.scopes[index].dataObjects = try converters.upgrade(state.scopes[index].dataObjects)
    }
    return state
  }
}
