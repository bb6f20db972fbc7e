/// A regular expression as its parser gives it: what to match, with all flags already applied.
indirect enum RegexNode {
  case empty
  case single(RegexSingle)
  case sequence([RegexNode])
  case alternation([RegexNode])
  case group(RegexNode, index: Int)
  case backreference(Int, ignoresCase: Bool)
  case anchor(RegexAnchor)
  case look(RegexNode, isAhead: Bool, isNegated: Bool, width: Int)
  case repetition(RegexNode, least: Int, most: Int, RegexGreed)
  case atomic(RegexNode)
  case conditional(Int, RegexNode, RegexNode)

  /// The fewest and the most characters that the node can match, `Int.max` being without bound; `groups` are the widths
  /// of the groups before it.
  func width(_ groups: [Int: (Int, Int)]) -> (Int, Int) {
    switch self {
    case .empty, .anchor, .look: return (0, 0)
    case .single: return (1, 1)
    case .sequence(let nodes):
      return nodes.reduce((0, 0)) { sum, node in
        let width = node.width(groups)
        return (RegexNode.add(sum.0, width.0), RegexNode.add(sum.1, width.1))
      }
    case .alternation(let nodes):
      let widths = nodes.map { $0.width(groups) }
      return (widths.map(\.0).min() ?? 0, widths.map(\.1).max() ?? 0)
    case .group(let node, _), .atomic(let node): return node.width(groups)
    case .backreference(let index, _): return groups[index] ?? (0, Int.max)
    case .repetition(let node, let least, let most, _):
      let width = node.width(groups)
      return (RegexNode.multiply(width.0, least), RegexNode.multiply(width.1, most))
    case .conditional(_, let yes, let no):
      let (one, two) = (yes.width(groups), no.width(groups))
      return (min(one.0, two.0), max(one.1, two.1))
    }
  }

  private static func add(_ left: Int, _ right: Int) -> Int {
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? Int.max : sum
  }

  private static func multiply(_ left: Int, _ right: Int) -> Int {
    let (product, overflow) = left.multipliedReportingOverflow(by: right)
    return overflow ? Int.max : product
  }
}

enum RegexGreed { case greedy, lazy, possessive }

enum RegexAnchor: Sendable {
  case textStart, textEnd, lineStart, lineEnd, beforeLastBreak
  case boundary(isNegated: Bool, isASCII: Bool)
}

/// What matches one character.
enum RegexSingle: Sendable {
  case literal(Unicode.Scalar)
  case literalIgnoringCase(Unicode.Scalar)
  case any
  case anyButBreak
  case set(RegexSet)

  func matches(_ scalar: Unicode.Scalar) -> Bool {
    switch self {
    case .literal(let wanted): scalar == wanted
    case .literalIgnoringCase(let wanted): scalar == wanted || RegexCase.fold(scalar) == RegexCase.fold(wanted)
    case .any: true
    case .anyButBreak: scalar != "\n"
    case .set(let set): set.contains(scalar)
    }
  }
}

/// A set of characters: `[a-z\d]`, `\w`.
struct RegexSet: Sendable {
  enum Category: Sendable { case digit, space, word }

  var ranges: [ClosedRange<UInt32>] = []
  var categories: [(category: Category, isNegated: Bool)] = []
  var isNegated = false
  var ignoresCase = false
  var isASCII = false

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    var found = has(scalar)
    if !found, ignoresCase { found = RegexCase.variants(scalar).contains { has($0) } }
    return found != isNegated
  }

  private func has(_ scalar: Unicode.Scalar) -> Bool {
    for range in ranges where range.contains(scalar.value) { return true }
    for (category, negated) in categories where RegexSet.isIn(category, scalar, isASCII) != negated { return true }
    return false
  }

  static func isIn(_ category: Category, _ scalar: Unicode.Scalar, _ isASCII: Bool) -> Bool {
    if isASCII, !scalar.isASCII { return false }
    switch category {
    case .digit: return scalar.decimalDigit != nil
    case .space: return isASCII ? scalar.value == 32 || (9...13).contains(scalar.value) : scalar.isPythonSpace
    case .word:
      if scalar == "_" { return true }
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: return true
      default: return scalar.properties.numericType != nil
      }
    }
  }
}

/// Case, character by character.
enum RegexCase {
  static func fold(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    single(scalar.properties.lowercaseMapping) ?? scalar
  }

  static func variants(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    [scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping].compactMap(single)
  }

  private static func single(_ text: String) -> Unicode.Scalar? {
    let scalars = text.unicodeScalars
    return scalars.count == 1 ? scalars.first : nil
  }
}
