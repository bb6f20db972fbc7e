import OrderedCollections
public import WorkflowModel

/// A form of Camunda's own: the fields of `camunda:formData` with their types and constraints.
///
/// The rules are those of Camunda Platform 7 (user guide, *Task Forms*, *Generated Task Forms*), with these in mind:
/// the submitted value stays what it is, so that a `long` must be an integer and not a text of digits; `string`, which
/// Camunda makes of any value, takes any value. Types and constraints of one's own (`validator`) are code of
/// Camunda's, and say nothing here.
public struct CamundaForm: Sendable {
  private let form: String
  private let fields: [Field]

  struct Field: Sendable {
    let id: String
    let type: String
    let options: [String]
    let hasDatePattern: Bool
    let constraints: [Constraint]
  }

  enum Constraint: Sendable {
    case required, readonly
    case min(ExactNumber, shown: DataValue)
    case max(ExactNumber, shown: DataValue)
    case minLength(Int)
    case maxLength(Int)
  }

  /// The form of a task.
  ///
  /// - Parameters:
  ///   - fields: the fields, as ``FormSpec`` holds them.
  ///   - name: where they stand, for messages.
  /// - Throws: ``FormError`` where a constraint cannot be read.
  public init(fields: [DataValue], name: String) throws(FormError) {
    form = name
    var read: [Field] = []
    for field in fields {
      guard let field = try Self.field(field, name) else { continue }
      read.append(field)
    }
    self.fields = read
  }

  /// Holds a submission against the fields. Variables that no field names may have any value.
  public func check(_ submission: FormSubmission) -> FormReport {
    var report = FormReport()
    for field in fields {
      let submitted = submission.submitted[field.id]
      let path = DataPath([.key(field.id)])
      func refuse(_ expected: String, _ found: DataValue?) {
        report.add(FormViolation(path: path, expected: expected, found: found?.excerpt ?? FormViolation.nothing))
      }
      for constraint in field.constraints {
        switch constraint {
        case .required:
          let value = submission.value(field.id) ?? .null
          if value == .null || submitted == .string("") { refuse("a value", submission.value(field.id)) }
        case .readonly:
          if let submitted { refuse("no value, since the field is read-only", submitted) }
        default: break
        }
      }
      // Null stands for a field that was left empty.
      guard let submitted, submitted != .null else { continue }
      if let expected = field.complaint(of: submitted) {
        refuse(expected, submitted)
        continue
      }
      for constraint in field.constraints {
        if let expected = constraint.complaint(of: submitted) { refuse(expected, submitted) }
      }
    }
    return report
  }
}

// MARK: Reading

extension CamundaForm {
  private static func field(_ value: DataValue, _ form: String) throws(FormError) -> Field? {
    guard case .dictionary(let members) = value, case .string(let id)? = members["id"] else { return nil }
    func text(_ name: String, of value: DataValue?) -> String? {
      guard case .dictionary(let members)? = value, case .string(let text)? = members[name] else { return nil }
      return text
    }
    func items(_ name: String) -> [DataValue] {
      if case .list(let items)? = members[name] { items } else { [] }
    }
    var constraints: [Constraint] = []
    for entry in items("validation") {
      guard let name = text("name", of: entry) else { continue }
      let config = text("config", of: entry)
      guard let constraint = try constraint(name, config, field: id, form) else { continue }
      constraints.append(constraint)
    }
    return Field(
      id: id, type: text("type", of: value) ?? "", options: items("options").compactMap { text("id", of: $0) },
      hasDatePattern: text("date_pattern", of: value) != nil, constraints: constraints)
  }

  private static func constraint(
    _ name: String, _ config: String?, field: String, _ form: String
  ) throws(FormError) -> Constraint? {
    switch name {
    // They are switched on by standing there; "false" switches them off.
    case "required": return config == "false" ? nil : .required
    case "readonly": return config == "false" ? nil : .readonly
    case "min", "max":
      guard let shown = number(config), let bound = ExactNumber(shown) else {
        throw FormMessages.badConstraint(name, config, field: field, wanted: "a number", form)
      }
      return name == "min" ? .min(bound, shown: shown) : .max(bound, shown: shown)
    case "minlength", "maxlength":
      guard case .integer(let bound)? = number(config), bound >= 0 else {
        throw FormMessages.badConstraint(name, config, field: field, wanted: "a length", form)
      }
      return name == "minlength" ? .minLength(bound) : .maxLength(bound)
    default: return nil
    }
  }

  private static func number(_ config: String?) -> DataValue? {
    guard let config, config.utf8.count <= 400, let value = try? JSONReader().read(config) else { return nil }
    switch value {
    case .integer, .bigInteger, .double: return value
    default: return nil
    }
  }
}

// MARK: Checking

extension CamundaForm.Field {
  /// What the type wants; nil where the value, which is not null, has it.
  func complaint(of value: DataValue) -> String? {
    switch (type, value) {
    case ("long", .integer), ("boolean", .bool): return nil
    case ("long", _): return "an integer of at most 64 bits"
    case ("boolean", _): return "true or false"
    case ("enum", .string(let text)) where options.contains(text): return nil
    case ("enum", _): return SchemaValidator.phrase(oneOf: options.map(DataValue.string))
    case ("date", .string(let text)) where hasDatePattern || Self.isDate(text): return nil
    case ("date", .typed(let value)) where value.typename == "date" || value.typename == "datetime": return nil
    case ("date", _): return "a date such as 2026-01-31 or 31/01/2026"
    default: return nil
    }
  }

  /// An ISO date, also with a time, or one by Camunda's pattern where the field names none: `dd/MM/yyyy`.
  private static func isDate(_ text: String) -> Bool {
    var scanner = FormatScanner(text)
    if scanner.date() {
      return scanner.isAtEnd || scanner.take(anyOf: "Tt ") && scanner.time(needsOffset: false) && scanner.isAtEnd
    }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [2, 2, 4] else { return false }
    scanner = FormatScanner("\(parts[2])-\(parts[1])-\(parts[0])")
    return scanner.date() && scanner.isAtEnd
  }
}

extension CamundaForm.Constraint {
  /// What the constraint wants; nil where the value, which is not null, fulfils it.
  func complaint(of value: DataValue) -> String? {
    switch self {
    case .required, .readonly: return nil
    case .min(let bound, let shown):
      guard let number = ExactNumber(value), number >= bound else { return "a number of at least \(shown.excerpt)" }
    case .max(let bound, let shown):
      guard let number = ExactNumber(value), number <= bound else { return "a number of at most \(shown.excerpt)" }
    case .minLength(let bound):
      guard case .string(let text) = value, text.unicodeScalars.count >= bound else {
        return "a text of at least \(bound) characters"
      }
    case .maxLength(let bound):
      guard case .string(let text) = value, text.unicodeScalars.count <= bound else {
        return "a text of at most \(bound) characters"
      }
    }
    return nil
  }
}
