import Testing
import WorkflowModel

@Suite("timestamps")
struct TimestampTests {
  @Test(
    "ISO 8601 texts are read and written in UTC",
    arguments: [
      ("1970-01-01T00:00:00+00:00", 0, "1970-01-01T00:00:00+00:00"),
      ("2026-01-01T00:00:00.123456+00:00", 1_767_225_600_123_456, "2026-01-01T00:00:00.123456+00:00"),
      ("2026-01-01T01:00:00.5+01:00", 1_767_225_600_500_000, "2026-01-01T00:00:00.500000+00:00"),
      ("2026-01-01 00:00:00.123456999", 1_767_225_600_123_456, "2026-01-01T00:00:00.123456+00:00"),
      ("2025-12-31T19:00:00-05:00", 1_767_225_600_000_000, "2026-01-01T00:00:00+00:00"),
      ("20260101T000000Z", 1_767_225_600_000_000, "2026-01-01T00:00:00+00:00"),
      ("2026-01-01T00:00z", 1_767_225_600_000_000, "2026-01-01T00:00:00+00:00"),
      ("2026-01-01", 1_767_225_600_000_000, "2026-01-01T00:00:00+00:00"),
      ("2026-01-01T05:30:15+05:30:15", 1_767_225_600_000_000, "2026-01-01T00:00:00+00:00"),
      ("1969-12-31T23:59:59.999999Z", -1, "1969-12-31T23:59:59.999999+00:00"),
      ("2024-02-29T12:00:00Z", 1_709_208_000_000_000, "2024-02-29T12:00:00+00:00"),
      ("0001-01-01T00:00:00Z", -62_135_596_800_000_000, "0001-01-01T00:00:00+00:00"),
      ("9999-12-31T23:59:59.999999Z", 253_402_300_799_999_999, "9999-12-31T23:59:59.999999+00:00"),
      ("+010000-01-01T00:00:00Z", 253_402_300_800_000_000, "+010000-01-01T00:00:00+00:00"),
    ] as [(String, Int64, String)])
  func texts(text: String, microseconds: Int64, canonical: String) {
    #expect(Timestamp(text)?.microseconds == microseconds)
    #expect(Timestamp(microseconds: microseconds).description == canonical)
  }

  @Test(
    "other texts are refused",
    arguments: [
      "", "2026", "2026-1-1", "2026-13-01", "2026-00-01", "2026-02-29", "2100-02-29", "2026-01-00", "2026-01-32",
      "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z", "2026-01-01T00:00:60Z", "2026-01-01T00:00:00.",
      "2026-01-01T00:00:00.1234567890", "2026-01-01T00:00:00+24:00", "2026-01-01T00:00:00+1",
      "2026-01-01T00:00:00Zx", "2026-01-01T", "2026-0101", "202601-01", "2026-01-01x00:00", "+999999-01-01",
      "2026-01-01T000000Z", " 2026-01-01",
    ])
  func refusals(text: String) {
    #expect(Timestamp(text) == nil)
  }

  @Test("every moment reads back, the first and the last included")
  func roundTrip() {
    var generator = SeededGenerator(seed: 4)
    for _ in 0..<5000 {
      let shift = Int64.random(in: 0..<63, using: &generator)
      let moment = Timestamp(microseconds: Int64.random(in: .min ... .max, using: &generator) >> shift)
      #expect(Timestamp(moment.description) == moment)
    }
    for extreme in [Int64.min, .max] {
      #expect(Timestamp(Timestamp(microseconds: extreme).description)?.microseconds == extreme)
    }
  }
}
