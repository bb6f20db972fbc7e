import OrderedCollections
import WorkflowModel
import WorkflowRuntime
import WorkflowScripting

/// An engine of an embedder's own, whose one service squares a number: at once, or beside the workflow.
final class SquaringEngine: ScriptEngine {
  /// Sees each call before it is made.
  typealias Witness = (ServiceCall) -> Void

  let name = "squaring"
  let typenames: Set<String> = []
  private let witness: Witness
  private let isSlow: Bool

  init(isSlow: Bool, _ witness: @escaping Witness) {
    self.isSlow = isSlow
    self.witness = witness
  }

  /// The standard engines and this one.
  static func registry(isSlow: Bool, _ witness: @escaping @Sendable (ServiceCall) -> Void) -> EngineRegistry {
    let entry = EngineRegistry.Entry(
      name: "squaring", summary: "squares numbers", isRestricted: true, availability: { .available(version: "1") },
      make: { _, _ in SquaringEngine(isSlow: isSlow, witness) })
    return EngineRegistry(EngineRegistry.standard.entries + [entry])
  }

  func evaluate(_ expression: String, data: TaskData, locals: DataDictionary) throws(ScriptError) -> DataValue {
    if let number = Int(expression) { return .integer(number) }
    return data[expression] ?? .null
  }

  func execute(_ script: String, data: inout TaskData, locals: DataDictionary) throws(ScriptError) {}

  func callService(_ call: ServiceCall, data: TaskData) throws(ScriptError) -> ServiceReply {
    witness(call)
    guard case .dictionary(let item)? = call.parameters["item"], case .integer(let number)? = item["value"] else {
      throw ScriptError(.engine, message: "there is no number to square")
    }
    return isSlow ? .pending(Squaring(number)) : .value(.integer(number * number))
  }

  func check(_ script: String, as kind: ScriptKind) -> [ScriptDiagnostic] { [] }
}

/// Answers when it is asked for the third time.
private final class Squaring: PendingService {
  private let number: Int
  private var questions = 0

  init(_ number: Int) { self.number = number }

  var answer: Result<DataValue, ScriptError>? {
    questions += 1
    return questions < 3 ? nil : .success(.integer(number * number))
  }

  func abandon() {}
}
