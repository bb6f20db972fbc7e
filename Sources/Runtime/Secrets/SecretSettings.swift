import OrderedCollections
import WorkflowModel
import WorkflowScripting

/// Where secrets are kept, and which variables are secrets.
public struct SecretSettings: Sendable {
  /// Where secrets are kept: the first source that has one of a name tells it.
  public var sources: [any SecretSource] = []
  /// The names of variables, and of members at any depth, that are secrets: only references may stand in them. `*` stands
  /// for any characters.
  public var names: [String] = []

  /// The defaults: no source, and no names.
  public init() {}

  /// Asks for a secret.
  func open(_ reference: SecretReference) throws(ScriptError) -> String {
    for source in sources {
      do throws(SecretFailure) {
        if let secret = try source.secret(reference.name) { return secret }
      } catch {
        throw ScriptError(.service, message: "the secret '\(reference.name)' cannot be had: \(error.reason)")
      }
    }
    throw ScriptError(.service, message: "there is no secret '\(reference.name)'")
  }

  // MARK: Secrets that stand in the data as they are

  /// Where a secret stands in the data as it is; nil where there is none.
  func placeOfPlainSecret(in data: DataDictionary) -> DataPath? {
    guard !names.isEmpty else { return nil }
    return plainSecret(.dictionary(data))
  }

  private func plainSecret(_ value: DataValue) -> DataPath? {
    let members: DataDictionary
    switch value {
    case .dictionary(let dictionary): members = dictionary
    case .typed(let typed): members = typed.content
    case .list(let items):
      for (index, item) in items.enumerated() {
        if let path = plainSecret(item) { return DataPath([.index(index)] + path.components) }
      }
      return nil
    default: return nil
    }
    for (name, value) in members {
      if names.contains(where: { Self.fits(name, $0) }), !Self.isConcealed(value) {
        return DataPath([.key(name)])
      }
      if let path = plainSecret(value) { return DataPath([.key(name)] + path.components) }
    }
    return nil
  }

  private static func isConcealed(_ value: DataValue) -> Bool {
    switch value {
    case .null: true
    case .string(let text): SecretReference(text) != nil
    case .list(let items): items.allSatisfy(isConcealed)
    default: false
    }
  }

  /// Whether a name has the parts of a pattern, which stars part, in their order.
  private static func fits(_ name: String, _ pattern: String) -> Bool {
    var parts = pattern.split(separator: "*", omittingEmptySubsequences: false)[...]
    guard let first = parts.popFirst(), let last = parts.popLast() else { return name == pattern }
    guard name.hasPrefix(first) else { return false }
    var rest = name.dropFirst(first.count)
    for part in parts where !part.isEmpty {
      guard let found = rest.firstRange(of: part) else { return false }
      rest = rest[found.upperBound...]
    }
    return rest.hasSuffix(last)
  }
}
