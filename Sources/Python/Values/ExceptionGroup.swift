/// `ExceptionGroup` and `BaseExceptionGroup`: several exceptions raised as one.
extension TypeObject {
  static let baseExceptionGroup = TypeObject(
    builtin: "BaseExceptionGroup", base: .baseException, constructor: ExceptionObject.makeGroup,
    methods: ExceptionObject.groupMethods)
  static let exceptionGroup = TypeObject(builtin: "ExceptionGroup", base: baseExceptionGroup, others: [.exception])
}

extension ExceptionObject {
  var isGroup: Bool { exceptionType.isSubtype(of: .baseExceptionGroup) }

  /// The exceptions of a group.
  var members: [Value] {
    guard arguments.count == 2 else { return [] }
    switch arguments[1] {
    case .list(let list): return list.elements
    case .tuple(let tuple): return tuple.elements
    default: return []
    }
  }

  fileprivate var groups: [ExceptionObject] { members.compactMap { $0.heapObject as? ExceptionObject } }

  func groupText(_ vm: Machine) throws(Raise) -> String {
    guard let message = arguments.first else { return "" }
    let count = members.count
    return "\(try vm.str(message)) (\(count) sub-exception\(count == 1 ? "" : "s"))"
  }

  static let makeGroup: TypeObject.Constructor = { vm, type, arguments throws(Raise) in
    guard arguments.count == 2, arguments.keywords.isEmpty else {
      throw vm.typeError("BaseExceptionGroup.__new__() takes exactly 2 arguments (\(arguments.count) given)")
    }
    guard case .str = vm.plain(arguments[0]) else {
      throw vm.typeError("BaseExceptionGroup.__new__() argument 1 must be str, not \(arguments[0].typeName)")
    }
    let elements: [Value]
    switch arguments[1] {
    case .list(let list): elements = list.elements
    case .tuple(let tuple): elements = tuple.elements
    default: throw vm.typeError("second argument (exceptions) must be a sequence")
    }
    if elements.isEmpty { throw vm.valueError("second argument (exceptions) must be a non-empty sequence") }
    var areExceptions = true
    for (index, element) in elements.enumerated() {
      guard let exception = element.heapObject as? ExceptionObject else {
        throw vm.valueError("Item \(index) of second argument (exceptions) is not an exception")
      }
      if !exception.exceptionType.isSubtype(of: .exception) { areExceptions = false }
    }
    var type = type
    if type === TypeObject.baseExceptionGroup, areExceptions {
      type = .exceptionGroup
    } else if !areExceptions, type.isSubtype(of: .exception) {
      throw vm.typeError(
        type === TypeObject.exceptionGroup
          ? "Cannot nest BaseExceptions in an ExceptionGroup" : "Cannot nest BaseExceptions in '\(type.name)'")
    }
    return .object(ExceptionObject(vm.heap, type, [arguments[0], arguments[1]]))
  }

  // MARK: Parts

  /// The exceptions for which `condition` holds, and the others, as groups of the same structure.
  func split(
    _ vm: Machine, _ condition: (ExceptionObject) throws(Raise) -> Bool
  ) throws(Raise) -> (matching: ExceptionObject?, rest: ExceptionObject?) {
    try vm.descend()
    defer { vm.ascend() }
    try vm.charge(1)
    if try condition(self) { return (self, nil) }
    guard isGroup else { return (nil, self) }
    var matching: [Value] = []
    var rest: [Value] = []
    for member in groups {
      let parts = try member.split(vm, condition)
      if let part = parts.matching { matching.append(.object(part)) }
      if let part = parts.rest { rest.append(.object(part)) }
    }
    if rest.isEmpty, matching.count == members.count, zip(matching, members).allSatisfy({ $0.isIdentical(to: $1) }) {
      return (self, nil)
    }
    if matching.isEmpty { return (nil, self) }
    return (try derived(matching, vm), rest.isEmpty ? nil : try derived(rest, vm))
  }

  /// A group like this one of other exceptions.
  private func derived(_ exceptions: [Value], _ vm: Machine) throws(Raise) -> ExceptionObject {
    let made = try vm.callMethod(.object(self), "derive", vm.list(exceptions))
    guard let group = made.heapObject as? ExceptionObject, group.isGroup else {
      throw vm.typeError("derive must return an instance of BaseExceptionGroup")
    }
    group.cause = cause
    group.context = context
    group.suppressesContext = suppressesContext
    group.traceback = traceback
    if let notes = attributes["__notes__"] { group.attributes.set("__notes__", notes) }
    return group
  }

  fileprivate static let groupMethods: [NativeFunction] = [
    method("derive") { vm, group, arguments throws(Raise) in
      try vm.exceptionGroup(group.arguments[0], arguments[0])
    },
    method("split") { vm, group, arguments throws(Raise) in
      let condition = try Condition(arguments[0], vm)
      let parts = try group.split(vm) { exception throws(Raise) in try condition.holds(exception, vm) }
      return vm.tuple([
        parts.matching.map { .object($0) } ?? .null, parts.rest.map { .object($0) } ?? .null,
      ])
    },
    method("subgroup") { vm, group, arguments throws(Raise) in
      let condition = try Condition(arguments[0], vm)
      let parts = try group.split(vm) { exception throws(Raise) in try condition.holds(exception, vm) }
      return parts.matching.map { .object($0) } ?? .null
    },
  ]

