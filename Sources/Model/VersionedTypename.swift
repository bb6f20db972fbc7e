/// A typename with the version of the content that stands under it: `ProductInfo`, `ProductInfo@2`.
///
/// Version 1 is written without its number, as the content of types that have no versions.
public struct VersionedTypename: Sendable, Hashable, CustomStringConvertible {
  /// The name that a type is registered under.
  public let name: String
  /// The version of the content, from 1.
  public let version: Int

  /// The greatest version that there can be.
  public static let maximumVersion = 999_999_999

  /// A name with a version.
  public init(_ name: String, version: Int) {
    self.name = name
    self.version = version
  }

  /// What a text stands for: a name and, after an `@`, a number from 2 that is written as it would be here. Every other
  /// text is a name.
  public init(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    if parts.count > 1, let digits = parts.last, let first = digits.first, first != UInt8(ascii: "0"),
      digits.count < 10, digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
      let version = Int(String(Substring(digits))), version > 1
    {
      self.init(String(text.utf8.dropLast(digits.count + 1)) ?? text, version: version)
    } else {
      self.init(text, version: 1)
    }
  }

  /// Whether a type can be registered under a name: one that ends like a version would be taken for one.
  public static func isName(_ text: String) -> Bool {
    VersionedTypename(text).version == 1
  }

  /// As it stands in data.
  public var description: String { version == 1 ? name : "\(name)@\(version)" }
}
