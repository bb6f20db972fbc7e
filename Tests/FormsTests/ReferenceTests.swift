import Testing
import WorkflowModel

@testable import WorkflowForms

@Suite("Forms and the Python package jsonschema agree", .enabled(if: ReferenceValidator.isAvailable))
struct ReferenceTests {
  @Test("about the fixtures", arguments: ["values", "lists", "objects", "combinations"])
  func fixtures(_ file: String) throws {
    let groups = try Fixtures.groups("keywords/\(file).json")
    let answers = try ReferenceValidator.answers(
      to: try groups.map { try JSONWriter(.readable).text(of: .list([$0.schema] + $0.tests.map(\.data))) })
    for (group, answer) in zip(groups, answers) {
      #expect(group.tests.map { $0.violations.isEmpty ? "1" : "0" }.joined() == answer, "\(group.description)")
    }
    #expect(answers.count == groups.count)
  }

  @Test("about random schemas and values", arguments: [false, true])
  func random(_ isDraft07: Bool) throws {
    var cases: [(schema: DataValue, values: [DataValue])] = []
    for seed in 0..<2000 {
      var random = RandomSchemas(seed: UInt64(seed), isDraft07: isDraft07)
      cases.append((random.document(), (0..<20).map { _ in random.value() }))
    }
    let answers = try ReferenceValidator.answers(
      to: try cases.map { try JSONWriter(.readable).text(of: .list([$0.schema] + $0.values)) })
    #expect(answers.count == cases.count)
    for (seed, (test, answer)) in zip(cases, answers).enumerated() {
      let schema = try FormSchema(test.schema)
      let ours = try test.values.map { try schema.violations($0).isEmpty ? "1" : "0" }.joined()
      let text = try JSONWriter(.readable).text(of: test.schema)
      #expect(ours == answer, "seed \(seed): \(text)")
    }
  }
}
