/// What stands in the data in place of a secret: the text `secret:NAME`. The secret itself is kept elsewhere, and put in
/// its place when a service is called.
public struct SecretReference: Sendable, Hashable, CustomStringConvertible {
  /// The secret's name: 1 to 100 of the letters `A` to `Z` and `a` to `z`, digits, `_`, `-` and `.`, the first no point.
  public let name: String

  private static let prefix = "secret:"
  private static let longestName = 100

  /// The reference that a text is as a whole; nil where it is none.
  public init?(_ text: String) {
    guard text.hasPrefix(Self.prefix) else { return nil }
    let name = text.dropFirst(Self.prefix.count)
    guard (1...Self.longestName).contains(name.utf8.count), name.first != ".",
      name.utf8.allSatisfy(Self.isPartOfName)
    else { return nil }
    self.name = String(name)
  }

  /// The text that stands for it.
  public var description: String { Self.prefix + name }

  private static func isPartOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."):
      true
    default: false
    }
  }
}
