import BigInt

/// A piece of the text.
struct Token {
  enum Kind: Equatable {
    case name(String)
    case keyword(Keyword)
    case integer(Int)
    case bigInteger(BigInt)
    case float(Double)
    /// An imaginary number.
    case imaginary(Double)
    case string(StringToken)
    case symbol(Symbol)
    case newline
    case indent
    case dedent
    case end
  }

  let kind: Kind
  let place: Place
  /// Where the token ends, as offset into the text.
  let end: Int
}

/// A string literal: its content without quotes, not yet unescaped.
struct StringToken: Equatable {
  var isRaw = false
  var isBytes = false
  var isFormatted = false
  /// Where the content begins and ends in the text.
  var start = 0
  var end = 0
  /// The place of the content's first character.
  var contentPlace = Place(line: 1, column: 1)
}

enum Keyword: String {
  case False, None, True
  case and, `as`, assert, async, await, `break`, `class`, `continue`, def, del, `elif`, `else`, except, finally
  case `for`, from, global, `if`, `import`, `in`, `is`, lambda, nonlocal, not, or, pass, raise, `return`, `try`
  case `while`, with, yield

  static let byName: [String: Keyword] = [
    "False": .False, "None": .None, "True": .True, "and": .and, "as": .as, "assert": .assert, "async": .async,
    "await": .await, "break": .break, "class": .class, "continue": .continue, "def": .def, "del": .del,
    "elif": .elif, "else": .else, "except": .except, "finally": .finally, "for": .for, "from": .from,
    "global": .global, "if": .if, "import": .import, "in": .in, "is": .is, "lambda": .lambda,
    "nonlocal": .nonlocal, "not": .not, "or": .or, "pass": .pass, "raise": .raise, "return": .return, "try": .try,
    "while": .while, "with": .with, "yield": .yield,
  ]
}

enum Symbol: String, CaseIterable {
  case openParenthesis = "("
  case closeParenthesis = ")"
  case openBracket = "["
  case closeBracket = "]"
  case openBrace = "{"
  case closeBrace = "}"
  case comma = ","
  case colon = ":"
  case semicolon = ";"
  case dot = "."
  case ellipsis = "..."
  case arrow = "->"
  case at = "@"
  case assign = "="
  case walrus = ":="
  case plus = "+"
  case minus = "-"
  case star = "*"
  case slash = "/"
  case doubleSlash = "//"
  case percent = "%"
  case doubleStar = "**"
  case shiftLeft = "<<"
  case shiftRight = ">>"
  case ampersand = "&"
  case bar = "|"
  case caret = "^"
  case tilde = "~"
  case less = "<"
  case greater = ">"
  case lessOrEqual = "<="
  case greaterOrEqual = ">="
  case equal = "=="
  case notEqual = "!="
  case plusAssign = "+="
  case minusAssign = "-="
  case starAssign = "*="
  case slashAssign = "/="
  case doubleSlashAssign = "//="
  case percentAssign = "%="
  case atAssign = "@="
  case ampersandAssign = "&="
  case barAssign = "|="
  case caretAssign = "^="
  case shiftLeftAssign = "<<="
  case shiftRightAssign = ">>="
  case doubleStarAssign = "**="

  /// The symbols by their bytes, the first one highest.
  static let byBytes: [UInt32: Symbol] = {
    var table: [UInt32: Symbol] = [:]
    for symbol in allCases { table[symbol.rawValue.utf8.reduce(0) { $0 << 8 | UInt32($1) }] = symbol }
    return table
  }()

  /// The operator of an augmented assignment.
  var augmented: BinaryOperator? {
    switch self {
    case .plusAssign: .add
    case .minusAssign: .subtract
    case .starAssign: .multiply
    case .slashAssign: .divide
    case .doubleSlashAssign: .floorDivide
    case .percentAssign: .modulo
    case .atAssign: .matrixMultiply
    case .ampersandAssign: .and
    case .barAssign: .or
    case .caretAssign: .xor
    case .shiftLeftAssign: .shiftLeft
    case .shiftRightAssign: .shiftRight
    case .doubleStarAssign: .power
    default: nil
    }
  }
}
