import OrderedCollections
import WorkflowModel
import WorkflowScripting
import WorkflowSerialization

/// A script engine whose services the embedder and the settings answer first: the environment modules are asked for the
/// others.
final class ServedEngine: ScriptEngine {
  private let engine: any ScriptEngine
  private let host: [String: HostService]
  private let converters: ConverterRegistry
  private let services: ServiceDesk
  private let threads: ServiceThreads

  /// - Parameter workers: how many asynchronous services of the settings may run at once.
  init(
    _ engine: any ScriptEngine, environment: HostEnvironment = HostEnvironment(), services: ServiceDesk, workers: Int
  ) {
    self.engine = engine
    (host, converters) = (environment.services, environment.converters)
    self.services = services
    threads = ServiceThreads(count: workers)
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
    if let service = host[call.operation] {
      return try service.answer(HostServiceCall(call: call, data: data, converters: converters))
    }
    guard let service = services.settings(of: call.operation) else {
      return try engine.callService(call, data: data)
    }
    guard service.isAsynchronous else { return .value(try services.call(call)) }
    return .pending(threads.start { [services] () throws(ScriptError) in try services.call(call) })
  }

  func check(_ script: String, as kind: ScriptKind) -> [ScriptDiagnostic] {
    engine.check(script, as: kind)
  }
}
