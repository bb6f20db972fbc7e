import BigInt

/// Makes the methods of the built-in types: the receiver is checked, the arguments are bound to a signature.
enum Method {
  typealias Body<Receiver> =
    @Sendable (_ vm: Machine, _ receiver: Receiver, _ arguments: Signature.Bound) throws(Raise) -> Value

  /// A method whose receiver `unwrap` takes out of the value; nil where the value is of another type.
  static func make<Receiver>(
    _ type: String, _ name: String, _ parameters: String, _ unwrap: @escaping @Sendable (Value) -> Receiver?,
    _ body: @escaping Body<Receiver>
  ) -> NativeFunction {
    let signature = signature(type, name, parameters)
    return NativeFunction(name, .method) { vm, arguments throws(Raise) in
      let receiver = try receiver(type, name, arguments, unwrap, vm)
      if !arguments.keywords.isEmpty, signature.parameters.allSatisfy(\.isPositionalOnly) {
        throw vm.typeError("\(type).\(name)() takes no keyword arguments")
      }
      return try body(vm, receiver, signature.bind(arguments.dropFirst, vm))
    }
  }

  /// A method that reads its arguments itself.
  static func raw<Receiver>(
    _ type: String, _ name: String, _ unwrap: @escaping @Sendable (Value) -> Receiver?,
    _ body: @escaping @Sendable (_ vm: Machine, _ receiver: Receiver, _ arguments: Arguments) throws(Raise) -> Value
  ) -> NativeFunction {
    NativeFunction(name, .method) { vm, arguments throws(Raise) in
      let receiver = try receiver(type, name, arguments, unwrap, vm)
      return try body(vm, receiver, arguments.dropFirst)
    }
  }

  /// An attribute that is computed when it is read.
  static func getter<Receiver>(
    _ type: String, _ name: String, _ unwrap: @escaping @Sendable (Value) -> Receiver?,
    _ body: @escaping @Sendable (_ vm: Machine, _ receiver: Receiver) throws(Raise) -> Value
  ) -> NativeFunction {
    NativeFunction(name, .getter) { vm, arguments throws(Raise) in
      try body(vm, receiver(type, name, arguments, unwrap, vm))
    }
  }

  private static func receiver<Receiver>(
    _ type: String, _ name: String, _ arguments: Arguments, _ unwrap: (Value) -> Receiver?, _ vm: Machine
  ) throws(Raise) -> Receiver {
    guard arguments.count > 0 else { throw vm.typeError("unbound method \(type).\(name)() needs an argument") }
    guard let receiver = unwrap(arguments[0]) ?? unwrap(vm.plain(arguments[0])) else {
      throw vm.typeError(
        "descriptor '\(name)' for '\(type)' objects doesn't apply to a '\(arguments[0].typeName)' object")
    }
    return receiver
  }

  /// CPython names a method with its type where it takes nothing, or one argument by position.
  static func signature(_ type: String, _ name: String, _ parameters: String) -> Signature {
    let short = Signature(name, parameters)
    let isSingle = short.parameters.count == 1 && short.parameters[0].isPositionalOnly && short.parameters[0].isRequired
    return short.parameters.isEmpty || isSingle ? Signature("\(type).\(name)", parameters) : short
  }
}

/// What stands behind a value, for receivers.
extension Value {
  var asStr: Str? { if case .str(let text) = self { text } else { nil } }
  var asList: List? { if case .list(let list) = self { list } else { nil } }
  var asTuple: Tuple? { if case .tuple(let tuple) = self { tuple } else { nil } }
  var asDict: Dict? { if case .dict(let dict) = self { dict } else { nil } }
  var asSet: SetObject? { if case .set(let set) = self { set } else { nil } }
  var asMutableSet: SetObject? { if case .set(let set) = self, !set.isFrozen { set } else { nil } }
  var asFrozenSet: SetObject? { if case .set(let set) = self, set.isFrozen { set } else { nil } }
  var asBytes: Bytes? { if case .bytes(let bytes) = self { bytes } else { nil } }
  var asFloat: Double? { if case .float(let number) = self { number } else { nil } }
  var asInteger: BigInt? {
    switch self {
    case .int(let number): BigInt(number)
    case .bool(let flag): flag ? 1 : 0
    case .big(let big): big.value
    default: nil
    }
  }
}

extension Machine {
  /// The exception of the language for a fault of value-free code.
  func raise(_ fault: Fault) -> Raise {
    let type: TypeObject =
      switch fault.kind {
      case .valueError: .valueError
      case .typeError: .typeError
      case .overflowError: .overflowError
      case .zeroDivisionError: .zeroDivisionError
      case .keyError: .keyError
      case .indexError: .indexError
      case .attributeError: .attributeError
      }
    return raise(type, fault.message)
  }

  /// Runs value-free code, and raises its fault.
  func raising<Result>(_ body: () throws(Fault) -> Result) throws(Raise) -> Result {
    do throws(Fault) {
      return try body()
    } catch {
      throw raise(error)
    }
  }

  /// A bound of a slice that a method takes: nil or None is the default; others are clamped to `0...count`.
  func sliceBound(
    _ value: Value?, count: Int, default fallback: Int, _ message: String? = nil
  ) throws(Raise) -> Int {
    guard let value, !value.isNone else { return fallback }
    let index = try index(
      value, clamping: true,
      message ?? "slice indices must be integers or None or have an __index__ method")
    return index < 0 ? max(0, index &+ count) : min(index, count)
  }

  /// All elements of what iterates; `message` is the TypeError's for what does not.
  func collect(_ iterable: Value, orTypeError message: String) throws(Raise) -> [Value] {
    switch iterable {
    case .list, .tuple: break
    default:
      let iterator: Value
      do throws(Raise) {
        iterator = try self.iterator(of: iterable)
      } catch {
        throw caught(error, .typeError) == nil ? error : typeError(message)
      }
      return try collect(iterator)
    }
    return try collect(iterable)
  }

  /// A count or index as C's `Py_ssize_t`.
  func size(_ value: Value) throws(Raise) -> Int {
    if case .int(let number) = value { return number }
    guard let number = try bigInt(value) else {
      throw typeError("'\(value.typeName)' object cannot be interpreted as an integer")
    }
    guard let small = Int(exactly: number) else {
      throw overflowError("Python int too large to convert to C ssize_t")
    }
    return small
  }

  /// The number of arguments of a search in a text: what is searched for, and two bounds.
  func checkSearch(_ type: String, _ name: String, _ arguments: Arguments) throws(Raise) {
    guard arguments.keywords.isEmpty else { throw typeError("\(type).\(name)() takes no keyword arguments") }
    guard arguments.count >= 1 else { throw typeError("\(name)() takes at least 1 argument (0 given)") }
    guard arguments.count <= 3 else {
      throw typeError("\(name)() takes at most 3 arguments (\(arguments.count) given)")
    }
  }
}

extension Value {
  /// The name of the type as messages about one argument show it.
  var argumentTypeName: String { isNone ? "None" : typeName }
}
