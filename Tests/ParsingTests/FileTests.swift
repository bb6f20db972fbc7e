import Testing
import WorkflowModel
import WorkflowParsing

@Suite("Files")
struct FileTests {
  @Test(
    "encodings, prefixes and foreign elements change nothing",
    arguments: ["vendor.bpmn", "utf16-le.bpmn", "utf16-be.bpmn", "latin1.bpmn", "byte-order-mark.bpmn"])
  func encodings(name: String) throws {
    let parser = try Fixtures.parser(name, dialect: .bpmn)
    #expect(parser.processIDs == ["main"])
    let main = try Fixtures.main(name, dialect: .bpmn)
    let task = try main.node("täsk")
    #expect(task.name == "Größe 😀 & mehr")
    #expect(task.location == SourceLocation(file: name, line: 7, column: 5))
    #expect(main.nodes.map(\.id) == ["start", "täsk"])
  }

  @Test("a file that ends too early is refused, wherever it ends")
  func truncation() throws {
    let whole = try Fixtures.bytes("gateways.bpmn")
    for length in stride(from: 0, to: whole.count - 1, by: 7) {
      var parser = ModelParser(dialect: .bpmn)
      #expect(throws: ParsingError.self, "\(length) bytes") {
        try parser.add(bpmn: Array(whole[..<length]), file: "cut")
      }
      #expect(parser.processIDs.isEmpty)
    }
  }

  @Test("broken bytes are refused or read, and never more")
  func damage() throws {
    let whole = try Fixtures.bytes("events.bpmn")
    for (number, index) in stride(from: 0, to: whole.count, by: 11).enumerated() {
      var damaged = whole
      damaged[index] = [0x00, 0x3C, 0xFF, 0x26, 0x22, 0x80][number % 6]
      var parser = ModelParser(dialect: .spiff)
      do throws(ParsingError) {
        try parser.add(bpmn: damaged, file: "damaged")
        _ = try parser.spec(process: "main")
      } catch {
        #expect(!error.message.isEmpty)
      }
    }
  }

  @Test(
    "text that is not UTF-8 is refused",
    arguments: ["<task id='#'/>", "<task id='a'>#</task>", "<!-- # -->", "<ta#sk/>", "<task><![CDATA[#]]></task>"])
  func invalidText(content: String) {
    let model = "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'>\n  \(content)</definitions>"
    for bytes in [[0xFF], [0xC3], [0xED, 0xA0, 0x80], [0x00], [0xC0, 0x80]] as [[UInt8]] {
      var parser = ModelParser(dialect: .bpmn)
      let error = #expect(throws: ParsingError.self, "\(bytes)") {
        try parser.add(bpmn: model.utf8.flatMap { $0 == UInt8(ascii: "#") ? bytes : [$0] }, file: "invalid")
      }
      #expect(error?.code == .xml)
      #expect(error?.location?.line == 2)
    }
  }

  @Test("elements that are nested too deep are refused")
  func depth() {
    let model = String(repeating: "<a>", count: 100_000)
    var parser = ModelParser(dialect: .bpmn)
    let error = #expect(throws: ParsingError.self) { try parser.add(bpmn: Array(model.utf8), file: "deep") }
    #expect(error?.code == .unsafeXML)
    #expect(error?.description == "deep:1:1921: elements are nested deeper than 640")
  }

  @Test("a file that is too large is refused")
  func size() {
    var parser = ModelParser(dialect: .bpmn)
    let error = #expect(throws: ParsingError.self) {
      try parser.add(bpmn: [UInt8](repeating: 0x20, count: (64 << 20) + 1), file: "large")
    }
    #expect(error?.description == "large:1:1: the file is larger than 64 MB")
  }

  @Test("a process that does not exist is named with those that do")
  func missingProcess() throws {
    let parser = try Fixtures.parser("activities.bpmn")
    let error = #expect(throws: ParsingError.self) { try parser.spec(process: "caled") }
    #expect(error?.code == .notFound)
    #expect(
      error?.description == """
        there is no process 'caled'
        did you mean 'called'?
        the files have: main, called, unused
        """)
    let other = #expect(throws: ParsingError.self) { try parser.spec(collaboration: "trade") }
    #expect(
      other?.description == """
        there is no collaboration 'trade'
        the files have no collaboration
        """)
  }

  @Test("two files must not have a process of one id, and the second is not added")
  func duplicateProcess() throws {
    var parser = try Fixtures.parser("activities.bpmn")
    let error = #expect(throws: ParsingError.self) {
      try parser.add(bpmn: try Fixtures.bytes("loops.bpmn"), file: "loops.bpmn")
    }
    #expect(
      error?.description
        == "loops.bpmn:5:3: the id 'main' of this process is taken: it stands at activities.bpmn:5:3 too")
    #expect(try parser.spec(process: "main").processes["main"]?.location.file == "activities.bpmn")
  }

  @Test("data stores that the embedder implements are read")
  func dataStores() throws {
    let name = "errors/bpmn-data-store.bpmn"
    var parser = ModelParser(dialect: .bpmn, dataStores: ["Customers"])
    try parser.add(bpmn: try Fixtures.bytes(name), file: name)
    #expect(parser.processIDs == ["main"])
  }
}
