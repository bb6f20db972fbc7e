/// A generator: a frame of its own, suspended between two values.
final class Generator: IteratorObject, @unchecked Sendable {
  let name: String
  private let code: Code
  private let globals: Namespace
  private let memory: UnsafeMutablePointer<Value>
  @exclusivity(unchecked) private var hasFrame = true
  let frame: FramePlace
  @exclusivity(unchecked) var isRunning = false
  @exclusivity(unchecked) var hasStarted = false
  /// What was being handled inside when it was suspended.
  var handled: ExceptionObject?
  /// What was being handled outside when it was resumed.
  var outerHandled: ExceptionObject?

  /// Takes over the locals that stand at `locals`.
  init(_ heap: Heap?, name: String, function: Function, locals: UnsafeMutablePointer<Value>) {
    self.name = name
    code = function.code
    globals = function.globals
    let capacity = code.localCount + code.stackSize
    memory = .allocate(capacity: capacity + OperandStack.slack)
    memory.moveInitialize(from: locals, count: code.localCount)
    frame = .allocate(capacity: 1)
    frame.initialize(to: Frame(.passUnretained(code), .passUnretained(globals), memory, caller: frame))
    frame.pointee.sp = memory + code.localCount
    super.init(heap, .generator, kind: .generator)
    frame.pointee.generator = self
    heap?.add(capacity * 16 + 256)
  }

  deinit {
    heap?.remove((code.localCount + code.stackSize) * 16 + 256)
    drop()
    frame.deinitialize(count: 1)
    frame.deallocate()
    memory.deallocate()
  }

  var isFinished: Bool { !hasFrame }

  /// Drops everything that the frame holds: it has ended.
  func drop() {
    guard hasFrame else { return }
    hasFrame = false
    let count = frame.pointee.sp - memory
    frame.pointee.sp = memory
    guard let heap else {
      memory.deinitialize(count: count)
      return
    }
    var values: [Value] = []
    values.reserveCapacity(count)
    for index in 0..<count { values.append((memory + index).move()) }
    heap.release(&values)
  }

  override func repr(_ vm: Machine) throws(Raise) -> String { "<generator object \(name) at \(addressText)>" }

  override func next(_ vm: Machine) throws(Raise) -> Value? {
    let value = try vm.resume(self, .null)
    return isFinished ? nil : value
  }

  override func attribute(_ name: String, _ vm: Machine) throws(Raise) -> Value? {
    name == "__name__" ? vm.string(code.name) : name == "__qualname__" ? vm.string(self.name) : nil
  }

  override func traverse(_ visit: (Value) -> Void) {
    guard hasFrame else { return }
    var place = memory
    while place < frame.pointee.sp {
      visit(place.pointee)
      place += 1
    }
  }

  static let methods: [NativeFunction] = [
    NativeFunction("__next__", .method) { vm, arguments throws(Raise) in
      try vm.nextOrStop(receiver(arguments, "__next__", vm))
    },
    NativeFunction("__iter__", .method) { vm, arguments throws(Raise) in
      try .object(receiver(arguments, "__iter__", vm))
    },
    NativeFunction("send", .method) { vm, arguments throws(Raise) in
      let generator = try receiver(arguments, "send", vm)
      guard arguments.count == 2 else {
        throw vm.typeError("generator.send() takes exactly one argument (\(arguments.count - 1) given)")
      }
      if !generator.hasStarted, !generator.isFinished, !arguments[1].isNone {
        throw vm.typeError("can't send non-None value to a just-started generator")
      }
      return try generator.result(vm.resume(generator, arguments[1]), vm)
    },
    NativeFunction("throw", .method) { vm, arguments throws(Raise) in
      let generator = try receiver(arguments, "throw", vm)
      guard arguments.count >= 2 else { throw vm.typeError("throw expected at least 1 argument, got 0") }
      let exception = try vm.exception(
        arguments[1], arguments.count > 2 ? arguments[2] : .unbound,
        "exceptions must be classes or instances deriving from BaseException, not ")
      return try generator.result(vm.resume(generator, throwing: .exception(exception)), vm)
    },
    NativeFunction("close", .method) { vm, arguments throws(Raise) in
      let generator = try receiver(arguments, "close", vm)
      try vm.close(generator)
      return .null
    },
  ]

