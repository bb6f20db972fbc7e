import Foundation
import Testing
import WorkflowConfiguration
import WorkflowDecisions
import WorkflowRuntime
import WorkflowScripting
import WorkflowStore
import WorkflowWorkers

@Suite("wfstore.yaml")
struct ConfigurationTests {
  private static func fixture(_ name: String) throws -> String {
    let folder = URL(fileURLWithPath: "\(#filePath)").deletingLastPathComponent()
    return try String(contentsOf: folder.appendingPathComponent("Fixtures/\(name)"), encoding: .utf8)
  }

  private func settings(_ yaml: String) throws(RuntimeError) -> RuntimeSettings {
    try RuntimeSettings(yaml: yaml, file: "wfstore.yaml", folder: "/here")
  }

  @Test("every key is read")
  func everything() throws {
    let settings = try settings(Self.fixture("everything.yaml"))
    let file = try #require(settings.services["read_file"])
    #expect(file.provider == .command(["/here/./services/read_file", "--text"]))
    #expect(file.milliseconds == 500)
    #expect(file.isAsynchronous)
    #expect(file.retries == 3)
    #expect(settings.services["on_path"] == ServiceSettings(.command(["python3", "services.py"])))
    #expect(settings.services["absolute"]?.provider == .command(["/bin/cat"]))
    #expect(settings.services["shipping"] == ServiceSettings(.url("http://127.0.0.1:9000/shipping")))
    #expect(settings.workers == 3)
    #expect(settings.allowedEngines == ["restricted", "python"])
    #expect(settings.subprocess == SubprocessProgram(command: ["/here/./engine", "--fast"]))
    #expect(settings.uniqueOverlap == .first)
    var budget = ScriptBudget()
    budget.instructions = 1000
    budget.milliseconds = 60_000
    #expect(settings.budget == budget)
    let day: Int64 = 24 * 3_600_000_000
    #expect(settings.history.retention(of: "anything") == HistoryRetention(microseconds: 90 * day, saves: 500))
    #expect(settings.history.retention(of: "order") == HistoryRetention(microseconds: nil, saves: 500))
    #expect(settings.history.retention(of: "payment") == HistoryRetention(microseconds: 2 * 7 * day, saves: 10))
    #expect(settings.history.retention(of: "probe") == HistoryRetention(microseconds: day / 2, saves: 500))
    #expect(settings.secrets.sources.count == 3)
    #expect((settings.secrets.sources[0] as? CommandSecrets)?.command == ["/here/./vault", "get"])
    #expect((settings.secrets.sources[1] as? FolderSecrets)?.path == "/here/secrets")
    #expect((settings.secrets.sources[2] as? EnvironmentSecrets)?.prefix == "SHOP_")
    #expect(settings.secrets.names == ["pin", "*_token"])
    #expect(settings.leaseSeconds == 90)
  }

  @Test(
    "what a configuration does not say is as without one",
    arguments: ["", "# nothing\n", "services:\nbudgets:\n", "{}"])
  func defaults(yaml: String) throws {
    let settings = try settings(yaml)
    #expect(settings.services.isEmpty)
    #expect(settings.allowedEngines == nil)
    #expect(settings.subprocess == nil)
    #expect(settings.uniqueOverlap == .refused)
    #expect(settings.budget == ScriptBudget())
    #expect(settings.history == HistorySettings())
    #expect(settings.secrets.sources.isEmpty)
    #expect(settings.secrets.names.isEmpty)
    #expect(settings.leaseSeconds == 60)
  }

  @Test("what is wrong is told with its line and column")
  func refused() throws {
    let chunks = try Self.fixture("refused.txt").components(separatedBy: "---\n")
    #expect(chunks.count > 20)
    for chunk in chunks {
      var expected = ""
      let lines = chunk.components(separatedBy: "\n").map { line in
        let parts = line.components(separatedBy: " ### ")
        if parts.count == 2 { expected = parts[1] }
        return parts[0]
      }
      let error = #expect(throws: RuntimeError.self) { try settings(lines.joined(separator: "\n")) }
      #expect(error?.message == expected)
      #expect(error?.category == .badInput)
      #expect(error?.code == "bad_configuration")
    }
  }
}
