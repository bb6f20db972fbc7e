import Testing

@testable import WorkflowEngine

@Suite("the names in an expression")
struct VariableNamesTests {
  @Test(
    "what stands in quotes, behind a dot or within a number is no variable",
    arguments: [
      ("x > 1", ["x"]), ("order.total >= limit", ["order", "limit"]),
      ("kind == 'express' or \"a\" in b", ["kind", "or", "in", "b"]),
      ("1e5 < größe", ["größe"]), ("a . b", ["a"]), ("'open", []), ("", []),
    ])
  func names(expression: String, expected: [String]) {
    #expect(Array(VariableNames(in: expression)) == expected)
  }
}
