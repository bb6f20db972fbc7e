public import OrderedCollections
public import WorkflowModel
public import WorkflowScripting

/// The engine `python`: CPython in a worker process, which may do all that the user may do.
///
/// The worker is started at the first use, or here when there are environment modules, and kept until the engine goes.
/// A script sees the task's data as its global variables, the public names of the environment modules, and the host's
/// clock and seed in `datetime`, `time`, `random` and `uuid`. Only the variables that a script can touch are sent, and
/// only those that it changed come back.
///
/// A worker that dies, runs too long, or answers what nobody can read is the failure of that script
/// (``ScriptError/Code/engine`` or, for time and output, ``ScriptError/Code/budget``); the next script gets a new one.
public final class CPythonEngine: ScriptEngine {
  /// A text that the worker has compiled.
  private struct Program {
    let number: Int
    /// The names that it may read or write.
    let names: [String]
    /// Whether it can reach variables that it does not name.
    let isReflective: Bool
  }

  private struct Source: Hashable {
    let isExpression: Bool
    let text: String
  }

  /// `python`.
  public let name = "python"
  /// The typenames that the environment modules registered.
  public private(set) var typenames: Set<String> = []

  private let host: ScriptHost
  private let environment: [EnvironmentModule]
  private let variables: [String: String]
  private let interpreter: PythonInterpreter
  private var worker: PythonWorker?
  /// How many workers were started: each has its own random numbers.
  private var workers = 0
  private var programs: [Source: Program] = [:]
  private var environmentNames: [String] = []

  /// An engine for one run.
  ///
  /// - Parameters:
  ///   - host: clock, seed, output and budget.
  ///   - environment: modules that are run in this order, each once for a worker.
  /// - Throws: ``ScriptError/Code/engine`` when there is no CPython, and a module's error.
  public convenience init(host: ScriptHost, environment: [EnvironmentModule] = []) throws(ScriptError) {
    try self.init(host: host, environment: environment, variables: processEnvironment())
  }

  init(
    host: ScriptHost, environment: [EnvironmentModule], variables: [String: String]
  ) throws(ScriptError) {
    self.host = host
    self.environment = host.modules + environment
    self.variables = variables
    switch PythonInterpreter.find(in: variables) {
    case .success(let interpreter): self.interpreter = interpreter
    case .failure(let failure): throw .unavailable(failure.reason)
    }
    if !self.environment.isEmpty { _ = try runningWorker() }
  }

  deinit { worker?.end() }

  // MARK: ScriptEngine

  /// The value of an expression; see ``ScriptEngine``.
  public func evaluate(
    _ expression: String, data: TaskData, locals: DataDictionary
  ) throws(ScriptError) -> DataValue {
    let reply = try run(Source(isExpression: true, text: expression), data, locals)
    guard let value = reply["value"] else { throw .notUnderstood("a value was expected") }
    return value
  }

  /// Runs a script; see ``ScriptEngine``.
  public func execute(_ script: String, data: inout TaskData, locals: DataDictionary) throws(ScriptError) {
    let reply = try run(Source(isExpression: false, text: script), data, locals)
    guard case .dictionary(let written)? = reply["written"], case .list(let removed)? = reply["removed"] else {
      throw .notUnderstood("the script's variables were expected")
    }
    if !written.isEmpty { data.update(written) }
    for case .string(let name) in removed { data[name] = nil }
  }

  /// Calls the `call_service` of the environment modules.
  public func callService(_ call: ServiceCall, data: TaskData) throws(ScriptError) -> ServiceReply {
    let worker = try runningWorker()
    let reply = try ask(
      worker, "call",
      [
        "operation": .string(call.operation), "parameters": .dictionary(call.parameters),
        "data": .dictionary(data.variables), "key": .string(call.idempotencyKey),
      ])
    if case .integer(let number)? = reply["pending"] {
      return .pending(
        PythonService(number, of: worker) { [weak self] action, number throws(ScriptError) in
          try self?.ask(worker, action, ["pending": .integer(number)]) ?? [:]
        })
    }
    guard let value = reply["value"] else { throw .notUnderstood("a value was expected") }
    return .value(value)
  }

