/// A regular expression that can be matched in time that grows with the text and the expression, and no faster.
///
/// All ways through the expression are followed side by side, character by character, so that none is tried again:
/// there are no patterns that take exponential time.
struct Pattern: Sendable {
  enum Instruction: Sendable {
    case character(CharacterSet)
    case split(Int, Int)
    case jump(Int)
    case anchor(PatternAnchor)
    /// The program with this number matches here, or does not.
    case look(Int, isNegated: Bool)
    case match
  }

  /// A run through a text, forwards or, looking behind, backwards.
  struct Program: Sendable {
    var instructions: [Instruction] = []
    let isForward: Bool
  }

  /// The first is the expression, the others are what it looks ahead and behind for.
  let programs: [Program]

  /// How many parts and instructions an expression may have; numbers of repetitions are written out.
  static let maximumSize = 20_000

  init(_ text: String) throws(PatternError) {
    var compiler = PatternCompiler()
    try compiler.compile(try PatternParser.parse(text), isForward: true)
    programs = compiler.programs
  }
}

private struct PatternCompiler {
  var programs: [Pattern.Program] = []
  private var size = 0

  /// - Returns: the program's number.
  @discardableResult
  mutating func compile(_ node: PatternNode, isForward: Bool) throws(PatternError) -> Int {
    let number = programs.count
    programs.append(Pattern.Program(isForward: isForward))
    try emit(node, number)
    try append(.match, number)
    return number
  }

  private mutating func emit(_ node: PatternNode, _ program: Int) throws(PatternError) {
    try charge()
    switch node {
    case .empty: break
    case .character(let set): try append(.character(set), program)
    case .sequence(let nodes):
      // Who reads backwards meets the last part first.
      if programs[program].isForward {
        for node in nodes { try emit(node, program) }
      } else {
        for node in nodes.reversed() { try emit(node, program) }
      }
    case .alternation(let branches): try emit(branches, program)
    case .repetition(let node, let least, let most):
      for _ in 0..<least { try emit(node, program) }
      if let most {
        try emitOptional(node, count: most - least, program)
      } else {
        try emitLoop(node, program)
      }
    case .anchor(let anchor): try append(.anchor(anchor), program)
    case .look(let node, let isAhead, let isNegated):
      let inner = try compile(node, isForward: isAhead)
      try append(.look(inner, isNegated: isNegated), program)
    }
  }

  private mutating func emit(_ branches: [PatternNode], _ program: Int) throws(PatternError) {
    var ends: [Int] = []
    for (index, branch) in branches.enumerated() {
      guard index < branches.count - 1 else {
        try emit(branch, program)
        break
      }
      let split = try append(.match, program)
      try emit(branch, program)
      ends.append(try append(.match, program))
      set(split, .split(split + 1, next(program)), program)
    }
    for end in ends { set(end, .jump(next(program)), program) }
  }

  private mutating func emitLoop(_ node: PatternNode, _ program: Int) throws(PatternError) {
    let split = try append(.match, program)
    try emit(node, program)
    try append(.jump(split), program)
    set(split, .split(split + 1, next(program)), program)
  }

  private mutating func emitOptional(_ node: PatternNode, count: Int, _ program: Int) throws(PatternError) {
    var splits: [Int] = []
    for _ in 0..<count {
      splits.append(try append(.match, program))
      try emit(node, program)
    }
    for split in splits { set(split, .split(split + 1, next(program)), program) }
  }

  /// Counts what is emitted, and what is emitted and leaves no instruction.
  private mutating func charge() throws(PatternError) {
    size += 1
    if size > Pattern.maximumSize {
      throw PatternError(message: "the pattern is too large with its repetitions written out", column: 1)
    }
  }

  /// - Returns: the instruction's place.
  @discardableResult
  private mutating func append(_ instruction: Pattern.Instruction, _ program: Int) throws(PatternError) -> Int {
    try charge()
    programs[program].instructions.append(instruction)
    return programs[program].instructions.count - 1
  }

  private mutating func set(_ place: Int, _ instruction: Pattern.Instruction, _ program: Int) {
    programs[program].instructions[place] = instruction
  }

  private func next(_ program: Int) -> Int { programs[program].instructions.count }
}
