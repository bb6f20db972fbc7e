/// Calls as instructions make them.
extension Machine {
  /// Looks at the budgets when the arguments of a call are already off the books.
  func refuelDropping(_ arguments: UnsafeMutablePointer<Value>, _ count: Int) throws(Raise) {
    do throws(Raise) {
      try refuel()
    } catch {
      arguments.deinitialize(count: count)
      throw error
    }
  }

  /// Calls what stands at `callee`: its arguments begin `slots` behind it, `count` positional ones, then those of
  /// `keywords`. Either the result takes the place of all, or a new frame is on top; `sp` is right in both cases, also
  /// where this throws.
  func callAny(
    _ frame: Frame, _ callee: UnsafeMutablePointer<Value>, _ slots: Int, _ count: Int, _ keywords: [String],
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
      for index in stride(from: total - 1, through: 0, by: -1) {
        (arguments + index + 1).initialize(to: (arguments + index).move())
      }
      arguments.initialize(to: method.receiver)
      sp += 1
      callee.pointee = method.function
      try push(unsafeDowncast(function, to: Function.self), frame, callee, slots, count + 1, keywords, &sp)
      return
    case .type:
      let type = unsafeDowncast(object, to: TypeObject.self)
      if type.isScripted, let initializer = plainInitializer(type) {
        let made = Instance(heap, type)
        for index in stride(from: total - 1, through: 0, by: -1) {
          (arguments + index + 1).initialize(to: (arguments + index).move())
        }
        arguments.initialize(to: .object(made))
        sp += 1
        try push(initializer, frame, callee, slots, count + 1, keywords, &sp)
        let inner = stack.active[stack.depth - 1]
        if inner !== frame {
          inner.exit = .initializer
          inner.made = .object(made)
        }
        return
      }
    default: break
    }
    let result = try call(
      callee.pointee, Arguments(UnsafeBufferPointer(start: arguments, count: total), keywords: keywords))
    callee.deinitialize(count: slots + total)
    callee.initialize(to: result)
    sp = callee + 1
  }

  private func push(
    _ function: Function, _ frame: Frame, _ callee: UnsafeMutablePointer<Value>, _ slots: Int, _ count: Int,
    _ keywords: [String], _ sp: inout UnsafeMutablePointer<Value>
  ) throws(Raise) {
    let arguments = callee + slots
    frame.sp = arguments
    sp = arguments
    guard let inner = try enter(function, arguments, count: count, keywords: keywords) else {
      // A generator function: the generator stands where the arguments were.
      let generator = arguments.move()
      callee.deinitialize(count: slots)
      callee.initialize(to: generator)
      sp = callee + 1
      return
    }
    inner.exit = .caller
    inner.result = callee
    inner.resultSlots = slots
    sp = inner.sp
  }

  /// The `__init__` of a script's class whose instances are made in the plain way: nothing to do but that.
  private func plainInitializer(_ type: TypeObject) -> Function? {
    guard type.isPlain, case .object(let object)? = type.lookup("__init__"), object.kind == .function else {
      return nil
    }
    let function = unsafeDowncast(object, to: Function.self)
    return function.code.isGenerator ? nil : function
  }

  /// `callKeywords`, `callMethodKeywords`, `callSpread`.
  func callGeneral(
    _ instruction: Instruction, _ frame: Frame, _ sp: inout UnsafeMutablePointer<Value>
  ) throws(Raise) {
    if instruction.operation == .callSpread {
      return try callSpread(instruction, frame, &sp)
    }
    let names = keywordNames(frame.code.constants[Int(instruction.b)])
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
    _ instruction: Instruction, _ frame: Frame, _ sp: inout UnsafeMutablePointer<Value>
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
    if values.count <= 64, frame.generator == nil, callee + values.count + 2 < stack.top {
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

  func makeFunction(_ instruction: Instruction, _ frame: Frame, _ sp: inout UnsafeMutablePointer<Value>) {
    let code = frame.code.children[Int(instruction.a)]
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
      heap, code: code, globals: frame.globals, defaults: defaults, keywordDefaults: keywordDefaults, closure: closure,
      annotations: annotations)
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
