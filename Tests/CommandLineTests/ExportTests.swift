import Foundation
import Testing
import WorkflowModel

@Suite("bundles on the command line")
struct ExportTests {
  private let workspace: Workspace

  init() throws {
    workspace = try Workspace()
  }

  @Test("an instance is written to a file, and goes on in another store")
  func moved() throws {
    let saved = try workspace.savePair()
    let id = saved["instance"].text
    let written = try workspace.wfstore("export", id, "-o", "pair.json")
    #expect(written.status == 0 && written.output.isEmpty)
    let imported = try workspace.document("--store", "other.db", "import", "pair.json")
    #expect(imported["instance"].text == id)
    #expect(imported["imported"] == true && imported["warnings"] == [])
    #expect(imported["tasks"] == saved["tasks"] && imported["revision"] == saved["revision"])
    let again = try workspace.wfstore("--store", "other.db", "export", id)
    #expect(try again.output == workspace.shell("cat pair.json").output)
    let left = try workspace.document("--store", "other.db", "resume", id, "--complete", "left")
    #expect(left.task("right")["state"] == "READY")
  }

  @Test("what is there already is said, and changes nothing; what differs is refused")
  func again() throws {
    let id = try workspace.savePair()["instance"].text
    _ = try workspace.wfstore("export", id, "-o", "pair.json")
    let same = try workspace.wfstore("import", "pair.json")
    #expect(same.status == 0)
    #expect(same.output.hasPrefix("the instance is here already, nothing was changed\n"))
    #expect(try workspace.document("import", "pair.json")["imported"] == false)
    _ = try workspace.document("resume", id, "--complete", "left")
    let refused = try workspace.wfstore("import", "pair.json", "--json")
    #expect(refused.status == 65)
    #expect(try refused.document["error"]["code"] == "instance_differs")
    #expect(refused.error.contains("--new-id"))
    let other = try workspace.document("import", "pair.json", "--new-id")
    #expect(other["instance"].text != id && other["imported"] == true)
  }

  @Test("a file that exists is not replaced but by force, and none is left half written")
  func files() throws {
    let id = try workspace.savePair()["instance"].text
    try workspace.write("mine", to: "pair.json")
    let refused = try workspace.wfstore("export", id, "-o", "pair.json")
    #expect(refused.status == 73)
    #expect(refused.errorLines.first == "error: there is a file 'pair.json' already")
    #expect(try workspace.shell("cat pair.json").output == "mine")
    let forced = try workspace.document("export", id, "-o", "pair.json", "--force")
    #expect(forced["instance"].text == id && forced["file"] == "pair.json")
    #expect(try workspace.wfstore("export", id, "-o", "nowhere/pair.json").status == 73)
    #expect(try workspace.shell("ls -A").output.split(separator: "\n").filter { $0.contains("pair") } == ["pair.json"])
  }

  @Test("a damaged bundle is refused, with the sections, and a document without digests is read")
  func damaged() throws {
    let id = try workspace.savePair()["instance"].text
    let bundle = try workspace.wfstore("export", id).output
    try workspace.write(bundle.replacingOccurrences(of: "\"READY\"", with: "\"WAITING\""), to: "damaged.json")
    let refused = try workspace.wfstore("--store", "other.db", "import", "damaged.json", "--json")
    #expect(refused.status == 65)
    #expect(try refused.document["error"]["code"] == "format_damaged")
    #expect(try refused.document["error"]["path"] == "$.tasks")
    try workspace.write(String(bundle.prefix(bundle.count / 2)), to: "half.json")
    #expect(try workspace.wfstore("--store", "other.db", "import", "half.json").status == 65)
    let plain = try workspace.wfstore("load", id, "--format", "wfstore")
    #expect(plain.status == 0 && !plain.output.contains("integrity"))
    let imported = try workspace.wfstore("--store", "other.db", "import", "-", input: plain.output)
    #expect(imported.status == 0)
  }

  @Test("a bundle of a newer format says so")
  func newer() throws {
    try workspace.write(#"{"format": "wfstore", "version": 2}"#, to: "newer.json")
    let refused = try workspace.wfstore("import", "newer.json")
    #expect(refused.status == 65)
    #expect(
      refused.errorLines.first
        == "error: the document is of a newer version: found 2, supported up to 1 at $.version")
  }
}
