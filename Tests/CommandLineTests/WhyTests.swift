import Foundation
import OrderedCollections
import Testing
import WorkflowModel

@Suite("wfstore why, and wfstore send")
struct WhyTests {
  private let workspace: Workspace
  private let news = ["-b", Files.model("news")]

  init() throws {
    workspace = try Workspace()
  }

  @Test("the command that is shown moves the instance on")
  func next() throws {
    let reader = try workspace.document(["save", "-p", "reader"] + news)["instance"].text
    let text = try workspace.wfstore("why", reader)
    #expect(text.status == 0)
    #expect(text.output.contains("    waits for the message 'news'"))
    #expect(text.output.contains("    next: wfstore resume \(reader) --message news --payload '{}'\n"))
    let task = try workspace.document("why", reader)["tasks"].items[0]
    #expect(task["waits_for"] == "events" && task["events"].items[0]["name"] == "news")
    #expect(task["next"].items.map(\.text) == ["wfstore resume \(reader) --message news --payload '{}'"])
    #expect(try workspace.document("resume", reader, "--message", "news", "--payload", "{}")["status"] == "completed")
    #expect(try workspace.wfstore("why", reader).output.hasSuffix("\n  nothing is waited for\n"))
  }

  @Test("a form's required fields are a template")
  func form() throws {
    let id = try workspace.document("save", "-p", "register", "-b", Files.fixture("forms/register.bpmn"))["instance"]
      .text
    let text = try workspace.wfstore("why", id).output
    #expect(text.contains("    form: customer.json\n"))
    #expect(text.contains(#"    next: wfstore resume \#(id) --complete enter --data '{"name":null}'"#))
  }

  @Test("a message is sent to who waits for it")
  func message() throws {
    let reader = try workspace.document(["save", "-p", "reader"] + news)["instance"].text
    let sent = try workspace.wfstore("send", "--message", "news", "--payload", #""late""#)
    #expect(sent.status == 0)
    #expect(sent.output == "taken by \(reader)  reader  completed  revision 2\n")
    let again = try workspace.wfstore("send", "--message", "news", "--ttl", "0", "--json")
    #expect(again.status == 66)
    #expect(try again.document["error"]["code"] == "not_waiting")
  }

  @Test("what cannot be sent is refused")
  func refused() throws {
    #expect(try workspace.wfstore("send").status == 64)
    #expect(try workspace.wfstore("send", "--message", "a", "--signal", "b").status == 64)
    #expect(try workspace.wfstore("send", "--signal", "b", "--correlation", "{}").status == 64)
  }
}
