/// A regular expression that is none, and where.
struct RegexFailure: Error {
  let message: String
  let position: Int
}

/// The flags of `re`, with Python's numbers.
struct RegexFlags: OptionSet {
  let rawValue: Int
  static let ignoreCase = RegexFlags(rawValue: 2)
  static let locale = RegexFlags(rawValue: 4)
  static let multiline = RegexFlags(rawValue: 8)
  static let dotAll = RegexFlags(rawValue: 16)
  static let unicode = RegexFlags(rawValue: 32)
  static let verbose = RegexFlags(rawValue: 64)
  static let ascii = RegexFlags(rawValue: 256)

  static func flag(_ letter: Unicode.Scalar) -> RegexFlags? {
    switch letter {
    case "i": .ignoreCase
    case "L": .locale
    case "m": .multiline
    case "s": .dotAll
    case "u": .unicode
    case "x": .verbose
    case "a": .ascii
    default: nil
    }
  }
}

/// Parses Python's regular expressions.
struct RegexParser {
  private let pattern: [Unicode.Scalar]
  private var position = 0
  private(set) var flags: RegexFlags
  private(set) var groupCount = 0
  private(set) var groupNames: [(name: String, index: Int)] = []
  private var widths: [Int: (Int, Int)] = [:]
  private var open: Set<Int> = []
  private var depth = 0

  init(_ pattern: [Unicode.Scalar], _ flags: RegexFlags) {
    self.pattern = pattern
    self.flags = flags
  }

  mutating func parse() throws(RegexFailure) -> RegexNode {
    let node = try alternation(flags, isTop: true)
    if position < pattern.count { throw fail("unbalanced parenthesis", position) }
    return node
  }

  private func fail(_ message: String, _ position: Int) -> RegexFailure {
    RegexFailure(message: message, position: position)
  }

