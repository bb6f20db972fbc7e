import WorkflowModel
import WorkflowScripting

/// Evaluations from begin to end.
extension Machine {
  /// Gives a new evaluation its budgets. `table` tells the script's frames from others; nil where there is no script.
  func beginEvaluation(_ table: GlobalTable?) {
    scriptTable = table
    handled = nil
    isReraise = false
    deferred = nil
    printed = 0
    nativeDepth = 0
    // The clock is asked for the first time when the first portion is used up.
    deadline = nil
    fuel = Swift.min(Machine.slice, budget.instructions)
    reserve = budget.instructions - fuel
    heap.limit = heap.live + budget.bytes
  }

  func endEvaluation() {
    handled = nil
    deferred = nil
    delegatedResult = .null
    inRepr = []
    scriptTable = nil
    currentDecimalContext = nil
  }

  /// Runs the code of a script, an expression or an environment module.
  func run(_ code: Code, _ globals: Namespace) throws(Raise) -> Value {
    let base = stack.top
    guard base + code.localCount + code.stackSize < stack.limit else {
      throw exceeded("bytes", budget.bytes, "bytes of values")
    }
    let frame = stack.push(.passUnretained(code), .passUnretained(globals), base)
    base.initialize(repeating: .unbound, count: code.localCount)
    frame.pointee.exit = .native
    return try loop(nil)
  }

  /// Raises what went wrong where nothing could be thrown.
  func checkDeferred() throws(Raise) {
    guard let raise = deferred else { return }
    deferred = nil
    throw raise
  }

  /// The value of data at the top of a variable; an error of its conversion is thrown at once.
  func checkedValue(of data: DataValue) throws(Raise) -> Value {
    if case .typed(let typed) = data { return try value(of: typed) }
    return value(of: data)
  }

  /// Registers a type of an environment module.
  func register(_ typename: String, _ registration: Registration) {
    registrations[typename] = registration
    typenames[ObjectIdentifier(registration.type)] = typename
  }

  /// What the machine itself keeps.
  var roots: [Value] {
    var roots: [Value] = modules.values.map { .object($0) }
    for registration in registrations.values {
      roots += [.object(registration.type), registration.toDict, registration.fromDict]
      roots += registration.upgrades.values
    }
    return roots
  }

  /// Drops everything, when the engine goes.
  func shutDown() {
    endEvaluation()
    registrations = [:]
    typenames = [:]
    modules = [:]
    zones = [:]
    for namespace in preludes { namespace.clear() }
    preludes = []
    generated = [:]
    heap.collect(newerThan: 0) { [] }
  }
}
