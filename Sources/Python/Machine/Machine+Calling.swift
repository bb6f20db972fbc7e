/// Calls as instructions make them.
extension Machine {
  /// Calls what stands at `callee`: its arguments begin `slots` behind it, `count` positional ones, then those of
  /// `keywords`. Either the result takes the place of all, or a new frame is on top; `sp` is right in both cases, also
  /// where this throws.
  func callAny(
    _ frame: FramePlace, _ callee: UnsafeMutablePointer<Value>, _ slots: Int, _ count: Int, _ keywords: [String],
    _ sp: inout UnsafeMutablePointer<Value>
  ) throws(Raise) {
    guard case .object(let object) = callee.pointee else { throw notCallable(callee.pointee) }
    try charge(8)
    let arguments = callee + slots
    let total = count + keywords.count
    switch object.kind {
    case .function:
      try push(unsafeDowncast(object, to: Function.self), frame, callee, slots, count, keywords, &sp)
      return
    case .boundMethod:
      let method = unsafeDowncast(object, to: BoundMethod.self)
      guard case .object(let function) = method.function, function.kind == .function else { break }
      // The object goes before the arguments.
      shift(arguments, total, by: 1, &sp)
      arguments.initialize(to: method.receiver)
      callee.pointee = method.function
      try push(unsafeDowncast(function, to: Function.self), frame, callee, slots, count + 1, keywords, &sp)
      return
    case .type:
      let type = unsafeDowncast(object, to: TypeObject.self)
      if type.isScripted, let initializer = type.plainInitializer {
        // The instance takes the place of the class; behind it, held while it runs, the function, then its arguments.
        let made = Value.object(Instance(heap, type))
        shift(arguments, total, by: 3 - slots, &sp)
        callee.pointee = made
        if slots == 2 { (callee + 1).drop() }
        (callee + 1).initialize(to: .object(initializer))
        (callee + 2).initialize(to: made)
        try push(initializer, frame, callee, 2, count + 1, keywords, &sp)
        if stack.innermost != frame { stack.innermost.pointee.exit = .initializer }
        return
      }
    default: break
    }
    let result = try call(
      callee.pointee, Arguments(UnsafeBufferPointer(start: arguments, count: total), keywords: keywords))
    callee.drop(slots + total)
    callee.initialize(to: result)
    sp = callee + 1
  }

  private func push(
    _ function: Function, _ frame: FramePlace, _ callee: UnsafeMutablePointer<Value>, _ slots: Int, _ count: Int,
    _ keywords: [String], _ sp: inout UnsafeMutablePointer<Value>
  ) throws(Raise) {
    let arguments = callee + slots
    frame.pointee.sp = arguments
    sp = arguments
    guard let inner = try enter(function, arguments, count: count, keywords: keywords) else {
      // A generator function: the generator stands where the arguments were.
      let generator = arguments.move()
      callee.deinitialize(count: slots)
      callee.initialize(to: generator)
      sp = callee + 1
      return
    }
    inner.pointee.exit = .caller
    inner.pointee.result = callee
    inner.pointee.resultSlots = slots
    sp = inner.pointee.sp
  }

  /// Moves arguments up, to make room before them; see ``OperandStack/slack``.
  private func shift(
    _ arguments: UnsafeMutablePointer<Value>, _ count: Int, by places: Int, _ sp: inout UnsafeMutablePointer<Value>
  ) {
    (arguments + places).moveInitialize(from: arguments, count: count)
    sp += places
  }

  /// `callKeywords`, `callMethodKeywords`, `callSpread`.
  func callGeneral(
    _ instruction: Instruction, _ frame: FramePlace, _ sp: inout UnsafeMutablePointer<Value>
  ) throws(Raise) {
    if instruction.operation == .callSpread {
      return try callSpread(instruction, frame, &sp)
    }
    let names = frame.pointee.code.keywords(Int(instruction.b))
    let total = Int(instruction.a)
    if instruction.operation == .callKeywords {
      return try callAny(frame, sp - total - 1, 1, total - names.count, names, &sp)
    }
    let callee = sp - total - 2
    if (callee + 1).pointee.isBound {
      try callAny(frame, callee, 1, total + 1 - names.count, names, &sp)
    } else {
      try callAny(frame, callee, 2, total - names.count, names, &sp)
    }
  }