  private static func receiver(_ arguments: Arguments, _ name: String, _ vm: Machine) throws(Raise) -> Generator {
    guard arguments.count > 0, case .object(let object) = arguments[0], let generator = object as? Generator else {
      throw vm.typeError("descriptor '\(name)' requires a 'generator' object")
    }
    return generator
  }

  /// A yielded value, or the StopIteration that carries what the generator returned.
  func result(_ value: Value, _ vm: Machine) throws(Raise) -> Value {
    guard isFinished else { return value }
    throw vm.raise(.stopIteration, arguments: value.isNone ? [] : [value])
  }
}

extension Machine {
  /// Runs a generator until it yields or ends (``Generator/isFinished``); gives what it yielded or returned.
  func resume(_ generator: Generator, _ sent: Value) throws(Raise) -> Value {
    if generator.isFinished { return .null }
    try descend()
    defer { ascend() }
    try step(generator, .native, sent)
    return try loop(nil)
  }

  /// Raises an exception where a generator is suspended.
  func resume(_ generator: Generator, throwing raise: Raise) throws(Raise) -> Value {
    if generator.isFinished { throw raise }
    if let inner = try delegate(of: generator) {
      // Suspended in `yield from`: the inner iterator gets it.
      if case .exception(let exception) = raise, exception.type.isSubtype(of: .generatorExit) {
        if let inner = inner as? Generator { try close(inner) }
      } else if let inner = inner as? Generator, !inner.isFinished {
        return try forward(raise, to: inner, from: generator)
      }
    }
    try descend()
    defer { ascend() }
    guard generator.hasStarted else {
      generator.drop()
      throw raise
    }
    try start(generator, .native)
    return try loop(raise)
  }

  private func forward(_ raise: Raise, to inner: Generator, from generator: Generator) throws(Raise) -> Value {
    try descend()
    defer { ascend() }
    generator.isRunning = true
    let value: Value
    do throws(Raise) {
      value = try resume(inner, throwing: raise)
      generator.isRunning = false
    } catch {
      generator.isRunning = false
      try start(generator, .native)
      return try loop(error)
    }
    guard inner.isFinished else { return value }
    // The inner generator returned: `yield from` has its value.
    let frame = generator.frame
    frame.pointee.sp -= 1
    frame.pointee.sp.deinitialize(count: 1)
    frame.pointee.sp.initialize(to: value)
    frame.pointee.sp += 1
    // Behind the `yieldValue` stands a jump to `send`, whose target is where the value is expected.
    let send = frame.pointee.code.instructions + Int(frame.pointee.pc.pointee.a)
    frame.pointee.pc = frame.pointee.code.instructions + Int(send.pointee.a)
    try start(generator, .native)
    return try loop(nil)
  }

  /// The iterator that a generator suspended in `yield from` waits for.
  private func delegate(of generator: Generator) throws(Raise) -> Object? {
    let frame = generator.frame
    let pc = frame.pointee.pc
    guard generator.hasStarted, pc > frame.pointee.code.instructions, (pc - 1).pointee.operation == .yieldValue,
      (pc - 1).pointee.c == 1, case .object(let object) = (frame.pointee.sp - 1).pointee
    else { return nil }
    return object
  }

  /// Ends a generator by GeneratorExit.
  func close(_ generator: Generator) throws(Raise) {
    guard !generator.isFinished else { return }
    guard generator.hasStarted else {
      generator.drop()
      return
    }
    do throws(Raise) {
      _ = try resume(generator, throwing: raise(.generatorExit, arguments: []))
    } catch {
      if caught(error, .generatorExit) != nil || caught(error, .stopIteration) != nil { return }
      throw error
    }
    if !generator.isFinished { throw runtimeError("generator ignored GeneratorExit") }
  }

  /// Puts a suspended generator's frame on top.
  func start(_ generator: Generator, _ exit: Frame.Exit) throws(Raise) {
    guard !generator.isRunning else { throw valueError("generator already executing") }
    try checkDepth()
    generator.isRunning = true
    generator.outerHandled = handled
    if let inner = generator.handled { handled = inner }
    generator.frame.pointee.exit = exit
    stack.push(generator: generator.frame)
  }

  /// Takes a generator's frame off, suspended or ended.
  func leave(_ generator: Generator, isFinished: Bool) {
    generator.handled = isFinished || handled === generator.outerHandled ? nil : handled
    handled = generator.outerHandled
    generator.outerHandled = nil
    generator.isRunning = false
    stack.popGenerator()
    if isFinished { generator.drop() }
  }
}