  /// What CPython's compiler says of a text.
  public func check(_ script: String, as kind: ScriptKind) -> [ScriptDiagnostic] {
    let isExpression = if case .expression = kind { true } else { false }
    let source = Source(isExpression: isExpression, text: script)
    do throws(ScriptError) {
      let reply = try compile(source)
      guard let described = reply["error"] else { return [] }
      var column = 1
      if case .dictionary(let members) = described, case .integer(let number)? = members["column"] {
        column = max(1, number)
      }
      let error = ScriptError(described: described) { _ in script }
      let message = error.exception.map { "\($0): \(error.message)" } ?? error.message
      return [ScriptDiagnostic(message: message, line: error.line ?? 1, column: column)]
    } catch {
      // A text that nobody could look at is not known to be right.
      return [ScriptDiagnostic(message: error.message, line: 1, column: 1)]
    }
  }

  // MARK: The worker

  private func run(_ source: Source, _ data: TaskData, _ locals: DataDictionary) throws(ScriptError) -> DataDictionary {
    let worker = try runningWorker()
    let program = try program(source)
    let taken = environmentNames.filter { data[$0] != nil }
    guard taken.isEmpty else { throw .dataHoldsEnvironmentNames(taken) }
    var touched: DataDictionary = [:]
    if program.isReflective {
      touched = data.variables
    } else {
      for name in program.names {
        if let value = data[name] { touched[name] = value }
      }
    }
    return try ask(
      worker, "run",
      ["program": .integer(program.number), "data": .dictionary(touched), "locals": .dictionary(locals)],
      text: source.text)
  }

  private func program(_ source: Source) throws(ScriptError) -> Program {
    if let known = programs[source] { return known }
    let reply = try compile(source)
    if let described = reply["error"] { throw ScriptError(described: described) { _ in source.text } }
    guard case .integer(let number)? = reply["program"], case .list(let names)? = reply["names"],
      case .bool(let isReflective)? = reply["all"]
    else { throw .notUnderstood("a program was expected") }
    let program = Program(number: number, names: strings(names), isReflective: isReflective)
    programs[source] = program
    return program
  }

  private func compile(_ source: Source) throws(ScriptError) -> DataDictionary {
    let kind = source.isExpression ? "expression" : "script"
    return try runningWorker().request("compile", ["kind": .string(kind), "text": .string(source.text)])
  }

  private func runningWorker() throws(ScriptError) -> PythonWorker {
    if let worker, worker.isUsable { return worker }
    programs = [:]
    let worker = try PythonWorker(interpreter, host: host, environment: variables)
    self.worker = worker
    let modules = environment.map { module -> DataValue in
      ["name": .string(module.name), "source": .string(module.source)]
    }
    // A new worker must not repeat the identifiers of the one before.
    let seed = workers == 0 ? "\(host.seed)" : "\(host.seed)/\(workers)"
    workers += 1
    let reply: DataDictionary
    do throws(ScriptError) {
      reply = try ask(
        worker, "load",
        ["modules": .list(modules), "seed": .string(seed), "depth": .integer(max(50, host.budget.depth))])
    } catch {
      // Without its modules it is of no use.
      worker.end()
      throw error
    }
    guard case .list(let names)? = reply["names"], case .list(let typenames)? = reply["typenames"] else {
      worker.end()
      throw .notUnderstood("the environment's names were expected")
    }
    environmentNames = strings(names)
    self.typenames = Set(strings(typenames))
    return worker
  }

  private func ask(
    _ worker: PythonWorker, _ action: String, _ members: DataDictionary, text: String? = nil
  ) throws(ScriptError) -> DataDictionary {
    let reply = try worker.request(action, members)
    guard let described = reply["error"] else { return reply }
    throw ScriptError(described: described) { file in
      text ?? environment.first { $0.name + ".py" == file }?.source
    }
  }

  private func strings(_ values: [DataValue]) -> [String] {
    values.compactMap { if case .string(let text) = $0 { text } else { nil } }
  }
}
