/// Runs a ``RegexProgram`` over a text, with a stack of its own for what to try next: no native recursion but for
/// look-around and atomic groups, and every step is charged.
struct RegexMatcher {
  private let program: RegexProgram
  private let text: [Unicode.Scalar]
  /// Where the text ends for this match.
  private let limit: Int
  private let vm: Machine
  private(set) var slots: [Int]
  private var counts: [Int]
  private var marks: [Int]
  private var stack: [Entry] = []
  private var steps = 0
  /// The groups in the order in which they were closed last: what `lastindex` tells.
  private(set) var lastGroup = 0

  private enum Entry {
    case branch(pc: Int, position: Int)
    /// A run that may give back characters down to `least`.
    case run(pc: Int, least: Int, position: Int)
    case slot(Int, old: Int)
    case loop(Int, count: Int, mark: Int)
    case lastGroup(Int)

    var isChoice: Bool {
      switch self {
      case .branch, .run: true
      default: false
      }
    }
  }

  init(_ program: RegexProgram, _ text: [Unicode.Scalar], limit: Int, _ vm: Machine) {
    self.program = program
    self.text = text
    self.limit = limit
    self.vm = vm
    slots = [Int](repeating: -1, count: (program.groupCount + 1) * 2)
    counts = [Int](repeating: 0, count: program.loopCount)
    marks = [Int](repeating: -1, count: program.loopCount)
  }

  /// Matches at `start`; `mustAdvance` refuses the empty match there.
  mutating func match(at start: Int, isFull: Bool = false, mustAdvance: Bool = false) throws(Raise) -> Bool {
    for index in slots.indices { slots[index] = -1 }
    stack.removeAll(keepingCapacity: true)
    lastGroup = 0
    let limit = limit
    guard
      let end = try run(
        from: 0, at: start,
        accepts: { end in
          (!isFull || end == limit) && (!mustAdvance || end != start)
        })
    else { return false }
    slots[0] = start
    slots[1] = end
    return true
  }

  private mutating func run(from pc: Int, at start: Int, accepts: (Int) -> Bool) throws(Raise) -> Int? {
    let base = stack.count
    var pc = pc
    var position = start
    while true {
      steps += 1
      if steps & 255 == 0 {
        // A step with its part of the way back takes about as long as four instructions.
        try vm.charge(1024)
        if steps & 0xFFFF == 0 { try vm.checkBytes(stack.count * 40) }
      }
      var fails = false
      switch program.instructions[pc] {
      case .single(let single):
        if position < limit, single.matches(text[position]) {
          position += 1
          pc += 1
        } else {
          fails = true
        }
      case .run(let single, let least, let most):
        var end = position
        let most = most < limit - position ? position + most : limit
        while end < most, single.matches(text[end]) { end += 1 }
        try vm.charge((end - position) >> 3)
        if end - position < least {
          fails = true
        } else {
          if end - position > least { stack.append(.run(pc: pc + 1, least: position + least, position: end)) }
          position = end
          pc += 1
        }
      case .split(let first, let second):
        stack.append(.branch(pc: second, position: position))
        pc = first
      case .jump(let target): pc = target
      case .save(let slot):
        stack.append(.slot(slot, old: slots[slot]))
        slots[slot] = position
        if slot & 1 == 1 {
          stack.append(.lastGroup(lastGroup))
          lastGroup = slot >> 1
        }
        pc += 1
      case .anchor(let anchor):
        fails = !holds(anchor, position)
        pc += 1
      case .backreference(let group, let ignoresCase):
        if let end = repeated(group, at: position, ignoresCase) {
          position = end
          pc += 1
        } else {
          fails = true
        }
      case .enterLoop(let loop):
        stack.append(.loop(loop, count: counts[loop], mark: marks[loop]))
        counts[loop] = 0
        marks[loop] = -1
        pc += 1
      case .loop(let loop, let least, let most, let isLazy, let body, let exit):
        let count = counts[loop]
        if count >= most || (count >= least && position == marks[loop]) {
          pc = exit
        } else if count < least {
          enter(loop, count, position)
          pc = body
        } else if isLazy {
          stack.append(.loop(loop, count: count, mark: marks[loop]))
          stack.append(.branch(pc: pc, position: position))
          // The branch comes back to this very instruction; the count tells it to go into the body.
          stack[stack.count - 1] = .branch(pc: -pc - 1, position: position)
          pc = exit
        } else {
          stack.append(.branch(pc: exit, position: position))
          enter(loop, count, position)
          pc = body
        }
      case .look(let isNegated, let width, let exit):
        var found = false
        if position >= width {
          let height = stack.count
          found = try run(from: pc + 1, at: position - width, accepts: { _ in true }) != nil
          if isNegated { unwind(to: height) }
        }
        fails = found == isNegated
        pc = exit
      case .atomic(let exit):
        if let end = try run(from: pc + 1, at: position, accepts: { _ in true }) {
          position = end
          pc = exit
        } else {
          fails = true
        }
      case .branch(let group, let otherwise):
        pc = slots[group * 2 + 1] >= 0 ? pc + 1 : otherwise
      case .end:
        if accepts(position) {
          // What could still be tried in here is given up; what must be undone later stays.
          if base > 0 || stack.count > base { stack.removeSubrange(base..., where: \.isChoice) }
          return position
        }
        fails = true
      }
      if fails {
        guard let next = backtrack(to: base) else { return nil }
        pc = next.pc
        position = next.position
        if pc < 0 {
          pc = -pc - 1
          if case .loop(let loop, _, _, _, let body, _) = program.instructions[pc] {
            enter(loop, counts[loop], position)
            pc = body
          }
        }
      }
    }
  }

