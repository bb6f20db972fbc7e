import OrderedCollections
import TestSupport
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

  @Test(
    "a document with values exchanged or taken away is an error or an instance", arguments: GoldenDocumentTests.names)
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
