import BigInt

/// A `decimal.Context`.
final class DecimalContextObject: Object, @unchecked Sendable {
  var context: DecimalContext
  /// Whether it is one of the module's own, which all engines share and nobody changes.
  private let isTemplate: Bool

  init(_ heap: Heap?, _ context: DecimalContext, isTemplate: Bool = false) {
    self.context = context
    self.isTemplate = isTemplate
    super.init(heap)
  }

  static let standard = DecimalContextObject(nil, .standard, isTemplate: true)
  static let basic = DecimalContextObject(nil, .basic, isTemplate: true)
  static let extended = DecimalContextObject(nil, .extended, isTemplate: true)

  override var type: TypeObject { DecimalContextObject.contextType }

  /// A context of its own with the same settings.
  func copied(_ vm: Machine) -> DecimalContextObject { DecimalContextObject(vm.heap, context) }

  /// The context that becomes current when this one is set: never a template itself.
  func usable(_ vm: Machine) -> DecimalContextObject {
    guard isTemplate else { return self }
    let result = copied(vm)
    result.context.flags = []
    return result
  }

  /// Keeps what an operation signaled, and raises what is trapped.
  func signal(_ status: DecimalSignals, _ vm: Machine) throws(Raise) {
    guard !status.isEmpty else { return }
    if !isTemplate { context.flags.formUnion(status) }
    if let raise = DecimalExceptions.raise(status.intersection(context.traps), vm) { throw raise }
  }

  /// The result of an operation under this context.
  func number(
    _ vm: Machine, _ body: (inout DecimalArithmetic) throws(Raise) -> DecimalNumber
  ) throws(Raise) -> DecimalNumber {
    var arithmetic = DecimalArithmetic(vm, context)
    let result = try body(&arithmetic)
    try signal(arithmetic.status, vm)
    return result
  }

  func value(
    _ vm: Machine, _ body: (inout DecimalArithmetic) throws(Raise) -> DecimalNumber
  ) throws(Raise) -> Value {
    .object(DecimalObject(vm.heap, try number(vm, body)))
  }

  func clear(_ role: DecimalSignalsObject.Role) {
    guard !isTemplate else { return }
    switch role {
    case .flags: context.flags = []
    case .traps: context.traps = []
    }
  }

  // MARK: As an object

  override func repr(_ vm: Machine) throws(Raise) -> String {
    func names(_ set: DecimalSignals) -> String {
      DecimalExceptions.shownSignals.filter { !$0.signals.isDisjoint(with: set) }.map(\.type.name)
        .joined(separator: ", ")
    }
    return "Context(prec=\(context.precision), rounding=\(context.rounding.rawValue), "
      + "Emin=\(context.leastExponent), Emax=\(context.greatestExponent), capitals=\(context.isCapital ? 1 : 0), "
      + "clamp=\(context.clamps ? 1 : 0), flags=[\(names(context.flags))], traps=[\(names(context.traps))])"
  }

  override func attribute(_ name: String, _ vm: Machine) throws(Raise) -> Value? {
    switch name {
    case "prec": .int(context.precision)
    case "rounding": vm.string(context.rounding.rawValue)
    case "Emin": .int(context.leastExponent)
    case "Emax": .int(context.greatestExponent)
    case "capitals": .int(context.isCapital ? 1 : 0)
    case "clamp": .int(context.clamps ? 1 : 0)
    case "flags": .object(DecimalSignalsObject(vm.heap, self, .flags))
    case "traps": .object(DecimalSignalsObject(vm.heap, self, .traps))
    default: nil
    }
  }

  override func setAttribute(_ name: String, _ value: Value?, _ vm: Machine) throws(Raise) -> Bool {
    guard let value else {
      if try attribute(name, vm) != nil { throw vm.attributeError("context attributes cannot be deleted") }
      return false
    }
    guard try attribute(name, vm) != nil else { return false }
    guard !isTemplate else {
      throw vm.attributeError("the contexts of the module cannot be changed: change a copy, and set that")
    }
    try set(name, value, allowsList: false, vm)
    return true
  }

