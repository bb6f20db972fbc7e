/// A UUID (RFC 9562).
public struct Identifier: Sendable, Hashable, Comparable {
  /// The first eight bytes, the first one highest.
  public let high: UInt64
  /// The last eight bytes.
  public let low: UInt64

  /// The identifier of these 128 bits, whatever they are.
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// The order of the bytes, and of the canonical texts.
  public static func < (left: Identifier, right: Identifier) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }
}

// MARK: Text

extension Identifier: LosslessStringConvertible {
  /// The canonical text: 32 lowercase hexadecimal digits in groups of 8, 4, 4, 4 and 12.
  public var description: String {
    String(unsafeUninitializedCapacity: 36) { buffer in
      var place = 0
      for index in 0..<32 {
        if Self.groupStarts.contains(index) {
          buffer[place] = UInt8(ascii: "-")
          place += 1
        }
        let word = index < 16 ? high : low
        let digit = UInt8(truncatingIfNeeded: word >> UInt64(60 - index % 16 * 4)) & 0x0F
        buffer[place] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
        place += 1
      }
      return place
    }
  }

  /// The identifier of a canonical text, in lowercase or uppercase; nil for any other text.
  public init?(_ description: String) {
    var words: (high: UInt64, low: UInt64) = (0, 0)
    var digits = 0
    var afterHyphen = false
    guard description.utf8.count == 36 else { return nil }
    for byte in description.utf8 {
      if Self.groupStarts.contains(digits), !afterHyphen {
        guard byte == UInt8(ascii: "-") else { return nil }
        afterHyphen = true
        continue
      }
      afterHyphen = false
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
      default: return nil
      }
      if digits < 16 {
        words.high = words.high << 4 | UInt64(digit)
      } else {
        words.low = words.low << 4 | UInt64(digit)
      }
      digits += 1
    }
    guard digits == 32 else { return nil }
    self.init(high: words.high, low: words.low)
  }

  private static let groupStarts = [8, 12, 16, 20]
}

// MARK: Time-ordered identifiers

extension Identifier {
  /// A new identifier of version 7: ordered by `moment`, to about a quarter of a microsecond, then random.
  ///
  /// The 48 bits of milliseconds are followed by 12 bits of the millisecond's fraction (RFC 9562, section 6.2, method
  /// 3) and 62 random ones. Moments before 1970 count as 1970.
  public init(at moment: Timestamp, using generator: inout some RandomNumberGenerator) {
    let microseconds = UInt64(max(0, moment.microseconds))
    let milliseconds = min(microseconds / 1000, Self.lastMillisecond)
    let fraction = microseconds % 1000 * 4096 / 1000
    self.init(
      high: milliseconds << 16 | 0x7000 | fraction,
      low: Self.variant | generator.next() & Self.randomBits)
  }

  /// The identifier of version 7 which comes `distance` after this one.
  func advanced(by distance: UInt64) -> Identifier {
    let (random, carry) = (low & Self.randomBits).addingReportingOverflow(distance & Self.randomBits)
    guard carry || random > Self.randomBits else { return Identifier(high: high, low: Self.variant | random) }
    // The carry goes over the version's four bits, from the fraction to the milliseconds.
    let next = (high & 0x0FFF) == 0x0FFF ? (high &+ 0x1_0000) & ~0x0FFF : high + 1
    return Identifier(high: next, low: Self.variant | random & Self.randomBits)
  }

  private static let lastMillisecond: UInt64 = 1 << 48 - 1
  private static let variant: UInt64 = 0b10 << 62
  private static let randomBits: UInt64 = 1 << 62 - 1
}

/// Gives identifiers of version 7 which grow, also while the clock stands still or goes back.
public struct IdentifierSource: Sendable {
  private var generator: any RandomNumberGenerator & Sendable
  private var last: Identifier?

  /// A source with this generator: the same one at the same moments gives the same identifiers.
  public init(using generator: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()) {
    self.generator = generator
  }

  /// The next identifier.
  public mutating func next(at moment: Timestamp) -> Identifier {
    var identifier = Self.make(at: moment, using: &generator)
    if let last, identifier <= last || identifier.high == last.high {
      // A random distance, so that the next one cannot be guessed.
      identifier = last.advanced(by: 1 + identifier.low & 0xFFFF_FFFF)
    }
    last = identifier
    return identifier
  }

  private static func make(at moment: Timestamp, using generator: inout some RandomNumberGenerator) -> Identifier {
    Identifier(at: moment, using: &generator)
  }
}
