import OrderedCollections
import Testing
import WorkflowEngine
import WorkflowModel
import WorkflowParsing

@testable import WorkflowSerialization

/// Whatever a document says, it is an error of ours or an instance that can be read; it never crashes.
@Suite("hostile documents of our own format")
struct DocumentFuzzTests {
  /// Reads a document and, where it is one, lets its instance go on.
  ///
  /// - Returns: whether it is one.
  @discardableResult
  private func read(_ bytes: [UInt8], _ seed: UInt64) -> Bool {
    do {
      let document = try InstanceDocument(InstanceDocument.value(of: bytes))
      let written = try document.bytes(withIntegrity: true)
      #expect(try InstanceDocument(InstanceDocument.value(of: written)).differences(to: document) == [], "seed \(seed)")
      let run = try DocumentRun(document)
      for _ in 0..<5 { guard try run.advance() else { break } }
      return true
    } catch let error as DocumentError {
      #expect(error.place.hasPrefix("$"))
      return false
    } catch is JSONError {
      return false
    } catch is EngineError {
      return false
    } catch is ParsingError {
      return false
    } catch is DefinitionError {
      return false
    } catch {
      Issue.record("seed \(seed): unexpected error: \(error)")
      return false
    }
  }

  private func golden(_ name: String) throws -> [UInt8] {
    try FormatFixture.bytes(FormatFixture.golden(name))
  }

  @Test("a document that is cut off is no JSON", arguments: GoldenDocumentTests.names)
  func truncated(name: String) throws {
    let bytes = try golden(name)
    for count in stride(from: 0, to: bytes.count - 2, by: max(1, bytes.count / 40)) {
      #expect(throws: JSONError.self) { try InstanceDocument.value(of: Array(bytes.prefix(count))) }
    }
  }

  @Test("a bundle with flipped bits is none, or means the same", arguments: GoldenDocumentTests.names)
  func flipped(name: String) throws {
    let bytes = try golden(name)
    for seed in 1...60 as ClosedRange<UInt64> {
      var generator = SeededGenerator(seed: seed)
      var changed = bytes
      changed[Int.random(in: changed.indices, using: &generator)] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      do {
        let document = try InstanceDocument(InstanceDocument.value(of: changed))
        #expect(try document.bytes(withIntegrity: true) == bytes, "seed \(seed)")
      } catch is DocumentError, is JSONError {
      }
    }
  }

  @Test("a document with values exchanged or taken away is an error or an instance", arguments: GoldenDocumentTests.names)
  func mutated(name: String) throws {
    guard case .dictionary(var document) = try InstanceDocument.value(of: golden(name)) else { return }
    document.removeValue(forKey: "integrity")
    for seed in 1...80 as ClosedRange<UInt64> {
      var generator = SeededGenerator(seed: seed)
      var value = DataValue.dictionary(document)
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        value = DocumentMutation.apply(to: value, &generator)
      }
      read(try JSONWriter(.exact).bytes(of: value), seed)
    }
  }

  @Test("a document that is nested too deeply is an error")
  func deep() {
    let text = #"{"format": "wfstore", "version": 1, "data": "# + String(repeating: "[", count: 100_000)
    #expect(throws: JSONError.self) { try InstanceDocument.value(of: Array(text.utf8)) }
  }
}

/// Random changes of a document.
enum DocumentMutation {
  private static let others: [DataValue] = [
    .null, true, 0, 1, 2, -1, 3.5, "", "start", [], [[]], [:], ["typename": "tuple", "items": []], .integer(.max),
    .integer(.min), .integer(Int(Int32.max)), ["start", "start"], "READY", "STARTED", "2026-01-01T00:00:00+00:00",
    .typed(TypedValue(typename: "typed", content: [:])), "9999-12-31T23:59:59.999999+00:00",
  ]

  /// The value with one part, somewhere within, exchanged, taken away, doubled or moved.
  static func apply(to value: DataValue, _ generator: inout SeededGenerator) -> DataValue {
    if Int.random(in: 0..<16, using: &generator) == 0 { return other(value, &generator) }
    switch value {
    case .dictionary(var members) where !members.isEmpty:
      let key = members.keys[Int.random(in: 0..<members.count, using: &generator)]
      switch Int.random(in: 0..<16, using: &generator) {
      case 0: members.removeValue(forKey: key)
      case 1: members["other"] = members[key]
      case 2:
        let other = members.keys[Int.random(in: 0..<members.count, using: &generator)]
        (members[key], members[other]) = (members[other], members[key])
      default: members[key] = members[key].map { apply(to: $0, &generator) }
      }
      return .dictionary(members)
    case .list(var elements) where !elements.isEmpty:
      let place = Int.random(in: elements.indices, using: &generator)
      switch Int.random(in: 0..<16, using: &generator) {
      case 0: elements.remove(at: place)
      case 1: elements.append(elements[place])
      case 2: elements.swapAt(place, Int.random(in: elements.indices, using: &generator))
      default: elements[place] = apply(to: elements[place], &generator)
      }
      return .list(elements)
    default: return other(value, &generator)
    }
  }

  private static func other(_ value: DataValue, _ generator: inout SeededGenerator) -> DataValue {
    if case .integer(let number) = value, Bool.random(using: &generator) {
      return .integer(number &+ Int.random(in: -2...2, using: &generator))
    }
    return others[Int.random(in: others.indices, using: &generator)]
  }
}
