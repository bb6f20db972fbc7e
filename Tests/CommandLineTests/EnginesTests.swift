import Testing
import WorkflowModel

@Suite("wfstore engines")
struct EnginesTests {
  @Test("the engines are listed, with whether each can run here and why not")
  func engines() throws {
    let workspace = try Workspace()
    let document = try workspace.document("engines")
    #expect(document.keys == ["engines"])
    let engines = document["engines"].items
    #expect(engines.prefix(2).map { $0["name"] } == ["restricted", "python"])
    for engine in engines {
      #expect(engine.keys == ["name", "default", "summary", "available", "version", "reason"])
      #expect((engine["available"] == true) == (engine["reason"] == nil))
    }
    #expect(engines[0]["default"] == true)
    #expect(engines[0]["available"] == true)
    let text = try workspace.wfstore("engines")
    #expect(text.status == 0)
    let lines = text.output.split(separator: "\n")
    #expect(lines.count == engines.count)
    #expect(lines[0].hasPrefix("restricted (default): "))
    #expect(lines[1].hasPrefix("python: "))
  }

  @Test("an engine that cannot run here says why, with status 69")
  func unavailable() throws {
    let workspace = try Workspace()
    let nothing = ["PATH": "/nowhere", "WFSTORE_PYTHON": "/nowhere/python3"]
    let listed = try workspace.wfstore("engines", "--json", environment: nothing)
    let python = try #require(listed.document["engines"].items.first { $0["name"] == "python" })
    #expect(python["available"] == false)
    let reason = python["reason"].text
    #expect(!reason.isEmpty)
    #expect(try workspace.wfstore("engines", environment: nothing).output.contains("not available: \(reason)"))
    let save = ["save", "-p", "greeting", "-b", Files.model("greeting"), "--data", #"{"name": "Ada"}"#]
    let used = try workspace.wfstore(save + ["--engine", "python", "--json"], environment: nothing)
    #expect(used.status == 69)
    #expect(used.error.contains(reason))
  }
}
