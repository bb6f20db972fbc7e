public import OrderedCollections
public import WorkflowModel
public import WorkflowScripting

/// The built-in script engine: Python 3.11 without a world.
///
/// Scripts see the task's data, the environment modules, the pure built-ins and the listed modules, nothing else. Every
/// evaluation is bounded by ``ScriptBudget``. Texts are compiled once and kept.
public final class RestrictedEngine: ScriptEngine {
  /// `restricted`.
  public let name = "restricted"

  let vm: Machine
  let environment = Environment()
  private var namespaces: [Namespace] = []
  private var expressions = ScriptCache()
  private var scripts = ScriptCache()
  private(set) var serviceFunction: Value?
  /// Containers older than this one belong to the environment.
  private var lastEnvironmentSerial = 0

  /// An engine with the given sources of time, randomness and output.
  ///
  /// The modules are run in their order; an error in one of them is thrown and names it.
  public init(host: ScriptHost, environment modules: [EnvironmentModule] = []) throws(ScriptError) {
    vm = Machine(host: host)
    for function in host.functions { environment.set(function.name, HostFunction.value(function)) }
    for module in host.modules + modules { try load(module) }
    if let context = vm.currentDecimalContext { vm.initialDecimalContext = context.context }
    lastEnvironmentSerial = vm.heap.lastSerial
  }

  deinit {
    for namespace in namespaces { namespace.clear() }
    environment.clear()
    serviceFunction = nil
    vm.shutDown()
  }

  /// The typenames that the environment modules registered, with their versions.
  public var typenames: Set<String> {
    Set(vm.registrations.map { VersionedTypename($0.key, version: $0.value.version).description })
  }

  // MARK: Environment modules

  private func load(_ module: EnvironmentModule) throws(ScriptError) {
    let script: CompiledScript
    do throws(SyntaxFailure) {
      script = try CompiledScript(module.source, .script)
    } catch {
      var failure = error.scriptError(module.source)
      failure.message = "environment module '\(module.name)': \(failure.message)"
      throw failure
    }
    environment.set("registry", .object(Registry.module(vm)))
    let namespace = Namespace(script.table, source: ModuleNames(environment))
    namespace.assign("__name__", vm.string(module.name))
    namespaces.append(namespace)
    vm.beginEvaluation(script.table)
    do throws(Raise) {
      _ = try vm.run(script.code, namespace)
    } catch {
      var failure = scriptError(error, script)
      failure.message = "environment module '\(module.name)': \(failure.message)"
      throw failure
    }
    for (name, value) in namespace.assigned where !name.hasPrefix("_") { environment.set(name, value) }
    if let function = namespace["call_service"] { serviceFunction = function }
  }

  // MARK: Evaluation

  /// The value of an expression. See ``ScriptEngine/evaluate(_:data:locals:)``.
  public func evaluate(
    _ expression: String, data: TaskData, locals: DataDictionary
  ) throws(ScriptError) -> DataValue {
    let script = try compiled(expression, .expression)
    let names = ScriptNames(data, locals, environment)
    var namespace: Namespace? = script.namespace(names)
    defer { end(script, &namespace) }
    vm.beginEvaluation(script.table)
    guard let variables = namespace else { return .null }
    do throws(Raise) {
      let value = try Futures.settled(vm.run(script.code, variables), vm)
      switch value {
      case .bool(let flag): return .bool(flag)
      case .int(let number): return .integer(number)
      default: return try DataWriter(vm).write(value)
      }
    } catch {
      throw scriptError(error, script)
    }
  }

  /// Runs a script. See ``ScriptEngine/execute(_:data:locals:)``.
  public func execute(_ script: String, data: inout TaskData, locals: DataDictionary) throws(ScriptError) {
    let script = try compiled(script, .script)
    let names = ScriptNames(data, locals, environment)
    var namespace: Namespace? = script.namespace(names)
    defer { end(script, &namespace) }
    vm.beginEvaluation(script.table)
    guard let variables = namespace else { return }
    do throws(Raise) {
      _ = try vm.run(script.code, variables)
      var changed = data
      try write(variables, names, &changed)
      try vm.checkDeferred()
      data = changed
    } catch {
      throw scriptError(error, script)
    }
  }

