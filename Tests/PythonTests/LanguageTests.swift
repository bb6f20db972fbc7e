import Testing

@Suite("The language, by its fixtures")
struct LanguageTests {
  @Test(
    "a chunk fails exactly where and how its fixture says",
    arguments: Fixture.all.filter { $0.path.hasPrefix("language/") })
  func chunks(_ fixture: Fixture) throws {
    for chunk in fixture.chunks {
      let outcome = try Outcome.restricted(chunk.source)
      let place = "\(fixture.path):\(chunk.start)"
      if let failure = chunk.failure {
        #expect(outcome.message == failure.message, "\(place)")
        #expect(outcome.line == failure.line, "\(place)")
      } else {
        #expect(outcome.message == nil, "\(place): \(outcome.exception ?? "")")
      }
    }
  }

  @Test(
    "a chunk does what it does in CPython",
    .enabled(if: PythonOracle.isAvailable, "CPython 3.11 is not on this machine"), arguments: Fixture.all)
  func differential(_ fixture: Fixture) throws {
    let expected = try PythonOracle.outcomes(of: fixture.chunks.map(\.source))
    try #require(expected.count == fixture.chunks.count)
    for (chunk, want) in zip(fixture.chunks, expected) {
      let got = try Outcome.restricted(chunk.source)
      #expect(got == want, "\(fixture.path):\(chunk.start)")
    }
  }
}
