public import WorkflowModel

/// A task spec that an instance has finished tasks of, and that its specification no longer has: what is left of it after
/// a migration, so that the tasks can still be read.
public struct RetiredElement: Sendable, Hashable {
  /// The id of the process or subprocess.
  public let process: String
  /// The name of the task spec, unique in its process.
  public let spec: String
  /// The element's id in the former diagram; nil for a task spec that the engine had added.
  public let element: String?
  /// Which element it was.
  public let type: ElementType?
  /// Its name in the former diagram.
  public let name: String?

  /// A retired task spec of these parts.
  public init(process: String, spec: String, element: String?, type: ElementType?, name: String?) {
    self.process = process
    self.spec = spec
    self.element = element
    self.type = type
    self.name = name
  }
}

extension RetiredElement {
  init(_ node: Node, of process: String) {
    self.init(
      process: process, spec: node.name, element: node.element?.id, type: node.element?.type, name: node.element?.name)
  }

  /// Its node: what a diagram would show, and nothing that could run.
  var draft: Node.Draft {
    Node.Draft(name: spec, element: flowNode, behavior: Retired())
  }

  private var flowNode: FlowNode? {
    guard let element, let type else { return nil }
    return FlowNode(
      id: element, name: name, type: type, location: SourceLocation(file: "", line: 0, column: 0), documentation: nil,
      lane: nil, outgoing: [], content: .none)
  }
}

/// The behaviour of a retired element: no token comes to it.
struct Retired: ElementBehavior {}

extension ProcessDefinition {
  /// Whether the specification no longer has it: all that it has is retired.
  var isRetired: Bool { nodes.dropFirst(ProcessDefinition.end + 1).allSatisfy { $0.behavior is Retired } }

  /// The same process, which also has these. What it has already is not added.
  func adding(_ retired: [RetiredElement]) -> ProcessDefinition {
    var added: [Node] = []
    var known = Set(nodes.map(\.name))
    for element in retired where known.insert(element.spec).inserted { added.append(Node(element.draft)) }
    return ProcessDefinition(
      id: id, name: name, nodes: nodes + added, dataObjects: dataObjects, io: io, eventSubprocesses: eventSubprocesses,
      compensation: compensation, adHoc: adHoc)
  }
}
