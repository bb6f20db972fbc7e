import BigInt

extension JSONParser {
  /// The text of a number, taken apart.
  private struct Decimal {
    var isNegative = false
    /// The digits as an integer, while there are at most 19.
    var digits: UInt64 = 0
    /// How many digits there are, without leading zeros.
    var count = 0
    /// The power of ten that the digits are multiplied by.
    var exponent = 0
  }

  /// Reads a number; the position is at its sign or first digit.
  @inline(__always)
  mutating func readNumber() throws(JSONFault) -> DataValue {
    let start = position
    var number = Decimal()
    if next == UInt8(ascii: "-") {
      number.isNegative = true
      position += 1
    }
    let first = position
    readDigits(into: &number)
    guard position > first else {
      throw fault(next == UInt8(ascii: "I") ? .notANumber : .number)
    }
    // A leading zero stands alone.
    if bytes[first] == UInt8(ascii: "0"), position > first + 1 { throw fault(.value, at: first + 1) }
    let byte = next
    if byte == UInt8(ascii: ".") || byte | 0x20 == UInt8(ascii: "e") {
      return try readFraction(&number, from: start)
    }
    if number.count <= 18 {
      let magnitude = Int(truncatingIfNeeded: number.digits)
      return .integer(number.isNegative ? -magnitude : magnitude)
    }
    return try bigInteger(from: start, digits: number.count)
  }

  @inline(__always)
  private mutating func readDigits(into number: inout Decimal) {
    while position < end {
      let digit = bytes[position] &- UInt8(ascii: "0")
      guard digit < 10 else { return }
      position += 1
      // Beyond 19 digits the sum wraps around, and nobody looks at it.
      number.digits = number.digits &* 10 &+ UInt64(digit)
      if number.count > 0 || digit > 0 { number.count += 1 }
    }
  }

  /// Reads the fraction and the exponent.
  @inline(__always)
  private mutating func readFraction(_ number: inout Decimal, from start: Int) throws(JSONFault) -> DataValue {
    if next == UInt8(ascii: ".") {
      position += 1
      let first = position
      readDigits(into: &number)
      guard position > first else { throw fault(.number) }
      number.exponent = first - position
    }
    if next | 0x20 == UInt8(ascii: "e") { try readExponent(&number) }
    if number.count <= 19, let value = decimalValue(number.digits, timesTenToThe: number.exponent) {
      return .double(number.isNegative ? -value : value)
    }
    return try slowDouble(from: start)
  }

  private mutating func readExponent(_ number: inout Decimal) throws(JSONFault) {
    position += 1
    var isNegative = false
    if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") {
      isNegative = next == UInt8(ascii: "-")
      position += 1
    }
    let first = position
    var exponent = 0
    while position < end {
      let digit = bytes[position] &- UInt8(ascii: "0")
      guard digit < 10 else { break }
      // The bound is beyond every double's, and far from overflow.
      if exponent < 1_000_000 { exponent = exponent * 10 + Int(digit) }
      position += 1
    }
    guard position > first else { throw fault(.number) }
    number.exponent += isNegative ? -exponent : exponent
  }

  /// The standard library's conversion, correctly rounded for every text.
  @inline(never)
  private func slowDouble(from start: Int) throws(JSONFault) -> DataValue {
    let text = String(decoding: UnsafeBufferPointer(start: bytes + start, count: position - start), as: UTF8.self)
    guard let value = Double(text), value.isFinite else { throw fault(.infinite, at: start) }
    return .double(value)
  }

  @inline(never)
  private func bigInteger(from start: Int, digits: Int) throws(JSONFault) -> DataValue {
    guard digits <= options.maximumDigits else { throw fault(.digits, at: start) }
    let text = String(decoding: UnsafeBufferPointer(start: bytes + start, count: position - start), as: UTF8.self)
    if let small = Int(text) { return .integer(small) }
    guard let value = BigInt(text, radix: 10) else { throw fault(.number, at: start) }
    return DataValue(value)
  }
}

/// The powers of five that fit in 64 bits.
private let powersOfFive: [UInt64] = (0...27).map { exponent in (0..<exponent).reduce(1) { power, _ in power * 5 } }

/// `digits · 10^exponent`, correctly rounded; nil where the exponent is out of this function's reach.
///
/// `10^n` is `5^n · 2^n`: the product or quotient with `5^n` is computed exactly in 128 bits, with everything below the
/// highest 64 bits gathered in the lowest one, so that the conversion to a double rounds once; the power of two is
/// exact.
@inline(__always)
func decimalValue(_ digits: UInt64, timesTenToThe exponent: Int) -> Double? {
  if digits == 0 { return 0 }
  guard exponent >= -27, exponent <= 27 else { return nil }
  if exponent >= 0 {
    let product = digits.multipliedFullWidth(by: powersOfFive[exponent])
    if product.high == 0 { return scaled(Double(product.low), exponent) }
    let shift = UInt64(product.high.leadingZeroBitCount)
    // `&>>` of 64 would be a shift of none: two steps.
    let top = product.high << shift | (product.low &>> 1) >> (63 - shift)
    let rest: UInt64 = product.low << shift == 0 ? 0 : 1
    return scaled(Double(top | rest), exponent + 64 - Int(shift))
  }
  let power = powersOfFive[-exponent]
  let digitsShift = digits.leadingZeroBitCount
  let powerShift = power.leadingZeroBitCount
  let numerator = digits << UInt64(digitsShift)
  let divisor = power << UInt64(powerShift)
  // The numerator times 2^63, so that its upper half is less than the divisor and the quotient has 63 bits or 64.
  let (quotient, remainder) = divisor.dividingFullWidth((numerator >> 1, numerator << 63))
  return scaled(Double(quotient | (remainder == 0 ? 0 : 1)), exponent - 63 + powerShift - digitsShift)
}

/// `value · 2^exponent` for results in the range of normal doubles.
@inline(__always)
private func scaled(_ value: Double, _ exponent: Int) -> Double {
  value * Double(bitPattern: UInt64(bitPattern: Int64(1023 + exponent)) << 52)
}
