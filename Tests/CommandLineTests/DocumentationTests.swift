import Foundation
import Testing
import WorkflowModel

@testable import WorkflowPython

@Suite("the documentation is complete")
struct DocumentationTests {
  @Test("each command has a section in docs/commands.md, with all its options")
  func commands() throws {
    let workspace = try Workspace()
    let dump = try workspace.wfstore("--experimental-dump-help")
    let page = try Files.page("commands.md")
    let sections = page.components(separatedBy: "\n## ")
    for command in try JSONReader().read(dump.output)["command"]["subcommands"].items {
      let name = command["commandName"].text
      guard name != "help" else { continue }
      let section = sections.first { $0.hasPrefix("`\(name)`") }
      #expect(section != nil, "docs/commands.md has no section `\(name)`")
      for option in options(of: command) {
        #expect(
          section?.contains(option) == true || sections[0].contains(option),
          "docs/commands.md does not name \(option) of `\(name)`")
      }
      for nested in command["subcommands"].items where nested["commandName"].text != "help" {
        let line = "wfstore \(name) \(nested["commandName"].text)"
        #expect(section?.contains(line) == true, "docs/commands.md does not show `\(line)`")
      }
    }
  }

  /// The long names of the options of a command and of its subcommands.
  private func options(of command: DataValue) -> [String] {
    let own = command["arguments"].items.flatMap { $0["names"].items }.filter { $0["kind"] == "long" }
      .map { "--\($0["name"].text)" }
    return (own + command["subcommands"].items.flatMap { options(of: $0) }).filter {
      !["--help", "--version"].contains($0)
    }
  }

  @Test("each element that models may use stands in docs/elements.md", arguments: ElementType.allCases)
  func elements(_ type: ElementType) throws {
    #expect(try Files.page("elements.md").contains("| `\(type.rawValue)` |"))
  }

  @Test("each module that scripts may import stands in docs/language.md")
  func modules() throws {
    let page = try Files.page("language.md")
    let section = try #require(page.components(separatedBy: "\n## ").first { $0.hasPrefix("Modules\n") })
    let missing = ModuleTable.modules.keys.sorted().filter { !section.contains("`\($0)`") }
    #expect(missing.isEmpty)
  }
}
