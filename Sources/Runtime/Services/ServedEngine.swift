import OrderedCollections
import WorkflowModel
import WorkflowScripting

/// A script engine whose services the settings answer first: the environment modules are asked for the others.
final class ServedEngine: ScriptEngine {
  private let engine: any ScriptEngine
  private let services: ServiceDesk

  init(_ engine: any ScriptEngine, services: ServiceDesk) {
    self.engine = engine
    self.services = services
  }

  var name: String { engine.name }
  var typenames: Set<String> { engine.typenames }

  func evaluate(_ expression: String, data: TaskData, locals: DataDictionary) throws(ScriptError) -> DataValue {
    try engine.evaluate(expression, data: data, locals: locals)
  }

  func execute(_ script: String, data: inout TaskData, locals: DataDictionary) throws(ScriptError) {
    try engine.execute(script, data: &data, locals: locals)
  }

  func callService(_ call: ServiceCall, data: TaskData) throws(ScriptError) -> ServiceReply {
    guard services.settings(of: call.operation) != nil else { return try engine.callService(call, data: data) }
    return .value(try services.call(call))
  }

  func check(_ script: String, as kind: ScriptKind) -> [ScriptDiagnostic] {
    engine.check(script, as: kind)
  }
}
