/// An identifier for the outside: a UUID (RFC 9562).
public struct Identifier: Sendable, Hashable {
  /// The first 64 bits, in network order.
  public let high: UInt64
  /// The last 64 bits.
  public let low: UInt64

  /// The identifier with these 128 bits.
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }
}
