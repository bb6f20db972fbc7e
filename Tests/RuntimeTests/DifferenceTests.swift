import Foundation
import OrderedCollections
import Testing
import WorkflowEngine
import WorkflowModel
import WorkflowRuntime
import WorkflowStore

@Suite("differences between specifications")
struct DifferenceTests {
  private let desk: Desk
  private let old: String

  init() throws {
    desk = try Desk()
    old = try desk.runtime().add(Models.files("counting")).spec.id
  }

  /// The id of the model `counting` with texts of its file replaced.
  private func changed(_ replacements: (String, String)...) throws -> String {
    var files = try Models.files("counting")
    var text = String(decoding: files.sources[0].bytes, as: UTF8.self)
    for (from, to) in replacements {
      #expect(text.contains(from), "the fixture no longer contains \(from)")
      text = text.replacingOccurrences(of: from, with: to)
    }
    files.sources[0] = ModelSource(kind: .bpmn, name: "counting.bpmn", bytes: Array(text.utf8))
    return try desk.runtime().add(files).spec.id
  }

  @Test("a specification does not differ from itself")
  func none() throws {
    #expect(try desk.runtime().differences(from: old, to: old).isEmpty)
  }

  @Test("what only stands elsewhere in the file is no difference")
  func moved() throws {
    let new = try changed(("<bpmn:process", "\n\n   <bpmn:process"))
    #expect(new != old)
    #expect(try desk.runtime().differences(from: old, to: new).isEmpty)
  }

  @Test("a changed attribute is named, with what it was and is")
  func attribute() throws {
    let new = try changed(("count = count + 1", "count = count + 2"))
    let difference = try desk.runtime().differences(from: old, to: new)
    #expect(difference.added.isEmpty && difference.removed.isEmpty)
    let change = try #require(difference.changed.first)
    #expect(difference.changed.count == 1)
    #expect(change.element.id == "count" && change.element.process == "counting" && change.element.type == "scriptTask")
    let attribute = try #require(change.attributes.first)
    #expect(attribute.path == "content.script")
    #expect(attribute.old?.text?.contains("count + 1") == true)
    #expect(attribute.new?.text?.contains("count + 2") == true)
  }

  @Test("a renamed element is one that is gone and one that came, with the flows that lead there changed")
  func renamed() throws {
    let new = try changed(("\"look\"", "\"inspect\""))
    let difference = try desk.runtime().differences(from: old, to: new)
    #expect(difference.removed.map(\.id) == ["look"])
    #expect(difference.added.map(\.id) == ["inspect"])
    #expect(difference.changed.allSatisfy { $0.element.type == "sequenceFlow" })
    #expect(!difference.changed.isEmpty)
  }

  @Test("the tasks of an instance that are affected are named with their states")
  func instance() throws {
    let started = try desk.runtime().start("counting", data: ["count": 1])
    let new = try changed(("count = count + 1", "count = count + 2"), ("\"look\"", "\"inspect\""))
    let difference = try desk.runtime().differences(ofInstance: "\(started.summary.id)", toSpec: new)
    let tasks = Dictionary(
      uniqueKeysWithValues: difference.tasks.map { ($0.task.element?.id ?? "", ($0.task.state, $0.effect)) })
    #expect(tasks["look"]?.0 == .ready)
    #expect(tasks["look"]?.1 == .removed)
    #expect(tasks["count"]?.0 == .completed)
    if case .changed(let changes)? = tasks["count"]?.1 {
      #expect(changes.flatMap(\.attributes).map(\.path) == ["content.script", "targetID"])
    } else {
      Issue.record("the task of the changed script is not affected")
    }
    #expect(tasks["begin"] == nil)
    #expect(try desk.runtime().view("\(started.summary.id)").summary == started.summary)
  }
}

extension DataValue {
  fileprivate var text: String? {
    if case .string(let text) = self { text } else { nil }
  }
}
