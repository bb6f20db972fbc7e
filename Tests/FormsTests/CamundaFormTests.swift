import OrderedCollections
import Testing
import WorkflowModel

@testable import WorkflowForms

@Suite("Forms in Camunda's fields")
struct CamundaFormTests {
  private func field(_ id: String, _ type: String, _ constraints: [(String, String?)] = []) -> DataValue {
    let validation = constraints.map { name, config in
      DataValue.dictionary(["name": .string(name), "config": config.map(DataValue.string) ?? .null])
    }
    var members: DataDictionary = ["id": .string(id), "type": .string(type), "validation": .list(validation)]
    if type == "enum" { members["options"] = [["id": "s", "name": "Small"], ["id": "m", "name": "Medium"]] }
    return .dictionary(members)
  }

  private func check(
    _ fields: [DataValue], _ submitted: DataDictionary, over variables: DataDictionary = [:]
  ) throws -> [String] {
    let form = try CamundaForm(fields: fields, name: "model.bpmn:3:5")
    return form.check(FormSubmission(variables: TaskData(variables), submitted: submitted)).violations.map(
      \.description)
  }

  @Test("a value has its field's type; null stands for an empty field")
  func types() throws {
    let fields = ["string", "long", "boolean", "enum", "date", "of one's own"].map { field($0, $0) }
    #expect(
      try check(
        fields,
        [
          "string": 1, "long": 5, "boolean": false, "enum": "s", "date": "31/01/2026", "of one's own": [], "other": 1,
        ])
        == [])
    #expect(try check(fields, ["long": nil, "boolean": nil, "enum": nil, "date": nil]) == [])
    #expect(try check(fields, ["date": "2026-01-31"]) == [])
    #expect(try check(fields, ["date": "2026-01-31T10:00:00"]) == [])
    #expect(
      try check(fields, ["long": "5", "boolean": "true", "enum": "x", "date": "31.1.2026"]) == [
        "long: expected an integer of at most 64 bits, found \"5\"", "boolean: expected true or false, found \"true\"",
        "enum: expected one of \"s\", \"m\", found \"x\"",
        "date: expected a date such as 2026-01-31 or 31/01/2026, found \"31.1.2026\"",
      ])
  }

  @Test("a required field wants a value that is not empty, submitted or there before")
  func required() throws {
    let fields = [field("name", "string", [("required", nil)])]
    #expect(try check(fields, ["name": "a"]) == [])
    #expect(try check(fields, [:], over: ["name": "a"]) == [])
    #expect(try check(fields, [:]) == ["name: expected a value, found none"])
    #expect(try check(fields, ["name": ""]) == ["name: expected a value, found \"\""])
    #expect(try check(fields, ["name": nil], over: ["name": "a"]) == ["name: expected a value, found null"])
  }

  @Test("a read-only field takes no value")
  func readonly() throws {
    let fields = [field("name", "string", [("readonly", "true")])]
    #expect(try check(fields, [:], over: ["name": "a"]) == [])
    #expect(try check(fields, ["name": "a"]) == ["name: expected no value, since the field is read-only, found \"a\""])
  }

  @Test("numbers and lengths have bounds")
  func bounds() throws {
    let fields = [
      field("count", "long", [("min", "2"), ("max", "5")]),
      field("code", "string", [("minlength", "2"), ("maxlength", "3")]),
    ]
    #expect(try check(fields, ["count": 2, "code": "ab"]) == [])
    #expect(
      try check(fields, ["count": 1, "code": "a"]) == [
        "count: expected a number of at least 2, found 1",
        "code: expected a text of at least 2 characters, found \"a\"",
      ])
    #expect(
      try check(fields, ["count": 6, "code": "abcd"]) == [
        "count: expected a number of at most 5, found 6",
        "code: expected a text of at most 3 characters, found \"abcd\"",
      ])
  }

  @Test("a bound that is no number is refused, with the field")
  func badBounds() {
    let error = #expect(throws: FormError.self) { try check([field("count", "long", [("min", "two")])], [:]) }
    #expect(
      error?.description
        == "model.bpmn:3:5: the constraint 'min' of the field 'count' wants a number, not \"two\"")
  }
}
