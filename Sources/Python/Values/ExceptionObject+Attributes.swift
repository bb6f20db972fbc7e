import WorkflowModel

/// What scripts see of an exception.
extension ExceptionObject {
  /// The class that `OSError(number, text)` makes an instance of.
  private static let systemErrors: [Int: TypeObject] = [
    1: .permissionError, 2: .fileNotFoundError, 3: .processLookupError, 4: .interruptedError, 10: .childProcessError,
    11: .blockingIOError, 13: .permissionError, 17: .fileExistsError, 20: .notADirectoryError, 21: .isADirectoryError,
    32: .brokenPipeError, 103: .connectionAbortedError, 104: .connectionResetError, 110: .timeoutError,
    111: .connectionRefusedError,
  ]

  static let make: TypeObject.Constructor = { vm, type, arguments throws(Raise) in
    var type = type
    if type === TypeObject.osError, arguments.count >= 2, case .int(let number) = arguments[0] {
      type = systemErrors[number] ?? type
    }
    let exception = ExceptionObject(vm.heap, type, arguments.positional)
    if !arguments.keywords.isEmpty {
      guard type.isSubtype(of: .importError) else {
        throw vm.typeError("\(type.name)() takes no keyword arguments")
      }
      for (name, value) in arguments.named { exception.attributes.set(name, value) }
    }
    return .object(exception)
  }

  private static let bpmnSignature = Signature("BpmnError", "code, name=None, payload=None")

  static let makeBpmnError: TypeObject.Constructor = { vm, type, arguments throws(Raise) in
    let bound = try bpmnSignature.bind(arguments, vm)
    let exception = ExceptionObject(vm.heap, type, arguments.positional)
    exception.attributes.set("code", bound.required(0))
    exception.attributes.set("name", bound[1] ?? .null)
    exception.attributes.set("payload", bound[2] ?? .null)
    return .object(exception)
  }

  static let methods: [NativeFunction] = [
    NativeFunction("with_traceback", .method) { _, arguments throws(Raise) in arguments[0] },
    NativeFunction("add_note", .method) { vm, arguments throws(Raise) in
      guard case .object(let object) = arguments[0], let exception = object as? ExceptionObject, arguments.count == 2
      else { throw vm.typeError("add_note() takes exactly one argument (\(arguments.count - 1) given)") }
      guard case .str = arguments[1] else {
        throw vm.typeError("note must be a str, not '\(arguments[1].typeName)'")
      }
      if case .list(let notes) = exception.attributes["__notes__"] {
        notes.elements.append(arguments[1])
        notes.account()
      } else {
        exception.attributes.set("__notes__", .list(List(vm.heap, [arguments[1]])))
      }
      return .null
    },
  ]

  /// The text of `str(exception)` without a `__str__` of a script.
  func plainText(_ vm: Machine) throws(Raise) -> String {
    if exceptionType.isSubtype(of: .baseExceptionGroup) { return try groupText(vm) }
    if arguments.isEmpty { return "" }
    if arguments.count == 1 {
      return exceptionType.isSubtype(of: .keyError) ? try vm.repr(arguments[0]) : try vm.str(arguments[0])
    }
    if exceptionType.isSubtype(of: .osError), arguments.count >= 2 {
      let text = "[Errno \(try vm.str(arguments[0]))] \(try vm.str(arguments[1]))"
      return arguments.count > 2 ? "\(text): \(try vm.repr(arguments[2]))" : text
    }
    return try vm.repr(vm.tuple(arguments))
  }

  func ownAttribute(_ name: String, _ vm: Machine) -> Value? {
    if let own = attributes[name] { return own }
    switch name {
    case "args": return vm.tuple(arguments)
    case "__cause__": return cause
    case "__context__": return context.map { .object($0) } ?? .null
    case "__suppress_context__": return .bool(suppressesContext)
    case "__traceback__": return .null
    case "message" where exceptionType.isSubtype(of: .baseExceptionGroup): return arguments.first ?? .null
    case "exceptions" where exceptionType.isSubtype(of: .baseExceptionGroup): return vm.tuple(members)
    case "value" where exceptionType.isSubtype(of: .stopIteration): return arguments.first ?? .null
    case "code" where exceptionType.isSubtype(of: .systemExit): return arguments.first ?? .null
    case "errno" where exceptionType.isSubtype(of: .osError): return arguments.count > 1 ? arguments[0] : .null
    case "strerror" where exceptionType.isSubtype(of: .osError): return arguments.count > 1 ? arguments[1] : .null
    case "filename" where exceptionType.isSubtype(of: .osError): return arguments.count > 2 ? arguments[2] : .null
    case "name", "path", "msg":
      if exceptionType.isSubtype(of: .importError) {
        return name == "msg" ? arguments.first ?? .null : .null
      }
      return nil
    default: return nil
    }
  }

  /// Sets one of the attributes that are not in ``attributes``; false where there is none of the name.
  func setOwnAttribute(_ name: String, _ value: Value?, _ vm: Machine) throws(Raise) -> Bool {
    switch (name, value) {
    case ("args", let value?): arguments = try vm.collect(value)
    case ("__cause__", let value?):
      cause = value
      suppressesContext = true
    case ("__context__", .object(let object)?): context = object as? ExceptionObject
    case ("__context__", _): context = nil
    case ("__suppress_context__", let value?): suppressesContext = try vm.truth(value)
    case ("__traceback__", _): break
    default: return false
    }
    return true
  }
}
