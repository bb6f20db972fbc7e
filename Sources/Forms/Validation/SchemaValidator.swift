import OrderedCollections
import WorkflowModel

/// Holds values against the schemas of a graph.
struct SchemaValidator {
  let graph: SchemaGraph
  let form: String
  var budget: FormBudget
  /// The names that were submitted, at the outermost object.
  let submitted: Set<String>
  /// Where the value stands.
  var path: [DataPath.Component] = []
  private var depth = 0

  /// How deeply schemas and values together may be nested.
  static let maximumDepth = 400

  init(_ graph: SchemaGraph, form: String, submitted: Set<String>) {
    self.graph = graph
    self.form = form
    self.submitted = submitted
    budget = FormBudget(form: form)
  }

  /// Holds a value against a schema, and reports what does not fit.
  mutating func check(_ value: DataValue, _ node: Int, _ report: inout FormReport) throws(FormError) {
    depth += 1
    defer { depth -= 1 }
    if depth > Self.maximumDepth { throw FormMessages.tooDeep(form) }
    let form = value.schemaForm
    try budget.charge(1 + graph.nodes[node].rules.count)
    for rule in graph.nodes[node].rules { try check(form, rule, &report) }
  }

  /// Holds a value that stands within another against a schema.
  mutating func check(
    _ value: DataValue, at component: DataPath.Component, _ node: Int, _ report: inout FormReport
  ) throws(FormError) {
    path.append(component)
    defer { path.removeLast() }
    try check(value, node, &report)
  }

  /// What does not fit, apart from what is reported.
  mutating func report(_ value: DataValue, _ node: Int) throws(FormError) -> FormReport {
    var report = FormReport()
    try check(value, node, &report)
    return report
  }

  func violation(_ expected: String, _ found: DataValue) -> FormViolation {
    FormViolation(path: DataPath(path), expected: expected, found: found.excerpt)
  }

  private mutating func check(_ value: DataValue, _ rule: SchemaRule, _ report: inout FormReport) throws(FormError) {
    switch rule {
    case .never: report.add(violation("nothing", value))
    case .type(let types):
      if !types.contains(where: { $0.includes(value) }) {
        report.add(violation(types.map(\.phrase).joined(separator: " or "), value))
      }
    case .oneOfValues(let shown, let normalized):
      if !normalized.contains(try value.normalized(&budget)) {
        report.add(violation(SchemaValidator.phrase(oneOf: shown), value))
      }
    case .minimum, .maximum, .multipleOf: checkNumber(value, rule, &report)
    case .length(let bound, let measure): checkLength(value, bound, measure, &report)
    case .pattern(let pattern, let text):
      if case .string(let string) = value, try !pattern.matches(string, &budget) {
        report.add(violation("a text that matches \(DataValue.string(text).excerpt)", value))
      }
    case .format(.password): checkSecret(value, &report)
    case .format(let format):
      if case .string(let text) = value {
        try budget.charge(text.utf8.count / 16)
        if !format.includes(text) { report.add(violation(format.phrase, value)) }
      }
    case .uniqueItems, .items, .contains: try checkItems(value, rule, &report)
    case .members, .required, .propertyNames, .dependentRequired, .dependentSchemas:
      if case .dictionary(let members) = value { try checkMembers(members, value, rule, &report) }
    case .all, .any, .one, .not, .conditional: try checkCombination(value, rule, &report)
    }
  }

  private func checkSecret(_ value: DataValue, _ report: inout FormReport) {
    switch value {
    case .null: return
    case .string(let text) where SecretReference(text) != nil: return
    default: report.add(plainSecret: violation(StringFormat.password.phrase, value))
    }
  }

  private func checkNumber(_ value: DataValue, _ rule: SchemaRule, _ report: inout FormReport) {
    guard let number = ExactNumber(value) else { return }
    switch rule {
    case .minimum(let bound, let shown, let isExclusive):
      if isExclusive ? number <= bound : number < bound {
        report.add(violation("\(isExclusive ? "more than" : "at least") \(shown.excerpt)", value))
      }
    case .maximum(let bound, let shown, let isExclusive):
      if isExclusive ? number >= bound : number > bound {
        report.add(violation("\(isExclusive ? "less than" : "at most") \(shown.excerpt)", value))
      }
    case .multipleOf(let factor, let shown):
      if !number.isMultiple(of: factor) { report.add(violation("a multiple of \(shown.excerpt)", value)) }
    default: break
    }
  }

  private func checkLength(
    _ value: DataValue, _ bound: ClosedBound, _ measure: SchemaRule.Measure, _ report: inout FormReport
  ) {
    let noun: (one: String, many: String)
    let least: Int
    var most: Int
    switch (measure, value) {
    case (.characters, .string(let text)):
      least = text.unicodeScalars.count
      most = least
      noun = ("character", "characters")
    case (.items, .list(let items)):
      least = items.count
      most = least
      noun = ("item", "items")
    case (.members, .dictionary(let members)):
      least = members.count
      most = least
      // Of the variables that were there before, the form cannot have too many.
      if path.isEmpty { most = members.keys.count { submitted.contains($0) } }
      noun = ("member", "members")
    default: return
    }
    func phrase(_ count: Int) -> String { "\(count) \(count == 1 ? noun.one : noun.many)" }
    if let limit = bound.least, least < limit { report.add(violation("at least \(phrase(limit))", value)) }
    if let limit = bound.most, most > limit { report.add(violation("at most \(phrase(limit))", value)) }
  }

  static func phrase(oneOf values: [DataValue]) -> String {
    if values.count == 1 { return values[0].excerpt }
    let shown = values.prefix(20).map(\.excerpt).joined(separator: ", ")
    return values.isEmpty ? "nothing" : "one of \(shown)\(values.count > 20 ? ", …" : "")"
  }
}
