import OrderedCollections
import WorkflowModel

/// A specification as a list of elements with their attributes, for comparing: what stands in the models, and not where.
struct SpecOutline {
  /// An element by the process that it stands in and its id; a process or decision stands in none.
  struct Key: Hashable {
    let process: String?
    let id: String
  }

  struct Element {
    let type: String
    let name: String?
    let attributes: DataValue
  }

  private(set) var elements: OrderedDictionary<Key, Element> = [:]

  init(_ spec: WorkflowSpec) {
    for process in spec.processes.values.sorted(by: { $0.id < $1.id }) { add(process, as: "process", in: nil) }
    for decision in spec.decisions.values.sorted(by: { $0.id < $1.id }) {
      elements[Key(process: nil, id: decision.id)] = Element(
        type: "decision", name: decision.name, attributes: Reflection.value(of: decision))
    }
  }

  /// The elements under other ids.
  func renamed(_ renaming: [String: String]) -> OrderedDictionary<Key, Element> {
    guard !renaming.isEmpty else { return elements }
    return OrderedDictionary(
      elements.map { key, element in
        (Key(process: key.process.map { renaming[$0] ?? $0 }, id: renaming[key.id] ?? key.id), element)
      }, uniquingKeysWith: { first, _ in first })
  }

  private mutating func add(_ process: ProcessSpec, as type: String?, in outer: String?) {
    if let type {
      elements[Key(process: outer, id: process.id)] = Element(
        type: type, name: process.name, attributes: Reflection.value(of: process, without: ["id", "nodes"]))
    }
    for node in process.nodes {
      add(node, in: process.id)
      for flow in node.outgoing { add(flow, from: node, in: process.id) }
      if case .subprocess(let subprocess) = node.content { add(subprocess.process, as: nil, in: nil) }
    }
  }

  private mutating func add(_ node: FlowNode, in process: String) {
    guard case .dictionary(var attributes) = Reflection.value(of: node, without: ["id", "outgoing"]) else { return }
    // Branches run in this order.
    if !node.outgoing.isEmpty { attributes["outgoing"] = .list(node.outgoing.map { .string($0.id) }) }
    if case .subprocess(let subprocess) = node.content {
      attributes["content"] = [
        "kind": Reflection.value(of: subprocess.kind),
        "process": Reflection.value(of: subprocess.process, without: ["id", "name", "nodes"]),
      ]
    }
    elements[Key(process: process, id: node.id)] = Element(
      type: node.type.rawValue, name: node.name, attributes: .dictionary(attributes))
  }

  private mutating func add(_ flow: SequenceFlow, from source: FlowNode, in process: String) {
    guard case .dictionary(var attributes) = Reflection.value(of: flow, without: ["id"]) else { return }
    attributes["sourceID"] = .string(source.id)
    elements[Key(process: process, id: flow.id)] = Element(
      type: "sequenceFlow", name: flow.name, attributes: .dictionary(attributes))
  }
}

/// Values of specifications as data. By reflection, so that what is added to a specification cannot be forgotten here.
enum Reflection {
  /// A struct is a dictionary of its properties, a list of what has ids a dictionary by id, an enum's case with values a
  /// dictionary of one member. Places in files are left out, and what is nil or empty.
  static func value(of subject: Any, without left: Set<String> = []) -> DataValue {
    switch subject {
    case let value as DataValue: return value
    case let script as ScriptText: return .string(script.text)
    case let extensions as ExtensionElements: return .dictionary(extensions.values)
    case let text as String: return .string(text)
    case let flag as Bool: return .bool(flag)
    case let number as Int: return .integer(number)
    default: break
    }
    let mirror = Mirror(reflecting: subject)
    switch mirror.displayStyle {
    case .optional: return mirror.children.first.map { value(of: $0.value) } ?? .null
    case .collection: return list(mirror.children.map(\.value))
    case .enum: return enumeration(subject, mirror)
    default: return .dictionary(members(mirror, without: left))
    }
  }

  private static func members(_ mirror: Mirror, without left: Set<String>) -> DataDictionary {
    var members = DataDictionary()
    for (label, child) in mirror.children where !(child is SourceLocation) {
      guard let label, !left.contains(label) else { continue }
      let value = value(of: child)
      if !isEmpty(value) { members[label] = value }
    }
    return members
  }

  private static func enumeration(_ subject: Any, _ mirror: Mirror) -> DataValue {
    if let raw = (subject as? any RawRepresentable)?.rawValue as? String { return .string(raw) }
    guard let (label, payload) = mirror.children.first, let label else { return .string("\(subject)") }
    return .dictionary([label: value(of: payload)])
  }

  private static func list(_ items: [Any]) -> DataValue {
    var byID = DataDictionary()
    for item in items {
      let id = Mirror(reflecting: item).children.first { $0.label == "id" }?.value as? String
      guard let id, byID[id] == nil else { return .list(items.map { value(of: $0) }) }
      byID[id] = value(of: item, without: ["id"])
    }
    return byID.isEmpty ? .list([]) : .dictionary(byID)
  }

  private static func isEmpty(_ value: DataValue) -> Bool {
    switch value {
    case .null: true
    case .list(let items): items.isEmpty
    case .dictionary(let members): members.isEmpty
    default: false
    }
  }
}
