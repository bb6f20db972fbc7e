import Testing

@testable import WorkflowPython

@Suite("Dates and times are read and written as CPython 3.11 does")
struct CalendarTests {
  private static func check(_ program: String, _ lines: [String], _ ours: [String], seed: UInt64)
    throws
  {
    let theirs = try PythonOracle.answers(of: program, to: lines)
    #expect(theirs.count == ours.count)
    for (line, (our, their)) in zip(lines, zip(ours, theirs)) where our != their {
      Issue.record("\(line): \(our), CPython \(their), seed \(seed)")
    }
  }

  private static func randomMoment(_ generator: inout SeededGenerator) -> CalendarDateTime {
    let first = CalendarDateTime(date: .minimum, time: .midnight).microsecondsSinceEpoch
    let last = CalendarDateTime(date: .maximum, time: .maximum).microsecondsSinceEpoch
    let moment = first + Int128(generator.next() >> 1) * 100 % (last - first)
    return CalendarDateTime(microsecondsSinceEpoch: moment)
      ?? CalendarDateTime(date: .minimum, time: .midnight)
  }

  @Test(
    "every directive of strftime, ISO weeks and ordinals",
    .enabled(if: PythonOracle.isAvailable, "no CPython 3.11"))
  func writes() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    let format =
      "%a %A %b %B %c %C %d %D %e %f %F %g %G %h %H %I %j %k %l %m %M %n %p %P %r %R %s %S %t %T %u %U"
      + " %V %w %W %x %X %y %Y %z %Z %% %-d %_d %^a %#B %5d %-5d %010Y %Ey %ES %OH %q %"
    var lines: [String] = []
    var ours: [String] = []
    for _ in 0..<3000 {
      let moment = Self.randomMoment(&generator)
      lines.append("\(moment.isoFormat())|\(moment.date.ordinal)")
      let iso = moment.date.isoCalendar
      var answer = StrftimeFormatter.format(
        BrokenDownTime(date: moment.date, time: moment.time), format)
      answer = answer.split(separator: "\n", omittingEmptySubsequences: false).joined(
        separator: "~")
      answer +=
        " \(iso.year) \(iso.week) \(iso.weekday) \(CalendarDate(ordinal: moment.date.ordinal)?.isoFormat ?? "")"
      answer += " " + moment.ctime
      ours.append(answer)
    }
    try Self.check(
      """
      import sys, os
      os.environ["TZ"] = "UTC"
      from datetime import *
      for line in sys.stdin:
          text, ordinal = line.rstrip("\\n").split("|")
          d = datetime.fromisoformat(text)
          i = d.isocalendar()
          print(d.strftime(\(StringRepr.repr(format.unicodeScalars))).replace("\\n", "~"), i[0], i[1], i[2],
              date.fromordinal(int(ordinal)), d.ctime())
      """, lines, ours, seed: seed)
  }

  @Test(
    "fromisoformat of well and badly formed texts",
    .enabled(if: PythonOracle.isAvailable, "no CPython 3.11"))
  func readsISOFormats() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    let dates = [
      "2024-02-29", "20240229", "2024-W09-4", "2024W094", "2024-W09", "2024W09", "2020-W53-7",
      "0001-01-01",
    ]
    let times = [
      "", "T10", "T1011", "T10:11", " 10:11:12", "T101112", "T10:11:12.5", "-10:11:12,123456789",
      "T24:00", "W05",
    ]
    let zones = ["", "Z", "+05:30", "-0530", "+05", "+05:30:15.123456", "-00:00", "+24:00", "z"]
    var lines: [String] = []
    var ours: [String] = []
    for _ in 0..<6000 {
      var text =
        (dates.randomElement(using: &generator) ?? "")
        + (times.randomElement(using: &generator) ?? "")
      text += zones.randomElement(using: &generator) ?? ""
      if UInt.random(in: 0..<3, using: &generator) == 0 {
        let index = text.index(
          text.startIndex, offsetBy: Int.random(in: 0..<text.count, using: &generator))
        text.replaceSubrange(
          index...index,
          with: ["", "-", ":", "1", "W", ".", "+"].randomElement(using: &generator) ?? "")
      }
      lines.append(text)
      let parser = ISOFormatParser(Array(text.utf8))
      var answer = "error"
      if let read = try? parser.dateTime(), (read.time.offset ?? 0).magnitude < 86_400_000_000 {
        answer = CalendarDateTime(date: read.date, time: read.time.time).isoFormat()
        answer += read.time.offset.map { " \($0)" } ?? " none"
      }
      answer += " " + ((try? parser.date())?.isoFormat ?? "error")
      let clock = try? ISOFormatParser(Array(text.dropFirst(10).utf8)).time()
      if let clock, (clock.offset ?? 0).magnitude < 86_400_000_000 {
        answer += " " + clock.time.isoFormat() + (clock.offset.map { " \($0)" } ?? " none")
      } else {
        answer += " error"
      }
      ours.append(answer)
    }
    try Self.check(
      """
      import sys
      from datetime import *
      def offset(d): return "none" if d.utcoffset() is None else d.utcoffset() // timedelta(microseconds=1)
      for line in sys.stdin:
          text = line.rstrip("\\n")
          try:
              d = datetime.fromisoformat(text); print(d.replace(tzinfo=None).isoformat(), offset(d), end=" ")
          except ValueError: print("error", end=" ")
          try: print(date.fromisoformat(text), end=" ")
          except ValueError: print("error", end=" ")
          try: t = time.fromisoformat(text[10:]); print(t.replace(tzinfo=None), offset(t))
          except ValueError: print("error")
      """, lines, ours, seed: seed)
  }

  @Test("strptime by many formats", .enabled(if: PythonOracle.isAvailable, "no CPython 3.11"))
  func readsByFormat() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    let formats = [
      "%Y-%m-%d", "%d.%m.%Y %H:%M", "%d%m%y", "%a, %d %b %Y %H:%M:%S", "%A %d %B %Y", "%I:%M %p",
      "%Y %j", "%G-W%V-%u",
      "%Y %W %w", "%Y %U %a", "%H%M%S%f", "%Y-%m-%dT%H:%M:%S.%f%z", "%c", "%x %X", "%y%j", "%Y%m%d",
      "%Z %H", "%%%d",
      "%q", "%Y%", "%G %j %u", "%V %u", "%G %V", "%m/%d", "%d %H %I %p", "%e",
    ]
    var lines: [String] = []
    var ours: [String] = []
    for _ in 0..<6000 {
      let written = formats.randomElement(using: &generator) ?? ""
      let format =
        Bool.random(using: &generator) ? written : formats.randomElement(using: &generator) ?? ""
      let moment = Self.randomMoment(&generator)
      var text = StrftimeFormatter.format(
        BrokenDownTime(
          date: moment.date, time: moment.time, offset: .init(offsetSeconds: -5400), zoneName: "UTC"
        ), written)
      if UInt.random(in: 0..<4, using: &generator) == 0, !text.isEmpty {
        let index = text.index(
          text.startIndex, offsetBy: Int.random(in: 0..<text.count, using: &generator))
        text.replaceSubrange(
          index...index,
          with: ["", " ", "1", "0", "x", "  "].randomElement(using: &generator) ?? "")
      }
      lines.append("\(text)|\(format)")
      do {
        let result = try StrptimeParser.parse(text, format)
        ours.append(result.dateTime.isoFormat() + (result.offset.map { " \($0)" } ?? " none"))
      } catch {
        ours.append("\(error.kind.rawValue): \(error.message)")
      }
    }
    try Self.check(
      """
      import sys, os
      os.environ["TZ"] = "UTC"
      from datetime import *
      def offset(d): return "none" if d.utcoffset() is None else d.utcoffset() // timedelta(microseconds=1)
      for line in sys.stdin:
          text, format = line.rstrip("\\n").split("|")
          try: d = datetime.strptime(text, format); print(d.replace(tzinfo=None).isoformat(), offset(d))
          except Exception as e: print(f"{type(e).__name__}: {e}")
      """, lines, ours, seed: seed)
  }
}
