import Foundation
import Testing

@Suite("docs/durability.md")
struct DurabilityDocumentTests {
  @Test("every test that it names is there")
  func names() throws {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let page = tests.deletingLastPathComponent().appending(path: "docs/durability.md")
    let rows = try String(contentsOf: page, encoding: .utf8).split(separator: "\n").filter { $0.hasPrefix("| ") }
    var named = 0
    for row in rows {
      for match in row.matches(of: /`(\w+\/[\w\/.]+)`(?:: "([^"]+)")?/) {
        let source = try String(contentsOf: tests.appending(path: String(match.1)), encoding: .utf8)
        if let name = match.2 { #expect(source.contains("\"\(name)\""), "\(match.1)") }
        named += 1
      }
    }
    #expect(named > 8)
  }
}
