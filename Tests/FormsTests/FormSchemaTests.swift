import OrderedCollections
import Testing
import WorkflowModel

@testable import WorkflowForms

@Suite("Forms in JSON Schema")
struct FormSchemaTests {
  @Test(
    "each keyword accepts what fits, and tells where and why something does not",
    arguments: ["values", "lists", "objects", "combinations"])
  func keywords(_ file: String) throws {
    for group in try Fixtures.groups("keywords/\(file).json") {
      let schema = try FormSchema(group.schema)
      for test in group.tests {
        #expect(try schema.violations(test.data) == test.violations, "\(group.description)")
      }
    }
  }

  @Test("what is no schema, and what cannot be checked, is refused with its place")
  func refusals() throws {
    for refusal in try Fixtures.document("refused.json").items {
      let error = #expect(throws: FormError.self) {
        if case .string(let text) = refusal["schema"] {
          _ = try FormSchema(Array(text.utf8), name: "form.json")
        } else {
          _ = try FormSchema(refusal["schema"])
        }
      }
      #expect(error?.description == refusal["error"].text)
    }
  }

  @Test("true accepts everything, false nothing")
  func constants() throws {
    #expect(try FormSchema(true).violations(["a": 1]) == [])
    #expect(try FormSchema(false).violations([:]) == ["the data: expected nothing, found an object of 0 members"])
  }

  @Test("decimal fractions are what they are written as")
  func decimalMultiples() throws {
    let schema = try FormSchema(["multipleOf": 0.01])
    for price in [19.99, 0.07, 1.1, 1e22, 4] as [DataValue] { #expect(try schema.violations(price) == []) }
    #expect(try schema.violations(0.015) == ["the data: expected a multiple of 0.01, found 0.015"])
    #expect(try FormSchema(["maximum": 0.1]).violations(0.1) == [])
    #expect(try FormSchema(["multipleOf": 1e-300]).violations(1e300) == [])
  }

  @Test("what scripts leave and JSON does not have is taken for what it is most like")
  func typedValues() throws {
    let schema = try FormSchema([
      "properties": ["due": ["type": "string", "format": "date"], "parts": ["type": "array", "minItems": 2]]
    ])
    let date = DataValue.typed(TypedValue(typename: "date", content: ["value": "2026-01-31"]))
    let pair = DataValue.typed(TypedValue(typename: "tuple", content: ["items": [1, 2]]))
    #expect(try schema.violations(["due": date, "parts": pair]) == [])
    #expect(
      try schema.violations(["due": pair, "parts": date]) == [
        "due: expected a text, found a list of 2 items", "parts: expected a list, found \"2026-01-31\"",
      ])
  }

  // MARK: The process's variables

  private static let order: DataValue = [
    "type": "object",
    "properties": ["product": ["type": "string"], "count": ["type": "integer", "minimum": 1]],
    "required": ["product", "count"],
    "additionalProperties": false,
  ]

  private func check(_ schema: DataValue, _ variables: DataDictionary, _ submitted: DataDictionary) throws -> [String] {
    let submission = FormSubmission(variables: TaskData(variables), submitted: submitted)
    return try FormSchema(schema).check(submission).violations.map(\.description)
  }

  @Test("variables of the process that the form does not name are none of its business")
  func otherVariables() throws {
    let variables: DataDictionary = ["basket": [], "customer": 7]
    #expect(try check(Self.order, variables, ["product": "a", "count": 1]) == [])
    #expect(
      try check(Self.order, variables, ["product": "a", "count": 1, "customer": 8])
        == ["customer: expected no member of this name, found 8"])
  }

  @Test("a variable that the form names need not be submitted again, and has to fit")
  func namedVariables() throws {
    #expect(try check(Self.order, ["product": "a"], ["count": 1]) == [])
    #expect(try check(Self.order, ["product": 5], ["count": 1]) == ["product: expected a text, found 5"])
    #expect(try check(Self.order, ["product": 5], ["count": 1, "product": "a"]) == [])
    #expect(
      try check(Self.order, [:], [:]) == [
        "product: expected a value, found none", "count: expected a value, found none",
      ])
  }

  @Test("variables of the process do not stand in the way of an alternative")
  func alternatives() throws {
    let schema: DataValue = [
      "oneOf": [
        [
          "properties": ["kind": ["const": "card"], "number": true], "required": ["kind"],
          "additionalProperties": false,
        ],
        ["properties": ["kind": ["const": "cash"]], "required": ["kind"], "additionalProperties": false],
      ],
      "maxProperties": 1, "propertyNames": ["maxLength": 4],
    ]
    #expect(try check(schema, ["number": 1, "kind": "card"], ["kind": "cash"]) == [])
  }

  @Test("within a submitted object nothing is left out")
  func nestedObjects() throws {
    let schema: DataValue = ["properties": ["order": Self.order]]
    #expect(
      try check(schema, ["order": ["product": "a"]], ["order": ["count": 1, "note": 2]]) == [
        "order.note: expected no member of this name, found 2", "order.product: expected a value, found none",
      ])
  }

  // MARK: Bounds

  @Test("of many violations the first are kept and all are counted")
  func manyViolations() throws {
    let report = try FormSchema(["items": ["type": "string"]]).check(
      .list((0..<1000).map { .integer($0) }), submitted: [])
    #expect(report.count == 1000)
    #expect(report.violations.count == FormReport.maximumCount)
    #expect(report.violations.last?.path.description == "[99]")
  }

  @Test("a schema that asks for exponential work is stopped")
  func exponentialWork() throws {
    var definitions: DataDictionary = ["d0": ["type": "integer"]]
    for level in 1...25 {
      let below: DataValue = ["$ref": .string("#/$defs/d\(level - 1)")]
      definitions["d\(level)"] = ["allOf": [below, below]]
    }
    let schema = try FormSchema(["$ref": "#/$defs/d25", "$defs": .dictionary(definitions)])
    let error = #expect(throws: FormError.self) { try schema.violations(1) }
    #expect(error?.code == .tooCostly)
  }

  @Test("data that is nested beyond the bound is an error, not a crash")
  func deepData() throws {
    let schema = try FormSchema(["additionalProperties": ["$ref": "#"]])
    var value: DataValue = [:]
    for _ in 0..<500 { value = ["a": value] }
    let error = #expect(throws: FormError.self) { try schema.violations(value) }
    #expect(error?.code == .tooCostly)
  }

  @Test("a schema that is nested too deeply, or too long, is refused")
  func hostileFiles() {
    let deep = String(repeating: #"{"not":"#, count: 200) + "true" + String(repeating: "}", count: 200)
    #expect(throws: FormError.self) { try FormSchema(Array(deep.utf8), name: "form.json") }
    let long = [UInt8](repeating: UInt8(ascii: " "), count: FormSchema.maximumBytes) + Array("true".utf8)
    #expect(throws: FormError.self) { try FormSchema(long, name: "form.json") }
  }
}
