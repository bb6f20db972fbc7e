import WorkflowModel

/// The wording of the errors of this module, but for what keywords have to hold, which stands where they are read.
enum FormMessages {
  static func json(_ error: JSONError, _ form: String) -> FormError {
    let place = error.place.map { "\($0.line):\($0.column)" }
    return FormError(code: .json, form: form, place: place, message: error.message)
  }

  static func tooCostly(_ form: String) -> FormError {
    FormError(code: .tooCostly, form: form, place: nil, message: "the data takes more work than a form may")
  }

  static func tooDeep(_ form: String) -> FormError {
    FormError(code: .tooCostly, form: form, place: nil, message: "the data is nested too deeply for the form")
  }

  static func unknownDialect(_ value: DataValue, _ form: String) -> FormError {
    FormError(
      code: .unsupported, form: form, place: "#/$schema",
      message: "unknown version of JSON Schema: \(value.excerpt); draft-06, draft-07, 2019-09 and 2020-12 are known")
  }

  static func notASchema(_ value: DataValue, _ form: String, _ pointer: SchemaPointer) -> FormError {
    FormError(
      code: .invalid, form: form, place: "\(pointer)",
      message: "a schema is an object, true or false; found \(value.excerpt)")
  }

  static func unknownType(_ value: DataValue, _ form: String, _ pointer: SchemaPointer) -> FormError {
    FormError(
      code: .invalid, form: form, place: "\(pointer)",
      message: "unknown type \(value.excerpt); the types are: "
        + JSONType.allCases.map(\.rawValue).joined(separator: ", "))
  }

  static func remoteReference(_ text: String, _ form: String, _ pointer: SchemaPointer) -> FormError {
    FormError(
      code: .unsupported, form: form, place: "\(pointer)",
      message: "only references within the file are supported, not \(DataValue.string(text).excerpt)")
  }

  static func namedReference(_ text: String, _ form: String, _ pointer: SchemaPointer) -> FormError {
    FormError(
      code: .unsupported, form: form, place: "\(pointer)",
      message: "only references by a path such as '#/$defs/name' are supported, not \(DataValue.string(text).excerpt)")
  }

  static func danglingReference(_ text: String, _ form: String, _ pointer: SchemaPointer) -> FormError {
    FormError(
      code: .invalid, form: form, place: "\(pointer)",
      message: "there is nothing at \(DataValue.string(text).excerpt)")
  }

  static func embeddedIdentifier(_ form: String, _ pointer: SchemaPointer) -> FormError {
    FormError(
      code: .unsupported, form: form, place: "\(pointer.appending("$id"))",
      message: "an identifier within the schema is not supported")
  }

  static func unsupported(_ keyword: String, _ form: String, _ pointer: SchemaPointer) -> FormError {
    FormError(
      code: .unsupported, form: form, place: "\(pointer.appending(keyword))", message: "'\(keyword)' is not supported")
  }

  static func badPattern(_ error: PatternError, _ form: String, _ pointer: SchemaPointer) -> FormError {
    FormError(
      code: .invalid, form: form, place: "\(pointer)",
      message: "the regular expression cannot be matched: \(error.message) (character \(error.column))")
  }

  static func cycle(_ form: String, _ pointer: SchemaPointer) -> FormError {
    FormError(code: .invalid, form: form, place: "\(pointer)", message: "the schema refers to itself without end")
  }

  static func longChain(_ limit: Int, _ form: String, _ pointer: SchemaPointer) -> FormError {
    FormError(
      code: .unsupported, form: form, place: "\(pointer)",
      message: "more than \(limit) schemas are held against one value, one within the other")
  }

  static func badConstraint(
    _ name: String, _ config: String?, field: String, wanted: String, _ form: String
  ) -> FormError {
    let found = config.map { DataValue.string($0).excerpt } ?? "nothing"
    return FormError(
      code: .invalid, form: form, place: nil,
      message: "the constraint '\(name)' of the field '\(field)' wants \(wanted), not \(found)")
  }
}
