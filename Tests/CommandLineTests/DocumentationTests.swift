import Foundation
import Testing
import WorkflowModel

@testable import WorkflowPython

@Suite("the documentation is complete")
struct DocumentationTests {
  @Test("each command has a section in docs/commands.md, with all its options")
  func commands() throws {
    let help = try Workspace().wfstore("--experimental-dump-help").output
    let sections = try Files.page("commands.md").components(separatedBy: "\n## ")
    var missing: [String] = []
    for command in try JSONReader().read(help)["command"]["subcommands"].items {
      let name = command["commandName"].text
      guard name != "help" else { continue }
      guard let section = sections.first(where: { $0.hasPrefix("`\(name)`") }) else {
        missing.append("section `\(name)`")
        continue
      }
      missing += options(of: command).filter { names in
        !names.contains { section.contains($0) || sections[0].contains($0) }
      }.map { "\(name) \($0.joined(separator: "|"))" }
      let nested = command["subcommands"].items.map { $0["commandName"].text }.filter { $0 != "help" }
      missing += nested.map { "\(name) \($0)" }.filter {
        !section.contains("`\($0)`") && !section.contains("wfstore \($0)")
      }
    }
    #expect(missing == [])
  }

  /// The options of a command and of its subcommands, each with its names.
  private func options(of command: DataValue) -> [[String]] {
    let own = command["arguments"].items.map { argument in
      argument["names"].items.map { ($0["kind"] == "long" ? "--" : "-") + $0["name"].text }
    }
    return (own + command["subcommands"].items.flatMap { options(of: $0) }).filter {
      !$0.isEmpty && !$0.contains("--help") && !$0.contains("--version")
    }
  }

  @Test("each element that the engine runs stands in docs/elements.md, no other does", arguments: ElementType.allCases)
  func elements(_ type: ElementType) throws {
    let workspace = try Workspace()
    try workspace.write(
      """
      <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="definitions">
        <process id="p" isExecutable="true">
          <startEvent id="begin" />
          <\(type.rawValue) id="element" />
          <sequenceFlow id="flow" sourceRef="begin" targetRef="element" />
        </process>
      </definitions>
      """, to: "element.bpmn")
    let added = try workspace.wfstore("add", "-p", "p", "-b", "element.bpmn", "--json")
    // The bare element may be refused for what it lacks, but not for what it is.
    let isRefused = try added.document["error"]["code"] == "unsupported_element"
    #expect(try Files.page("elements.md").contains("| `\(type.rawValue)` |") == !isRefused)
  }

  @Test("each module that scripts may import stands in docs/language.md")
  func modules() throws {
    let page = try Files.page("language.md")
    let section = try #require(page.components(separatedBy: "\n## ").first { $0.hasPrefix("Modules\n") })
    let missing = ModuleTable.modules.keys.sorted().filter { !section.contains("`\($0)`") }
    #expect(missing == [])
  }
}
