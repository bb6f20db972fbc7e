/// The namespaces that models use. Which prefix stands for them is up to each file.
enum XMLNamespace: Sendable, Hashable {
  case none
  case bpmn, bpmnDiagram, diagramCommon
  case spiff, camunda
  case dmn
  case other

  init(uri: String) {
    switch uri {
    case "": self = .none
    case "http://www.omg.org/spec/BPMN/20100524/MODEL": self = .bpmn
    case "http://www.omg.org/spec/BPMN/20100524/DI": self = .bpmnDiagram
    case "http://www.omg.org/spec/DD/20100524/DC": self = .diagramCommon
    case "http://spiffworkflow.org/bpmn/schema/1.0/core": self = .spiff
    case "http://camunda.org/schema/1.0/bpmn": self = .camunda
    default: self = XMLNamespace.isDMN(uri) ? .dmn : .other
    }
  }

  /// Whether an element of this namespace can matter to a model. Edges, labels and what vendors add are half of a
  /// modeler's file and are left out of the tree with all that is in them.
  func isRead(_ name: String) -> Bool {
    switch self {
    case .other: false
    case .bpmnDiagram: name != "BPMNEdge" && name != "BPMNLabel"
    default: true
    }
  }

  /// DMN has a namespace for each version, told apart by its date; from 1.1 (20151101) on they agree in what is read.
  private static func isDMN(_ uri: String) -> Bool {
    for prefix in ["http://www.omg.org/spec/DMN/", "https://www.omg.org/spec/DMN/"] where uri.hasPrefix(prefix) {
      let rest = uri.dropFirst(prefix.count)
      guard let date = Int(rest.prefix(8)), date >= 20_151_101 else { return false }
      let path = rest.dropFirst(8)
      return path == "/MODEL/" || path == "/MODEL" || path == "/dmn.xsd" || path == "/dmn11.xsd"
    }
    return false
  }
}

/// An attribute of an element.
struct XMLAttribute: Sendable {
  let namespace: XMLNamespace
  let name: String
  let value: String
}

/// An element with all that is in it and can matter (``XMLNamespace/isRead(_:)``).
final class XMLElement: Sendable {
  let namespace: XMLNamespace
  /// The local name.
  let name: String
  let attributes: [XMLAttribute]
  let children: [XMLElement]
  /// Its own text, with all white space; empty where only white space stands between its children.
  let text: String
  /// Where its start tag begins.
  let line: Int
  let column: Int

  init(
    namespace: XMLNamespace, name: String, attributes: [XMLAttribute], children: [XMLElement], text: String,
    line: Int, column: Int
  ) {
    self.namespace = namespace
    self.name = name
    self.attributes = attributes
    self.children = children
    self.text = text
    self.line = line
    self.column = column
  }

  /// The value of the attribute `name`, by default of one without a namespace.
  func attribute(_ name: String, in namespace: XMLNamespace = .none) -> String? {
    for attribute in attributes where attribute.name == name && attribute.namespace == namespace {
      return attribute.value
    }
    return nil
  }

  /// The first child element `name` of the same namespace.
  func child(_ name: String) -> XMLElement? {
    child(name, in: namespace)
  }

  /// The first child element `name` of a namespace.
  func child(_ name: String, in namespace: XMLNamespace) -> XMLElement? {
    for child in children where child.name == name && child.namespace == namespace {
      return child
    }
    return nil
  }

  /// The child elements `name` of the same namespace.
  func children(_ name: String) -> [XMLElement] {
    children(name, in: namespace)
  }

  /// The child elements `name` of a namespace.
  func children(_ name: String, in namespace: XMLNamespace) -> [XMLElement] {
    children.filter { $0.name == name && $0.namespace == namespace }
  }

  /// The text without the white space around it: for ids and numbers, never for scripts.
  var trimmedText: String {
    text.trimmingXMLSpace
  }

  /// The value of `id`, unless it is empty.
  var id: String? {
    guard let id = attribute("id"), !id.isEmpty else { return nil }
    return id
  }
}

extension String {
  /// The string without XML's white space at both ends.
  var trimmingXMLSpace: String {
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
    guard let start = utf8.firstIndex(where: { !isSpace($0) }), let end = utf8.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(self[start...end])
  }
}
