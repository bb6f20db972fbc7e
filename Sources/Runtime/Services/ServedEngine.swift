import OrderedCollections
import WorkflowModel
import WorkflowScripting
import WorkflowSerialization
import WorkflowStore

/// A script engine whose services the embedder and the settings answer first: the environment modules are asked for the
/// others.
final class ServedEngine: ScriptEngine {
  private let engine: any ScriptEngine
  private let host: [String: HostService]
  private let converters: ConverterRegistry
  private let services: ServiceDesk
  private let secrets: SecretSettings
  /// Where functions and services of the embedder may write to tables of their own.
  private let store: (any StoreBackend)?
  private let threads: ServiceThreads

  /// - Parameters:
  ///   - store: where what fails takes back what it wrote to the application's tables.
  ///   - workers: how many asynchronous services of the settings may run at once.
  init(
    _ engine: any ScriptEngine, environment: HostEnvironment = HostEnvironment(), services: ServiceDesk,
    secrets: SecretSettings = SecretSettings(), store: (any StoreBackend)? = nil, workers: Int
  ) {
    self.engine = engine
    (host, converters) = (environment.services, environment.converters)
    self.services = services
    self.secrets = secrets
    self.store = environment.canWriteTables ? store : nil
    threads = ServiceThreads(count: workers)
  }

  var name: String { engine.name }
  var typenames: Set<String> { engine.typenames }

  func evaluate(_ expression: String, data: TaskData, locals: DataDictionary) throws(ScriptError) -> DataValue {
    try undoingTables { () throws(ScriptError) in try engine.evaluate(expression, data: data, locals: locals) }
  }

  func execute(_ script: String, data: inout TaskData, locals: DataDictionary) throws(ScriptError) {
    try undoingTables { () throws(ScriptError) in
      try engine.execute(script, data: &data, locals: locals)
      guard !secrets.names.isEmpty, let place = secrets.placeOfPlainSecret(in: data.written) else { return }
      throw .plainSecret(place)
    }
  }

  /// Calls a service with the secrets that its parameters name. Nothing of them comes back.
  func callService(_ call: ServiceCall, data: TaskData) throws(ScriptError) -> ServiceReply {
    var opened = OpenedSecrets()
    let call = try opened.open(call, secrets)
    guard !opened.isEmpty else { return try reply(to: call, data, services) }
    do throws(ScriptError) {
      switch try reply(to: call, data, services.hiding(opened)) {
      case .value(let value): return .value(opened.hiding(value))
      case .pending(let service): return .pending(TrustedService(service, opened))
      }
    } catch {
      throw opened.hiding(error)
    }
  }

  private func reply(
    to call: ServiceCall, _ data: TaskData, _ services: ServiceDesk
  ) throws(ScriptError) -> ServiceReply {
    guard host[call.operation] == nil, let service = services.settings(of: call.operation) else {
      return try callEnvironment(call, data)
    }
    guard service.isAsynchronous else { return .value(try services.call(call)) }
    return .pending(threads.start { [services] () throws(ScriptError) in try services.call(call) })
  }

  /// Calls a service of the embedder or of an environment module, again where it fails and the settings say so.
  private func callEnvironment(_ call: ServiceCall, _ data: TaskData) throws(ScriptError) -> ServiceReply {
    var repetition = services.repetition(of: call.operation)
    while true {
      do throws(ScriptError) {
        let reply = try answer(call, data)
        guard case .pending(let service) = reply else { return reply }
        return .pending(
          RepeatedService(service, repetition) { [self] () throws(ScriptError) in try answer(call, data) })
      } catch {
        guard error.mayPass, repetition.waitForNext() else { throw error.after(attempts: repetition.attempts) }
      }
    }
  }

  private func answer(_ call: ServiceCall, _ data: TaskData) throws(ScriptError) -> ServiceReply {
    guard let service = host[call.operation] else { return try engine.callService(call, data: data) }
    return try undoingTables { () throws(ScriptError) in
      try service.answer(HostServiceCall(call: call, data: data, converters: converters))
    }
  }

  /// Runs what may call the embedder. Where it fails, the application's tables are as before.
  private func undoingTables<Result>(_ body: () throws(ScriptError) -> Result) throws(ScriptError) -> Result {
    guard let store else { return try body() }
    do {
      return try store.undoingTables(body)
    } catch let error as ScriptError {
      throw error
    } catch {
      throw ScriptError(.service, message: "the application's tables: \(error)")
    }
  }

  func check(_ script: String, as kind: ScriptKind) -> [ScriptDiagnostic] {
    engine.check(script, as: kind)
  }
}
