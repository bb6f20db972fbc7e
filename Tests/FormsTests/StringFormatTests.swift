import Testing

@testable import WorkflowForms

@Suite("Formats of texts")
struct StringFormatTests {
  @Test(
    "what has a format",
    arguments: [
      (StringFormat.date, ["2026-01-31", "2024-02-29", "0001-01-01"]),
      (.time, ["09:30:00", "23:59:59.123456", "09:30:00Z", "09:30:00+02:00", "23:59:60Z", "01:59:60+02:00"]),
      (
        .dateTime,
        ["2026-01-31T09:30:00Z", "2026-01-31t09:30:00.5-05:00", "2026-01-31 09:30:00z", "2026-01-31T09:30:00+02"]
      ),
      (.email, ["a@b.cd", "first.last+tag@mail.example.org", "o'neil@x-y.org"]),
      (
        .uri,
        ["https://example.org/a?b=c#d", "mailto:a@b.cd", "urn:isbn:1", "http://[::1]:80/", "a:", "x://u:p@h:1/%20"]
      ),
      (.uuid, ["01a2048c-a8b8-7137-a9ec-2d21abdd3be3", "urn:uuid:01A2048C-A8B8-7137-A9EC-2D21ABDD3BE3"]),
    ])
  func fitting(_ format: StringFormat, _ texts: [String]) {
    for text in texts { #expect(format.includes(text), "\(text)") }
  }

  @Test(
    "what has not",
    arguments: [
      (StringFormat.date, ["", "2026-02-29", "2026-1-31", "2026-01-31T", "２026-01-31", "20260131"]),
      (.time, ["9:30:00", "09:30", "24:00:00", "09:60:00", "22:59:60Z", "09:30:00.", "09:30:00+24:00", "09:30:00+"]),
      (.dateTime, ["2026-01-31", "2026-01-31T09:30:00", "2026-02-30T09:30:00Z", "2026-01-31T09:30Z"]),
      (.email, ["a", "a@b", "@b.cd", "a@b..cd", "a@-b.cd", ".a@b.cd", "a b@c.de", "a@b@c.de"]),
      (
        .uri,
        [
          "", "a", "//example.org", "1a:b", "http://a b", "http://a/%zz", "http://[::1", "http://h:x/", "a:b\\c",
          "http://a/%+1",
        ]
      ),
      (.uuid, ["", "01a2048ca8b87137a9ec2d21abdd3be3", "01a2048c-a8b8-7137-a9ec-2d21abdd3beg"]),
    ])
  func others(_ format: StringFormat, _ texts: [String]) {
    for text in texts { #expect(!format.includes(text), "\(text)") }
  }
}
