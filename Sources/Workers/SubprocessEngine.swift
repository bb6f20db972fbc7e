public import OrderedCollections
public import WorkflowModel
public import WorkflowScripting

/// The engine `subprocess`: one process for every evaluation, any program that answers the protocol of
/// `docs/subprocess.md`. What hangs, crashes or answers what nobody can read takes nothing with it.
///
/// By default the program is `wfstore` itself, whose scripts may do what those of the engine `restricted` may do.
public final class SubprocessEngine: ScriptEngine {
  /// `subprocess`.
  public let name = "subprocess"
  /// The typenames that the environment modules registered.
  public private(set) var typenames: Set<String> = []

  let program: SubprocessProgram
  let path: String
  let variables: [String: String]
  private let host: ScriptHost
  private let modules: ModuleFolder?
  private let budgets: String
  private let writer = JSONWriter(.exact)
  /// Whether the service of the environment modules wants to know the id of its call.
  private var takesCallID = false
  /// How many evaluations were begun: each has random numbers of its own.
  private var evaluations: UInt64 = 0

  /// What the start and the end of a process may take beyond an evaluation's own time.
  private static let marginMilliseconds = 1000
  /// What may stand on standard error beside what a script prints: the error itself.
  private static let marginBytes = 1 << 16
  /// The longest text that is an argument. Linux allows 128 KiB for one.
  private static let argumentBytes = 96 << 10
  private static let serviceCall = "call_service(task_data, operation_name, operation_params)"
  private static let serviceCallWithID = "call_service(task_data, operation_name, operation_params, call_id=call_id)"

  /// An engine for one run.
  ///
  /// - Parameters:
  ///   - program: what is started for each evaluation.
  ///   - host: clock, seed, output and budget.
  ///   - environment: modules that the program runs before each evaluation.
  /// - Throws: ``ScriptError/Code/engine`` when there is no such program, and a module's error.
  public convenience init(
    _ program: SubprocessProgram, host: ScriptHost, environment: [EnvironmentModule] = []
  ) throws(ScriptError) {
    try self.init(program, host: host, environment: environment, variables: processEnvironment())
  }

  init(
    _ program: SubprocessProgram, host: ScriptHost, environment: [EnvironmentModule], variables: [String: String]
  ) throws(ScriptError) {
    guard let name = program.command.first, let path = ProgramPath.find(name, in: variables) else {
      throw .noProgram(program)
    }
    (self.program, self.path, self.host, self.variables) = (program, path, host, variables)
    budgets = try Self.text(of: host.budget)
    let environment = host.modules + environment
    modules =
      environment.isEmpty ? nil : try ModuleFolder(environment, temporary: variables["TMPDIR"] ?? "/tmp")
    if modules != nil { try askForEnvironment() }
  }

  // MARK: ScriptEngine

  /// The value of an expression; see ``ScriptEngine``.
  public func evaluate(
    _ expression: String, data: TaskData, locals: DataDictionary
  ) throws(ScriptError) -> DataValue {
    try run("eval", expression, context: data.variables, external: locals)
  }

  /// Runs a script; see ``ScriptEngine``.
  public func execute(_ script: String, data: inout TaskData, locals: DataDictionary) throws(ScriptError) {
    let former = data.variables
    guard case .dictionary(let context) = try run("exec", script, context: former, external: locals) else {
      throw .notReadable(program, "the variables after the script were expected")
    }
    for (name, value) in context {
      if let known = former[name], known.isIdentical(to: value) { continue }
      data[name] = value
    }
    for name in former.keys where context[name] == nil { data[name] = nil }
  }

  /// Calls the `call_service` of the environment modules, as an expression.
  public func callService(_ call: ServiceCall, data: TaskData) throws(ScriptError) -> ServiceReply {
    let reply: DataValue
    var names: DataDictionary = [
      "task_data": .dictionary(data.variables), "operation_name": .string(call.operation),
      "operation_params": .dictionary(call.parameters),
    ]
    if takesCallID { names["call_id"] = .string(call.idempotencyKey) }
    do throws(ScriptError) {
      reply = try run(
        "eval", takesCallID ? Self.serviceCallWithID : Self.serviceCall, context: [:], external: names)
    } catch {
      guard error.exception == "NameError", error.message == "name 'call_service' is not defined" else { throw error }
      throw .noServiceFunction(call.operation)
    }
    // A reply that is JSON text stands for what the text says.
    guard case .string(let text) = reply else { return .value(reply) }
    do {
      return .value(try JSONReader().read(text))
    } catch {
      return .value(reply)
    }
  }

  /// Whether the program takes a text as an expression, asked without evaluating it: as the body of a function that
  /// nobody calls. Nothing is said of scripts: the protocol has no question for one that is not to run.
  public func check(_ script: String, as kind: ScriptKind) -> [ScriptDiagnostic] {
    guard kind == .expression else { return [] }
    do throws(ScriptError) {
      _ = try run("eval", "(lambda: \(script)\n, None)[1]", context: [:], external: [:])
    } catch {
      let exception = error.exception ?? (error.code == .syntax ? "SyntaxError" : "")
      if Self.syntaxErrors.contains(exception) {
        return [ScriptDiagnostic(message: "\(exception): \(error.message)", line: error.line ?? 1, column: 1)]
      }
    }
    return []
  }

