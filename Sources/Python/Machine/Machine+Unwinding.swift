import WorkflowScripting

/// Exceptions on their way.
extension Machine {
  /// Finds the handler of an exception among the frames down to `bottom`; the frame is ready to go on there. Without one
  /// the frames are gone, and the exception goes to the Swift function that called.
  func unwind(_ raise: Raise, _ bottom: Int) throws(Raise) -> FramePlace {
    var raise = raise
    let isNew = !isReraise
    isReraise = false
    if case .exception(let exception) = raise, isNew { setContext(exception) }
    while true {
      let frame = stack.innermost
      raise = located(raise, frame)
      if case .exception(let exception) = raise, let handler = handler(frame) {
        let sp = frame.pointee.base + frame.pointee.code.localCount + handler.depth
        if frame.pointee.sp > sp { sp.deinitialize(count: frame.pointee.sp - sp) }
        sp.initialize(to: .object(exception))
        frame.pointee.sp = sp + 1
        frame.pointee.pc = frame.pointee.code.instructions + handler.target
        return frame
      }
      if let generator = frame.pointee.generator {
        leave(generator, isFinished: true)
        raise = escaped(raise)
      } else {
        frame.pointee.base.drop(frame.pointee.sp - frame.pointee.base)
        frame.pointee.sp = frame.pointee.base
        frame.pointee.classNames = nil
        stack.pop()
      }
      if stack.depth < bottom { throw raise }
    }
  }

  private func handler(_ frame: FramePlace) -> Code.Handler? {
    let index = frame.pointee.pc - frame.pointee.code.instructions - 1
    return frame.pointee.code.handlers.first { $0.start <= index && index < $0.end }
  }

  /// What was being handled becomes the context of a new exception.
  private func setContext(_ exception: ExceptionObject) {
    guard let handled, handled !== exception else { return }
    // A chain must not become a ring.
    var link: ExceptionObject? = handled
    while let current = link {
      if current.context === exception {
        current.context = nil
        break
      }
      link = current.context
    }
    exception.context = handled
  }

  /// Notes where an exception came through, or where the evaluation ended.
  private func located(_ raise: Raise, _ frame: FramePlace) -> Raise {
    switch raise {
    case .exception(let exception):
      if exception.traceback.count < 64 {
        exception.traceback.append(
          ExceptionObject.TracebackEntry(
            code: frame.pointee.code, table: frame.pointee.globals.table, line: frame.pointee.line))
      }
      return raise
    case .abort(let abort):
      guard abort.error.line == nil, frame.pointee.globals.table === scriptTable else { return raise }
      var error = abort.error
      error.line = frame.pointee.line
      return .abort(Abort(error))
    }
  }

  /// A StopIteration must not leave a generator: that would look like its end.
  private func escaped(_ raise: Raise) -> Raise {
    guard let exception = caught(raise, .stopIteration) else { return raise }
    let error = ExceptionObject(heap, .runtimeError, [string("generator raised StopIteration")])
    error.cause = .object(exception)
    error.context = exception
    error.suppressesContext = true
    return .exception(error)
  }

  // MARK: Raising

  /// The exception that `raise value` raises.
  func exception(_ value: Value, _ argument: Value = .unbound, _ message: String? = nil) throws(Raise)
    -> ExceptionObject
  {
    if case .object(let object) = value {
      if object.kind == .exception { return unsafeDowncast(object, to: ExceptionObject.self) }
      if object.kind == .type, unsafeDowncast(object, to: TypeObject.self).isSubtype(of: .baseException) {
        let arguments = argument.isBound ? [argument] : []
        guard case .object(let made) = try call(value, ArgumentList(arguments)), made.kind == .exception else {
          throw typeError(
            "calling \(try repr(value)) should have returned an instance of BaseException, not something else")
        }
        return unsafeDowncast(made, to: ExceptionObject.self)
      }
    }
    throw typeError(message.map { $0 + value.typeName } ?? "exceptions must derive from BaseException")
  }

  /// The exception of `raise value from cause`.
  func exception(_ value: Value, from cause: Value) throws(Raise) -> ExceptionObject {
    let exception = try exception(value)
    if cause.isNone {
      exception.cause = .null
    } else {
      exception.cause = .object(try self.exception(cause, .unbound, nil, isCause: true))
    }
    exception.suppressesContext = true
    return exception
  }

  private func exception(
    _ value: Value, _ argument: Value, _ message: String?, isCause: Bool
  ) throws(Raise) -> ExceptionObject {
    if case .object(let object) = value {
      if object.kind == .exception { return try exception(value) }
      if object.kind == .type, unsafeDowncast(object, to: TypeObject.self).isSubtype(of: .baseException) {
        return try exception(value)
      }
    }
    throw typeError("exception causes must derive from BaseException")
  }

  /// Whether an exception is one of the class, or of the classes in the tuple, that `except` names.
  func matches(_ exception: Value, _ type: Value) throws(Raise) -> Bool {
    let message = "catching classes that do not inherit from BaseException is not allowed"
    guard case .object(let object) = exception else { return false }
    switch type {
    case .object(let wanted):
      guard wanted.kind == .type else { throw typeError(message) }
      let wanted = unsafeDowncast(wanted, to: TypeObject.self)
      guard wanted.isSubtype(of: .baseException) else { throw typeError(message) }
      return object.type.isSubtype(of: wanted)
    case .tuple(let tuple):
      var found = false
      for element in tuple.elements {
        if case .tuple = element { throw typeError(message) }
        if try matches(exception, element) { found = true }
      }
      return found
    default: throw typeError(message)
    }
  }

  // MARK: with

  /// The exit function and the value of a context manager that is entered.
  func enterWith(_ manager: Value) throws(Raise) -> (exit: Value, value: Value) {
    let type = manager.type
    guard let enter = type.lookup("__enter__") else {
      throw typeError("'\(type.name)' object does not support the context manager protocol")
    }
    guard let exit = type.lookup("__exit__") else {
      throw typeError(
        "'\(type.name)' object does not support the context manager protocol (missed __exit__ method)")
    }
    let boundExit = try bind(exit, to: manager, type)
    return (boundExit, try callSpecial(enter, manager, []))
  }

  /// Calls the exit function with an exception; whether it is suppressed.
  func exitWith(_ exit: Value, _ exception: Value) throws(Raise) -> Bool {
    try truth(call(exit, .object(exception.type), exception, .null))
  }
}
