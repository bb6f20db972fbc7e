import BigInt
import WorkflowModel

/// A number as its digits say, so that integers of any size and decimal fractions are compared exactly: 19.99 is a
/// multiple of 0.01.
struct ExactNumber: Sendable, Comparable {
  private let digits: BigInt
  /// The power of ten that the digits are multiplied by; never positive for an integer written as such.
  private let exponent: Int

  /// The number of a value; nil where it is none.
  init?(_ value: DataValue) {
    switch value {
    case .integer(let integer): (digits, exponent) = (BigInt(integer), 0)
    case .bigInteger(let integer): (digits, exponent) = (integer, 0)
    case .double(let double):
      guard let parts = Self.parts(double) else { return nil }
      (digits, exponent) = parts
    default: return nil
    }
  }

  var isPositive: Bool { digits > 0 }

  static func < (left: ExactNumber, right: ExactNumber) -> Bool {
    let (one, two) = aligned(left, right)
    return one < two
  }

  static func == (left: ExactNumber, right: ExactNumber) -> Bool {
    let (one, two) = aligned(left, right)
    return one == two
  }

  /// Whether the number is that many times an integer.
  func isMultiple(of factor: ExactNumber) -> Bool {
    let (one, two) = Self.aligned(self, factor)
    return one % two == 0
  }

  private static func aligned(_ left: ExactNumber, _ right: ExactNumber) -> (BigInt, BigInt) {
    let least = min(left.exponent, right.exponent)
    return (left.scaled(to: least), right.scaled(to: least))
  }

  private func scaled(to least: Int) -> BigInt {
    exponent == least ? digits : digits * BigInt(10).power(exponent - least)
  }

  /// The digits of the shortest text that reads back as the same double.
  private static func parts(_ double: Double) -> (BigInt, Int)? {
    guard double.isFinite else { return nil }
    let text = "\(double)"
    let pieces = text.split(separator: "e", maxSplits: 1)
    guard let mantissa = pieces.first, let power = pieces.count > 1 ? Int(pieces[1]) : 0 else { return nil }
    let fraction = mantissa.split(separator: ".", maxSplits: 1).dropFirst().first ?? ""
    guard let digits = BigInt(mantissa.filter { $0 != "." }) else { return nil }
    return (digits, power - fraction.count)
  }
}
