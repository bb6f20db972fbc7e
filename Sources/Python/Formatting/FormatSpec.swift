/// A parsed format specification: `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`.
struct FormatSpec: Equatable {
  enum Alignment: Unicode.Scalar {
    case left = "<"
    case right = ">"
    case center = "^"
    case afterSign = "="
  }

  enum Sign: Unicode.Scalar {
    case negativeOnly = "-"
    case always = "+"
    case space = " "
  }

  enum Grouping: Unicode.Scalar {
    case comma = ","
    case underscore = "_"
  }

  var fill: Unicode.Scalar = " "
  var alignment: Alignment
  var sign: Sign?
  var coercesNegativeZero = false
  var isAlternate = false
  var width: Int?
  var grouping: Grouping?
  var precision: Int?
  var type: Unicode.Scalar?

  init(
    fill: Unicode.Scalar = " ", alignment: Alignment, sign: Sign? = nil, isAlternate: Bool = false,
    width: Int? = nil
  ) {
    self.fill = fill
    self.alignment = alignment
    self.sign = sign
    self.isAlternate = isAlternate
    self.width = width
  }

  /// Parses `text` for an object of the type `typeName`.
  init(_ text: String, typeName: String, defaultAlignment: Alignment) throws(Fault) {
    alignment = defaultAlignment
    var parser = FormatSpecParser(text)
    var hasFill = false
    var hasAlignment = false
    if let second = parser.peek(1), let named = Alignment(rawValue: second),
      let first = parser.next()
    {
      fill = first
      alignment = named
      parser.skip()
      hasFill = true
      hasAlignment = true
    } else if let first = parser.peek(), let named = Alignment(rawValue: first) {
      alignment = named
      parser.skip()
      hasAlignment = true
    }
    if let next = parser.peek(), let named = Sign(rawValue: next) {
      sign = named
      parser.skip()
    }
    coercesNegativeZero = parser.take("z")
    isAlternate = parser.take("#")
    if !hasFill, parser.take("0") {
      fill = "0"
      if !hasAlignment, defaultAlignment == .right { alignment = .afterSign }
    }
    width = try parser.integer()
    if parser.take(",") { grouping = .comma }
    if parser.take("_") {
      if grouping != nil { throw .value("Cannot specify both ',' and '_'.") }
      grouping = .underscore
      if parser.peek() == "," { throw .value("Cannot specify both ',' and '_'.") }
    }
    if parser.take(".") {
      guard let count = try parser.integer() else {
        throw .value("Format specifier missing precision")
      }
      precision = count
    }
    if parser.remaining > 1 {
      throw .value("Invalid format specifier '\(text)' for object of type '\(typeName)'")
    }
    type = parser.next()
    try checkGrouping(type ?? (defaultAlignment == .left ? "s" : "d"))
  }

  private func checkGrouping(_ type: Unicode.Scalar) throws(Fault) {
    guard let grouping else { return }
    switch type {
    case "d", "e", "f", "g", "E", "G", "F", "%": return
    case "b", "o", "x", "X": if grouping == .underscore { return }
    default: break
    }
    throw .value("Cannot specify '\(String(grouping.rawValue))' with \(FormatSpec.quoted(type)).")
  }

  /// The error for a type character that the object's type does not know.
  func unknownType(of typeName: String) -> Fault {
    .value("Unknown format code \(FormatSpec.quoted(type ?? "s")) for object of type '\(typeName)'")
  }

  private static func quoted(_ scalar: Unicode.Scalar) -> String {
    scalar.value > 32 && scalar.value < 128
      ? "'\(String(scalar))'" : "'\\x" + String(scalar.value, radix: 16) + "'"
  }

  /// `text` of `length` characters, filled up to the width.
  func padded(_ text: String, length: Int) -> String {
    guard let width, width > length else { return text }
    let missing = width - length
    let left =
      switch alignment {
      case .left: 0
      case .right, .afterSign: missing
      case .center: missing / 2
      }
    return String(repeating: String(fill), count: left) + text
      + String(repeating: String(fill), count: missing - left)
  }
}

/// Reads a format specification from left to right.
private struct FormatSpecParser {
  private let scalars: [Unicode.Scalar]
  private var position = 0

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
  }

  var remaining: Int { scalars.count - position }

  func peek(_ offset: Int = 0) -> Unicode.Scalar? {
    position + offset < scalars.count ? scalars[position + offset] : nil
  }

  mutating func skip() { position += 1 }

  mutating func next() -> Unicode.Scalar? {
    guard let scalar = peek() else { return nil }
    position += 1
    return scalar
  }

  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard peek() == scalar else { return false }
    position += 1
    return true
  }

  mutating func integer() throws(Fault) -> Int? {
    var number: Int?
    while let digit = peek()?.decimalDigit {
      let (tens, overflow) = (number ?? 0).multipliedReportingOverflow(by: 10)
      let (sum, overflow2) = tens.addingReportingOverflow(digit)
      if overflow || overflow2 { throw .value("Too many decimal digits in format string") }
      number = sum
      position += 1
    }
    return number
  }
}
