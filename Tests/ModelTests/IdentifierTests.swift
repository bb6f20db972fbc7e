import Testing
import WorkflowModel

@Suite("identifiers")
struct IdentifierTests {
  @Test("the text is canonical and reads back")
  func text() throws {
    let identifier = Identifier(high: 0x0123_4567_89AB_CDEF, low: 0xFEDC_BA98_7654_3210)
    #expect(identifier.description == "01234567-89ab-cdef-fedc-ba9876543210")
    #expect(Identifier("01234567-89AB-cdef-FEDC-ba9876543210") == identifier)
    #expect(Identifier("00000000-0000-0000-0000-000000000000") == Identifier(high: 0, low: 0))
  }

  @Test(
    "other texts are refused",
    arguments: [
      "", "0123456789abcdeffedcba9876543210", "{01234567-89ab-cdef-fedc-ba9876543210}",
      "01234567-89ab-cdef-fedc-ba987654321", "01234567-89ab-cdef-fedc-ba98765432100",
      "01234567-89ab-cdef-fedcba-9876543210", "0123456--89ab-cdef-fedc-ba9876543210",
      "01234567-89ab-cdef-fedc-ba987654321g", "é1234567-89ab-cdef-fedc-ba987654321",
    ])
  func refusals(text: String) {
    #expect(Identifier(text) == nil)
  }

  @Test("a new identifier is of version 7 and holds its moment")
  func version() throws {
    var generator = SeededGenerator(seed: 1)
    let moment = try #require(Timestamp("2026-01-01T00:00:00.123999Z"))
    let identifier = Identifier(at: moment, using: &generator)
    #expect(identifier.high >> 16 == UInt64(moment.microseconds / 1000))
    #expect(identifier.high >> 12 & 0xF == 7)
    #expect(identifier.low >> 62 == 0b10)
    for extreme in [Int64.min, -1, .max] {
      let identifier = Identifier(at: Timestamp(microseconds: extreme), using: &generator)
      #expect(identifier.high >> 12 & 0xF == 7)
      #expect(identifier.low >> 62 == 0b10)
    }
  }

  @Test("a source's identifiers grow, whatever the clock does")
  func monotonic() {
    var source = IdentifierSource(using: SeededGenerator(seed: 3))
    var last = source.next(at: Timestamp(microseconds: 1_000_000))
    for step in 0..<20_000 {
      // Forward, standing still, and back.
      let moment = Timestamp(microseconds: 1_000_000 + Int64([step, 0, -step][step % 3]))
      let next = source.next(at: moment)
      #expect(last < next)
      #expect(next.high >> 12 & 0xF == 7)
      #expect(next.low >> 62 == 0b10)
      last = next
    }
  }

  @Test("the same seed and moments give the same identifiers")
  func repeatable() {
    var first = IdentifierSource(using: SeededGenerator(seed: 9))
    var second = IdentifierSource(using: SeededGenerator(seed: 9))
    for microseconds in [5, 5, 7, 7, 6] as [Int64] {
      let moment = Timestamp(microseconds: microseconds)
      #expect(first.next(at: moment) == second.next(at: moment))
    }
  }
}
