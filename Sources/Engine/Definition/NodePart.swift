import WorkflowModel

/// Which of the nodes that an element has in index form a node is. Each part's name is the element's with an ending.
enum NodePart: String, CaseIterable {
  /// The element itself; of one with a loop marker, what starts the instances.
  case itself = ""
  /// The instances of an element with a loop marker.
  case instance = " [child]"
  case boundarySplit = ".BoundaryEventSplit"
  case boundaryJoin = ".BoundaryEventJoin"

  /// The name of this part of an element.
  func name(of element: String) -> String {
    element + rawValue
  }

  /// The element whose part has a name.
  func element(of name: String) -> String {
    String(decoding: name.utf8.dropLast(rawValue.utf8.count), as: UTF8.self)
  }
}

extension Node {
  /// Which part of its element it is. The nodes that a process has without an element count as their own.
  var part: NodePart {
    if let element { return element.id == name ? .itself : .instance }
    return switch behavior {
    case is BoundaryEventSplit: .boundarySplit
    case is BoundaryEventJoin: .boundaryJoin
    default: .itself
    }
  }

  /// The id of the element that it is a part of, or the name of a node without one.
  var owner: String { part.element(of: name) }
}
