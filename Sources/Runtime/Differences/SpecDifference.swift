public import OrderedCollections
public import WorkflowModel

/// What two specifications have that the other has not.
public struct SpecDifference: Sendable {
  /// An element of a model.
  public struct Element: Sendable, Hashable {
    /// The process that it stands in; nil for a process and for a decision.
    public let process: String?
    /// Its id, unique in its process.
    public let id: String
    /// The local name of the BPMN or DMN element.
    public let type: String
    /// Its name in the diagram.
    public let name: String?
  }

  /// What is said otherwise of an element.
  public struct Attribute: Sendable, Hashable {
    /// The names on the way to the value.
    public let path: String
    /// What the old specification says; nil for nothing.
    public let old: DataValue?
    /// What the new one says; nil for nothing.
    public let new: DataValue?
  }

  /// An element that both have, and that is not the same.
  public struct Change: Sendable, Hashable {
    /// The element as the new specification has it.
    public let element: Element
    /// What is said otherwise, at least one.
    public let attributes: [Attribute]
  }

  /// The elements of the new specification that the old one does not have.
  public let added: [Element]
  /// The elements of the old one that the new one does not have.
  public let removed: [Element]
  /// The elements that both have, and that are not the same.
  public let changed: [Change]

  /// Whether nothing is different.
  public var isEmpty: Bool { added.isEmpty && removed.isEmpty && changed.isEmpty }

  /// - Parameter renaming: the new ids of elements and processes by the former ones.
  init(from old: WorkflowSpec, to new: WorkflowSpec, renaming: [String: String] = [:]) {
    let (before, after) = (SpecOutline(old).renamed(renaming), SpecOutline(new).elements)
    added = after.filter { before[$0.key] == nil }.map(Element.init)
    removed = before.filter { after[$0.key] == nil }.map(Element.init)
    changed = after.compactMap { key, element in
      guard let former = before[key] else { return nil }
      let attributes = AttributeComparison(former.attributes, element.attributes).attributes
      return attributes.isEmpty ? nil : Change(element: Element(key, element), attributes: attributes)
    }
  }
}

extension SpecDifference.Element {
  fileprivate init(_ key: SpecOutline.Key, _ element: SpecOutline.Element) {
    self.init(process: key.process, id: key.id, type: element.type, name: element.name)
  }
}

/// The leaves of two values that are not the same.
private struct AttributeComparison {
  private(set) var attributes: [SpecDifference.Attribute] = []

  init(_ old: DataValue, _ new: DataValue) {
    compare(old, new, at: "")
  }

  private mutating func compare(_ old: DataValue?, _ new: DataValue?, at path: String) {
    guard old != new else { return }
    guard case .dictionary(let before)? = old, case .dictionary(let after)? = new else {
      attributes.append(SpecDifference.Attribute(path: path, old: old, new: new))
      return
    }
    for name in OrderedSet(before.keys).union(after.keys) {
      compare(before[name], after[name], at: path.isEmpty ? name : "\(path).\(name)")
    }
    if before.keys != after.keys, Set(before.keys) == Set(after.keys) {
      attributes.append(
        SpecDifference.Attribute(
          path: path.isEmpty ? "order" : "\(path).order", old: .list(before.keys.map { .string($0) }),
          new: .list(after.keys.map { .string($0) })))
    }
  }
}

extension SpecDifference {
  /// The document of the command line: `docs/commands.md` describes it.
  public var document: DataDictionary {
    [
      "added": .list(added.map { .dictionary($0.members) }), "removed": .list(removed.map { .dictionary($0.members) }),
      "changed": .list(
        changed.map { change in
          var members = change.element.members
          members["attributes"] = .list(change.attributes.map(\.document))
          return .dictionary(members)
        }),
    ]
  }
}

extension SpecDifference.Element {
  var members: DataDictionary {
    [
      "process": process.map(DataValue.string) ?? .null, "id": .string(id), "type": .string(type),
      "name": name.map(DataValue.string) ?? .null,
    ]
  }
}

extension SpecDifference.Attribute {
  var document: DataValue { ["attribute": .string(path), "old": old ?? .null, "new": new ?? .null] }
}
