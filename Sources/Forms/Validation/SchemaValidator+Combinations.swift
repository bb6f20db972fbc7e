import WorkflowModel

extension SchemaValidator {
  /// What is said by other schemas about the same value.
  mutating func checkCombination(
    _ value: DataValue, _ rule: SchemaRule, _ report: inout FormReport
  ) throws(FormError) {
    switch rule {
    case .all(let nodes):
      for node in nodes { try check(value, node, &report) }
    case .any(let nodes):
      if try fitting(value, nodes, upTo: 1) == 0 { try reportAlternatives(value, nodes, &report) }
    case .one(let nodes):
      switch try fitting(value, nodes, upTo: 2) {
      case 0: try reportAlternatives(value, nodes, &report)
      case 1: break
      default: report.add(violation("to fit only one of \(nodes.count) alternatives", value))
      }
    case .not(let node):
      if try self.report(value, node).isEmpty { report.add(violation("a value that the form does not exclude", value)) }
    case .conditional(let condition, let then, let otherwise):
      guard let node = try self.report(value, condition).isEmpty ? then : otherwise else { return }
      try check(value, node, &report)
    default: break
    }
  }

  /// How many of the schemas a value fits; no more than so many are looked for.
  private mutating func fitting(_ value: DataValue, _ nodes: [Int], upTo limit: Int) throws(FormError) -> Int {
    var count = 0
    for node in nodes where try report(value, node).isEmpty {
      count += 1
      if count == limit { break }
    }
    return count
  }

  /// Tells why a value fits none of several schemas: the values that it may have, or what is wrong by the alternative
  /// that it comes nearest to.
  private mutating func reportAlternatives(
    _ value: DataValue, _ nodes: [Int], _ report: inout FormReport
  ) throws(FormError) {
    let values = nodes.flatMap { node in
      graph.nodes[node].rules.flatMap { rule in
        if case .oneOfValues(let shown, _) = rule { shown } else { [DataValue]() }
      }
    }
    if values.count >= nodes.count, nodes.allSatisfy({ graph.hasValues($0) }) {
      return report.add(violation(Self.phrase(oneOf: values), value))
    }
    var candidates: [FormReport] = []
    for node in nodes { candidates.append(try self.report(value, node)) }
    for candidate in candidates { report.add(plainSecretsOf: candidate) }
    guard nodes.count > 1 else {
      for violation in candidates.flatMap(\.violations) { report.add(violation) }
      return
    }
    let here = DataPath(path)
    let wanted = candidates.compactMap {
      $0.count == 1 && $0.violations[0].path == here ? $0.violations[0].expected : nil
    }
    if wanted.count == nodes.count, nodes.count <= 10 {
      return report.add(violation(wanted.joined(separator: " or "), value))
    }
    let nearest = candidates.min { $0.count < $1.count }?.violations.first
    let reason = nearest.map { "; the nearest wants \($0.expected)" + ($0.path == here ? "" : " at \($0.path)") }
    report.add(violation("to fit one of \(nodes.count) alternatives\(reason ?? "")", value))
  }
}

extension SchemaGraph {
  /// Whether a schema lists the values that fit.
  func hasValues(_ node: Int) -> Bool {
    nodes[node].rules.contains { if case .oneOfValues = $0 { true } else { false } }
  }
}