  private mutating func enter(_ loop: Int, _ count: Int, _ position: Int) {
    stack.append(.loop(loop, count: count, mark: marks[loop]))
    counts[loop] = count + 1
    marks[loop] = position
  }

  /// Undoes up to the last choice above `base`, and takes it.
  private mutating func backtrack(to base: Int) -> (pc: Int, position: Int)? {
    while stack.count > base, let entry = stack.popLast() {
      switch entry {
      case .branch(let pc, let position): return (pc, position)
      case .run(let pc, let least, let position):
        if position - 1 > least { stack.append(.run(pc: pc, least: least, position: position - 1)) }
        return (pc, position - 1)
      default: undo(entry)
      }
    }
    return nil
  }

  private mutating func unwind(to height: Int) {
    while stack.count > height, let entry = stack.popLast() { undo(entry) }
  }

  private mutating func undo(_ entry: Entry) {
    switch entry {
    case .slot(let slot, let old): slots[slot] = old
    case .loop(let loop, let count, let mark):
      counts[loop] = count
      marks[loop] = mark
    case .lastGroup(let group): lastGroup = group
    case .branch, .run: break
    }
  }

  private func holds(_ anchor: RegexAnchor, _ position: Int) -> Bool {
    switch anchor {
    case .textStart: return position == 0
    case .textEnd: return position == limit
    case .lineStart: return position == 0 || text[position - 1] == "\n"
    case .lineEnd: return position == limit || text[position] == "\n"
    case .beforeLastBreak: return position == limit || (position == limit - 1 && text[position] == "\n")
    case .boundary(let isNegated, let isASCII):
      let before = position > 0 && RegexSet.isIn(.word, text[position - 1], isASCII)
      let after = position < limit && RegexSet.isIn(.word, text[position], isASCII)
      return (before != after) != isNegated
    }
  }

  /// Where a repetition of a group's text ends.
  private func repeated(_ group: Int, at position: Int, _ ignoresCase: Bool) -> Int? {
    let (start, end) = (slots[group * 2], slots[group * 2 + 1])
    guard start >= 0, end >= start, position + end - start <= limit else { return nil }
    for offset in 0..<(end - start) {
      let (one, two) = (text[start + offset], text[position + offset])
      if one != two, !ignoresCase || RegexCase.fold(one) != RegexCase.fold(two) { return nil }
    }
    return position + end - start
  }
}

extension Array {
  /// Removes the elements of a range that fulfil a condition.
  fileprivate mutating func removeSubrange(_ range: PartialRangeFrom<Int>, where condition: (Element) -> Bool) {
    var kept = range.lowerBound
    for index in range.lowerBound..<count where !condition(self[index]) {
      if kept != index { self[kept] = self[index] }
      kept += 1
    }
    removeSubrange(kept...)
  }
}