  private var peek: Unicode.Scalar? { position < pattern.count ? pattern[position] : nil }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard peek == scalar else { return false }
    position += 1
    return true
  }

  private mutating func alternation(_ outer: RegexFlags, isTop: Bool = false) throws(RegexFailure) -> RegexNode {
    depth += 1
    defer { depth -= 1 }
    if depth > 100 { throw fail("the expression is nested too deeply", position) }
    var flags = outer
    var branches = [try sequence(&flags, isFirst: isTop)]
    while take("|") { branches.append(try sequence(&flags, isFirst: false)) }
    return branches.count == 1 ? branches[0] : .alternation(branches)
  }

  private mutating func sequence(_ flags: inout RegexFlags, isFirst: Bool) throws(RegexFailure) -> RegexNode {
    var nodes: [RegexNode] = []
    while let scalar = peek, scalar != "|", scalar != ")" {
      if flags.contains(.verbose) {
        if scalar.isPythonSpace {
          position += 1
          continue
        }
        if scalar == "#" {
          while let next = peek, next != "\n" {
            _ = next
            position += 1
          }
          continue
        }
      }
      let start = position
      position += 1
      switch scalar {
      case "*", "+", "?": try repeated(&nodes, scalar, start)
      case "{":
        if let bounds = try bounds() {
          try repeated(&nodes, bounds, start)
        } else {
          nodes.append(literal("{", flags))
        }
      case "(":
        guard let node = try group(&flags, start, isFirst: isFirst && nodes.isEmpty) else { continue }
        switch node {
        // In a group these may be repeated.
        case .repetition, .anchor, .empty: nodes.append(.sequence([node]))
        default: nodes.append(node)
        }
      case "[": nodes.append(.single(.set(try set(flags, start))))
      case ".": nodes.append(.single(flags.contains(.dotAll) ? .any : .anyButBreak))
      case "^": nodes.append(.anchor(flags.contains(.multiline) ? .lineStart : .textStart))
      case "$": nodes.append(.anchor(flags.contains(.multiline) ? .lineEnd : .beforeLastBreak))
      case "\\": nodes.append(try escape(flags, start))
      default: nodes.append(literal(scalar, flags))
      }
    }
    return nodes.count == 1 ? nodes[0] : nodes.isEmpty ? .empty : .sequence(nodes)
  }

  private func literal(_ scalar: Unicode.Scalar, _ flags: RegexFlags) -> RegexNode {
    .single(flags.contains(.ignoreCase) ? .literalIgnoringCase(scalar) : .literal(scalar))
  }

  // MARK: Repetition

  private mutating func repeated(
    _ nodes: inout [RegexNode], _ sign: Unicode.Scalar, _ start: Int
  ) throws(RegexFailure) {
    try repeated(&nodes, sign == "*" ? (0, Int.max) : sign == "+" ? (1, Int.max) : (0, 1), start)
  }

  private mutating func repeated(
    _ nodes: inout [RegexNode], _ bounds: (Int, Int), _ start: Int
  ) throws(RegexFailure) {
    guard let last = nodes.popLast() else { throw fail("nothing to repeat", start) }
    switch last {
    case .repetition: throw fail("multiple repeat", start)
    case .anchor, .empty: throw fail("nothing to repeat", start)
    default: break
    }
    let greed: RegexGreed = take("?") ? .lazy : take("+") ? .possessive : .greedy
    nodes.append(.repetition(last, least: bounds.0, most: bounds.1, greed))
  }

  /// `m}`, `m,n}` and the like behind a brace; nil, with nothing read, where it is none.
  private mutating func bounds() throws(RegexFailure) -> (Int, Int)? {
    let start = position
    if peek == "}" { return nil }
    let low = try number()
    var high = low
    if take(",") { high = try number() ?? Int.max } else if low == nil { high = nil }
    guard let high, take("}") else {
      position = start
      return nil
    }
    if high < low ?? 0 { throw fail("min repeat greater than max repeat", start) }
    return (low ?? 0, high)
  }

  private mutating func number() throws(RegexFailure) -> Int? {
    var value: Int?
    while let digit = peek?.decimalDigit, peek?.isASCII == true {
      value = (value ?? 0) * 10 + digit
      if (value ?? 0) > 4_294_967_294 { throw fail("the repetition number is too large", position) }
      position += 1
    }
    return value
  }

  // MARK: Groups

  private mutating func group(
    _ flags: inout RegexFlags, _ start: Int, isFirst: Bool
  ) throws(RegexFailure) -> RegexNode? {
    guard take("?") else { return try capture(flags, start, name: nil) }
    guard let kind = peek else { throw fail("unexpected end of pattern", position) }
    position += 1
    switch kind {
    case ":": return try closed(flags, start)
    case ">": return .atomic(try closed(flags, start))
    case "=": return .look(try closed(flags, start), isAhead: true, isNegated: false, width: 0)
    case "!": return .look(try closed(flags, start), isAhead: true, isNegated: true, width: 0)
    case "#":
      while let next = peek, next != ")" {
        _ = next
        position += 1
      }
      guard take(")") else { throw fail("missing ), unterminated comment", start) }
      return nil
    case "P": return try named(flags, start)
    case "<":
      guard let sign = peek else { throw fail("unexpected end of pattern", position) }
      guard sign == "=" || sign == "!" else { throw fail("unknown extension ?<\(String(sign))", start + 1) }
      position += 1
      let node = try closed(flags, start)
      let width = node.width(widths)
      guard width.0 == width.1 else { throw fail("look-behind requires fixed-width pattern", -1) }
      return .look(node, isAhead: false, isNegated: sign == "!", width: width.0)
    case "(": return try conditional(flags, start)
    default:
      position -= 1
      return try inlineFlags(&flags, start, isFirst: isFirst)
    }
  }

  private mutating func closed(_ flags: RegexFlags, _ start: Int) throws(RegexFailure) -> RegexNode {
    let node = try alternation(flags)
    guard take(")") else { throw fail("missing ), unterminated subpattern", start) }
    return node
  }

  private mutating func capture(_ flags: RegexFlags, _ start: Int, name: (String, Int)?) throws(RegexFailure)
    -> RegexNode
  {
    groupCount += 1
    let index = groupCount
    if let (name, place) = name {
      if let other = groupNames.first(where: { $0.name == name }) {
        throw fail("redefinition of group name '\(name)' as group \(index); was group \(other.index)", place)
      }
      groupNames.append((name, index))
    }
    open.insert(index)
    let node = try closed(flags, start)
    open.remove(index)
    widths[index] = node.width(widths)
    return .group(node, index: index)
  }

  private mutating func named(_ flags: RegexFlags, _ start: Int) throws(RegexFailure) -> RegexNode {
    guard let sign = peek else { throw fail("unexpected end of pattern", position) }
    position += 1
    switch sign {
    case "<":
      let place = position
      let name = try name(until: ">", "missing >, unterminated name")
      return try capture(flags, start, name: (name, place))
    case "=":
      let place = position
      let name = try name(until: ")", "missing ), unterminated name")
      guard let group = groupNames.first(where: { $0.name == name }) else {
        throw fail("unknown group name '\(name)'", place)
      }
      if open.contains(group.index) { throw fail("cannot refer to an open group", place) }
      return .backreference(group.index, ignoresCase: flags.contains(.ignoreCase))
    default: throw fail("unknown extension ?P\(String(sign))", start + 1)
    }
  }

  private mutating func name(until end: Unicode.Scalar, _ missing: String) throws(RegexFailure) -> String {
    let start = position
    var text = String.UnicodeScalarView()
    while let next = peek, next != end {
      text.append(next)
      position += 1
    }
    if text.isEmpty { throw fail(peek == nil ? "missing group name" : "missing group name", start) }
    guard take(end) else { throw fail(missing, start) }
    let name = String(text)
    guard StringMethods.isIdentifier(name) else { throw fail("bad character in group name '\(name)'", start) }
    return name
  }

  private mutating func conditional(_ flags: RegexFlags, _ start: Int) throws(RegexFailure) -> RegexNode {
    let place = position
    var text = ""
    while let next = peek, next != ")" {
      text.unicodeScalars.append(next)
      position += 1
    }
    guard take(")") else { throw fail("missing ), unterminated name", place) }
    var index: Int
    if let number = Int(text) {
      index = number
      if index == 0 { throw fail("bad group number", place) }
    } else {
      guard let group = groupNames.first(where: { $0.name == text }) else {
        throw fail("unknown group name '\(text)'", place)
      }
      index = group.index
    }
    // As CPython, a group that comes later may be asked for, but must exist in the end; here it must be there.
    guard index <= groupCount else { throw fail("invalid group reference \(index)", place) }
    let node = try closed(flags, start)
    guard case .alternation(let branches) = node else { return .conditional(index, node, .empty) }
    guard branches.count == 2 else { throw fail("conditional backref with more than two branches", position - 1) }
    index = max(index, 1)
    return .conditional(index, branches[0], branches[1])
  }

  /// `(?i)` at the start, or `(?i-m:…)`.
  private mutating func inlineFlags(
    _ flags: inout RegexFlags, _ start: Int, isFirst: Bool
  ) throws(RegexFailure) -> RegexNode? {
    var added: RegexFlags = []
    var removed: RegexFlags = []
    var isRemoving = false
    while let letter = peek, letter != ")", letter != ":" {
      position += 1
      if letter == "-", !isRemoving {
        isRemoving = true
        continue
      }
      guard let flag = RegexFlags.flag(letter) else {
        throw added.isEmpty && !isRemoving
          ? fail("unknown extension ?\(String(letter))", start + 1)
          : fail(isRemoving ? "unknown flag" : "unknown flag", position - 1)
      }
      if isRemoving { removed.insert(flag) } else { added.insert(flag) }
    }
    guard let end = peek else { throw fail("missing -, : or )", position) }
    position += 1
    if end == ")" {
      if isRemoving { throw fail("missing :", position - 1) }
      guard isFirst else { throw fail("global flags not at the start of the expression", start) }
      flags.formUnion(added)
      self.flags.formUnion(added)
      return nil
    }
    return try closed(flags.union(added).subtracting(removed), start)
  }

  // MARK: For the characters

  var current: Unicode.Scalar? { peek }
  var following: Unicode.Scalar? { position + 1 < pattern.count ? pattern[position + 1] : nil }
  var offset: Int { position }

  mutating func next() -> Unicode.Scalar? {
    guard let scalar = peek else { return nil }
    position += 1
    return scalar
  }

  mutating func skip(_ count: Int) { position += count }

  func peekDigit(_ ahead: Int = 0) -> Int? {
    guard position + ahead < pattern.count, pattern[position + ahead].isASCII else { return nil }
    return pattern[position + ahead].decimalDigit
  }

  func isOpen(_ group: Int) -> Bool { open.contains(group) }

  func failure(_ message: String, _ position: Int) -> RegexFailure { fail(message, position) }

  /// The text of the pattern from a place up to here, or so many characters of it.
  func text(from start: Int, count: Int? = nil) -> String {
    let end = min(count.map { start + $0 } ?? position, pattern.count)
    return String(String.UnicodeScalarView(pattern[start..<end]))
  }
}
