import OrderedCollections
import Synchronization
import Testing
import WorkflowModel
import WorkflowScripting

@testable import WorkflowWorkers

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The interpreter, found once: a version manager's program in front of it would slow down every test.
let interpreter = CPythonEngine.availability()

extension Trait where Self == ConditionTrait {
  /// For tests that need CPython.
  static var needsPython: Self {
    if case .unavailable(let reason) = interpreter { return .disabled("CPython cannot run here: \(reason)") }
    return .enabled(if: true)
  }
}

/// The content of a file in this target's `Fixtures`.
func fixture(_ name: String, from file: StaticString = #filePath) throws -> String {
  let folder = "\(file)".split(separator: "/").dropLast().joined(separator: "/")
  let stream = try #require(fopen("/\(folder)/Fixtures/\(name)", "rb"), "no fixture \(name)")
  defer { fclose(stream) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  while case let count = fread(&chunk, 1, chunk.count, stream), count > 0 { bytes += chunk[..<count] }
  return try #require(String(validating: bytes, as: UTF8.self))
}

/// A clock that a test sets.
final class TestClock: WorkflowClock {
  private let microseconds = Mutex<Int64>(1_767_225_600_123_456)

  func now() -> Timestamp { Timestamp(microseconds: microseconds.withLock { $0 }) }
  func advance(seconds: Int64) { microseconds.withLock { $0 += seconds * 1_000_000 } }
}

/// Keeps what scripts print.
final class Printed: Sendable {
  private let pieces = Mutex<[String]>([])

  var text: String { pieces.withLock { $0.joined() } }
  func append(_ text: String) { pieces.withLock { $0.append(text) } }
}

/// An engine with what it is made of.
struct Fixture {
  let clock = TestClock()
  let printed = Printed()
  let engine: CPythonEngine

  init(_ modules: [EnvironmentModule] = [], seed: UInt64 = 1, budget: ScriptBudget = ScriptBudget()) throws {
    let printed = printed
    let host = ScriptHost(clock: clock, seed: seed, budget: budget) { printed.append($0) }
    var variables = processEnvironment()
    if case .available(_, let path) = interpreter { variables[PythonInterpreter.variable] = path }
    engine = try CPythonEngine(host: host, environment: modules, variables: variables)
  }

  static func withProducts() throws -> Fixture {
    try Fixture([EnvironmentModule(name: "product_info", source: try WorkersTests.fixture("product_info.py"))])
  }

  func evaluate(_ expression: String, _ data: DataDictionary = [:]) throws(ScriptError) -> DataValue {
    try engine.evaluate(expression, data: TaskData(data), locals: [:])
  }

  /// The variables after a script.
  func execute(_ script: String, _ data: DataDictionary = [:]) throws(ScriptError) -> DataDictionary {
    var data = TaskData(data)
    try engine.execute(script, data: &data, locals: [:])
    return data.variables
  }

  /// The error of a script, after which the data must be what it was.
  func failure(_ script: String, _ data: DataDictionary = [:]) throws -> ScriptError {
    var after = TaskData(data)
    let error = #expect(throws: ScriptError.self) { try engine.execute(script, data: &after, locals: [:]) }
    #expect(after.variables == data)
    return try #require(error)
  }
}

func typed(_ typename: String, _ content: DataDictionary) -> DataValue {
  .typed(TypedValue(typename: typename, content: content))
}
