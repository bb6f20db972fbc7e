/// The text of a floating-point number in one of Python's layouts.
struct FloatText {
  /// How the digits are chosen and laid out.
  enum Layout {
    /// The shortest digits that read back equal, as `repr` writes them.
    case shortest
    /// `f`: a fixed number of decimals.
    case fixed(decimals: Int)
    /// `e`: one digit, a fixed number of decimals, an exponent.
    case scientific(decimals: Int)
    /// `g`: a number of significant digits, with an exponent where that is shorter.
    case general(significant: Int)
  }

  var layout: Layout
  /// Keep the point and, for `g`, the trailing zeros (`#`).
  var isAlternate = false
  /// Write `.0` after a number that would else look like an integer.
  var marksFloat = false
  var isUppercase = false
}

extension FloatText {
  /// The text of the magnitude, without a sign; `inf` and `nan` included.
  func magnitude(of value: Double) -> String {
    let text: String
    if value.isNaN {
      text = "nan"
    } else if value.isInfinite {
      text = "inf"
    } else {
      text = finite(value)
    }
    return isUppercase ? text.uppercased() : text
  }

  private func finite(_ value: Double) -> String {
    switch layout {
    case .shortest:
      let number = DecimalDigits(shortest: value)
      let point = number.digits.isEmpty ? 1 : number.point
      let scientific = point <= -4 || point > 16
      return text(number, decimals: nil, exponent: scientific ? point - 1 : nil)
    case .fixed(let decimals):
      return text(DecimalDigits(value, decimals: decimals), decimals: decimals, exponent: nil)
    case .scientific(let decimals):
      let number = DecimalDigits(value, significant: decimals < Int.max ? decimals + 1 : decimals)
      return text(
        number, decimals: decimals, exponent: number.digits.isEmpty ? 0 : number.point - 1)
    case .general(let significant):
      return general(value, significant: max(significant, 1))
    }
  }

  private func general(_ value: Double, significant: Int) -> String {
    var number = DecimalDigits(value, significant: significant)
    let point = number.digits.isEmpty ? 1 : number.point
    let scientific = point <= -4 || point > significant - (marksFloat ? 1 : 0)
    if isAlternate {
      let decimals = scientific ? significant - 1 : significant - point
      return text(number, decimals: decimals, exponent: scientific ? point - 1 : nil)
    }
    while number.digits.last == 0 { number.digits.removeLast() }
    return text(number, decimals: nil, exponent: scientific ? point - 1 : nil)
  }

  /// Lays the digits out, with `decimals` places behind the point or, without, as many as there are.
  private func text(_ number: DecimalDigits, decimals: Int?, exponent: Int?) -> String {
    let point = exponent == nil ? number.point : 1
    var bytes: [UInt8] = []
    let zero = UInt8(ascii: "0")
    func digit(_ index: Int) -> UInt8 {
      number.digits.indices.contains(index) ? number.digits[index] + zero : zero
    }
    if point <= 0 || number.digits.isEmpty {
      bytes.append(zero)
    } else {
      for index in 0..<point { bytes.append(digit(index)) }
    }
    let first = number.digits.isEmpty ? 0 : point
    let places = decimals ?? max(0, number.digits.count - first)
    if places > 0 {
      bytes.append(UInt8(ascii: "."))
      for place in 0..<places { bytes.append(digit(first + place)) }
    } else if marksFloat, exponent == nil {
      bytes.append(UInt8(ascii: "."))
      bytes.append(zero)
    } else if isAlternate {
      bytes.append(UInt8(ascii: "."))
    }
    if let exponent {
      bytes.append(UInt8(ascii: "e"))
      bytes.append(UInt8(ascii: exponent < 0 ? "-" : "+"))
      if exponent.magnitude < 10 { bytes.append(zero) }
      bytes.append(contentsOf: exponent.magnitude.description.utf8)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// `repr(value)`.
  static func repr(_ value: Double) -> String {
    let text = FloatText(layout: .shortest, marksFloat: true).magnitude(of: value)
    return value.sign == .minus && !value.isNaN ? "-" + text : text
  }
}
