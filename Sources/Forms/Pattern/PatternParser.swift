/// Why a text is no regular expression that can be matched.
struct PatternError: Error {
  /// What is wrong.
  let message: String
  /// The character, from 1.
  let column: Int
}

/// Reads a regular expression of ECMA-262 with the flag `u`, as JSON Schema wants it (2020-12, core, section 6.4).
///
/// Back references are refused: with them a match takes time that grows without bound. Of the characters that need no
/// backslash, punctuation may have one all the same, as patterns in the wild do.
struct PatternParser {
  private let pattern: [Unicode.Scalar]
  private var position = 0
  private var depth = 0

  /// How deeply groups may be nested.
  static let maximumDepth = 50
  /// How often something may be repeated by a number.
  static let maximumRepetition = 10_000

  static func parse(_ text: String) throws(PatternError) -> PatternNode {
    var parser = PatternParser(pattern: Array(text.unicodeScalars))
    let node = try parser.alternation()
    guard parser.position == parser.pattern.count else { throw parser.failure("')' without '('") }
    return node
  }

  private init(pattern: [Unicode.Scalar]) {
    self.pattern = pattern
  }

  private mutating func alternation() throws(PatternError) -> PatternNode {
    depth += 1
    defer { depth -= 1 }
    if depth > Self.maximumDepth { throw failure("groups are nested more than \(Self.maximumDepth) deep") }
    var branches = [try sequence()]
    while take("|") { branches.append(try sequence()) }
    return branches.count == 1 ? branches[0] : .alternation(branches)
  }

  private mutating func sequence() throws(PatternError) -> PatternNode {
    var nodes: [PatternNode] = []
    while let scalar = peek, scalar != "|", scalar != ")" {
      nodes.append(try term(scalar))
    }
    return nodes.count == 1 ? nodes[0] : .sequence(nodes)
  }

  private mutating func term(_ scalar: Unicode.Scalar) throws(PatternError) -> PatternNode {
    let start = position
    position += 1
    let node: PatternNode
    switch scalar {
    case "^": return try unrepeated(.anchor(.start))
    case "$": return try unrepeated(.anchor(.end))
    case "(":
      node = try group(start)
      if case .look = node { return try unrepeated(node) }
    case ".": node = .character(.anyButBreak)
    case "[": node = .character(try characterClass(start))
    case "\\":
      if take("b") { return try unrepeated(.anchor(.boundary(isNegated: false))) }
      if take("B") { return try unrepeated(.anchor(.boundary(isNegated: true))) }
      node = .character(try escape(start))
    case "*", "+", "?", "{": throw failure("nothing to repeat", at: start)
    case "]", "}": throw failure("'\(scalar)' without a backslash", at: start)
    default: node = .character(CharacterSet(scalar))
    }
    return try repeated(node)
  }

  /// What stands for a place cannot be repeated.
  private mutating func unrepeated(_ node: PatternNode) throws(PatternError) -> PatternNode {
    if let next = peek, "*+?{".unicodeScalars.contains(next) { throw failure("nothing to repeat") }
    return node
  }

  private mutating func repeated(_ node: PatternNode) throws(PatternError) -> PatternNode {
    let bounds: (least: Int, most: Int?)
    let start = position
    switch peek {
    case "*": bounds = (0, nil)
    case "+": bounds = (1, nil)
    case "?": bounds = (0, 1)
    case "{":
      position += 1
      bounds = try self.bounds(start)
      // The closing brace is where the sign of the others is.
      guard peek == "}" else { throw failure("a repetition has the form {2}, {2,} or {2,5}", at: start) }
    default: return node
    }
    position += 1
    // Whether the longest or the shortest match is preferred makes no difference to whether there is one.
    _ = take("?")
    return .repetition(node, least: bounds.least, most: bounds.most)
  }

  private mutating func bounds(_ start: Int) throws(PatternError) -> (least: Int, most: Int?) {
    guard let least = try number() else {
      throw failure("a repetition has the form {2}, {2,} or {2,5}", at: start)
    }
    guard take(",") else { return (least, least) }
    let most = try number()
    if let most, most < least { throw failure("the numbers of a repetition are in the wrong order", at: start) }
    return (least, most)
  }

  private mutating func number() throws(PatternError) -> Int? {
    var value: Int?
    while let digit = peek, ("0"..."9").contains(digit) {
      value = (value ?? 0) * 10 + Int(digit.value - 48)
      if (value ?? 0) > Self.maximumRepetition { throw failure("more than \(Self.maximumRepetition) repetitions") }
      position += 1
    }
    return value
  }

  private mutating func group(_ start: Int) throws(PatternError) -> PatternNode {
    guard take("?") else { return try closed(start) }
    if take(":") { return try closed(start) }
    if take("=") { return .look(try closed(start), isAhead: true, isNegated: false) }
    if take("!") { return .look(try closed(start), isAhead: true, isNegated: true) }
    if take("<") {
      if take("=") { return .look(try closed(start), isAhead: false, isNegated: false) }
      if take("!") { return .look(try closed(start), isAhead: false, isNegated: true) }
      let name = position
      while let next = peek, CharacterSet.isWord(next) || next == "$" || !next.isASCII { position += 1 }
      guard position > name, !("0"..."9").contains(pattern[name]), take(">") else {
        throw failure("a group's name is expected", at: name)
      }
      return try closed(start)
    }
    throw failure("unknown kind of group", at: start)
  }

  private mutating func closed(_ start: Int) throws(PatternError) -> PatternNode {
    let node = try alternation()
    guard take(")") else { throw failure("'(' without ')'", at: start) }
    return node
  }
}

// MARK: For the characters

extension PatternParser {
  var peek: Unicode.Scalar? { position < pattern.count ? pattern[position] : nil }
  var offset: Int { position }

  mutating func next() -> Unicode.Scalar? {
    guard let scalar = peek else { return nil }
    position += 1
    return scalar
  }

  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard peek == scalar else { return false }
    position += 1
    return true
  }

  mutating func back(to position: Int) { self.position = position }

  func failure(_ message: String, at position: Int? = nil) -> PatternError {
    PatternError(message: message, column: (position ?? self.position) + 1)
  }
}
