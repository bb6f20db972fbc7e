import Testing
import WorkflowModel
import WorkflowParsing

@Suite("Decisions")
struct DecisionTests {
  @Test("a decision comes with all that it requires")
  func requirements() throws {
    let parser = try Fixtures.parser("prices.dmn")
    #expect(parser.decisionIDs == ["prices", "discount"])
    let decisions = try parser.decisions(for: "prices")
    #expect(decisions.keys.sorted() == ["discount", "prices"])
    let prices = try #require(decisions["prices"])
    #expect(prices.name == "Price list" && prices.variable == "price")
    #expect(prices.requiredDecisions == ["discount"])
    #expect(prices.knowledge.map(\.name) == ["round up", "helper"])
    #expect(prices.knowledge.map(\.parameters) == [["x", "digits"], []])
  }

  @Test("a table has its columns, rules and defaults; empty cells and dashes match anything")
  func table() throws {
    let decisions = try Fixtures.parser("prices.dmn").decisions(for: "prices")
    guard case .table(let table)? = decisions["prices"]?.logic else { throw MissingContent(id: "prices") }
    #expect(table.hitPolicy == .collect && table.aggregation == .sum)
    #expect(table.inputs.map(\.expression?.text) == ["product", nil])
    #expect(table.inputs.map(\.label) == ["Product", "amount"])
    #expect(table.inputs.first?.allowedValues?.text == "\"a\", \"b\"")
    #expect(table.outputs.map(\.name) == ["price", ""])
    #expect(table.outputs.map(\.defaultValue?.text) == ["0", nil])
    #expect(table.outputs.map(\.allowedValues?.text) == ["3, 2, 1", nil])
    #expect(table.rules.map { $0.inputEntries.map(\.?.text) } == [["\"a\"", nil], [nil, "> 3"]])
    #expect(table.rules.map { $0.outputEntries.map(\.?.text) } == [["1 + 2", nil], ["2", "\"x\""]])
    #expect(table.rules.map(\.description) == ["the first", nil])
    #expect(table.rules.first?.location == SourceLocation(file: "prices.dmn", line: 19, column: 7))
  }

  @Test("contexts have their entries in order")
  func contexts() throws {
    let decisions = try Fixtures.parser("prices.dmn").decisions(for: "discount")
    guard case .context(let entries)? = decisions["discount"]?.logic else { throw MissingContent(id: "discount") }
    #expect(entries.map(\.name) == ["base", nil])
  }

  @Test(
    "DMN 1.1 and all later versions are read",
    arguments: [
      "http://www.omg.org/spec/DMN/20151101/dmn.xsd", "http://www.omg.org/spec/DMN/20180521/MODEL/",
      "https://www.omg.org/spec/DMN/20191111/MODEL/", "https://www.omg.org/spec/DMN/20211108/MODEL/",
      "https://www.omg.org/spec/DMN/20230324/MODEL/",
    ])
  func versions(namespace: String) throws {
    let model = try Fixtures.text("prices.dmn").split(separator: "https://www.omg.org/spec/DMN/20191111/MODEL/")
    var parser = ModelParser(dialect: .spiff)
    try parser.add(dmn: Array(model.joined(separator: namespace).utf8), file: "prices.dmn")
    #expect(parser.decisionIDs == ["prices", "discount"])
  }

  @Test("a decision that does not exist is named with those that do")
  func missing() throws {
    let error = #expect(throws: ParsingError.self) { try Fixtures.parser("prices.dmn").decisions(for: "price") }
    #expect(
      error?.description == """
        there is no decision 'price'
        did you mean 'prices'?
        the files have: prices, discount
        """)
  }
}
