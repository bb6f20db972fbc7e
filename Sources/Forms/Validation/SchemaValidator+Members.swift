import OrderedCollections
import WorkflowModel

extension SchemaValidator {
  /// What is said of objects.
  mutating func checkMembers(
    _ members: DataDictionary, _ value: DataValue, _ rule: SchemaRule, _ report: inout FormReport
  ) throws(FormError) {
    switch rule {
    case .members(let rule): try check(members, rule, &report)
    case .required(let names):
      try budget.charge(names.count)
      for name in names where members[name] == nil { report.add(missing(name)) }
    case .propertyNames(let node):
      for name in members.keys where isSubmitted(name) {
        try check(.string(name), at: .key(name), node, &report)
      }
    case .dependentRequired(let dependencies):
      for (name, names) in dependencies where members[name] != nil {
        try budget.charge(names.count)
        for needed in names where members[needed] == nil { report.add(missing(needed, besides: name)) }
      }
    case .dependentSchemas(let schemas):
      for (name, node) in schemas where members[name] != nil { try check(value, node, &report) }
    default: break
    }
  }

  private mutating func check(
    _ members: DataDictionary, _ rule: MemberRule, _ report: inout FormReport
  ) throws(FormError) {
    for (name, value) in members {
      var isKnown = false
      if let node = rule.properties[name] {
        isKnown = true
        try check(value, at: .key(name), node, &report)
      }
      for (pattern, node) in rule.patterns where try pattern.matches(name, &budget) {
        isKnown = true
        try check(value, at: .key(name), node, &report)
      }
      guard !isKnown, let node = rule.additional, isSubmitted(name) else { continue }
      if graph.isNever(node) {
        path.append(.key(name))
        report.add(violation("no member of this name", value))
        path.removeLast()
      } else {
        try check(value, at: .key(name), node, &report)
      }
    }
  }

  /// What a form does not foresee it may only forbid to be submitted: the process may have variables of its own.
  private func isSubmitted(_ name: String) -> Bool {
    !path.isEmpty || submitted.contains(name)
  }

  private func missing(_ name: String, besides other: String? = nil) -> FormViolation {
    let reason = other.map { ", since there is \(DataPath([.key($0)]))" } ?? ""
    return FormViolation(
      path: DataPath(path + [.key(name)]), expected: "a value\(reason)", found: FormViolation.nothing)
  }
}
