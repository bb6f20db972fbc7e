import OrderedCollections
public import WorkflowEngine
import WorkflowModel

/// Writes an instance as a document of SpiffWorkflow's serialization, version 1.5: as SpiffWorkflow 3.2.0 would, had it
/// run the instance, so that it goes on from there.
public struct SpiffExport {
  private let state: InstanceState
  private let definition: WorkflowDefinition
  private let outlines: [ProcessOutline]

  /// The export of an instance.
  public init(of state: InstanceState, _ definition: WorkflowDefinition) {
    self.state = state
    self.definition = definition
    outlines = definition.outlines
  }

  /// The document as JSON, in UTF-8.
  ///
  /// - Throws: ``SpiffError`` where the instance holds what SpiffWorkflow does not have, `JSONError` where it holds a
  ///   value that JSON does not have, `EngineError` where its records contradict themselves.
  public func bytes() throws -> [UInt8] {
    var writer = JSONWriter(.readable)
    writer.maximumDepth = SpiffDocument.maximumDepth
    return try writer.bytes(of: .dictionary(try document()))
  }

  func document() throws -> DataDictionary {
    guard let root = outlines.first else { throw SpiffError.notExportable("instance without a process") }
    let specs = try SpiffSpecWriter(definition, outlines, state)
    let tasks = try SpiffTaskWriter(state, definition, outlines)
    var document = try tasks.scope(0)
    document[SpiffKey.spec] = .dictionary(try specs.process(root))
    var subprocessSpecs: DataDictionary = [:]
    for outline in outlines.dropFirst() { subprocessSpecs[outline.id] = .dictionary(try specs.process(outline)) }
    // A process that calls itself stands among the called ones too.
    if specs.isCalled(root.id) { subprocessSpecs[root.id] = document[SpiffKey.spec] }
    document[SpiffKey.subprocessSpecs] = .dictionary(subprocessSpecs)
    var subprocesses: DataDictionary = [:]
    for scope in state.scopes {
      guard let host = scope.host, state.tasks.indices.contains(host) else { continue }
      let id = "\(state.tasks[host].id)"
      var inside = try tasks.scope(scope.number)
      inside["parent_task_id"] = .string(id)
      inside[SpiffKey.spec] = .string(scope.process)
      inside[SpiffKey.typename] = "BpmnSubWorkflow"
      subprocesses[id] = .dictionary(inside)
    }
    document[SpiffKey.subprocesses] = .dictionary(subprocesses)
    // Messages for other instances are the store's, which still delivers them.
    document[SpiffKey.events] = []
    document[SpiffKey.typename] = "BpmnWorkflow"
    document[SpiffKey.version] = .string(SpiffDocument.currentVersion)
    return document
  }
}
