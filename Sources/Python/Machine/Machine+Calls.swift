/// Calls from Swift: of built-in functions, functions of scripts, classes, and whatever else can be called.
extension Machine {
  /// Calls with positional arguments.
  func call(_ callee: Value, _ arguments: Value...) throws(Raise) -> Value {
    try call(callee, ArgumentList(arguments))
  }

  /// Calls with any arguments.
  func call(_ callee: Value, _ arguments: ArgumentList) throws(Raise) -> Value {
    let values = arguments.values
    return try values.withUnsafeBufferPointer { buffer throws(Raise) in
      try call(callee, Arguments(buffer, keywords: arguments.keywords))
    }
  }

  /// Calls with arguments that stand in memory of the caller.
  func call(_ callee: Value, _ arguments: Arguments) throws(Raise) -> Value {
    guard case .object(let object) = callee else { throw notCallable(callee) }
    try descend()
    defer { ascend() }
    try charge(4)
    switch object.kind {
    case .native:
      return try unsafeDowncast(object, to: NativeFunction.self).body(self, arguments)
    case .function:
      return try run(unsafeDowncast(object, to: Function.self), arguments)
    case .type:
      return try construct(unsafeDowncast(object, to: TypeObject.self), arguments)
    default:
      return try object.call(arguments, self)
    }
  }

  func notCallable(_ value: Value) -> Raise { typeError("'\(value.typeName)' object is not callable") }

  /// Whether Python's `callable(value)`.
  func isCallable(_ value: Value) -> Bool {
    if case .object(let object) = value { object.isCallable } else { false }
  }

  /// Calls a method by its name.
  func callMethod(_ receiver: Value, _ name: String, _ arguments: Value...) throws(Raise) -> Value {
    try call(attribute(receiver, name), ArgumentList(arguments))
  }

  /// Calls a class: `type(*arguments)`.
  func construct(_ type: TypeObject, _ arguments: Arguments) throws(Raise) -> Value {
    if type.isScripted, type.constructor == nil { return try constructScripted(type, arguments) }
    guard let constructor = type.constructor ?? inheritedConstructor(type) else {
      throw typeError("cannot create '\(type.qualifiedName)' instances")
    }
    return try constructor(self, type, arguments)
  }

  private func inheritedConstructor(_ type: TypeObject) -> TypeObject.Constructor? {
    guard let constructor = type.effectiveConstructor, type.isDerivable, type.bases.first !== TypeObject.object else {
      return nil
    }
    return constructor
  }
}