  /// Writes the variables that a script assigned, deleted or changed.
  private func write(_ variables: Namespace, _ names: ScriptNames, _ data: inout TaskData) throws(Raise) {
    for slot in variables.touched {
      let name = variables.table.names[slot]
      guard !name.hasPrefix("__"), names.locals[name] == nil else { continue }
      let value = variables.values[slot]
      switch variables.origins[slot] {
      case .written:
        if value.isDefinition { continue }
        guard environment.members[name] == nil else {
          throw .abort(
            Abort(
              ScriptError(
                .value, exception: "ValueError",
                message: "the script assigns to '\(name)', a name that the environment predefines")))
        }
        if try writeAdded(to: value, name, names, &data) { continue }
        data[name] = try DataWriter(vm, name: name).write(value)
      case .data:
        guard value.isChangeable else { continue }
        if try writeAdded(to: value, name, names, &data) { continue }
        let written = try DataWriter(vm, name: name).write(value)
        if written != names.data[name] { data[name] = written }
      case .deleted:
        if data[name] != nil { data[name] = nil }
      case .unknown, .outside: continue
      }
    }
    for (name, value) in variables.extra where !name.hasPrefix("__") && !value.isDefinition {
      data[name] = try DataWriter(vm, name: name).write(value)
    }
  }

  /// Adds to a list or dictionary of the data what a script added to it, if that is all it did: then the cost is that of
  /// what was added.
  ///
  /// - Returns: Whether that is so.
  private func writeAdded(
    to value: Value, _ name: String, _ names: ScriptNames, _ data: inout TaskData
  ) throws(Raise) -> Bool {
    switch value {
    case .list(let list) where list.comes(from: names.data[name]):
      let items = try DataWriter(vm, name: name).writeAppended(to: list)
      list.lendData {
        for item in items { data.append(item, to: name) }
        return if case .list(let all)? = data[name] { all } else { [] }
      }
      return true
    case .dict(let dict) where dict.comes(from: names.data[name]):
      let members = try DataWriter(vm, name: name).writeAdded(to: dict)
      dict.lendData {
        for (key, member) in members { data.assign(member, at: .key(key), of: name) }
        return if case .dictionary(let all)? = data[name] { all } else { [:] }
      }
      return true
    default: return false
    }
  }

  private func end(_ script: CompiledScript, _ namespace: inout Namespace?) {
    script.recycle(&namespace)
    endEvaluation()
  }

  func endEvaluation() {
    vm.endEvaluation()
    guard vm.heap.lastSerial > lastEnvironmentSerial else { return }
    vm.heap.collect(newerThan: lastEnvironmentSerial) {
      var roots: [Value] = Array(environment.members.values)
      for namespace in namespaces { namespace.traverse { roots.append($0) } }
      return roots + vm.roots
    }
    lastEnvironmentSerial = vm.heap.lastSerial
  }

  // MARK: Texts

  private func compiled(_ text: String, _ kind: CompiledScript.Kind) throws(ScriptError) -> CompiledScript {
    if let known = kind == .expression ? expressions[text] : scripts[text] { return known }
    do throws(SyntaxFailure) {
      let script = try CompiledScript(text, kind)
      if kind == .expression { expressions.insert(script, for: text) } else { scripts.insert(script, for: text) }
      return script
    } catch {
      throw error.scriptError(text)
    }
  }

  /// What there is to say of a text before it runs. See ``ScriptEngine/check(_:as:)``.
  public func check(_ script: String, as kind: ScriptKind) -> [ScriptDiagnostic] {
    do throws(SyntaxFailure) {
      let remarks: [SyntaxFailure]
      switch kind {
      case .expression:
        let expression = try Parser.expression(script)
        remarks = try Resolver.remarks(expression, known: environment.members)
        _ = try Compiler.expression(expression, globals: GlobalTable())
      case .script:
        let statements = try Parser.script(script)
        remarks = try Resolver.remarks(statements, known: environment.members)
        _ = try Compiler.script(statements, globals: GlobalTable())
      }
      return remarks.map(\.diagnostic)
    } catch {
      return [error.diagnostic]
    }
  }
}

extension Value {
  /// Whether it is a function, class or module, which does not become data.
  var isDefinition: Bool {
    guard case .object(let object) = self else { return false }
    switch object.kind {
    case .function, .native, .type, .module, .boundMethod: return true
    // Names for annotations, and constants of modules that are written in the language.
    case .instance: return object.type.isSealed && object.type.isOpaque
    default: return object is GenericAlias || object is UnionType
    }
  }

  /// Whether it can have changed without an assignment.
  var isChangeable: Bool {
    switch self {
    case .list(let list): list.pending == nil || !list.appended.isEmpty || list.hasChangeableElements
    case .dict(let dict): dict.pending == nil || !dict.added.isEmpty
    case .set(let set): !set.isFrozen
    case .tuple, .object: true
    default: false
    }
  }
}
