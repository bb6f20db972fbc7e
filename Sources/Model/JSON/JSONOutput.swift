/// The bytes that are being written.
///
/// The invariant: `count` never exceeds `capacity`; every write is preceded by a `reserve` that covers it.
struct JSONOutput: ~Copyable {
  private var bytes: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int = 256) {
    self.capacity = capacity
    bytes = .allocate(capacity: capacity)
  }

  deinit { bytes.deallocate() }

  func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    body(UnsafeBufferPointer(start: bytes, count: count))
  }

  @inline(__always)
  private mutating func reserve(_ number: Int) {
    if capacity - count < number { grow(number) }
  }

  @inline(never)
  private mutating func grow(_ number: Int) {
    let larger = max(capacity * 2, count + number)
    let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    moved.update(from: bytes, count: count)
    bytes.deallocate()
    bytes = moved
    capacity = larger
  }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    reserve(1)
    bytes[count] = byte
    count += 1
  }

  @inline(__always)
  mutating func append(_ text: StaticString) {
    let number = text.utf8CodeUnitCount
    reserve(number)
    (bytes + count).update(from: text.utf8Start, count: number)
    count += number
  }

  mutating func append(ascii text: String) {
    var text = text
    text.withUTF8 { buffer in
      guard let base = buffer.baseAddress else { return }
      reserve(buffer.count)
      (bytes + count).update(from: base, count: buffer.count)
      count += buffer.count
    }
  }

  mutating func appendNewline(indentation: Int) {
    reserve(indentation + 1)
    bytes[count] = 0x0A
    (bytes + count + 1).update(repeating: 0x20, count: indentation)
    count += indentation + 1
  }

  // MARK: Numbers

  mutating func append(_ value: Int) {
    reserve(20)
    var magnitude = value.magnitude
    if value < 0 {
      bytes[count] = UInt8(ascii: "-")
      count += 1
    }
    var length = 1
    var bound: UInt = 10
    while magnitude >= bound {
      length += 1
      let (next, overflow) = bound.multipliedReportingOverflow(by: 10)
      if overflow { break }
      bound = next
    }
    var place = count + length
    count = place
    repeat {
      let (quotient, digit) = magnitude.quotientAndRemainder(dividingBy: 10)
      place -= 1
      bytes[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit)
      magnitude = quotient
    } while magnitude > 0
  }

  /// A finite double, in the fewest digits that read back equal, laid out as Python's `repr` does.
  mutating func append(_ value: Double) {
    let magnitude = value.magnitude
    // Swift turns to exponents from 2^53 on, Python from 10^16; below that, a whole number has all of its digits.
    if magnitude < 1e16, magnitude == magnitude.rounded(.towardZero) {
      if value.sign == .minus { append(UInt8(ascii: "-")) }
      append(Int(magnitude))
      append(".0")
    } else if !appendShort(value) {
      append(ascii: value.description)
    }
  }

  /// Writes numbers with one to three decimals, such as prices: much of what there is.
  ///
  /// Decimals of at most 15 digits are all different as doubles, so that one which reads back equal is the shortest.
  /// It does when the division is exact up to its one rounding, since both operands are exact.
  private mutating func appendShort(_ value: Double) -> Bool {
    let magnitude = value.magnitude
    guard magnitude >= 0.001, magnitude < 1e12 else { return false }
    var power = 10
    for decimals in 1...3 {
      let scaled = (magnitude * Double(power)).rounded()
      if scaled / Double(power) == magnitude {
        let (whole, fraction) = Int(scaled).quotientAndRemainder(dividingBy: power)
        if value.sign == .minus { append(UInt8(ascii: "-")) }
        append(whole)
        append(UInt8(ascii: "."))
        var divisor = power
        for _ in 0..<decimals {
          divisor /= 10
          append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: fraction / divisor % 10))
        }
        return true
      }
      power *= 10
    }
    return false
  }

  // MARK: Strings

  /// A string in quotes.
  @inline(__always)
  mutating func append(quoted text: String) {
    let isDone: Void? = text.utf8.withContiguousStorageIfAvailable { append(quoted: $0) }
    if isDone == nil {
      // Only strings that came from Objective-C are not in one piece.
      var text = text
      text.withUTF8 { append(quoted: $0) }
    }
  }

  @inline(__always)
  private mutating func append(quoted text: UnsafeBufferPointer<UInt8>) {
    // Most strings have nothing to escape: room for that, and for a word more, is reserved at once.
    reserve(text.count + 10)
    bytes[count] = UInt8(ascii: "\"")
    count += 1
    if let base = text.baseAddress { append(escaping: base, count: text.count) }
    append(UInt8(ascii: "\""))
  }

  @inline(__always)
  private mutating func append(escaping text: UnsafePointer<UInt8>, count length: Int) {
    var index = 0
    while length - index >= 8 {
      let word = JSONWords.load(text + index)
      reserve(8)
      UnsafeMutableRawPointer(bytes + count).storeBytes(of: word.littleEndian, as: UInt64.self)
      let special = JSONWords.escaped(word)
      if special == 0 {
        index += 8
        count += 8
        continue
      }
      // What stands before the first special byte is already written.
      let plain = special.trailingZeroBitCount >> 3
      index += plain
      count += plain
      append(escaped: text[index])
      index += 1
    }
    while index < length {
      let byte = text[index]
      if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
        append(escaped: byte)
      } else {
        append(byte)
      }
      index += 1
    }
  }

  @inline(never)
  private mutating func append(escaped byte: UInt8) {
    reserve(6)
    bytes[count] = UInt8(ascii: "\\")
    count += 1
    switch byte {
    case 0x08: append(UInt8(ascii: "b"))
    case 0x09: append(UInt8(ascii: "t"))
    case 0x0A: append(UInt8(ascii: "n"))
    case 0x0C: append(UInt8(ascii: "f"))
    case 0x0D: append(UInt8(ascii: "r"))
    case 0x00..<0x20:
      append("u00")
      append(UInt8(ascii: "0") + byte >> 4)
      let low = byte & 0x0F
      append(low < 10 ? UInt8(ascii: "0") + low : UInt8(ascii: "a") + low - 10)
    default: append(byte)
    }
  }
}