  func keywordNames(_ constant: Value) -> [String] {
    guard case .tuple(let tuple) = constant else { return [] }
    return tuple.elements.map { if case .str(let name) = $0 { name.string } else { "" } }
  }

  private func callSpread(
    _ instruction: Instruction, _ frame: FramePlace, _ sp: inout UnsafeMutablePointer<Value>
  ) throws(Raise) {
    let hasKeywords = instruction.c & 1 != 0
    let callee = sp - (hasKeywords ? 3 : 2)
    var values: [Value] = []
    if case .tuple(let tuple) = (callee + 1).pointee { values = tuple.elements }
    var names: [String] = []
    if hasKeywords, case .dict(let dict) = (callee + 2).pointee {
      for entry in dict.table.entries where entry.key.isBound {
        guard case .str(let name) = entry.key else { throw typeError("keywords must be strings") }
        names.append(name.string)
        values.append(entry.value)
      }
    }
    try checkCount(values.count)
    if values.count <= 64, frame.pointee.generator == nil, callee + values.count + 2 < stack.top {
      // Few enough for the frame's own operands.
      (callee + 1).deinitialize(count: hasKeywords ? 2 : 1)
      for (index, value) in values.enumerated() { (callee + 1 + index).initialize(to: value) }
      sp = callee + 1 + values.count
      return try callAny(frame, callee, 1, values.count - names.count, names, &sp)
    }
    let result = try call(callee.pointee, ArgumentList(values, keywords: names))
    callee.deinitialize(count: hasKeywords ? 3 : 2)
    callee.initialize(to: result)
    sp = callee + 1
  }

  func makeFunction(_ instruction: Instruction, _ frame: FramePlace, _ sp: inout UnsafeMutablePointer<Value>) {
    let code = frame.pointee.code.children[Int(instruction.a)]
    var closure: [Cell] = []
    var keywordDefaults: [Value] = []
    var defaults: [Value] = []
    if instruction.c & 4 != 0 {
      sp -= 1
      if case .tuple(let cells) = sp.move() {
        closure = cells.elements.compactMap {
          if case .object(let cell) = $0 { unsafeDowncast(cell, to: Cell.self) } else { nil }
        }
      }
    }
    var annotations: Dict?
    if instruction.c & 8 != 0 {
      sp -= 1
      if case .dict(let dict) = sp.move() { annotations = dict }
    }
    if instruction.c & 2 != 0 {
      sp -= 1
      if case .dict(let dict) = sp.move() {
        let start = code.parameters.positional
        keywordDefaults = code.localNames[start..<(start + code.parameters.keywordOnly)].map { dict[$0] ?? .unbound }
      }
    }
    if instruction.c & 1 != 0 {
      sp -= 1
      if case .tuple(let tuple) = sp.move() { defaults = tuple.elements }
    }
    let function = Function(
      heap, code: code, globals: frame.pointee.globals, defaults: defaults, keywordDefaults: keywordDefaults,
      closure: closure, annotations: annotations)
    sp.initialize(to: .object(function))
    sp += 1
  }

  func qualifiedName(of function: Value) -> String {
    guard case .object(let object) = function else { return "?" }
    switch object {
    case let function as Function: return function.qualifiedName
    case let native as NativeFunction: return native.name
    case let type as TypeObject: return type.qualifiedName
    case let method as BoundMethod: return qualifiedName(of: method.function)
    case let wrapper as MethodWrapper: return qualifiedName(of: wrapper.function)
    default: return "?"
    }
  }

  /// One step of a `yield from` over anything but a suspended generator: what it yields, or nil with the result in
  /// ``delegatedResult``.
  func sendStep(_ iterator: Value, _ sent: Value) throws(Raise) -> Value? {
    guard case .object(let object) = iterator else { return nil }
    delegatedResult = .null
    if sent.isNone || object.kind == .generator {
      if object.kind == .instance, let function = object.type.lookup("__next__") {
        do throws(Raise) {
          return try callSpecial(function, iterator, [])
        } catch {
          guard let stop = caught(error, .stopIteration) else { throw error }
          delegatedResult = stop.arguments.first ?? .null
          return nil
        }
      }
      return try next(object)
    }
    do throws(Raise) {
      return try callMethod(iterator, "send", sent)
    } catch {
      guard let stop = caught(error, .stopIteration) else { throw error }
      delegatedResult = stop.arguments.first ?? .null
      return nil
    }
  }
}
