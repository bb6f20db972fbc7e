import OrderedCollections
import Testing
import WorkflowModel

@testable import WorkflowEngine

@Suite("Moments, durations and repeating intervals of ISO 8601")
struct ISOTimeTests {
  private static let newYear = "2026-01-01T00:00:00+00:00"

  @Test("a moment's text", arguments: [
    ("2026-01-01", "2026-01-01T00:00:00+00:00"),
    ("2026-01-01T12:30", "2026-01-01T12:30:00+00:00"),
    ("2026-01-01 12:30:15.25", "2026-01-01T12:30:15.250000+00:00"),
    ("20260101T123015Z", "2026-01-01T12:30:15+00:00"),
    ("2026-01-01T00:30:00+01:00", "2025-12-31T23:30:00+00:00"),
    ("2026-01-01T00:30:00-05:30", "2026-01-01T06:00:00+00:00"),
    ("2024-02-29", "2024-02-29T00:00:00+00:00"),
    // Week dates, as Python's `date.fromisocalendar` has them.
    ("2026-W01-1", "2025-12-29T00:00:00+00:00"),
    ("2026-W01-4", "2026-01-01T00:00:00+00:00"),
    ("2026W014T10:00:00Z", "2026-01-01T10:00:00+00:00"),
    ("2020-W53-7", "2021-01-03T00:00:00+00:00"),
    ("2009-W01-1", "2008-12-29T00:00:00+00:00"),
    ("2010-W52-7", "2011-01-02T00:00:00+00:00"),
    ("2026-W53-5", "2027-01-01T00:00:00+00:00"),
  ])
  func moments(text: String, expected: String) {
    #expect(ISOTime.moment(.string(text))?.description == expected)
  }

  @Test("what is no moment", arguments: [
    "", "tomorrow", "2026-13-01", "2026-02-30", "2023-02-29", "2026-01-01T25:00", "2026-W00-1", "2026-W54-1",
    "2026-W01-0", "2026-W01-8", "2025-W53-1", "2010-W53-7", "PT1H", "2026-01-01T", "12:00",
  ])
  func noMoments(text: String) {
    #expect(ISOTime.moment(.string(text)) == nil)
  }

  @Test("only texts and Python's dates are moments", arguments: [
    DataValue.null, 5, 1.5, true, [], ["value": "2026-01-01"], .typed(TypedValue(typename: "timedelta", content: [:])),
    .typed(TypedValue(typename: "datetime", content: ["value": 5])),
  ])
  func noMomentValues(value: DataValue) {
    #expect(ISOTime.moment(value) == nil)
  }

  @Test("where a duration from a moment on ends", arguments: [
    (newYear, "PT1S", "2026-01-01T00:00:01+00:00"),
    (newYear, "PT0.5S", "2026-01-01T00:00:00.500000+00:00"),
    (newYear, "PT0,5S", "2026-01-01T00:00:00.500000+00:00"),
    (newYear, "PT1.5H", "2026-01-01T01:30:00+00:00"),
    (newYear, "PT36H", "2026-01-02T12:00:00+00:00"),
    (newYear, "P1D", "2026-01-02T00:00:00+00:00"),
    (newYear, "P1W", "2026-01-08T00:00:00+00:00"),
    (newYear, "P1M", "2026-02-01T00:00:00+00:00"),
    (newYear, "P2M", "2026-03-01T00:00:00+00:00"),
    (newYear, "P1Y", "2027-01-01T00:00:00+00:00"),
    (newYear, "P1Y2M3DT4H5M6S", "2027-03-04T04:05:06+00:00"),
    (newYear, "p1dt1h", "2026-01-02T01:00:00+00:00"),
    (newYear, "PT0S", "2026-01-01T00:00:00+00:00"),
    ("2026-02-01T00:00:00+00:00", "P1M", "2026-03-01T00:00:00+00:00"),
    ("2024-02-01T00:00:00+00:00", "P1M", "2024-03-01T00:00:00+00:00"),
    ("2024-01-01T00:00:00+00:00", "P1Y", "2025-01-01T00:00:00+00:00"),
    ("2025-12-15T08:00:00+00:00", "P1M", "2026-01-15T08:00:00+00:00"),
  ])
  func durations(start: String, text: String, expected: String) throws {
    let start = try #require(Timestamp(start))
    #expect(ISODuration(.string(text))?.end(from: start)?.description == expected)
  }

