import Synchronization
import TestSupport
import WorkflowModel
import WorkflowPython
import WorkflowScripting

/// The restricted engine with services that the test answers.
final class ServiceEngine: ScriptEngine {
  private let scripts: RestrictedEngine
  private let reply: (ServiceCall) throws(ScriptError) -> ServiceReply
  private(set) var calls: [ServiceCall] = []

  init(clock: TestClock, _ reply: @escaping (ServiceCall) throws(ScriptError) -> ServiceReply) throws {
    scripts = try RestrictedEngine(host: ScriptHost(clock: clock, seed: 1) { _ in }, environment: [])
    self.reply = reply
  }

  var name: String { scripts.name }
  var typenames: Set<String> { scripts.typenames }

  func evaluate(_ expression: String, data: TaskData, locals: DataDictionary) throws(ScriptError) -> DataValue {
    try scripts.evaluate(expression, data: data, locals: locals)
  }

  func execute(_ script: String, data: inout TaskData, locals: DataDictionary) throws(ScriptError) {
    try scripts.execute(script, data: &data, locals: locals)
  }

  func callService(_ call: ServiceCall, data: TaskData) throws(ScriptError) -> ServiceReply {
    calls.append(call)
    return try reply(call)
  }

  func check(_ script: String, as kind: ScriptKind) -> [ScriptDiagnostic] {
    scripts.check(script, as: kind)
  }
}

/// A service that answers when the test says so.
final class SlowService: PendingService {
  private let state = Mutex<(answer: Result<DataValue, ScriptError>?, isAbandoned: Bool)>((nil, false))

  var answer: Result<DataValue, ScriptError>? {
    get { state.withLock(\.answer) }
    set { state.withLock { $0.answer = newValue } }
  }

  var isAbandoned: Bool { state.withLock(\.isAbandoned) }

  func abandon() {
    state.withLock { $0.isAbandoned = true }
  }
}
