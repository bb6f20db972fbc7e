/// A regular expression of ECMA-262 (section 22.2, with the flag `u`) as its parser gives it. Nothing is captured: a
/// schema only asks whether there is a match.
indirect enum PatternNode {
  case empty
  case character(CharacterSet)
  case sequence([PatternNode])
  case alternation([PatternNode])
  /// `most` is nil where there is no bound.
  case repetition(PatternNode, least: Int, most: Int?)
  case anchor(PatternAnchor)
  case look(PatternNode, isAhead: Bool, isNegated: Bool)
}

enum PatternAnchor: Sendable {
  case start, end
  case boundary(isNegated: Bool)
}

/// A set of characters: `.`, `\d`, `[^a-z]`.
struct CharacterSet: Sendable {
  enum Member: Sendable {
    case range(ClosedRange<UInt32>)
    case digit(isNegated: Bool)
    case word(isNegated: Bool)
    case space(isNegated: Bool)
    case categories(Set<Unicode.GeneralCategory>, isNegated: Bool)
  }

  var members: [Member] = []
  var isNegated = false

  init(_ members: [Member] = [], isNegated: Bool = false) {
    self.members = members
    self.isNegated = isNegated
  }

  init(_ scalar: Unicode.Scalar) {
    self.init([.range(scalar.value...scalar.value)])
  }

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    members.contains { $0.contains(scalar) } != isNegated
  }

  /// `.`: all but the line terminators.
  static let anyButBreak = CharacterSet(
    [.range(0x0A...0x0A), .range(0x0D...0x0D), .range(0x2028...0x2029)], isNegated: true)

  static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "_": true
    default: false
    }
  }

  fileprivate static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0D, 0x2028, 0x2029, 0xFEFF: true
    default: scalar.properties.generalCategory == .spaceSeparator
    }
  }
}

extension CharacterSet.Member {
  func contains(_ scalar: Unicode.Scalar) -> Bool {
    switch self {
    case .range(let range): range.contains(scalar.value)
    case .digit(let isNegated): ("0"..."9").contains(scalar) != isNegated
    case .word(let isNegated): CharacterSet.isWord(scalar) != isNegated
    case .space(let isNegated): CharacterSet.isSpace(scalar) != isNegated
    case .categories(let categories, let isNegated):
      categories.contains(scalar.properties.generalCategory) != isNegated
    }
  }
}
