import OrderedCollections
import Synchronization
import WorkflowEngine
import WorkflowModel
import WorkflowScripting

/// The recorded work of an instance under one engine, task by task.
final class Rehearsal {
  /// What a task's work came to, with all that can be seen of it.
  struct Performance {
    let task: RedoneTask
    let output: String
    /// Why a script was not run again; nil where all that were reached were.
    let refusal: String?
  }

  let tasks: [RecordedTask]
  private let work: RecordedWork
  private let engine: RehearsalEngine
  private let clock: SettableClock
  private let output: SharedText
  private let delay: Int64

  /// - Parameters:
  ///   - delay: how much later than it was each task's work believes to be done, in microseconds.
  ///   - makeEngine: makes the engine for a clock and a place for what scripts print.
  init(
    delay: Int64 = 0, effects: EffectGuard,
    makeEngine: (any WorkflowClock, @escaping @Sendable (String) -> Void) throws -> any ScriptEngine,
    makeWork: (any ScriptEngine, any WorkflowClock) throws -> RecordedWork
  ) throws {
    let (clock, output) = (SettableClock(), SharedText())
    engine = RehearsalEngine(try makeEngine(clock) { output.append($0) }, effects: effects)
    work = try makeWork(engine, clock)
    tasks = work.tasks
    (self.clock, self.output, self.delay) = (clock, output, delay)
  }

  /// The typenames that the engine's environment modules registered.
  var typenames: Set<String> { engine.typenames }

  /// Does the work of a task once more, as if it were the time at which it was done.
  ///
  /// - Returns: nil where nothing that the task did is a script's.
  func perform(_ task: RecordedTask) -> Performance? {
    clock.set(Timestamp(microseconds: task.lastStateChange.microseconds &+ delay))
    engine.refusal = nil
    _ = output.take()
    guard let redone = work.redo(task) else { return nil }
    return Performance(task: redone, output: output.take(), refusal: engine.refusal)
  }
}

/// An engine that only evaluates: it calls no service, and leaves scripts alone that may have effects.
private final class RehearsalEngine: ScriptEngine {
  private let engine: any ScriptEngine
  private let effects: EffectGuard
  /// Why the last script was left alone; nil where it was not.
  var refusal: String?

  init(_ engine: any ScriptEngine, effects: EffectGuard) {
    self.engine = engine
    self.effects = effects
  }

  var name: String { engine.name }
  var typenames: Set<String> { engine.typenames }

  func evaluate(_ expression: String, data: TaskData, locals: DataDictionary) throws(ScriptError) -> DataValue {
    try permit(expression, .expression)
    return try engine.evaluate(expression, data: data, locals: locals)
  }

  func execute(_ script: String, data: inout TaskData, locals: DataDictionary) throws(ScriptError) {
    try permit(script, .script)
    try engine.execute(script, data: &data, locals: locals)
  }

  func callService(_ call: ServiceCall, data: TaskData) throws(ScriptError) -> ServiceReply {
    throw refused("a service is not called again")
  }

  func check(_ script: String, as kind: ScriptKind) -> [ScriptDiagnostic] { engine.check(script, as: kind) }

  private func permit(_ text: String, _ kind: ScriptKind) throws(ScriptError) {
    if let reason = effects.refusal(of: text, as: kind) { throw refused(reason) }
  }

  private func refused(_ reason: String) -> ScriptError {
    refusal = reason
    return ScriptError(.refused, message: reason)
  }
}

/// A clock that shows what it was set to.
private final class SettableClock: WorkflowClock {
  private let moment = Mutex(Timestamp(microseconds: 0))

  func now() -> Timestamp { moment.withLock { $0 } }
  func set(_ new: Timestamp) { moment.withLock { $0 = new } }
}

/// Text that several may add to.
private final class SharedText: Sendable {
  private let text = Mutex("")

  func append(_ more: String) { text.withLock { $0 += more } }

  /// The text, of which nothing stays.
  func take() -> String {
    text.withLock { text in
      defer { text = "" }
      return text
    }
  }
}
