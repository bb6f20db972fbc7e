/// The heart of the machine: one instruction after another, for all frames from the innermost to the one that Swift
/// called. Calls of scripts push a frame and go on here, without native recursion.
///
/// Operands stay on the stack while an instruction can still throw, so that unwinding finds and drops them. What is
/// longer than a few lines stands in `Machine+Loop….swift`: inlined where it is frequent, so that the registers stay
/// registers, and never inlined where it is not.
extension Machine {
  /// Runs the innermost frame until it returns, or a generator until it yields. With `initial` it begins by raising.
  func loop(_ initial: Raise?) throws(Raise) -> Value {
    var raised = initial
    let bottom = stack.depth
    var r = Registers(stack.innermost)

    while true {
      if let current = raised {
        raised = nil
        r.save()
        r = Registers(try unwind(current, bottom))
      }
      do throws(Raise) {
        while true {
          let instruction = r.pc.pointee
          r.pc += 1
          switch instruction.operation {
          case .nop: break
          case .pop: r.pop()
          case .copy:
            r.sp.copy(from: r.sp - Int(instruction.a))
            r.sp += 1
          case .swap:
            let other = r.sp - Int(instruction.a)
            let top = (r.sp - 1).move()
            (r.sp - 1).moveInitialize(from: other, count: 1)
            other.initialize(to: top)
          case .constant:
            r.sp.copy(from: r.constants + Int(instruction.a))
            r.sp += 1

          // MARK: Variables
          case .loadFast:
            let local = r.base + Int(instruction.a)
            guard local.pointee.isBound else { throw unboundLocal(r.frame, Int(instruction.a)) }
            r.sp.copy(from: local)
            r.sp += 1
          case .storeFast:
            r.sp -= 1
            (r.base + Int(instruction.a)).take(r.sp)
          case .deleteFast:
            let local = r.base + Int(instruction.a)
            guard local.pointee.isBound else { throw unboundLocal(r.frame, Int(instruction.a)) }
            local.pointee = .unbound
          case .loadDeref:
            let value = cell(r.base, instruction.a).value
            guard value.isBound else { throw unboundFree(r.frame, Int(instruction.a)) }
            r.push(value)
          case .storeDeref:
            r.sp -= 1
            cell(r.base, instruction.a).value = r.sp.move()
          case .deleteDeref:
            let cell = cell(r.base, instruction.a)
            guard cell.value.isBound else { throw unboundFree(r.frame, Int(instruction.a)) }
            cell.value = .unbound
          case .loadCell:
            r.sp.copy(from: r.base + Int(instruction.a))
            r.sp += 1
          case .loadClassDeref:
            let value = try bodyName(r.frame, Int(instruction.b)) ?? cell(r.base, instruction.a).value
            guard value.isBound else { throw unboundFree(r.frame, Int(instruction.a)) }
            r.push(value)
          case .loadGlobal:
            let value = r.globals + Int(instruction.a)
            if value.pointee.isBound {
              r.sp.copy(from: value)
            } else {
              r.sp.initialize(to: try global(r.frame.pointee.globals, Int(instruction.a)))
            }
            r.sp += 1
          case .storeGlobal:
            r.sp -= 1
            (r.globals + Int(instruction.a)).take(r.sp)
            r.frame.pointee.globalsReference.look { $0.note(Int(instruction.a), .written) }
          case .deleteGlobal: try deleteGlobal(r.frame.pointee.globals, Int(instruction.a))
          case .loadName:
            if let value = try bodyName(r.frame, Int(instruction.b)) {
              r.push(value)
            } else {
              r.push(try global(r.frame.pointee.globals, Int(instruction.a)))
            }
          case .storeName:
            r.sp -= 1
            try setBodyName(r.frame, Int(instruction.a), r.sp.move())
          case .deleteName: try setBodyName(r.frame, Int(instruction.a), nil)

          // MARK: Attributes and items
          case .loadAttribute: try loadAttribute(instruction, &r)
          case .storeAttribute: try storeAttribute(instruction, &r)
          case .deleteAttribute:
            r.frame.pointee.pc = r.pc
            try setAttribute((r.sp - 1).pointee, r.frame.pointee.code.names[Int(instruction.a)], nil)
            r.pop()
          case .loadMethod: try loadMethod(instruction, &r)
          case .loadItem: try loadItem(&r)
          case .storeItem: try storeItem(&r)
          case .deleteItem:
            r.frame.pointee.pc = r.pc
            try deleteItem((r.sp - 2).pointee, (r.sp - 1).pointee)
            r.pop(2)
          case .slice:
            let start = r.sp - Int(instruction.a)
            let slice = SliceObject(
              heap, start: start.pointee, stop: (start + 1).pointee,
              step: instruction.a == 3 ? (start + 2).pointee : .null)
            r.replace(Int(instruction.a), .object(slice))

          // MARK: Operators
          case .add:
            if !quickArithmetic(0, r.sp - 2, r.sp - 1, r.sp - 2) { try arithmetic(.add, &r) } else { r.sp -= 1 }
          case .subtract:
            if !quickArithmetic(1, r.sp - 2, r.sp - 1, r.sp - 2) { try arithmetic(.subtract, &r) } else { r.sp -= 1 }
          case .multiply:
            if !quickArithmetic(2, r.sp - 2, r.sp - 1, r.sp - 2) { try arithmetic(.multiply, &r) } else { r.sp -= 1 }
          case .binary:
            if moreArithmetic(instruction.c, r.sp - 2) {
              r.sp -= 1
            } else {
              try arithmetic(BinaryOperator(rawValue: instruction.c) ?? .add, &r)
            }
          case .inPlace:
            if quickArithmetic(instruction.c, r.sp - 2, r.sp - 1, r.sp - 2) {
              r.sp -= 1
            } else if instruction.c != BinaryOperator.add.rawValue || !appendText(&r) {
              r.frame.pointee.pc = r.pc
              let value = try inPlace(
                BinaryOperator(rawValue: instruction.c) ?? .add, (r.sp - 2).pointee, (r.sp - 1).pointee)
              r.replace(2, value)
            }
          case .negate: (r.sp - 1).pointee = try unary(.negate, (r.sp - 1).pointee)
          case .plus: (r.sp - 1).pointee = try unary(.plus, (r.sp - 1).pointee)
          case .invert: (r.sp - 1).pointee = try unary(.invert, (r.sp - 1).pointee)
          case .not: (r.sp - 1).pointee = .bool(try !truth((r.sp - 1).pointee))
          case .compare:
            if let holds = quickComparison(instruction.c, r.sp - 2) {
              r.replace(2, .bool(holds))
            } else {
              r.frame.pointee.pc = r.pc
              let value = try compare(
                Comparison(rawValue: instruction.c) ?? .equal, (r.sp - 2).pointee, (r.sp - 1).pointee)
              r.replace(2, value)
            }
          case .isSame:
            r.replace(2, .bool((r.sp - 2).pointee.isIdentical(to: (r.sp - 1).pointee) != (instruction.c == 1)))
          case .contains:
            r.frame.pointee.pc = r.pc
            let value = try contains((r.sp - 1).pointee, (r.sp - 2).pointee) != (instruction.c == 1)
            r.replace(2, .bool(value))

          // MARK: Fused
          case .addFast: try fused(0, r.base + Int(instruction.b), r.base + Int(instruction.a), instruction, &r)
          case .subtractFast: try fused(1, r.base + Int(instruction.b), r.base + Int(instruction.a), instruction, &r)
          case .multiplyFast: try fused(2, r.base + Int(instruction.b), r.base + Int(instruction.a), instruction, &r)
          case .addConstant:
            try fused(0, r.base + Int(instruction.b), r.constants + Int(instruction.a), instruction, &r)
          case .subtractConstant:
            try fused(1, r.base + Int(instruction.b), r.constants + Int(instruction.a), instruction, &r)
          case .multiplyConstant:
            try fused(2, r.base + Int(instruction.b), r.constants + Int(instruction.a), instruction, &r)
          case .compareJump:
            if let holds = quickComparison(instruction.c, r.sp - 2) {
              r.pop(2)
              if !holds { r.jump(instruction) }
            } else {
              r.frame.pointee.pc = r.pc
              let holds = try truth(
                compare(Comparison(rawValue: instruction.c) ?? .equal, (r.sp - 2).pointee, (r.sp - 1).pointee))
              r.pop(2)
              if !holds { r.jump(instruction) }
            }

          // MARK: Jumps
          case .jump: r.jump(instruction)
          case .jumpBack:
            let before = r.pc
            r.jump(instruction)
            fuel &-= before - r.pc
            if fuel < 0 { try refuel() }
          case .jumpIfFalse:
            let holds = try truth((r.sp - 1).pointee)
            r.pop()
            if !holds { r.jump(instruction) }
          case .jumpIfTrue:
            let holds = try truth((r.sp - 1).pointee)
            r.pop()
            if holds { r.jump(instruction) }
          case .jumpIfFalseOrPop:
            if try truth((r.sp - 1).pointee) { r.pop() } else { r.jump(instruction) }
          case .jumpIfTrueOrPop:
            if try truth((r.sp - 1).pointee) { r.jump(instruction) } else { r.pop() }
          case .jumpIfNone:
            let isNone = (r.sp - 1).pointee.isNone
            r.pop()
            if isNone { r.jump(instruction) }
          case .jumpIfNotNone:
            let isNone = (r.sp - 1).pointee.isNone
            r.pop()
            if !isNone { r.jump(instruction) }

          // MARK: Collections
          case .buildTuple:
            r.sp -= Int(instruction.a)
            r.push(.tuple(Tuple(heap, moved(r.sp, Int(instruction.a)))))
          case .buildList:
            r.sp -= Int(instruction.a)
            r.push(.list(List(heap, moved(r.sp, Int(instruction.a)))))
          case .buildSet, .buildDict, .listExtend, .setUpdate, .dictUpdate, .dictMerge, .listToTuple, .setAdd,
            .dictAdd, .format, .buildString, .unpackRest:
            var sp = r.sp
            defer { r.sp = sp }
            r.frame.pointee.pc = r.pc
            try build(instruction, r.frame, &sp)
          case .listAppend:
            if let list = (r.sp - 1 - Int(instruction.a)).list { try append(to: list, &r) }
          case .unpack: try unpack(instruction, &r)

          // MARK: Iteration
          case .iterate:
            if let kind = (r.sp - 1).object?.kind, kind == .iterator || kind == .generator { continue }
            r.frame.pointee.pc = r.pc
            (r.sp - 1).pointee = try iterator(of: (r.sp - 1).pointee)
          case .forIterate: try forIterate(instruction, &r)

          // MARK: Functions
          case .makeFunction:
            var sp = r.sp
            makeFunction(instruction, r.frame, &sp)
            r.sp = sp
          case .call:
            let count = Int(instruction.a)
            try call(r.sp - count - 1, 1, count, &r)
          case .callMethod:
            let count = Int(instruction.a)
            let callee = r.sp - count - 2
            if (callee + 1).pointee.isBound {
              try call(callee, 1, count + 1, &r)
            } else {
              try call(callee, 2, count, &r)
            }
          case .callKeywords, .callMethodKeywords, .callSpread:
            r.save()
            var sp = r.sp
            do throws(Raise) {
              try callGeneral(instruction, r.frame, &sp)
            } catch {
              r.sp = sp
              throw error
            }
            r.sp = sp
            if stack.innermost != r.frame { r = Registers(stack.innermost) }
          case .returnValue:
            if r.frame.pointee.exit == .caller {
              returnToCaller(&r)
            } else if let value = try returnElsewhere(&r) {
              return value
            }
          case .yieldValue:
            if let value = try yieldValue(&r) { return value }
          case .yieldFromIterator:
            if (r.sp - 1).object?.kind == .generator { continue }
            r.frame.pointee.pc = r.pc
            (r.sp - 1).pointee = try iterator(of: (r.sp - 1).pointee)
          case .send: try send(instruction, &r)

          // MARK: Exceptions
          case .raise:
            r.frame.pointee.pc = r.pc
            throw try raising(instruction, r.sp)
          case .reraise:
            guard case .object(let object) = (r.sp - 1).pointee, object.kind == .exception else {
              throw runtimeError("No active exception to reraise")
            }
            isReraise = true
            throw Raise.exception(unsafeDowncast(object, to: ExceptionObject.self))
          case .pushHandled:
            beginHandling(r.sp - 1)
            r.sp += 1
          case .popHandled:
            r.sp -= 1
            endHandling(r.sp)
          case .matchException:
            (r.sp - 1).pointee = .bool(try matches((r.sp - 2).pointee, (r.sp - 1).pointee))
          case .assertionError: r.push(.object(TypeObject.assertionError))
          case .enterWith:
            r.frame.pointee.pc = r.pc
            let (exit, value) = try enterWith((r.sp - 1).pointee)
            (r.sp - 1).pointee = exit
            r.push(value)
          case .exitWithException:
            r.frame.pointee.pc = r.pc
            r.push(.bool(try exitWith((r.sp - 3).pointee, (r.sp - 1).pointee)))

          // MARK: The rest
          case .importName, .importFrom, .importAll, .buildClass, .buildClassSpread, .matchSequence, .matchMapping,
            .matchKeys, .matchClass, .length, .mappingRest, .matchGroup, .collectGroup, .joinGroup:
            var sp = r.sp
            defer { r.sp = sp }
            r.frame.pointee.pc = r.pc
            try rare(instruction, r.frame, &sp)
          }
        }
      } catch {
        raised = error
      }
    }
  }

  /// The exception of a `raise` statement, with the operands at the top.
  @inline(never)
  private func raising(_ instruction: Instruction, _ sp: UnsafeMutablePointer<Value>) throws(Raise) -> Raise {
    switch instruction.c {
    case 0:
      guard let handled else { throw runtimeError("No active exception to reraise") }
      isReraise = true
      return .exception(handled)
    case 1: return .exception(try exception((sp - 1).pointee))
    default: return .exception(try exception((sp - 2).pointee, from: (sp - 1).pointee))
    }
  }
}
