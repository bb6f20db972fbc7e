import BigInt

/// One directive of a `%` template: `%[(key)][flags][width][.precision]type`.
struct PercentDirective: Equatable {
  var leftAligned = false
  var signed = false
  var spaced = false
  var isAlternate = false
  var zeroPadded = false
  var width: Int?
  var precision: Int?
  var type: Unicode.Scalar

  /// The specification of the layout that it shares with `format`.
  private var specification: FormatSpec {
    FormatSpec(
      fill: zeroPadded && !leftAligned ? "0" : " ",
      alignment: leftAligned ? .left : (zeroPadded ? .afterSign : .right),
      sign: signed ? .always : (spaced ? .space : nil), isAlternate: isAlternate, width: width)
  }

  /// The text of an integer for `d`, `i`, `u`, `x`, `X`, `o`.
  func format(_ number: BigInt) -> String {
    let radix =
      switch type {
      case "x", "X": 16
      case "o": 8
      default: 10
      }
    var digits = String(number.magnitude, radix: radix, uppercase: type == "X")
    if let precision, precision > digits.utf8.count {
      digits = String(repeating: "0", count: precision - digits.utf8.count) + digits
    }
    let prefix = isAlternate && radix != 10 ? "0" + String(type) : ""
    return specification.laidOut(
      isNegative: number.sign == .minus, prefix: prefix, digits: digits, rest: "")
  }

  /// The text of a number for `e`, `f`, `g` and their capitals.
  func format(_ value: Double) throws(Fault) -> String {
    var specification = specification
    specification.precision = precision
    specification.type = type
    return try specification.format(value)
  }

  /// The text of `%s`, `%r`, `%a` and `%c`: cut to the precision, filled with spaces.
  func format(_ text: String, length: Int) -> String {
    var specification = specification
    specification.fill = " "
    specification.alignment = leftAligned ? .left : .right
    guard type != "c", let precision, precision < length else {
      return specification.padded(text, length: length)
    }
    let cut = String(String.UnicodeScalarView(text.unicodeScalars.prefix(precision)))
    return specification.padded(cut, length: precision)
  }
}

/// Reads a `%` template from left to right. What the values decide (`*`, the key) is asked for while it reads.
struct PercentParser {
  private let scalars: [Unicode.Scalar]
  private(set) var position = 0

  init(_ template: String) {
    scalars = Array(template.unicodeScalars)
  }

  var isAtEnd: Bool { position == scalars.count }

  /// The text up to the next `%` or the end; a `%%` in it is one `%`. Afterwards a directive begins, or it is the end.
  mutating func literal() -> String {
    var text = String.UnicodeScalarView()
    while position < scalars.count {
      let scalar = scalars[position]
      position += 1
      if scalar != "%" {
        text.append(scalar)
      } else if position < scalars.count, scalars[position] == "%" {
        text.append("%")
        position += 1
      } else {
        position -= 1
        break
      }
    }
    return String(text)
  }

  /// The key in parentheses after the `%`, which is skipped; nil where there is none.
  mutating func key() throws(Fault) -> String? {
    position += 1
    guard position < scalars.count, scalars[position] == "(" else { return nil }
    position += 1
    let start = position
    var depth = 1
    while position < scalars.count {
      switch scalars[position] {
      case "(": depth += 1
      case ")": depth -= 1
      default: break
      }
      position += 1
      if depth == 0 { return String(String.UnicodeScalarView(scalars[start..<(position - 1)])) }
    }
    throw .value("incomplete format key")
  }

  /// The rest of the directive. `star` gives the value of a `*`.
  mutating func directive<Failure: Error>(
    star: () throws(Failure) -> Int, fault: (Fault) -> Failure
  ) throws(Failure) -> PercentDirective {
    var directive = PercentDirective(type: "s")
    flags: while position < scalars.count {
      switch scalars[position] {
      case "-": directive.leftAligned = true
      case "+": directive.signed = true
      case " ": directive.spaced = true
      case "#": directive.isAlternate = true
      case "0": directive.zeroPadded = true
      default: break flags
      }
      position += 1
    }
    if take("*") {
      let width = try star()
      if width < 0 { directive.leftAligned = true }
      directive.width = width == Int.min ? Int.max : abs(width)
    } else {
      directive.width = try number("width too big", fault)
    }
    if take(".") {
      if take("*") {
        directive.precision = max(0, try star())
      } else {
        directive.precision = try number("precision too big", fault) ?? 0
      }
    }
    if position < scalars.count, ["h", "l", "L"].contains(scalars[position]) { position += 1 }
    guard position < scalars.count else { throw fault(.value("incomplete format")) }
    directive.type = scalars[position]
    position += 1
    return directive
  }

  /// The error for the directive's type that was just read.
  func unsupported(_ type: Unicode.Scalar) -> Fault {
    let shown = type.value > 31 && type.value < 127 ? String(type) : "?"
    let code = String(type.value, radix: 16)
    return .value("unsupported format character '\(shown)' (0x\(code)) at index \(position - 1)")
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard position < scalars.count, scalars[position] == scalar else { return false }
    position += 1
    return true
  }

  private mutating func number<Failure: Error>(
    _ tooBig: String, _ fault: (Fault) -> Failure
  ) throws(Failure) -> Int? {
    var number: Int?
    while position < scalars.count, ("0"..."9").contains(scalars[position]) {
      let digit = Int(scalars[position].value) - 48
      let (tens, overflow) = (number ?? 0).multipliedReportingOverflow(by: 10)
      let (sum, overflow2) = tens.addingReportingOverflow(digit)
      if overflow || overflow2 { throw fault(.value(tooBig)) }
      number = sum
      position += 1
    }
    return number
  }
}
