/// Gathers the instructions of one code: labels, places, protected ranges, constants, names.
struct CodeBuilder {
  /// A place to jump to, fixed when it is reached.
  struct Label { let index: Int }

  private(set) var instructions: [Instruction] = []
  private var lines: [Int32] = []
  private var targets: [Int] = []
  /// Instructions whose `a` is a label.
  private var jumps: [Int] = []
  private var ranges: [(start: Int, end: Int, target: Label, adjustment: Int)] = []
  private(set) var constants: [Value] = []
  private var constantIndex: [ConstantKey: Int] = [:]
  private(set) var names: [String] = []
  private var nameIndex: [String: Int] = [:]
  private var cacheCount = 0
  /// Instructions before this one are not changed by ``fuse(_:)``: something jumps behind them.
  private var barrier = 0
  var line: Int32 = 1

  private enum ConstantKey: Hashable {
    case null, ellipsis
    case bool(Bool)
    case int(Int)
    case float(UInt64)
    case text([UInt8])
  }

  var position: Int { instructions.count }

  // MARK: Emitting

  mutating func emit(_ operation: Opcode, a: Int = 0, b: Int = 0, c: UInt8 = 0) {
    instructions.append(
      Instruction(operation: operation, c: c, b: UInt16(truncatingIfNeeded: b), a: Int32(truncatingIfNeeded: a)))
    lines.append(line)
  }

  mutating func jump(_ operation: Opcode, _ label: Label, c: UInt8 = 0) {
    jumps.append(position)
    emit(operation, a: label.index, c: c)
  }

  /// An instruction on an attribute, with a cache of its own.
  mutating func attribute(_ operation: Opcode, _ name: String) {
    let index = self.name(name)
    cacheCount += 1
    emit(operation, a: index, b: cacheCount <= Int(UInt16.max) ? cacheCount : 0)
  }

  mutating func label() -> Label {
    targets.append(-1)
    return Label(index: targets.count - 1)
  }

  mutating func place(_ label: Label) {
    targets[label.index] = position
    barrier = position
  }

  /// A label at the current position.
  mutating func here() -> Label {
    let label = label()
    place(label)
    return label
  }

  /// Lets exceptions between two positions go to `target`, whose stack differs by `adjustment` from that at the start of
  /// the first such part.
  mutating func protect(_ start: Int, _ end: Int, _ target: Label, _ adjustment: Int) {
    if start < end { ranges.append((start, end, target, adjustment)) }
  }

  // MARK: Tables

  mutating func name(_ name: String) -> Int {
    if let known = nameIndex[name] { return known }
    nameIndex[name] = names.count
    names.append(name)
    return names.count - 1
  }

  mutating func constant(_ constant: Constant) -> Int {
    let key: ConstantKey?
    switch constant {
    case .null: key = .null
    case .ellipsis: key = .ellipsis
    case .bool(let flag): key = .bool(flag)
    case .integer(let number): key = .int(number)
    case .float(let number): key = .float(number.bitPattern)
    case .string(let text): key = .text(Array(text.utf8))
    case .bigInteger, .bytes: key = nil
    }
    if let key, let known = constantIndex[key] { return known }
    let index = add(CodeBuilder.value(constant))
    if let key { constantIndex[key] = index }
    return index
  }

  mutating func add(_ constant: Value) -> Int {
    constants.append(constant)
    return constants.count - 1
  }

  /// The value of a literal. It lives as long as the code and is on nobody's account.
  static func value(_ constant: Constant) -> Value {
    switch constant {
    case .null: .null
    case .ellipsis: .ellipsis
    case .bool(let flag): .bool(flag)
    case .integer(let number): .int(number)
    case .bigInteger(let number): .big(BigInteger(nil, number))
    case .float(let number): .float(number)
    case .string(let text): .str(Str(nil, text))
    case .bytes(let bytes): .bytes(Bytes(nil, bytes))
    }
  }

  // MARK: Fusing

  /// Emits a binary operator; joined with its operands where they are a local and a local or constant.
  mutating func emitBinary(_ operation: BinaryOperator) {
    let fused: (fast: Opcode, constant: Opcode, plain: Opcode)?
    switch operation {
    case .add: fused = (.addFast, .addConstant, .add)
    case .subtract: fused = (.subtractFast, .subtractConstant, .subtract)
    case .multiply: fused = (.multiplyFast, .multiplyConstant, .multiply)
    default: fused = nil
    }
    guard let fused else { return emit(.binary, c: operation.rawValue) }
    if position - barrier >= 2 {
      let left = instructions[position - 2]
      let right = instructions[position - 1]
      if left.operation == .loadFast, left.a <= Int32(UInt16.max),
        right.operation == .loadFast || right.operation == .constant
      {
        instructions.removeLast(2)
        lines.removeLast(2)
        emit(right.operation == .loadFast ? fused.fast : fused.constant, a: Int(right.a), b: Int(left.a))
        return
      }
    }
    emit(fused.plain)
  }

  /// Jumps where the condition on the stack is false; joined with a comparison before.
  mutating func jumpIfFalse(_ label: Label) {
    if position - barrier >= 1, let last = instructions.last, last.operation == .compare {
      instructions.removeLast()
      lines.removeLast()
      jump(.compareJump, label, c: last.c)
    } else {
      jump(.jumpIfFalse, label)
    }
  }

  // MARK: Finishing

