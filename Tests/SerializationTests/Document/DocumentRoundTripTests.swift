import BigInt
import OrderedCollections
import Testing
import WorkflowEngine
import WorkflowModel

@testable import WorkflowSerialization

@Suite("values and instances that go through our own format")
struct DocumentRoundTripTests {
  /// A document with data of its own.
  private func document(with data: DataDictionary) throws -> InstanceDocument {
    var document = try GoldenDocumentTests.document("userTask")
    document.state.versions[0].written = data
    return document
  }

  private func roundTrip(_ data: DataDictionary) throws -> DataDictionary {
    let bytes = try document(with: data).bytes(withIntegrity: true)
    let read = try InstanceDocument(InstanceDocument.value(of: bytes))
    #expect(try read.bytes(withIntegrity: true) == bytes)
    return read.state.versions[0].written
  }

  @Test("a random value comes back as itself", arguments: 1...400 as ClosedRange<UInt64>)
  func values(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let data = RandomValue.dictionary(depth: 4, &generator)
    guard try roundTrip(data) != data else { return }
    // The smallest part that fails, for whoever has to find out why.
    var (failing, reason) = (DataValue.dictionary(data), true)
    while reason {
      reason = false
      for part in failing.parts where try roundTrip(["part": part]) != ["part": part] {
        (failing, reason) = (part, true)
        break
      }
    }
    Issue.record("seed \(seed): \(failing)")
  }

  @Test("each kind of value comes back as itself, deeply nested, with odd keys and numbers")
  func kinds() throws {
    var deep: DataValue = 1
    for level in 0..<1000 { deep = level.isMultiple(of: 2) ? .list([deep]) : .dictionary(["": deep]) }
    let data: DataDictionary = [
      "typename": "dict", "items": [["a", 1]], "name": .typed(TypedValue(typename: "typed", content: ["content": 1])),
      "format": "wfstore", "$.tasks[0]": .typed(TypedValue(typename: "dict", content: ["items": [["a", 1]]])),
      "": .typed(TypedValue(typename: "", content: ["typename": "x"])), "big": DataValue(BigInt(2).power(4000)),
      "negative": DataValue(-BigInt(2).power(63) - 1), "minimum": .integer(.min), "zero": .double(-0.0),
      "tiny": .double(.leastNonzeroMagnitude), "huge": .double(.greatestFiniteMagnitude), "deep": deep,
      "text": "\u{0}\u{7}\u{1F}\u{7F}\u{2028}\u{FFFF}\u{10FFFF}\u{E4}\u{61}\u{308}\"\\/",
    ]
    let read = try roundTrip(data)
    #expect(read == data)
    guard case .double(let zero)? = read["zero"] else { return }
    #expect(zero.sign == .minus)
  }

  @Test("NaN, infinities and halves of surrogate pairs are no values", arguments: [Double.nan, .infinity, -.infinity])
  func notValues(number: Double) throws {
    #expect(throws: DocumentError.self) { try roundTrip(["x": .double(number)]) }
    let bytes = try document(with: ["x": "?"]).bytes(withIntegrity: false)
    for text in [#""\ud800""#, #""\udc00\ud800""#, "NaN", "-Infinity", "1e999"] {
      let changed = String(decoding: bytes, as: UTF8.self).replacing("\"?\"", with: text)
      #expect(throws: JSONError.self) { try InstanceDocument.value(of: Array(changed.utf8)) }
    }
  }

  @Test(
    "an instance that goes through a document at random steps comes to the end that it comes to without",
    arguments: 1...60 as ClosedRange<UInt64>)
  func instances(seed: UInt64) throws {
    var names = SeededGenerator(seed: seed)
    let name = try #require(GoldenDocumentTests.names.randomElement(using: &names))
    let model = try GoldenDocumentTests.model(name)
    let data = RandomValue.dictionary(depth: 2, &names).merging(["price": 6, "zero": 0]) { $1 }
    var (choices, others) = (SeededGenerator(seed: seed), SeededGenerator(seed: seed))
    let lasting = try DocumentRun(model, data: data)
    var carried = try DocumentRun(model, data: data)
    for run in [lasting, carried] { run.instance.serviceMode = .call }
    for _ in 0..<40 {
      let bytes = try carried.document().bytes(withIntegrity: true)
      _ = lasting.document()
      carried = try DocumentRun(InstanceDocument(InstanceDocument.value(of: bytes)))
      carried.instance.serviceMode = .call
      let goesOn = try lasting.advance { Int.random(in: 0..<$0, using: &choices) }
      #expect(try carried.advance { Int.random(in: 0..<$0, using: &others) } == goesOn)
      try #require(carried.picture == lasting.picture, "seed \(seed), \(name)")
      guard goesOn else { break }
    }
    #expect(lasting.instance.status == (name == "failure" ? .error : .completed), "seed \(seed), \(name)")
  }
}

/// Random data of every kind.
enum RandomValue {
  private static let texts = [
    "", "a", "typename", "items", "name", "content", "typed", "dict", "tuple", "\u{0}", "ä", "a\u{308}", "😀", "\"\\/\n",
    "$",
  ]

  static func dictionary(depth: Int, _ generator: inout SeededGenerator) -> DataDictionary {
    var members: DataDictionary = [:]
    for _ in 0..<Int.random(in: 0...4, using: &generator) {
      members[text(&generator)] = value(depth: depth - 1, &generator)
    }
    return members
  }

  static func value(depth: Int, _ generator: inout SeededGenerator) -> DataValue {
    switch Int.random(in: 0..<(depth > 0 ? 12 : 8), using: &generator) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &generator))
    case 2: return .integer(Int.random(in: .min ... .max, using: &generator))
    case 3: return .integer(Int.random(in: -3...3, using: &generator))
    case 4:
      return DataValue(BigInt(BigUInt.randomInteger(withMaximumWidth: 300, using: &generator)) - BigInt(2).power(150))
    case 5:
      let number = Double(bitPattern: generator.next())
      return .double(number.isFinite ? number : 0.5)
    case 6, 7: return .string(text(&generator))
    case 8: return .dictionary(dictionary(depth: depth, &generator))
    case 9, 10:
      return .typed(TypedValue(typename: text(&generator), content: dictionary(depth: depth, &generator)))
    default:
      return .list((0..<Int.random(in: 0...4, using: &generator)).map { _ in value(depth: depth - 1, &generator) })
    }
  }

  private static func text(_ generator: inout SeededGenerator) -> String {
    texts[Int.random(in: texts.indices, using: &generator)]
      + (Bool.random(using: &generator) ? "" : texts[Int.random(in: texts.indices, using: &generator)])
  }
}

extension DataValue {
  /// What it consists of, and itself with one part less.
  fileprivate var parts: [DataValue] {
    switch self {
    case .list(let elements):
      elements
        + elements.indices.map { place in
          var fewer = elements
          fewer.remove(at: place)
          return .list(fewer)
        }
    case .dictionary(let members):
      members.values.elements
        + members.keys.map { key in
          var fewer = members
          fewer.removeValue(forKey: key)
          return .dictionary(fewer)
        }
    case .typed(let typed): typed.content.values.elements + [.dictionary(typed.content)]
    default: []
    }
  }
}
