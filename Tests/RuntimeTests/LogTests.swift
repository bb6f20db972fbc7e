import Foundation
import OrderedCollections
import Testing
import WorkflowEngine
import WorkflowModel
import WorkflowRuntime
import WorkflowScripting
import WorkflowStore

@Suite("the log of an instance")
struct LogTests {
  private let desk: Desk

  init() throws {
    desk = try Desk()
  }

  private func runtime(_ user: String? = nil, settings: RuntimeSettings = RuntimeSettings()) throws -> WorkflowRuntime {
    let runtime = try desk.runtime(settings: settings)
    runtime.user = user
    return runtime
  }

  private static func entries(
    _ view: InstanceView, in desk: Desk, _ request: LogRequest = LogRequest()
  ) throws -> [LogEntry] {
    var entries: [LogEntry] = []
    _ = try desk.runtime().log("\(view.summary.id)", request) { entries.append($0) }
    return entries
  }

  private static func texts(_ entries: [LogEntry]) -> [String] {
    entries.map { entry in
      let what = entry.element?.id ?? entry.event?.name ?? ""
      let changed = entry.changed.map { " \($0.written)" } ?? ""
      return "\(entry.entry.user ?? "-") \(entry.kind) \(what)\(changed)"
    }
  }

  private func log(_ view: InstanceView, _ request: LogRequest = LogRequest()) throws -> [String] {
    try Self.texts(Self.entries(view, in: desk, request))
  }

  private func isSound() throws -> Bool { try desk.runtime().store.check().isEmpty }

