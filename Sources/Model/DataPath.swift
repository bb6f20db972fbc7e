/// Where a value stands inside another: `order.items[3]`.
public struct DataPath: Sendable, Hashable, CustomStringConvertible {
  /// One step from a value into its content.
  public enum Component: Sendable, Hashable {
    /// To the value of a dictionary's key, or of a typed value's content.
    case key(String)
    /// To an element of a list, from 0.
    case index(Int)
  }

  /// The steps, outermost first; none for the value itself.
  public var components: [Component]

  /// A path of these steps.
  public init(_ components: [Component] = []) {
    self.components = components
  }

  /// Whether it is the value itself.
  public var isEmpty: Bool { components.isEmpty }

  /// The path one step further.
  public func appending(_ component: Component) -> DataPath {
    DataPath(components + [component])
  }

  /// Keys parted by points, indices in brackets; a key that is no identifier is written as `["my key"]`. Empty for the
  /// value itself.
  public var description: String {
    var text = ""
    for component in components {
      switch component {
      case .index(let index): text += "[\(index)]"
      case .key(let key) where Self.isIdentifier(key): text += text.isEmpty ? key : "." + key
      case .key(let key): text += "[" + Self.quoted(key) + "]"
      }
    }
    return text
  }

  private static func isIdentifier(_ key: String) -> Bool {
    guard let first = key.unicodeScalars.first, first == "_" || first.properties.isXIDStart else { return false }
    return key.unicodeScalars.allSatisfy { $0 == "_" || $0.properties.isXIDContinue }
  }

  /// The key as a string literal, shortened, since it may come from hostile input and ends up in a message.
  private static func quoted(_ key: String) -> String {
    var text = "\""
    for scalar in key.unicodeScalars.prefix(80) {
      switch scalar {
      case "\"", "\\": text += "\\" + String(scalar)
      case _ where scalar.properties.generalCategory == .control:
        text += "\\u{" + String(scalar.value, radix: 16) + "}"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + (key.unicodeScalars.count > 80 ? "…\"" : "\"")
  }
}
