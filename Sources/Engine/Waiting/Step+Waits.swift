import OrderedCollections
import WorkflowModel

extension Step {
  // MARK: What the task waits for

  /// A condition with the variables that it reads, as they are now.
  func awaited(_ condition: String, on flow: String? = nil) -> AwaitedCondition {
    var variables = DataDictionary()
    for name in VariableNames(in: condition) where variables[name] == nil {
      variables[name] = data[name] ?? scope.dataObjects[name]
    }
    return AwaitedCondition(flow: flow, expression: condition, variables: variables)
  }

  /// The conditions of the outgoing flows.
  var conditionsOfFlows: [AwaitedCondition] {
    node.outgoing.compactMap { flow in
      guard let condition = flow.condition, !flow.isDefault else { return nil }
      return awaited(condition, on: flow.id)
    }
  }

  /// The incoming flows of a join, each with its tokens or with what can still bring one.
  var branches: [JoinBranch] {
    let tokens = tokens.tasks.map { flow(ofToken: $0) }
    return node.incoming.enumerated().map { place, flow in
      let count = tokens.count { $0 == Int32(place) }
      return JoinBranch(flow: flow, tokens: count, expected: count == 0 ? expected(onFlow: Int32(place)) : [])
    }
  }

  /// The elements of the open tasks from which a path leads to an incoming flow, not through the join itself.
  private func expected(onFlow place: Int32) -> [String] {
    let own = Int(instance.tree[task].node)
    let sources = process.nodes.indices.filter { index in
      index != own && process.nodes[index].outgoing.contains { $0.target == own && $0.arrival == place }
    }
    let reaching = nodesAbove(sources, without: own)
    var elements: OrderedSet<String> = []
    for open in instance.tree.openTasks(ofScope: instance.tree[task].scope) {
      guard reaching.contains(Int(instance.tree[open].node)), let id = node(of: open).diagramID else { continue }
      elements.append(id)
    }
    return elements.elements
  }
}

/// The names in an expression that can be those of variables: what stands in quotes or behind a dot is none.
struct VariableNames: Sequence, IteratorProtocol {
  private var rest: Substring

  init(in expression: String) {
    rest = expression[...]
  }

  mutating func next() -> String? {
    var former: Character?
    while let character = rest.first {
      if character == "'" || character == "\"" {
        rest = rest.dropFirst().drop { $0 != character }.dropFirst()
      } else if character.isLetter || character == "_" {
        let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        rest = rest[name.endIndex...]
        if former != "." { return String(name) }
      } else if character.isNumber {
        // The letters of `1e5` are no name.
        rest = rest.drop { $0.isLetter || $0.isNumber || $0 == "_" }
      } else {
        rest = rest.dropFirst()
      }
      if !character.isWhitespace { former = character }
    }
    return nil
  }
}
