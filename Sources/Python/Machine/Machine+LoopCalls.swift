import WorkflowScripting

/// Calls, returns and generators of the loop.
extension Machine {
  /// Calls what stands at `callee`: its `count` arguments begin `slots` behind it.
  @inline(__always)
  func call(
    _ callee: UnsafeMutablePointer<Value>, _ slots: Int, _ count: Int, _ r: inout Registers
  ) throws(Raise) {
    if let object = callee.object {
      if object.kind == .function {
        let function: Unmanaged<Function> = object.cast()
        let code = function.look { Unmanaged.passUnretained($0.code) }
        let arguments = callee + slots
        fuel &-= 8
        if code.look({ $0.isDirect && $0.parameters.positional == count }), fuel >= 0, stack.depth < budget.depth,
          code.look({ arguments + $0.localCount + $0.stackSize }) < stack.limit,
          arguments < stack.limit, arguments >= stack.base
        {
          r.frame.pointee.pc = r.pc
          r.frame.pointee.sp = arguments
          (arguments + count).leaveUnbound(code.look { $0.localCount } - count)
          let inner = stack.push(function, arguments)
          inner.pointee.exit = .caller
          inner.pointee.result = callee
          inner.pointee.resultSlots = slots
          r = Registers(inner)
          return
        }
        fuel &+= 8
      } else if object.kind == .native {
        let native: Unmanaged<NativeFunction> = object.cast()
        r.frame.pointee.pc = r.pc
        let value = try native.look { $0.body }(
          self, Arguments(UnsafeBufferPointer(start: callee + slots, count: count)))
        fuel &-= 2
        r.replace(count + slots, value)
        return
      }
    }
    r.save()
    var sp = r.sp
    do throws(Raise) {
      try callAny(r.frame, callee, slots, count, [], &sp)
    } catch {
      r.sp = sp
      throw error
    }
    r.sp = sp
    if stack.innermost != r.frame { r = Registers(stack.innermost) }
  }

  /// Ends a function that the loop called: its result takes the place of the callee.
  @inline(__always)
  func returnToCaller(_ r: inout Registers) {
    let value = r.sp - 1
    let result = r.frame.pointee.result
    var place = r.base
    while place < value {
      place.drop()
      place += 1
    }
    result.drop(r.frame.pointee.resultSlots)
    result.moveInitialize(from: value, count: 1)
    stack.pop()
    r = Registers(stack.innermost)
    r.sp = result + 1
  }

  /// Ends any other frame. Gives the result where it is for the Swift function that called.
  @inline(__always)
  func returnElsewhere(_ r: inout Registers) throws(Raise) -> Value? {
    r.save()
    let value = try endFrame(r.frame)
    if value == nil { r = Registers(stack.innermost) }
    return value
  }

  /// Ends the innermost frame, whose result is its topmost operand. Gives it where it is for the Swift function that
  /// called; else the frame below is ready to go on.
  @inline(never)
  private func endFrame(_ frame: FramePlace) throws(Raise) -> Value? {
    let sp = frame.pointee.sp - 1
    let value = sp.move()
    let base = frame.pointee.base
    base.drop(sp - base)
    frame.pointee.sp = base
    let exit = frame.pointee.exit
    if let generator = frame.pointee.generator {
      leave(generator, isFinished: true)
      if exit == .native { return value }
      let outer = stack.innermost
      var operands = outer.pointee.sp
      if exit == .delegation {
        // iterator value → result
        operands -= 2
        operands.drop(2)
        operands.initialize(to: value)
        operands += 1
      } else {
        operands -= 1
        operands.drop()
      }
      outer.pointee.sp = operands
      outer.pointee.pc = outer.pointee.code.instructions + Int((outer.pointee.pc - 1).pointee.a)
      return nil
    }
    let result = frame.pointee.result
    stack.pop()
    switch exit {
    case .initializer:
      guard value.isNone else { throw typeError("__init__() should return None, not '\(value.typeName)'") }
      (result + 1).drop(frame.pointee.resultSlots - 1)
    case .caller:
      result.drop(frame.pointee.resultSlots)
      result.initialize(to: value)
    case .native, .iteration, .delegation:
      frame.pointee.classNames = nil
      return value
    }
    stack.innermost.pointee.sp = result + 1
    return nil
  }

  // MARK: Generators

  /// Goes on with a suspended generator on top of the stack; `sent` is the value of its `yield`.
  @inline(never)
  func step(_ generator: Generator, _ exit: Frame.Exit, _ sent: Value?) throws(Raise) {
    try start(generator, exit)
    if generator.hasStarted {
      generator.frame.pointee.sp.initialize(to: sent ?? .null)
      generator.frame.pointee.sp += 1
    }
    generator.hasStarted = true
  }

  /// Suspends the generator that runs. Gives the yielded value where it is for the Swift function that called.
  @inline(__always)
  func yieldValue(_ r: inout Registers) throws(Raise) -> Value? {
    guard let generator = r.frame.pointee.generator else { throw runtimeError("yield outside of a generator") }
    let exit = r.frame.pointee.exit
    r.sp -= 1
    let value = r.sp.move()
    r.save()
    leave(generator, isFinished: false)
    if exit == .native { return value }
    r = Registers(stack.innermost)
    if exit == .delegation {
      (r.sp - 1).pointee = value
    } else {
      r.push(value)
    }
    fuel &-= 8
    if fuel < 0 { try refuel() }
    return nil
  }

  /// One step of `yield from`.
  @inline(__always)
  func send(_ instruction: Instruction, _ r: inout Registers) throws(Raise) {
    r.save()
    if (r.sp - 2).object?.kind == .generator, case .object(let object) = (r.sp - 2).pointee {
      let generator = unsafeDowncast(object, to: Generator.self)
      if !generator.isFinished {
        if !generator.hasStarted, !(r.sp - 1).pointee.isNone {
          throw typeError("can't send non-None value to a just-started generator")
        }
        try step(generator, .delegation, (r.sp - 1).pointee)
        r = Registers(stack.innermost)
        return
      }
    }
    if let value = try sendStep((r.sp - 2).pointee, (r.sp - 1).pointee) {
      (r.sp - 1).pointee = value
    } else {
      let result = delegatedResult
      delegatedResult = .null
      r.replace(2, result)
      r.jump(instruction)
    }
  }
}