  private static func method(
    _ name: String, _ body: @escaping @Sendable (Machine, ExceptionObject, Arguments) throws(Raise) -> Value
  ) -> NativeFunction {
    NativeFunction(name, .method) { vm, arguments throws(Raise) in
      guard arguments.count == 2, let group = arguments[0].heapObject as? ExceptionObject, group.isGroup else {
        throw vm.typeError("BaseExceptionGroup.\(name)() takes exactly one argument (\(arguments.count - 1) given)")
      }
      return try body(vm, group, arguments.dropFirst)
    }
  }

  /// What `split` and `subgroup` look for: exceptions of some types, or those for which a function holds.
  private struct Condition {
    let value: Value
    private let isFunction: Bool

    init(_ value: Value, _ vm: Machine) throws(Raise) {
      self.value = value
      switch value {
      case .object(let object) where object.kind == .type: isFunction = false
      case .tuple: isFunction = false
      case .object(let object) where object.isCallable: isFunction = true
      default: throw vm.typeError("expected a function, exception type or tuple of exception types")
      }
    }

    func holds(_ exception: ExceptionObject, _ vm: Machine) throws(Raise) -> Bool {
      if isFunction { return try vm.truth(vm.call(value, .object(exception))) }
      return try vm.matches(.object(exception), value)
    }
  }
}

/// `except*`, as instructions ask for it.
extension Machine {
  func group(_ operation: Opcode, _ sp: inout UnsafeMutablePointer<Value>) throws(Raise) {
    switch operation {
    case .matchGroup:
      guard let whole = (sp - 4).pointee.heapObject as? ExceptionObject else { return }
      let parts = try groupParts((sp - 2).pointee, (sp - 1).pointee, whole)
      (sp - 2).pointee = parts.rest
      (sp - 1).pointee = parts.matching
      if let matching = parts.matching.heapObject as? ExceptionObject { handled = matching }
    case .collectGroup:
      if case .list(let list) = (sp - 3).pointee { list.elements.append((sp - 1).pointee) }
      sp -= 1
      sp.deinitialize(count: 1)
    default:
      let result = try joined((sp - 3).pointee, (sp - 2).pointee, (sp - 1).pointee)
      sp -= 2
      sp.deinitialize(count: 2)
      (sp - 1).pointee = result
    }
  }

  /// A group of exceptions: an `ExceptionGroup` where all of them are `Exception`s.
  fileprivate func exceptionGroup(_ message: Value, _ exceptions: Value) throws(Raise) -> Value {
    try call(.object(TypeObject.baseExceptionGroup), message, exceptions)
  }

  private func groupParts(
    _ rest: Value, _ type: Value, _ whole: ExceptionObject
  ) throws(Raise) -> (matching: Value, rest: Value) {
    try checkGroupTypes(type)
    guard let exception = rest.heapObject as? ExceptionObject else { return (.null, .null) }
    if !exception.isGroup {
      guard try matches(rest, type) else { return (.null, rest) }
      return (try exceptionGroup(string(""), tuple([rest])), .null)
    }
    let parts = try exception.split(self) { exception throws(Raise) in try matches(.object(exception), type) }
    for part in [parts.matching, parts.rest] where part !== whole { part?.whole = whole }
    return (parts.matching.map { .object($0) } ?? .null, parts.rest.map { .object($0) } ?? .null)
  }

  private func checkGroupTypes(_ type: Value) throws(Raise) {
    let types: [Value]
    if case .tuple(let tuple) = type { types = tuple.elements } else { types = [type] }
    for type in types {
      guard case .object(let object) = type, let type = object as? TypeObject, type.isSubtype(of: .baseException)
      else { throw typeError("catching classes that do not inherit from BaseException is not allowed") }
      if type.isSubtype(of: .baseExceptionGroup) {
        throw typeError("catching ExceptionGroup with except* is not allowed. Use except instead.")
      }
    }
  }

  /// What is raised behind all clauses: what their bodies raised, and what none of them took.
  private func joined(_ whole: Value, _ raised: Value, _ rest: Value) throws(Raise) -> Value {
    guard let whole = whole.heapObject as? ExceptionObject, case .list(let raised) = raised else { return .null }
    if !whole.isGroup { return raised.elements.first ?? rest }
    var left: Set<ObjectIdentifier> = []
    var new: [Value] = []
    for value in raised.elements + [rest] {
      guard let exception = value.heapObject as? ExceptionObject else { continue }
      if exception === whole || exception.whole === whole { leaves(exception, &left) } else { new.append(value) }
    }
    if new.isEmpty, left.isEmpty { return .null }
    let parts = try whole.split(self) { exception throws(Raise) in
      !exception.isGroup && left.contains(ObjectIdentifier(exception))
    }
    let again: [Value] = parts.matching.map { [.object($0)] } ?? []
    if new.isEmpty { return again.first ?? .null }
    return try exceptionGroup(string(""), list(new + again))
  }

  private func leaves(_ exception: ExceptionObject, _ found: inout Set<ObjectIdentifier>) {
    guard exception.isGroup else {
      found.insert(ObjectIdentifier(exception))
      return
    }
    for member in exception.groups { leaves(member, &found) }
  }
}
