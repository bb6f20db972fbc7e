/// The heart of the machine: one instruction after another, for all frames from the innermost to the one that Swift
/// called. Calls of scripts push a frame and go on here, without native recursion.
///
/// Operands stay on the stack while an instruction can still throw, so that unwinding finds and drops them.
extension Machine {
  /// Runs the innermost frame until it returns, or a generator until it yields. With `initial` it begins by raising.
  func loop(_ initial: Raise?) throws(Raise) -> Value {
    var raised = initial
    let bottom = stack.depth
    var frame = stack.active[bottom - 1]
    var pc = frame.pc
    var sp = frame.sp
    var base = frame.base
    var constants = frame.code.constants

    while true {
      if let current = raised {
        raised = nil
        frame.pc = pc
        frame.sp = sp
        frame = try unwind(current, bottom)
        pc = frame.pc
        sp = frame.sp
        base = frame.base
        constants = frame.code.constants
      }
      do throws(Raise) {
        while true {
          let instruction = pc.pointee
          pc += 1
          switch instruction.operation {
          case .nop: break
          case .pop:
            sp -= 1
            sp.deinitialize(count: 1)
          case .copy:
            sp.initialize(to: (sp - Int(instruction.a)).pointee)
            sp += 1
          case .swap:
            let other = sp - Int(instruction.a)
            let top = (sp - 1).move()
            (sp - 1).initialize(to: other.move())
            other.initialize(to: top)
          case .constant:
            sp.initialize(to: constants[Int(instruction.a)])
            sp += 1

          // MARK: Variables
          case .loadFast:
            let local = base + Int(instruction.a)
            guard local.pointee.isBound else { throw unboundLocal(frame, Int(instruction.a)) }
            sp.initialize(to: local.pointee)
            sp += 1
          case .storeFast:
            sp -= 1
            base[Int(instruction.a)] = sp.move()
          case .deleteFast:
            guard base[Int(instruction.a)].isBound else { throw unboundLocal(frame, Int(instruction.a)) }
            base[Int(instruction.a)] = .unbound
          case .loadDeref:
            let value = cell(base, instruction.a).value
            guard value.isBound else { throw unboundFree(frame, Int(instruction.a)) }
            sp.initialize(to: value)
            sp += 1
          case .storeDeref:
            sp -= 1
            cell(base, instruction.a).value = sp.move()
          case .deleteDeref:
            guard cell(base, instruction.a).value.isBound else { throw unboundFree(frame, Int(instruction.a)) }
            cell(base, instruction.a).value = .unbound
          case .loadCell:
            sp.initialize(to: base[Int(instruction.a)])
            sp += 1
          case .loadClassDeref:
            if let value = try bodyName(frame, Int(instruction.b)) {
              sp.initialize(to: value)
            } else {
              let value = cell(base, instruction.a).value
              guard value.isBound else { throw unboundFree(frame, Int(instruction.a)) }
              sp.initialize(to: value)
            }
            sp += 1
          case .loadGlobal:
            let globals = frame.globals
            let value = globals.values + Int(instruction.a)
            if value.pointee.isBound {
              sp.initialize(to: value.pointee)
            } else {
              sp.initialize(to: try global(globals, Int(instruction.a)))
            }
            sp += 1
          case .storeGlobal:
            let globals = frame.globals
            sp -= 1
            globals.values[Int(instruction.a)] = sp.move()
            globals.note(Int(instruction.a), .written)
          case .deleteGlobal: try deleteGlobal(frame.globals, Int(instruction.a))
          case .loadName:
            if let value = try bodyName(frame, Int(instruction.b)) {
              sp.initialize(to: value)
            } else {
              sp.initialize(to: try global(frame.globals, Int(instruction.a)))
            }
            sp += 1
          case .storeName:
            sp -= 1
            try setBodyName(frame, Int(instruction.a), sp.move())
          case .deleteName:
            try setBodyName(frame, Int(instruction.a), nil)

          // MARK: Attributes and items
          case .loadAttribute:
            let value = try loadAttribute((sp - 1).pointee, frame.code, instruction)
            (sp - 1).pointee = value
          case .storeAttribute:
            try storeAttribute((sp - 1).pointee, (sp - 2).pointee, frame.code, instruction)
            sp -= 2
            sp.deinitialize(count: 2)
          case .deleteAttribute:
            try setAttribute((sp - 1).pointee, frame.code.names[Int(instruction.a)], nil)
            sp -= 1
            sp.deinitialize(count: 1)
          case .loadMethod:
            try loadMethod(sp, frame.code, instruction)
            sp += 1
          case .loadItem:
            let value: Value
            if case .int(var index) = (sp - 1).pointee, case .list(let list) = (sp - 2).pointee, list.subtype == nil {
              if index < 0 { index &+= list.count }
              guard index >= 0, index < list.count else { throw indexError("list index out of range") }
              value = list.elements[index]
            } else if case .dict(let dict) = (sp - 2).pointee, dict.subtype == nil,
              case .str(let key) = (sp - 1).pointee
            {
              if let found = dict.value(text: key) { value = found } else { value = try derivedItem(dict, key) }
            } else {
              value = try item((sp - 2).pointee, (sp - 1).pointee)
            }
            sp -= 1
            sp.deinitialize(count: 1)
            (sp - 1).pointee = value
          case .storeItem:
            if case .int(let index) = (sp - 1).pointee, case .list(let list) = (sp - 2).pointee, list.subtype == nil,
              index >= 0, index < list.count
            {
              list.elements[index] = (sp - 3).pointee
            } else {
              try setItem((sp - 2).pointee, (sp - 1).pointee, (sp - 3).pointee)
            }
            sp -= 3
            sp.deinitialize(count: 3)
          case .deleteItem:
            try deleteItem((sp - 2).pointee, (sp - 1).pointee)
            sp -= 2
            sp.deinitialize(count: 2)
          case .slice:
            let count = Int(instruction.a)
            let start = sp - count
            let slice = SliceObject(
              heap, start: start.pointee, stop: (start + 1).pointee, step: count == 3 ? (start + 2).pointee : .null)
            start.deinitialize(count: count)
            start.initialize(to: .object(slice))
            sp = start + 1

          // MARK: Operators
          case .add:
            if case .int(let right) = (sp - 1).pointee, case .int(let left) = (sp - 2).pointee {
              let (sum, overflow) = left.addingReportingOverflow(right)
              if !overflow {
                sp -= 1
                (sp - 1).initialize(to: .int(sum))
                continue
              }
            } else if case .float(let right) = (sp - 1).pointee, case .float(let left) = (sp - 2).pointee {
              sp -= 1
              (sp - 1).initialize(to: .float(left + right))
              continue
            }
            let value = try binary(.add, (sp - 2).pointee, (sp - 1).pointee)
            sp -= 1
            sp.deinitialize(count: 1)
            (sp - 1).pointee = value
          case .subtract:
            if case .int(let right) = (sp - 1).pointee, case .int(let left) = (sp - 2).pointee {
              let (difference, overflow) = left.subtractingReportingOverflow(right)
              if !overflow {
                sp -= 1
                (sp - 1).initialize(to: .int(difference))
                continue
              }
            } else if case .float(let right) = (sp - 1).pointee, case .float(let left) = (sp - 2).pointee {
              sp -= 1
              (sp - 1).initialize(to: .float(left - right))
              continue
            }
            let value = try binary(.subtract, (sp - 2).pointee, (sp - 1).pointee)
            sp -= 1
            sp.deinitialize(count: 1)
            (sp - 1).pointee = value
          case .multiply:
            if case .float(let right) = (sp - 1).pointee, case .float(let left) = (sp - 2).pointee {
              sp -= 1
              (sp - 1).initialize(to: .float(left * right))
              continue
            } else if case .int(let right) = (sp - 1).pointee, case .int(let left) = (sp - 2).pointee {
              let (product, overflow) = left.multipliedReportingOverflow(by: right)
              if !overflow {
                sp -= 1
                (sp - 1).initialize(to: .int(product))
                continue
              }
            }
            let value = try binary(.multiply, (sp - 2).pointee, (sp - 1).pointee)
            sp -= 1
            sp.deinitialize(count: 1)
            (sp - 1).pointee = value
          case .binary:
            let value = try binary(operators[Int(instruction.c)], (sp - 2).pointee, (sp - 1).pointee)
            sp -= 1
            sp.deinitialize(count: 1)
            (sp - 1).pointee = value
          case .inPlace:
            if case .int(let right) = (sp - 1).pointee, case .int(let left) = (sp - 2).pointee, instruction.c == 0 {
              let (sum, overflow) = left.addingReportingOverflow(right)
              if !overflow {
                sp -= 1
                (sp - 1).initialize(to: .int(sum))
                continue
              }
            }
            let value = try inPlace(operators[Int(instruction.c)], (sp - 2).pointee, (sp - 1).pointee)
            sp -= 1
            sp.deinitialize(count: 1)
            (sp - 1).pointee = value
          case .negate: (sp - 1).pointee = try unary(.negate, (sp - 1).pointee)
          case .plus: (sp - 1).pointee = try unary(.plus, (sp - 1).pointee)
          case .invert: (sp - 1).pointee = try unary(.invert, (sp - 1).pointee)
          case .not: (sp - 1).pointee = .bool(try !truth((sp - 1).pointee))
          case .compare:
            let value = try compare(comparisons[Int(instruction.c)], (sp - 2).pointee, (sp - 1).pointee)
            sp -= 1
            sp.deinitialize(count: 1)
            (sp - 1).pointee = value
          case .isSame:
            let value = (sp - 2).pointee.isIdentical(to: (sp - 1).pointee) != (instruction.c == 1)
            sp -= 1
            sp.deinitialize(count: 1)
            (sp - 1).pointee = .bool(value)
          case .contains:
            let value = try contains((sp - 1).pointee, (sp - 2).pointee) != (instruction.c == 1)
            sp -= 1
            sp.deinitialize(count: 1)
            (sp - 1).pointee = .bool(value)

          // MARK: Fused
          case .addFast, .subtractFast, .multiplyFast:
            let left = base + Int(instruction.b)
            let right = base + Int(instruction.a)
            guard left.pointee.isBound else { throw unboundLocal(frame, Int(instruction.b)) }
            guard right.pointee.isBound else { throw unboundLocal(frame, Int(instruction.a)) }
            sp.initialize(to: try fused(instruction.operation, left, right))
            sp += 1
          case .addConstant, .subtractConstant, .multiplyConstant:
            let left = base + Int(instruction.b)
            guard left.pointee.isBound else { throw unboundLocal(frame, Int(instruction.b)) }
            sp.initialize(to: try fused(instruction.operation, left, constants + Int(instruction.a)))
            sp += 1
          case .compareJump:
            let holds: Bool
            if case .int(let right) = (sp - 1).pointee, case .int(let left) = (sp - 2).pointee {
              switch instruction.c {
              case 0: holds = left < right
              case 1: holds = left <= right
              case 2: holds = left == right
              case 3: holds = left != right
              case 4: holds = left > right
              default: holds = left >= right
              }
              sp -= 2
            } else {
              holds = try truth(compare(comparisons[Int(instruction.c)], (sp - 2).pointee, (sp - 1).pointee))
              sp -= 2
              sp.deinitialize(count: 2)
            }
            if !holds { pc = frame.code.instructions + Int(instruction.a) }

          // MARK: Jumps
          case .jump: pc = frame.code.instructions + Int(instruction.a)
          case .jumpBack:
            let target = frame.code.instructions + Int(instruction.a)
            fuel &-= pc - target
            pc = target
            if fuel < 0 { try refuel() }
          case .jumpIfFalse:
            let holds = try truth((sp - 1).pointee)
            sp -= 1
            sp.deinitialize(count: 1)
            if !holds { pc = frame.code.instructions + Int(instruction.a) }
          case .jumpIfTrue:
            let holds = try truth((sp - 1).pointee)
            sp -= 1
            sp.deinitialize(count: 1)
            if holds { pc = frame.code.instructions + Int(instruction.a) }
          case .jumpIfFalseOrPop:
            if try truth((sp - 1).pointee) {
              sp -= 1
              sp.deinitialize(count: 1)
            } else {
              pc = frame.code.instructions + Int(instruction.a)
            }
          case .jumpIfTrueOrPop:
            if try truth((sp - 1).pointee) {
              pc = frame.code.instructions + Int(instruction.a)
            } else {
              sp -= 1
              sp.deinitialize(count: 1)
            }
          case .jumpIfNone:
            sp -= 1
            if sp.move().isNone { pc = frame.code.instructions + Int(instruction.a) }
          case .jumpIfNotNone:
            sp -= 1
            if !sp.move().isNone { pc = frame.code.instructions + Int(instruction.a) }

          // MARK: Collections
          case .buildTuple:
            let count = Int(instruction.a)
            sp -= count
            let elements = moved(sp, count)
            sp.initialize(to: .tuple(Tuple(heap, elements)))
            sp += 1
          case .buildList:
            let count = Int(instruction.a)
            sp -= count
            let elements = moved(sp, count)
            sp.initialize(to: .list(List(heap, elements)))
            sp += 1
          case .buildSet, .buildDict, .listExtend, .setUpdate, .dictUpdate, .dictMerge, .listToTuple, .setAdd,
            .dictAdd, .format, .buildString, .unpackRest:
            try build(instruction, frame, &sp)
          case .listAppend:
            if case .list(let list) = (sp - 1 - Int(instruction.a)).pointee {
              try checkGrowth(to: list.count + 1)
              list.elements.append((sp - 1).pointee)
              list.account()
            }
            sp -= 1
            sp.deinitialize(count: 1)
          case .unpack: try unpack(&sp, Int(instruction.a))

          // MARK: Iteration
          case .iterate:
            if case .object(let object) = (sp - 1).pointee, object.kind == .iterator || object.kind == .generator {
              continue
            }
            (sp - 1).pointee = try iterator(of: (sp - 1).pointee)
          case .forIterate:
            guard case .object(let object) = (sp - 1).pointee else {
              throw typeError("'\((sp - 1).pointee.typeName)' object is not an iterator")
            }
            let next: Value?
            switch object.kind {
            case .rangeIterator:
              let range = unsafeDowncast(object, to: RangeIterator.self)
              if range.remaining > 0 {
                range.remaining &-= 1
                sp.initialize(to: .int(range.current))
                sp += 1
                range.current &+= range.step
                continue
              }
              next = nil
            case .listIterator: next = unsafeDowncast(object, to: SequenceIterator.self).advance()
            case .generator:
              let generator = unsafeDowncast(object, to: Generator.self)
              if generator.isFinished {
                next = nil
              } else {
                frame.pc = pc
                frame.sp = sp
                try start(generator, .iteration)
                frame = generator.frame
                if generator.hasStarted {
                  frame.sp.initialize(to: .null)
                  frame.sp += 1
                }
                generator.hasStarted = true
                pc = frame.pc
                sp = frame.sp
                base = frame.base
                constants = frame.code.constants
                continue
              }
            default:
              frame.pc = pc
              next = try self.next(object)
            }
            if let next {
              sp.initialize(to: next)
              sp += 1
            } else {
              sp -= 1
              sp.deinitialize(count: 1)
              pc = frame.code.instructions + Int(instruction.a)
            }

          // MARK: Functions
          case .makeFunction: makeFunction(instruction, frame, &sp)
          case .call:
            let count = Int(instruction.a)
            let callee = sp - count - 1
            frame.pc = pc
            if case .object(let object) = callee.pointee {
              if object.kind == .function {
                frame.sp = callee + 1
                sp = callee + 1
                fuel &-= 8
                if fuel < 0 { try refuelDropping(sp, count) }
                if let inner = try enter(
                  unsafeDowncast(object, to: Function.self), callee + 1, count: count, keywords: [])
                {
                  inner.exit = .caller
                  inner.result = callee
                  inner.resultSlots = 1
                  frame = inner
                  pc = inner.pc
                  sp = inner.sp
                  base = inner.base
                  constants = inner.code.constants
                } else {
                  callee.pointee = (callee + 1).move()
                }
                continue
              }
              if object.kind == .native {
                let value = try unsafeDowncast(object, to: NativeFunction.self).body(
                  self, Arguments(UnsafeBufferPointer(start: callee + 1, count: count)))
                callee.deinitialize(count: count + 1)
                callee.initialize(to: value)
                sp = callee + 1
                fuel &-= 2
                continue
              }
            }
            try callAny(frame, callee, 1, count, [], &sp)
            let inner = stack.active[stack.active.count &- 1]
            if inner !== frame {
              frame = inner
              pc = inner.pc
              base = inner.base
              constants = inner.code.constants
            }
          case .callMethod:
            let count = Int(instruction.a)
            let callee = sp - count - 2
            frame.pc = pc
            if case .object(let object) = callee.pointee {
              let isMethod = (callee + 1).pointee.isBound
              if object.kind == .function, isMethod {
                frame.sp = callee + 1
                sp = callee + 1
                fuel &-= 8
                if fuel < 0 { try refuelDropping(sp, count + 1) }
                if let inner = try enter(
                  unsafeDowncast(object, to: Function.self), callee + 1, count: count + 1, keywords: [])
                {
                  inner.exit = .caller
                  inner.result = callee
                  inner.resultSlots = 1
                  frame = inner
                  pc = inner.pc
                  sp = inner.sp
                  base = inner.base
                  constants = inner.code.constants
                } else {
                  callee.pointee = (callee + 1).move()
                }
                continue
              }
              if object.kind == .native {
                let start = isMethod ? callee + 1 : callee + 2
                let value = try unsafeDowncast(object, to: NativeFunction.self).body(
                  self, Arguments(UnsafeBufferPointer(start: start, count: sp - start)))
                callee.deinitialize(count: count + 2)
                callee.initialize(to: value)
                sp = callee + 1
                fuel &-= 2
                continue
              }
            }
            let isMethod = (callee + 1).pointee.isBound
            try callAny(frame, callee, isMethod ? 1 : 2, isMethod ? count + 1 : count, [], &sp)
            let inner = stack.active[stack.active.count &- 1]
            if inner !== frame {
              frame = inner
              pc = inner.pc
              base = inner.base
              constants = inner.code.constants
            }
          case .callKeywords, .callMethodKeywords, .callSpread:
            frame.pc = pc
            try callGeneral(instruction, frame, &sp)
            let inner = stack.active[stack.active.count &- 1]
            if inner !== frame {
              frame = inner
              pc = inner.pc
              base = inner.base
              constants = inner.code.constants
            }
          case .returnValue:
            sp -= 1
            let value = sp.move()
            base.deinitialize(count: sp - base)
            sp = base
            frame.sp = sp
            let ended = frame
            if let generator = frame.generator {
              leave(generator, isFinished: true)
              if ended.exit == .native { return value }
              frame = stack.active[stack.active.count &- 1]
              pc = frame.pc
              sp = frame.sp
              base = frame.base
              constants = frame.code.constants
              if ended.exit == .delegation {
                // iterator value → result
                sp -= 2
                sp.deinitialize(count: 2)
                sp.initialize(to: value)
                sp += 1
              } else {
                sp -= 1
                sp.deinitialize(count: 1)
              }
              pc = frame.code.instructions + Int((pc - 1).pointee.a)
              continue
            }
            stack.pop()
            switch ended.exit {
            case .native:
              ended.classNames = nil
              return value
            case .initializer:
              let made = ended.made
              ended.made = .unbound
              if !value.isNone {
                frame = stack.active[stack.active.count &- 1]
                pc = frame.pc
                sp = frame.sp
                base = frame.base
                constants = frame.code.constants
                throw typeError("__init__() should return None, not '\(value.typeName)'")
              }
              let result = ended.result
              result.deinitialize(count: ended.resultSlots)
              result.initialize(to: made)
              sp = result + 1
            default:
              let result = ended.result
              result.deinitialize(count: ended.resultSlots)
              result.initialize(to: value)
              sp = result + 1
            }
            frame = stack.active[stack.active.count &- 1]
            pc = frame.pc
            base = frame.base
            constants = frame.code.constants
          case .yieldValue:
            sp -= 1
            let value = sp.move()
            frame.pc = pc
            frame.sp = sp
            guard let generator = frame.generator else { throw runtimeError("yield outside of a generator") }
            let exit = frame.exit
            leave(generator, isFinished: false)
            if exit == .native { return value }
            frame = stack.active[stack.active.count &- 1]
            pc = frame.pc
            sp = frame.sp
            base = frame.base
            constants = frame.code.constants
            if exit == .delegation {
              (sp - 1).pointee = value
            } else {
              sp.initialize(to: value)
              sp += 1
            }
            fuel &-= 8
            if fuel < 0 { try refuel() }
          case .yieldFromIterator:
            if case .object(let object) = (sp - 1).pointee, object.kind == .generator { continue }
            (sp - 1).pointee = try iterator(of: (sp - 1).pointee)
          case .send:
            if case .object(let object) = (sp - 2).pointee, object.kind == .generator {
              let generator = unsafeDowncast(object, to: Generator.self)
              if !generator.isFinished {
                if !generator.hasStarted, !(sp - 1).pointee.isNone {
                  throw typeError("can't send non-None value to a just-started generator")
                }
                frame.pc = pc
                frame.sp = sp
                try start(generator, .delegation)
                let sent = (sp - 1).pointee
                frame = generator.frame
                if generator.hasStarted {
                  frame.sp.initialize(to: sent)
                  frame.sp += 1
                }
                generator.hasStarted = true
                pc = frame.pc
                sp = frame.sp
                base = frame.base
                constants = frame.code.constants
                continue
              }
            }
            frame.pc = pc
            if let value = try sendStep((sp - 2).pointee, (sp - 1).pointee) {
              (sp - 1).pointee = value
            } else {
              let result = delegatedResult
              delegatedResult = .null
              sp -= 2
              sp.deinitialize(count: 2)
              sp.initialize(to: result)
              sp += 1
              pc = frame.code.instructions + Int(instruction.a)
            }

          // MARK: Exceptions
          case .raise:
            let raise: Raise
            switch instruction.c {
            case 0:
              guard let handled else { throw runtimeError("No active exception to reraise") }
              isReraise = true
              raise = .exception(handled)
            case 1: raise = .exception(try exception((sp - 1).pointee))
            default: raise = .exception(try exception((sp - 2).pointee, from: (sp - 1).pointee))
            }
            throw raise
          case .reraise:
            guard case .object(let object) = (sp - 1).pointee, object.kind == .exception else {
              throw runtimeError("No active exception to reraise")
            }
            isReraise = true
            throw Raise.exception(unsafeDowncast(object, to: ExceptionObject.self))
          case .pushHandled:
            beginHandling(sp - 1)
            sp += 1
          case .popHandled:
            sp -= 1
            endHandling(sp)
          case .matchException:
            (sp - 1).pointee = .bool(try matches((sp - 2).pointee, (sp - 1).pointee))
          case .assertionError:
            sp.initialize(to: .object(TypeObject.assertionError))
            sp += 1
          case .enterWith:
            frame.pc = pc
            let (exit, value) = try enterWith((sp - 1).pointee)
            (sp - 1).pointee = exit
            sp.initialize(to: value)
            sp += 1
          case .exitWithException:
            frame.pc = pc
            let suppressed = try exitWith((sp - 3).pointee, (sp - 1).pointee)
            sp.initialize(to: .bool(suppressed))
            sp += 1

          // MARK: The rest
          case .importName, .importFrom, .importAll, .buildClass, .buildClassSpread, .matchSequence, .matchMapping,
            .matchKeys, .matchClass, .length, .mappingRest, .matchGroup, .collectGroup, .joinGroup:
            frame.pc = pc
            try rare(instruction, frame, &sp)
          }
        }
      } catch {
        raised = error
      }
    }
  }
}