  /// Sets what an attribute of a context, or a parameter of its constructor, stands for.
  func set(_ name: String, _ value: Value, allowsList: Bool, _ vm: Machine) throws(Raise) {
    switch name {
    case "prec":
      context.precision = try integer(value, 1...DecimalContext.mostPrecision, "range for prec is [1, MAX_PREC]", vm)
    case "rounding": context.rounding = try Self.rounding(value, vm)
    case "Emin":
      context.leastExponent = try integer(
        value, -DecimalContext.mostExponent...0, "range for Emin is [MIN_EMIN, 0]", vm)
    case "Emax":
      context.greatestExponent = try integer(
        value, 0...DecimalContext.mostExponent, "range for Emax is [0, MAX_EMAX]", vm)
    case "capitals": context.isCapital = try integer(value, 0...1, "values for capitals are 0 or 1", vm) == 1
    case "clamp": context.clamps = try integer(value, 0...1, "values for clamp are 0 or 1", vm) == 1
    case "flags": context.flags = try Self.signals(value, allowsList: allowsList, vm)
    default: context.traps = try Self.signals(value, allowsList: allowsList, vm)
    }
  }

  private func integer(
    _ value: Value, _ range: ClosedRange<Int>, _ expected: String, _ vm: Machine
  ) throws(Raise) -> Int {
    guard let integer = value.asInteger else { throw vm.typeError("an integer is required") }
    guard let number = Int(exactly: integer), range.contains(number) else {
      throw vm.valueError("valid \(expected)")
    }
    return number
  }

  static func rounding(_ value: Value, _ vm: Machine) throws(Raise) -> DecimalRounding {
    guard case .str(let name) = value, let rounding = DecimalRounding(rawValue: name.string) else {
      throw vm.typeError(
        "valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n"
          + "   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]")
    }
    return rounding
  }

  /// The signals that a list names, or to which a mapping gives a true value.
  private static func signals(_ value: Value, allowsList: Bool, _ vm: Machine) throws(Raise) -> DecimalSignals {
    var result: DecimalSignals = []
    if allowsList, case .list(let list) = value {
      for element in list.elements {
        result.formUnion(try DecimalSignalsObject.signal(element, vm))
      }
      return result
    }
    if let other = value.heapObject as? DecimalSignalsObject { return other.signals }
    guard case .dict(let dict) = value else { throw vm.typeError("argument must be a signal dict") }
    guard dict.count == DecimalExceptions.signals.count else { throw vm.keyError(vm.string("invalid signal dict")) }
    for (type, signals) in DecimalExceptions.signals {
      guard let position = try dict.find(.object(type), hash: vm.hash(.object(type)), vm) else {
        throw vm.keyError(vm.string("invalid signal dict"))
      }
      if try vm.truth(dict.table.entries[position].value) { result.formUnion(signals) }
    }
    return result
  }

  static let contextType = TypeObject(
    builtin: "Context", module: "decimal", isDerivable: false,
    constructor: { vm, _, arguments throws(Raise) in
      let bound = try signature.bind(arguments, vm)
      let result = DecimalContextObject(vm.heap, .standard)
      for (index, parameter) in signature.parameters.enumerated() {
        guard let value = bound[index], !value.isNone else { continue }
        try result.set(parameter.name, value, allowsList: true, vm)
      }
      return .object(result)
    },
    methods: DecimalContextMethods.table)

  static let signature = Signature(
    "Context", "prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None")
}

extension Machine {
  /// The context under which decimal operations work: made when it is first needed in an evaluation.
  var decimalContext: DecimalContextObject {
    get {
      if let currentDecimalContext { return currentDecimalContext }
      let context = DecimalContextObject(heap, initialDecimalContext)
      currentDecimalContext = context
      return context
    }
    set { currentDecimalContext = newValue }
  }

  /// The context that an argument names; the current one where there is none.
  func decimalContext(_ value: Value?) throws(Raise) -> DecimalContextObject {
    guard let value, !value.isNone else { return decimalContext }
    guard let context = value.heapObject as? DecimalContextObject else {
      throw typeError("optional argument must be a context")
    }
    return context
  }
}

/// The flags or the traps of a context, as a mapping from signals to truth values.
final class DecimalSignalsObject: Object, SubscriptableObject, @unchecked Sendable {
  enum Role {
    case flags, traps
  }

  private let owner: DecimalContextObject
  private let role: Role