  @Test("who has completed what, and which variables that has changed; a loop tells each round")
  func people() throws {
    let started = try runtime("ann").start("counting", data: ["count": 1])
    let again = try runtime("bob").complete("look", of: started, data: ["enough": false])
    let finished = try runtime().complete("look", of: again, data: ["enough": true, "remark": "fine"])
    #expect(
      try log(finished) == [
        "ann started ", "ann task_completed begin []", "ann task_completed count [\"count\"]",
        "bob task_completed look [\"enough\"]", "bob task_completed decide []",
        "bob task_completed count [\"count\"]", "- task_completed look [\"enough\", \"remark\"]",
        "- task_completed decide []", "- task_completed end []", "- completed ",
      ])
    #expect(try isSound())
  }

  @Test("one task, or those of an element, from a moment on, page by page")
  func filters() throws {
    let started = try runtime("ann").start("counting", data: ["count": 1])
    let again = try runtime("bob").complete("look", of: started, data: ["enough": false])
    let all = try Self.entries(again, in: desk)
    var request = LogRequest()
    request.task = .element("count")
    #expect(
      try log(again, request) == ["ann task_completed count [\"count\"]", "bob task_completed count [\"count\"]"])
    request.task = try .id(#require(all[2].entry.task).id)
    #expect(try log(again, request) == ["ann task_completed count [\"count\"]"])
    request.task = .element("nowhere")
    #expect(throws: RuntimeError.self) { try log(again, request) }
    request.task = .id(again.summary.id)
    #expect(throws: RuntimeError.self) { try log(again, request) }
    request.task = nil
    request.since = all[3].entry.moment
    #expect(try log(again, request) == Self.texts(Array(all[3...])))
    request.since = nil
    request.limit = 4
    var found: [String] = []
    repeat {
      request.cursor = try desk.runtime().log("\(again.summary.id)", request) { found += Self.texts([$0]) }
    } while request.cursor != nil
    #expect(found == Self.texts(all))
  }

  @Test("a failure stays in the log when its task is tried again under another engine, with other modules")
  func switched() throws {
    let started = try runtime("ann").start("shouting", data: ["greeting": "hello"])
    #expect(started.summary.status == .error)
    var request = ResumeRequest(.retry(.element("shout")))
    request.engine = "shouting"
    request.environment = [EnvironmentModule(name: "shout.py", source: "def shout(x):\n  return x\n")]
    var engines = EngineRegistry.standard
    engines.register(ShoutingEngine.entry())
    let runtime = try desk.runtime(engines: engines)
    runtime.user = "bob"
    let entries = try Self.entries(runtime.resume("\(started.summary.id)", request), in: desk)
    #expect(
      Self.texts(entries) == [
        "ann started ", "ann task_completed begin []", "ann task_failed shout", "bob engine_changed shouting",
        "bob environment_changed ", "bob task_retried shout", "bob task_completed shout [\"greeting\"]",
      ])
    #expect(entries.map(\.entry.save.engine).suffix(4) == Array(repeating: "shouting", count: 4))
    let modules = try #require(entries.first { $0.kind == "environment_changed" }?.event?.detail["modules"])
    guard case .dictionary(let digests) = modules, case .string(let digest)? = digests["shout.py"] else {
      Issue.record("expected the digests of the modules")
      return
    }
    #expect(digest.count == 64)
  }

  @Test("a message is told where it was sent, and where it was taken")
  func messages() throws {
    func start(_ process: String, _ data: DataDictionary, _ user: String) throws -> InstanceView {
      var files = try Models.files("talking")
      files.root = .process(process)
      let runtime = try runtime(user)
      return try runtime.start(spec: runtime.add(files).spec.id, StartRequest(data: data))
    }
    let reader = try start("reader", ["divisor": 1], "ann")
    let writer = try start("writer", ["text": "late edition"], "bob")
    #expect(
      try log(writer) == [
        "bob started ", "bob task_completed writer_start []", "bob message_sent news", "bob task_completed write []",
        "bob task_completed writer_end []", "bob completed ",
      ])
    #expect(
      try log(reader) == [
        "ann started ", "ann task_completed reader_start []", "bob message_received news",
        "bob task_completed read [\"news\"]", "bob task_completed note [\"length\"]",
        "bob task_completed reader_end []", "bob completed ",
      ])
    #expect(try isSound())
  }

  @Test("a migration stays in the log when it is undone, with the tasks that it had cancelled")
  func migrations() throws {
    let model = try MovingModel("approval")
    let new = try model.version(("\"late\"", "\"early\""))
    let started = try model.start()
    let undone = try model.undo(model.migrate(started, to: new, force: true))
    let entries = try Self.entries(undone, in: model.desk)
    let noted = entries.compactMap(\.event).filter { $0.kind != .started }
    #expect(noted.map(\.kind) == [.migrated, .migrationUndone])
    #expect(noted.map { $0.detail["from"] } == [.string(model.old), .string(new)])
    #expect(noted.map { $0.detail["to"] } == [.string(new), .string(model.old)])
    let late = try #require(started.tasks.first { $0.element?.id == "late" })
    #expect(noted.first?.detail["cancelled"] == .list([.string("\(late.id)")]))
    #expect(try model.isSound())
  }

  @Test("the log of an instance is the same where it was exported to; another one made of it tells its import besides")
  func moved() throws {
    let started = try runtime("ann").start("counting", data: ["count": 1])
    let again = try runtime("bob").complete("look", of: started, data: ["enough": false])
    let bundle = try runtime().export("\(again.summary.id)")
    let there = try Desk()
    let elsewhere = try there.runtime()
    elsewhere.user = "eve"
    var request = ImportRequest(name: "counting.json")
    let moved = try elsewhere.importInstance(bundle, request).view
    #expect(try Self.entries(moved, in: there).map(\.document) == Self.entries(again, in: desk).map(\.document))
    #expect(try elsewhere.export("\(moved.summary.id)") == bundle)
    request.givesNewIdentifier = true
    let other = try elsewhere.importInstance(bundle, request).view
    #expect(try Self.texts(Self.entries(other, in: there)) == log(again) + ["eve imported "])
    #expect(other.summary.revision == again.summary.revision + 1)
    let finished = try elsewhere.complete("look", of: other, data: ["enough": true])
    #expect(try Self.texts(Self.entries(finished, in: there)).suffix(4).first == "eve task_completed look [\"enough\"]")
    #expect(try elsewhere.store.check() == [])
  }

  @Test("an instance is the same as one whose history is no longer kept as a whole")
  func forgotten() throws {
    let started = try runtime("ann").start("counting", data: ["count": 1])
    let again = try runtime("bob").complete("look", of: started, data: ["enough": false])
    let bundle = try runtime().export("\(again.summary.id)")
    try runtime().store.expireHistory(of: again.summary.id, HistoryRetention(saves: 1), at: again.summary.updated)
    #expect(try runtime().export("\(again.summary.id)") != bundle)
    #expect(try !runtime().importInstance(bundle, ImportRequest(name: "counting.json")).isNew)
  }

  @Test("what an imported instance has done elsewhere is nobody's here")
  func imported() throws {
    let tests = URL(fileURLWithPath: "\(#filePath)").deletingLastPathComponent().deletingLastPathComponent()
    let file = tests.appendingPathComponent("SerializationTests/Fixtures/spiffworkflow/order-packing-1.5.json")
    let imported = try runtime("ann").importSpiff([UInt8](Data(contentsOf: file)), name: "order.json")
    let packed = try runtime("bob").complete("pack", of: imported, data: ["box": "small"])
    let texts = try log(packed)
    #expect(texts.contains("ann imported order.json"))
    let done = texts.filter { $0.contains("task_completed") }
    let here = try #require(done.firstIndex { $0.hasPrefix("bob ") })
    #expect(here > 0 && done[..<here].allSatisfy { $0.hasPrefix("- ") })
    #expect(done[here] == "bob task_completed pack [\"box\"]" && done[here...].allSatisfy { $0.hasPrefix("bob ") })
    #expect(try isSound())
  }

  @Test("what is not to be kept of a process is forgotten at its next save, and of all instances when asked")
  func retention() throws {
    var settings = RuntimeSettings()
    settings.history.processes["counting"] = HistoryRetention(saves: 1)
    let started = try runtime("ann").start("counting", data: ["count": 1])
    let again = try runtime("bob").complete("look", of: started, data: ["enough": false])
    #expect(try runtime().expireHistory() == 0)
    #expect(try log(again).count == 6)
    let third = try runtime("eve", settings: settings).complete("look", of: again, data: ["enough": false])
    #expect(try log(third).allSatisfy { $0.hasPrefix("eve ") })
    let fourth = try runtime("bob").complete("look", of: third, data: ["enough": true])
    #expect(try log(fourth).contains { $0.hasPrefix("eve ") })
    #expect(try runtime(settings: settings).expireHistory() == 1)
    #expect(try log(fourth).allSatisfy { $0.hasPrefix("bob ") })
    #expect(try isSound())
  }
}
