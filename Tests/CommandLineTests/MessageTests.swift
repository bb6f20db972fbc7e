import Foundation
import Testing
import WorkflowModel

@Suite("messages between instances, on the command line")
struct MessageTests {
  private let workspace: Workspace
  private let news = ["-b", Files.model("news")]

  init() throws {
    workspace = try Workspace()
  }

  @Test("a message of one command reaches an instance of another")
  func delivered() throws {
    let reader = try workspace.document(["save", "-p", "reader"] + news)
    #expect(reader["status"] == "waiting")
    let writer = try workspace.wfstore(["save", "-p", "writer", "--data", #"{"text": "late"}"#, "--json"] + news)
    #expect(writer.status == 0)
    #expect(writer.error == "")
    let read = try workspace.document("load", reader["instance"].text)
    #expect(read["status"] == "completed")
    #expect(read["data"] == ["news": "late"])
  }

  @Test("a message for an instance of another engine is kept, told of, and taken by its resume", .needsPython)
  func kept() throws {
    let reader = try workspace.document(["save", "-p", "reader", "--engine", "python"] + news)["instance"].text
    let writer = try workspace.wfstore(["save", "-p", "writer", "--data", #"{"text": "late"}"#, "--json"] + news)
    #expect(writer.status == 0)
    #expect(
      writer.error == """
        note: the message 'news' is kept for \(reader): the instance ran last under the engine 'python', which is used \
        only when it is asked for

        """)
    #expect(try workspace.document("load", reader)["messages"].items.map { $0["name"] } == ["news"])
    #expect(try workspace.wfstore("load", reader).output.hasSuffix("  message 'news' is kept until it is resumed\n"))
    let resumed = try workspace.document("resume", reader, "--engine", "python")
    #expect(resumed["status"] == "completed")
    #expect(resumed["data"]["news"] == "late")
  }
}