  init(_ heap: Heap?, _ owner: DecimalContextObject, _ role: Role) {
    self.owner = owner
    self.role = role
    super.init(heap)
  }

  override var type: TypeObject { DecimalSignalsObject.signalsType }

  var signals: DecimalSignals { role == .flags ? owner.context.flags : owner.context.traps }

  /// What a class stands for, if it is that of a signal.
  static func signal(_ value: Value) -> DecimalSignals? {
    guard case .object(let object) = value else { return nil }
    return DecimalExceptions.signals.first { $0.type === object }?.signals
  }

  static func signal(_ key: Value, _ vm: Machine) throws(Raise) -> DecimalSignals {
    if let signal = signal(key) { return signal }
    throw vm.keyError(
      vm.string(
        "valid values for signals are:\n  [InvalidOperation, FloatOperation, DivisionByZero,\n"
          + "   Overflow, Underflow, Subnormal, Inexact, Rounded,\n   Clamped]"))
  }

  private func isSet(_ signal: DecimalSignals) -> Bool { !signals.isDisjoint(with: signal) }

  private var pairs: [(type: Value, isSet: Value)] {
    DecimalExceptions.signals.map { (.object($0.type), .bool(isSet($0.signals))) }
  }

  override func repr(_ vm: Machine) throws(Raise) -> String {
    var parts: [String] = []
    for (type, isSet) in pairs { parts.append("\(try vm.repr(type)):\(try vm.repr(isSet))") }
    return "{\(parts.joined(separator: ", "))}"
  }

  override func length(_ vm: Machine) throws(Raise) -> Int? { DecimalExceptions.signals.count }
  override func item(_ key: Value, _ vm: Machine) throws(Raise) -> Value { .bool(isSet(try Self.signal(key, vm))) }
  override func contains(_ value: Value, _ vm: Machine) throws(Raise) -> Bool? {
    DecimalSignalsObject.signal(value) != nil
  }
  override func iterate(_ vm: Machine) throws(Raise) -> Value? { try vm.iterator(of: vm.list(pairs.map(\.type))) }

  override func setItem(_ key: Value, _ value: Value, _ vm: Machine) throws(Raise) {
    let signal = try Self.signal(key, vm)
    let name = role == .flags ? "flags" : "traps"
    let changed = try vm.truth(value) ? signals.union(signal) : signals.subtracting(signal)
    let dict = Dict(vm.heap)
    for (type, signals) in DecimalExceptions.signals {
      try dict.set(.object(type), .bool(!changed.isDisjoint(with: signals)), vm)
    }
    _ = try owner.setAttribute(name, .dict(dict), vm)
  }

  override func deleteItem(_ key: Value, _ vm: Machine) throws(Raise) {
    throw vm.valueError("signal keys cannot be deleted")
  }

  override func equals(_ other: Value, _ vm: Machine) throws(Raise) -> Bool? {
    if let other = other.heapObject as? DecimalSignalsObject { return try repr(vm) == other.repr(vm) }
    return nil
  }

  override func traverse(_ visit: (Value) -> Void) { visit(.object(owner)) }

  private static func method(
    _ name: String, _ parameters: String, _ body: @escaping Method.Body<DecimalSignalsObject>
  ) -> NativeFunction {
    Method.make("decimal.SignalDict", name, parameters, { $0.heapObject as? DecimalSignalsObject }, body)
  }

  private static let signalsType = TypeObject(
    builtin: "SignalDict", module: "decimal", isDerivable: false,
    methods: [
      method("keys", "") { vm, object, _ throws(Raise) in try vm.list(object.pairs.map(\.type)) },
      method("values", "") { vm, object, _ throws(Raise) in try vm.list(object.pairs.map(\.isSet)) },
      method("items", "") { vm, object, _ throws(Raise) in
        try vm.list(object.pairs.map { vm.tuple([$0.type, $0.isSet]) })
      },
      method("get", "key, default=None") { vm, object, arguments throws(Raise) in
        guard let signal = signal(arguments.required(0)) else { return arguments[1] ?? .null }
        return .bool(object.isSet(signal))
      },
      method("copy", "") { vm, object, _ throws(Raise) in
        let dict = Dict(vm.heap)
        for (type, isSet) in object.pairs { try dict.set(type, isSet, vm) }
        return .dict(dict)
      },
    ])
}