  private static let syntaxErrors: Set<String> = ["SyntaxError", "IndentationError", "TabError"]

  // MARK: The protocol

  private func run(
    _ verb: String, _ text: String, context: DataDictionary, external: DataDictionary
  ) throws(ScriptError) -> DataValue {
    var arguments = [verb, "-c", Self.onStandardInput]
    var input = try line(context)
    if !external.isEmpty {
      let external = try line(external)
      let isShort = external.count <= Self.argumentBytes
      arguments += ["-x", isShort ? String(decoding: external.dropLast(), as: UTF8.self) : Self.onStandardInput]
      if !isShort { input += external }
    }
    arguments += moduleArguments
    if Self.fitsAnArgument(text) {
      arguments.append(text)
    } else {
      arguments.append(Self.onStandardInput)
      input += Array(text.utf8)
    }
    return try answer(arguments, input)
  }

  /// Stands for an argument that is read from standard input.
  private static let onStandardInput = "@-"

  /// Whether a text can be an argument that is not taken for an option or for ``onStandardInput``.
  private static func fitsAnArgument(_ text: String) -> Bool {
    text.utf8.count <= argumentBytes && !text.isEmpty && !text.hasPrefix("-") && text != onStandardInput
      && !text.utf8.contains(0)
  }

  private var moduleArguments: [String] { (modules?.files ?? []).flatMap { ["-e", $0] } }

  private func line(_ members: DataDictionary) throws(ScriptError) -> [UInt8] {
    do throws(JSONError) {
      return try writer.bytes(of: .dictionary(members)) + [UInt8(ascii: "\n")]
    } catch {
      throw ScriptError(.value, message: "\(error)")
    }
  }

  private static func text(of budget: ScriptBudget) throws(ScriptError) -> String {
    var members = DataDictionary()
    for name in ScriptBudget.names { members[name] = budget[name].map(DataValue.integer) }
    do throws(JSONError) {
      return try JSONWriter(.exact).text(of: .dictionary(members))
    } catch {
      throw ScriptError(.value, message: "\(error)")
    }
  }

  private func askForEnvironment() throws(ScriptError) {
    guard case .dictionary(let members) = try answer(["environment"] + moduleArguments, []),
      case .list(let names)? = members["typenames"]
    else { throw .notReadable(program, "the typenames of the environment modules were expected") }
    typenames = Set(names.compactMap { if case .string(let name) = $0 { name } else { nil } })
    takesCallID = members["call_id"] == true
  }

  private func answer(_ arguments: [String], _ input: [UInt8]) throws(ScriptError) -> DataValue {
    var run = ProgramRun(
      path: path, arguments: Array(program.command.dropFirst()) + arguments, environment: environment(),
      milliseconds: host.budget.milliseconds + Self.marginMilliseconds, outputBytes: host.budget.bytes,
      errorBytes: host.budget.outputBytes + Self.marginBytes)
    run.input = input
    let outcome: ProgramRun.Outcome
    do throws(ProgramRun.NotStarted) {
      outcome = try run()
    } catch {
      throw .notStarted(program, error.reason)
    }
    let answer = SubprocessAnswer(outcome, of: program, budget: host.budget)
    if !answer.printed.isEmpty { host.output(answer.printed) }
    return try answer.value.get()
  }

  private func environment() -> [String: String] {
    var environment = variables
    environment[SubprocessVariable.time] = "\(host.clock.now())"
    // The first evaluation has the run's own seed; others must not repeat its random numbers.
    environment[SubprocessVariable.seed] = "\(host.seed &+ evaluations &* 0xD134_2543_DE82_EF95)"
    environment[SubprocessVariable.budgets] = budgets
    evaluations += 1
    return environment
  }
}

extension DataValue {
  /// Whether it is the same to the last bit. Equal values may differ in the sign of a zero.
  fileprivate func isIdentical(to other: DataValue) -> Bool {
    switch (self, other) {
    case (.double(let one), .double(let other)): one.bitPattern == other.bitPattern
    case (.list(let one), .list(let other)):
      one.count == other.count && zip(one, other).allSatisfy { $0.isIdentical(to: $1) }
    case (.dictionary(let one), .dictionary(let other)): one.isIdentical(to: other)
    case (.typed(let one), .typed(let other)):
      one.typename == other.typename && one.content.isIdentical(to: other.content)
    default: self == other
    }
  }
}

extension DataDictionary {
  fileprivate func isIdentical(to other: DataDictionary) -> Bool {
    count == other.count
      && zip(elements, other.elements).allSatisfy { $0.key == $1.key && $0.value.isIdentical(to: $1.value) }
  }
}