  @Test("what is no duration", arguments: [
    "", "P", "PT", "P1", "1D", "P1S", "PT1D", "P1DT", "PT1H1H", "PT1M1H", "P1D1Y", "P1.5DT1H", "P-1D", "-P1D", "PxD",
    "P1D ", " P1D", "PT.5S", "PTS", "PT1..5S", "P١D", "P1TD",
  ])
  func noDurations(text: String) {
    #expect(ISODuration(.string(text)) == nil)
  }

  @Test("a duration beyond the calendar has no end", arguments: [
    "P99999999Y", "P999999999999999999999D", "PT99999999999999999999999999S", "P9999Y", "P120000M",
  ])
  func endless(text: String) {
    #expect(ISODuration(.string(text))?.end(from: Timestamp(microseconds: .max - 5)) == nil)
  }

  @Test(
    "a timedelta is a duration, also a negative one",
    arguments: [(1, 2, 3, "2026-01-02T00:00:02.000003+00:00"), (-1, 0, 0, "2025-12-31T00:00:00+00:00")])
  func timedelta(days: Int, seconds: Int, microseconds: Int, expected: String) throws {
    let start = try #require(Timestamp(Self.newYear))
    let content: DataDictionary = [
      "days": .integer(days), "seconds": .integer(seconds), "microseconds": .integer(microseconds),
    ]
    let value = DataValue.typed(TypedValue(typename: "timedelta", content: content))
    #expect(ISODuration(value)?.end(from: start)?.description == expected)
  }

  @Test("how often a repeating interval comes, when first, and how far apart", arguments: [
    ("R3/PT10S", 3, "2026-01-01T00:00:10+00:00", 10),
    ("R/PT1H", -1, "2026-01-01T01:00:00+00:00", 3600),
    ("r2/pt1h", 2, "2026-01-01T01:00:00+00:00", 3600),
    ("R0/PT1H", 0, "2026-01-01T01:00:00+00:00", 3600),
    ("R3/2026-03-01T00:00:00Z/P1D", 3, "2026-03-01T00:00:00+00:00", 86_400),
    ("R3/P1D/2026-03-01T00:00:00Z", 3, "2026-02-28T00:00:00+00:00", 86_400),
    ("R1/P1M/2026-03-01T00:00:00Z", 1, "2026-02-01T00:00:00+00:00", 28 * 86_400),
    ("R1/2026-02-01T00:00:00Z/P1M", 1, "2026-02-01T00:00:00+00:00", 28 * 86_400),
  ])
  func cycles(text: String, count: Int, next: String, seconds: Int) throws {
    let now = try #require(Timestamp(Self.newYear))
    let cycle = try #require(ISOCycle(text, now: now))
    #expect(cycle.remaining == count)
    #expect(cycle.next.description == next)
    #expect(cycle.interval == Int64(seconds) * 1_000_000)
    let remembered = try #require(ISOCycle(remembered: cycle.value))
    #expect(remembered.remaining == cycle.remaining)
    #expect(remembered.next == cycle.next)
    #expect(remembered.interval == cycle.interval)
  }

  @Test("what is no repeating interval", arguments: [
    "", "R", "R3", "R3/", "PT10S", "R3/PT0S", "Rx/PT1H", "R3/PT1H/PT1H", "R3/2026-01-01", "R3/PT1H/x", "3/PT1H",
    "R3/2026-01-01/2026-01-02", "R3/PT1H/2026-01-01/PT1H", "R99999999999999999999/PT1H", "R3//PT1H",
  ])
  func noCycles(text: String) throws {
    #expect(ISOCycle(text, now: try #require(Timestamp(Self.newYear))) == nil)
  }
}