  /// Puts targets for labels, computes the depth of the stack, and fills the draft.
  mutating func finish(_ draft: inout CodeDraft) {
    for index in jumps {
      let target = targets[Int(instructions[index].a)]
      instructions[index].a = Int32(target)
      if instructions[index].operation == .jump, target <= index { instructions[index].operation = .jumpBack }
    }
    let depths = StackDepths(
      instructions,
      handlers: ranges.map {
        StackDepths.Range(start: $0.start, target: targets[$0.target.index], adjustment: $0.adjustment)
      })
    draft.instructions = instructions
    draft.lines = lines
    draft.constants = constants
    draft.names = names
    draft.cacheCount = cacheCount + 1
    draft.stackSize = depths.maximum + 4
    draft.handlers = ranges.map { range in
      Code.Handler(
        start: range.start, end: range.end, target: targets[range.target.index],
        depth: depths.handlerDepth(targets[range.target.index]))
    }
  }
}

/// How many operands are on the stack before each instruction, found by following all ways through the code.
struct StackDepths {
  private var depths: [Int]
  private var handlerDepths: [Int: Int] = [:]
  private(set) var maximum = 0

  struct Range {
    let start: Int
    let target: Int
    let adjustment: Int
  }

  init(_ instructions: [Instruction], handlers: [Range]) {
    depths = [Int](repeating: -1, count: instructions.count + 1)
    var waiting = [(0, 0)]
    while !waiting.isEmpty {
      while let (start, depth) = waiting.popLast() { follow(instructions, start, depth, &waiting) }
      // A handler begins with the depth of its first part, and the exception.
      for handler in handlers where handlerDepths[handler.target] == nil && depths[handler.start] >= 0 {
        let depth = depths[handler.start] + handler.adjustment
        handlerDepths[handler.target] = depth
        waiting.append((handler.target, depth + 1))
        maximum = Swift.max(maximum, depth + 1)
      }
    }
  }

  private mutating func follow(
    _ instructions: [Instruction], _ start: Int, _ startDepth: Int, _ waiting: inout [(Int, Int)]
  ) {
    var index = start
    var depth = startDepth
    while index < instructions.count, depths[index] == -1 {
      depths[index] = depth
      let effect = StackDepths.effect(instructions[index])
      if let jump = effect.jump { waiting.append((Int(instructions[index].a), depth + jump)) }
      maximum = Swift.max(maximum, depth, depth + effect.next, depth + (effect.jump ?? 0))
      guard effect.continues else { return }
      depth += effect.next
      index += 1
    }
  }

  func handlerDepth(_ target: Int) -> Int { handlerDepths[target] ?? 0 }

  private struct Effect {
    var next = 0
    var jump: Int?
    var continues = true
  }

  private static func effect(_ instruction: Instruction) -> Effect {
    let a = Int(instruction.a)
    let b = Int(instruction.b)
    switch instruction.operation {
    case .nop, .swap, .deleteFast, .deleteDeref, .deleteGlobal, .deleteName, .loadAttribute, .negate, .plus, .invert,
      .not, .listToTuple, .iterate, .yieldValue, .yieldFromIterator, .matchException, .matchGroup, .mappingRest:
      return Effect()
    case .pop, .storeFast, .storeDeref, .storeGlobal, .storeName, .deleteAttribute, .loadItem, .add, .subtract,
      .multiply, .binary, .inPlace, .compare, .isSame, .contains, .listAppend, .setAdd, .listExtend, .setUpdate,
      .dictUpdate, .dictMerge, .popHandled, .importAll, .collectGroup:
      return Effect(next: -1)
    case .copy, .constant, .loadFast, .loadDeref, .loadCell, .loadClassDeref, .loadGlobal, .loadName, .loadMethod,
      .addFast, .subtractFast, .multiplyFast, .addConstant, .subtractConstant, .multiplyConstant, .pushHandled,
      .assertionError, .enterWith, .exitWithException, .importName, .importFrom, .matchSequence, .matchMapping,
      .matchKeys, .length:
      return Effect(next: 1)
    case .storeAttribute, .deleteItem, .dictAdd, .matchClass, .joinGroup: return Effect(next: -2)
    case .storeItem: return Effect(next: -3)
    case .buildClassSpread: return Effect(next: -3)
    case .slice: return Effect(next: 1 - a)
    case .compareJump: return Effect(next: -2, jump: -2)
    case .jump, .jumpBack: return Effect(jump: 0, continues: false)
    case .jumpIfFalse, .jumpIfTrue, .jumpIfNone, .jumpIfNotNone: return Effect(next: -1, jump: -1)
    case .jumpIfFalseOrPop, .jumpIfTrueOrPop: return Effect(next: -1, jump: 0)
    case .buildTuple, .buildList, .buildSet, .buildString: return Effect(next: 1 - a)
    case .buildDict: return Effect(next: 1 - 2 * a)
    case .format: return Effect(next: instruction.c & 4 != 0 ? -1 : 0)
    case .unpack: return Effect(next: a - 1)
    case .unpackRest: return Effect(next: a + b)
    case .forIterate: return Effect(next: 1, jump: -1)
    case .makeFunction: return Effect(next: 1 - instruction.c.nonzeroBitCount)
    case .call, .callKeywords: return Effect(next: -a)
    case .callMethod, .callMethodKeywords: return Effect(next: -a - 1)
    case .callSpread: return Effect(next: instruction.c & 1 != 0 ? -2 : -1)
    case .send: return Effect(jump: -1)
    case .returnValue, .raise, .reraise: return Effect(continues: false)
    case .buildClass: return Effect(next: -a - 1)
    }
  }
}
