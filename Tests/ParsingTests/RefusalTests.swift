import Testing
import WorkflowModel
import WorkflowParsing

/// Every file in `Fixtures/errors` is refused, with the words in the text file beside it. What its name begins with is
/// the dialect.
@Suite("What is refused")
struct RefusalTests {
  static let models = (try? Fixtures.names(in: "errors").filter { !$0.hasSuffix(".txt") }) ?? []

  @Test("a wrong model is refused with its place and the thing's name", arguments: models)
  func refusal(of name: String) throws {
    let expected = try Fixtures.text("errors/\(name).txt")
    let message = try refusal(name)
    #expect(message + "\n" == expected)
  }

  @Test("there are fixtures")
  func fixtures() {
    #expect(RefusalTests.models.count > 80)
  }

  private func refusal(_ name: String) throws -> String {
    let dialect = name.split(separator: "-").first.flatMap { Dialect(rawValue: String($0)) } ?? .bpmn
    var parser = ModelParser(dialect: dialect)
    let bytes = try Fixtures.bytes("errors/\(name)")
    do throws(ParsingError) {
      if name.hasSuffix(".dmn") {
        try parser.add(dmn: bytes, file: name)
        for id in parser.decisionIDs { _ = try parser.decisions(for: id) }
      } else {
        try parser.add(bpmn: bytes, file: name)
        _ = try parser.spec(process: "main")
      }
    } catch {
      return error.description
    }
    return "(not refused)"
  }
}
