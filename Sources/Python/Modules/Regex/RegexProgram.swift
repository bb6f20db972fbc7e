/// A regular expression as instructions for ``RegexMatcher``.
final class RegexProgram: Sendable {
  enum Instruction: Sendable {
    case single(RegexSingle)
    /// As many of one kind of character as there are, then fewer.
    case run(RegexSingle, least: Int, most: Int)
    case split(first: Int, second: Int)
    case jump(Int)
    case save(Int)
    case anchor(RegexAnchor)
    case backreference(Int, ignoresCase: Bool)
    case enterLoop(Int)
    case loop(Int, least: Int, most: Int, isLazy: Bool, body: Int, exit: Int)
    /// Runs what follows up to its ``end`` as a match of its own, then goes on at `exit`.
    case look(isNegated: Bool, width: Int, exit: Int)
    case atomic(exit: Int)
    case branch(ifGroup: Int, otherwise: Int)
    /// The end of the program, or of a part that is a match of its own.
    case end
  }

  let instructions: [Instruction]
  let loopCount: Int
  let groupCount: Int

  init(_ node: RegexNode, groupCount: Int) {
    var compiler = RegexCompiler()
    compiler.emit(node)
    compiler.instructions.append(.end)
    instructions = compiler.instructions
    loopCount = compiler.loopCount
    self.groupCount = groupCount
  }
}

private struct RegexCompiler {
  var instructions: [RegexProgram.Instruction] = []
  var loopCount = 0

  mutating func emit(_ node: RegexNode) {
    switch node {
    case .empty: break
    case .single(let single): instructions.append(.single(single))
    case .sequence(let nodes): for node in nodes { emit(node) }
    case .alternation(let branches): emit(branches)
    case .group(let node, let index):
      instructions.append(.save(index * 2))
      emit(node)
      instructions.append(.save(index * 2 + 1))
    case .backreference(let index, let ignoresCase):
      instructions.append(.backreference(index, ignoresCase: ignoresCase))
    case .anchor(let anchor): instructions.append(.anchor(anchor))
    case .look(let node, _, let isNegated, let width):
      let place = reserve()
      emit(node)
      instructions.append(.end)
      instructions[place] = .look(isNegated: isNegated, width: width, exit: instructions.count)
    case .atomic(let node): emitAtomic(node)
    case .repetition(let node, let least, let most, let greed):
      if greed == .possessive {
        emitAtomic(.repetition(node, least: least, most: most, .greedy))
      } else {
        emit(node, least, most, isLazy: greed == .lazy)
      }
    case .conditional(let group, let yes, let no):
      let place = reserve()
      emit(yes)
      let end = reserve()
      instructions[place] = .branch(ifGroup: group, otherwise: instructions.count)
      emit(no)
      instructions[end] = .jump(instructions.count)
    }
  }

  private mutating func reserve() -> Int {
    instructions.append(.end)
    return instructions.count - 1
  }

  private mutating func emit(_ branches: [RegexNode]) {
    var ends: [Int] = []
    for (index, branch) in branches.enumerated() {
      guard index < branches.count - 1 else {
        emit(branch)
        break
      }
      let place = reserve()
      emit(branch)
      ends.append(reserve())
      instructions[place] = .split(first: place + 1, second: instructions.count)
    }
    for end in ends { instructions[end] = .jump(instructions.count) }
  }

  private mutating func emitAtomic(_ node: RegexNode) {
    let place = reserve()
    emit(node)
    instructions.append(.end)
    instructions[place] = .atomic(exit: instructions.count)
  }

  private mutating func emit(_ node: RegexNode, _ least: Int, _ most: Int, isLazy: Bool) {
    if case .single(let single) = node, !isLazy {
      instructions.append(.run(single, least: least, most: most))
      return
    }
    if least == 0, most == 1 {
      let place = reserve()
      emit(node)
      let exit = instructions.count
      instructions[place] =
        isLazy ? .split(first: exit, second: place + 1) : .split(first: place + 1, second: exit)
      return
    }
    let loop = loopCount
    loopCount += 1
    instructions.append(.enterLoop(loop))
    let place = reserve()
    emit(node)
    instructions.append(.jump(place))
    instructions[place] = .loop(
      loop, least: least, most: most, isLazy: isLazy, body: place + 1, exit: instructions.count)
  }
}
