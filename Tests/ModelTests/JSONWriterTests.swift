import BigInt
import OrderedCollections
import Testing
import WorkflowModel

@Suite("writing JSON")
struct JSONWriterTests {
  @Test("doubles are laid out as in Python and read back equal")
  func doubles() throws {
    for line in try fixture("JSON/python-doubles.txt").split(separator: "\n") {
      let parts = line.split(separator: " ")
      let bits = try #require(UInt64(parts[0], radix: 16))
      let text = try JSONWriter().text(of: .double(Double(bitPattern: bits)))
      #expect(text == parts[1])
      #expect(areIdentical(try JSONReader().read(text), .double(Double(bitPattern: bits))))
    }
  }

  @Test("a document is written as Python writes it")
  func layout() throws {
    let value = try JSONReader().read(try fixture("JSON/document.json"))
    #expect(try JSONWriter(.readable).text(of: value) == fixture("JSON/document-compact.json"))
    #expect(try JSONWriter(.readable, indentation: 2).text(of: value) == fixture("JSON/document-indented.json"))
  }

  @Test("integers of any size are written")
  func integers() throws {
    for integer in [0, 1, -1, 9, 10, 99, 100, 12345, -99_999, .max, .min, 1_000_000_000_000_000_000] as [Int] {
      #expect(try JSONWriter().text(of: .integer(integer)) == String(integer))
    }
    let big = BigInt(10).power(40)
    #expect(try JSONWriter().text(of: DataValue(-big)) == "-1" + String(repeating: "0", count: 40))
  }

  @Test("typed values carry their typename last; user data with that key is told from them")
  func typed() throws {
    let writer = JSONWriter()
    let info = DataValue.typed(TypedValue(typename: "ProductInfo", content: ["color": "red", "price": 1.5]))
    #expect(try writer.text(of: info) == #"{"color":"red","price":1.5,"typename":"ProductInfo"}"#)
    #expect(
      try writer.text(of: ["typename": "x", "a": 1]) == #"{"items":[["typename","x"],["a",1]],"typename":"dict"}"#)
    let dict = DataValue.typed(TypedValue(typename: "dict", content: ["items": [[1, 2]]]))
    #expect(try writer.text(of: dict) == #"{"items":[[1,2]],"typename":"dict"}"#)
    let mistaken = DataValue.typed(TypedValue(typename: "dict", content: ["items": [["a", 2]]]))
    #expect(
      try writer.text(of: mistaken) == #"{"name":"dict","content":{"items":[["a",2]]},"typename":"typed"}"#)
    #expect(try JSONReader(restoring: false).read(#"{"a":1,"typename":"T"}"#) == ["a": 1, "typename": "T"])
    #expect(
      try JSONReader(restoring: true).read(#"{"typename":"T","a":1}"#)
        == .typed(TypedValue(typename: "T", content: ["a": 1])))
    #expect(try JSONReader(restoring: true).read(#"{"typename":1}"#) == ["typename": 1])
  }

  @Test("the readable form shows sequences as arrays and dictionaries as they are")
  func readable() throws {
    let tuple = DataValue.typed(TypedValue(typename: "tuple", content: ["items": [1, ["typename": "x"]]]))
    let value: DataValue = [
      "t": tuple, "typename": "x", "d": .typed(TypedValue(typename: "D", content: ["typename": 1, "v": 2])),
    ]
    #expect(
      try JSONWriter(.readable).text(of: value)
        == #"{"t":[1,{"typename":"x"}],"typename":"x","d":{"v":2,"typename":"D"}}"#)
  }

  @Test("every value reads back as itself")
  func roundTrip() throws {
    let seed = UInt64.random(in: 0..<1_000_000)
    var values = RandomValues(generator: SeededGenerator(seed: seed))
    func fails(_ value: DataValue) -> Bool {
      for indentation in [nil, 1] {
        guard let text = try? JSONWriter(.exact, indentation: indentation).bytes(of: value),
          let again = try? JSONReader(restoring: true).read(text), areIdentical(again, value)
        else { return true }
      }
      return false
    }
    for _ in 0..<3000 {
      let value = values.value()
      if fails(value) {
        Issue.record("seed \(seed): does not read back: \(shrink(value, while: fails))")
        return
      }
    }
  }

  @Test("what cannot be written is refused with its path")
  func refusals() throws {
    let writer = JSONWriter()
    func message(_ value: DataValue) -> String? {
      #expect(throws: JSONError.self) { try writer.text(of: value) }?.description
    }
    #expect(message(.double(.nan)) == "NaN cannot be written as JSON")
    #expect(
      message(["order": ["items": [1, 2, ["a b": .double(-.infinity)]]]])
        == "an infinity cannot be written as JSON at order.items[2][\"a b\"]")
    let inTyped = DataValue.typed(TypedValue(typename: "T", content: ["x": 1, "y": .double(.nan)]))
    #expect(message(["typename": "x", "t": inTyped]) == "NaN cannot be written as JSON at t.y")
    let wrapped = DataValue.typed(TypedValue(typename: "typed", content: ["x": ["y": .double(.nan)]]))
    #expect(message([wrapped]) == "NaN cannot be written as JSON at [0].x.y")
    let tuple = DataValue.typed(TypedValue(typename: "tuple", content: ["items": [1, .double(.nan)]]))
    #expect(
      #expect(throws: JSONError.self) { try JSONWriter(.readable).text(of: ["t": tuple]) }?.description
        == "NaN cannot be written as JSON at t.items[1]")
    var deep: DataValue = 1
    for _ in 0..<513 { deep = [deep] }
    #expect(throws: JSONError.self) { try writer.text(of: deep) }
    #expect(throws: JSONError.self) { try writer.text(of: DataValue(BigInt(1) << 500_000)) }
    var few = JSONWriter()
    few.maximumDigits = 100
    #expect(throws: Never.self) { try few.text(of: DataValue(BigInt(10).power(100) - 1)) }
    #expect(throws: Never.self) { try few.text(of: DataValue(1 - BigInt(10).power(100))) }
    #expect(throws: JSONError.self) { try few.text(of: DataValue(BigInt(10).power(100))) }
  }
}
