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
    for index in state.versions.indices { try state.versions[index].upgrade(by: converters) }
    for index in state.scopes.indices { try state.scopes[index].upgrade(by: converters) }
    return state
  }
}

extension InstanceSource {
  /// The same for records that are read one by one.
  func upgraded(by converters: ConverterRegistry) -> any InstanceSource {
    converters.hasVersions ? UpgradedSource(self, converters) : self
  }
}

private final class UpgradedSource: InstanceSource {
  private let source: any InstanceSource
  private let converters: ConverterRegistry

  init(_ source: any InstanceSource, _ converters: ConverterRegistry) {
    (self.source, self.converters) = (source, converters)
  }

  var instance: InstanceRecord { source.instance }
  func openTasks() throws -> [TaskRecord] { try source.openTasks() }
  func task(_ number: Int) throws -> TaskRecord { try source.task(number) }
  func number(ofTask id: Identifier) throws -> Int? { try source.number(ofTask: id) }

  func scope(_ number: Int) throws -> ScopeRecord {
    var scope = try source.scope(number)
    try scope.upgrade(by: converters)
    return scope
  }

  func version(_ number: Int) throws -> DataVersionRecord {
    var version = try source.version(number)
    try version.upgrade(by: converters)
    return version
  }
}

extension DataVersionRecord {
  fileprivate mutating func upgrade(by converters: ConverterRegistry) throws(SerializationError) {
    written = try converters.upgrade(written)
    if let whole { self.whole = try converters.upgrade(whole) }
    for (name, values) in members { members[name] = try converters.upgrade(values) }
  }
}

extension ScopeRecord {
  fileprivate mutating func upgrade(by converters: ConverterRegistry) throws(SerializationError) {
    data = try converters.upgrade(data)
    dataObjects = try converters.upgrade(dataObjects)
  }
}
