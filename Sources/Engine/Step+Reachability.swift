extension Step {
  /// Whether a token can still come to this join by an incoming flow that has none.
  ///
  /// The standard's rule (BPMN 2.0, section 13.4.3): a token counts if a path leads from it to an incoming flow without
  /// a token, and none leads from it to an incoming flow with one; paths through the join itself do not count.
  var isTokenExpected: Bool {
    let nodes = process.nodes
    let own = Int(instance.tree[task].node)
    let sources = sources(without: own)
    let filled = Set(tokens.tasks.map { flow(ofToken: $0) })
    var toFilled: [Int] = []
    var toEmpty: [Int] = []
    for (index, node) in nodes.enumerated() where index != own {
      for flow in node.outgoing where flow.target == own {
        if filled.contains(Int32(flow.arrival)) { toFilled.append(index) } else { toEmpty.append(index) }
      }
    }
    let reachesFilled = Self.above(toFilled, sources)
    let reachesEmpty = Self.above(toEmpty, sources)
    return instance.tree.hasOpenTask(inScope: instance.tree[task].scope) { open in
      let node = Int(instance.tree[open].node)
      return node != own && reachesEmpty.contains(node) && !reachesFilled.contains(node)
    }
  }

  /// The nodes from which a path leads to one of these, themselves included; paths through `excluded` do not count.
  func nodesAbove(_ nodes: [Int], without excluded: Int) -> Set<Int> {
    Self.above(nodes, sources(without: excluded))
  }

  /// The nodes that each node's tokens come from.
  private func sources(without excluded: Int) -> [[Int]] {
    let nodes = process.nodes
    var sources: [[Int]] = Array(repeating: [], count: nodes.count)
    for (index, node) in nodes.enumerated() where index != excluded {
      for flow in node.outgoing where flow.target != excluded { sources[flow.target].append(index) }
    }
    return sources
  }

  /// The nodes from which a path leads to one of these, themselves included.
  private static func above(_ nodes: [Int], _ sources: [[Int]]) -> Set<Int> {
    var found = Set(nodes)
    var open = nodes
    while let next = open.popLast() {
      for source in sources[next] where found.insert(source).inserted { open.append(source) }
    }
    return found
  }
}
