import OrderedCollections
import Testing
import WorkflowEngine
import WorkflowModel
import WorkflowRuntime
import WorkflowStore

@Suite("instances that move to another specification")
struct MigrationTests {
  @Test("an open task goes on under the new specification")
  func goesOn() throws {
    let model = try MovingModel("approval")
    let new = try model.version(("paid = prepared", "paid = 2"))
    let started = try model.start()
    let moved = try model.migrate(started, to: new)
    #expect(moved.summary.spec == new && moved.summary.revision == started.summary.revision + 1)
    #expect(moved.summary.version == 2 && moved.summary.status == started.summary.status)
    #expect(moved.tasks.map(\.id) == started.tasks.map(\.id))
    #expect(try model.view(moved, tasks: .all).document == model.view(started, tasks: .all).document)
    #expect(try model.complete("review", of: moved).data["paid"] == 2)
    #expect(try model.isSound())
  }

  @Test("the same specification, and one of another process, are refused")
  func otherProcess() throws {
    let model = try MovingModel("approval")
    let started = try model.start()
    #expect(try model.refusal(started, to: model.old).code == "same_spec")
    let refusal = try model.refusal(started, to: MovingModel.add("packing", to: model.desk), force: true)
    #expect(refusal.code == "migration_blocked")
    #expect(refusal.reasons == ["the specification is one of 'packing', not of 'approval'"])
  }

  @Test("a specification of another dialect is refused, with what to do")
  func otherDialect() throws {
    let model = try MovingModel("approval")
    let started = try model.start()
    let refusal = try model.refusal(started, to: model.inDialect(.camunda), force: true)
    #expect(refusal.code == "migration_blocked")
    #expect(
      refusal.reasons == [
        "the specification is of the dialect 'camunda', the instance's of 'spiff': add the model with '--dialect spiff'"
      ])
    #expect(try model.view(started).summary.spec == model.old)
  }

  @Test("an instance that is over is not moved")
  func over() throws {
    let model = try MovingModel("approval")
    let new = try model.version(("paid = prepared", "paid = 2"))
    let done = try model.complete("review", of: model.start())
    #expect(done.summary.status == .completed)
    let refusal = try model.refusal(done, to: new, force: true)
    #expect(refusal.code == "migration_blocked" && refusal.reasons == ["the instance is completed"])
  }

  @Test("a renamed element needs a mapping, and its task, boundary event and flows follow it")
  func renamed() throws {
    let model = try MovingModel("approval")
    let new = try model.version(("\"review\"", "\"check\""), ("\"a2\"", "\"other\""))
    let started = try model.start(at: MovingModel.began)
    let refusal = try model.refusal(started, to: new, force: true)
    #expect(refusal.code == "needs_mapping")
    #expect(refusal.reasons == ["'review' is READY, and is gone"])
    let moved = try model.migrate(started, to: new, mapping: ["review": "check"])
    #expect(moved.states == ["check READY", "late WAITING"])
    let later = try model.resume(moved, at: MovingModel.later)
    #expect(later.states == ["check READY", "remind READY"])
    let checked = try model.complete("check", of: later)
    #expect(try model.complete("remind", of: checked).summary.status == .completed)
    #expect(try model.isSound())
  }

  @Test("a mapping that names what is not there is refused")
  func badMapping() throws {
    let model = try MovingModel("approval")
    let new = try model.version(("\"review\"", "\"check\""))
    let started = try model.start()
    #expect(try model.refusal(started, to: new, mapping: ["revue": "check"]).code == "bad_mapping")
    #expect(try model.refusal(started, to: new, mapping: ["review": "review"]).code == "bad_mapping")
  }

  @Test("a completed task whose element is gone can still be read, also after it was moved again")
  func retired() throws {
    let model = try MovingModel("approval")
    let new = try model.version(("\"prepare\"", "\"make_ready\""))
    let newer = try model.version(("\"prepare\"", "\"make_ready\""), ("paid = prepared", "paid = 3"))
    let started = try model.start()
    let refusal = try model.refusal(started, to: new)
    #expect(refusal.code == "needs_force" && refusal.reasons == ["'prepare' was completed, and is gone"])
    let before = try model.view(started, tasks: .all)
    let moved = try model.migrate(started, to: new, force: true)
    let after = try model.view(moved, tasks: .all)
    #expect(after.states == before.states)
    #expect(after.tasks.map(\.element?.type) == before.tasks.map(\.element?.type))
    let again = try model.migrate(moved, to: newer)
    #expect(try model.view(again, tasks: .all).states == before.states)
    let back = try model.migrate(again, to: model.old)
    #expect(try model.view(back, tasks: .all).states == before.states)
    #expect(try model.complete("review", of: back).data["paid"] == .bool(true))
    #expect(try model.isSound())
  }

  @Test("a name that no specification knows is damage where nothing was migrated")
  func damage() throws {
    let model = try MovingModel("approval")
    let started = try model.start()
    let store = try model.desk.runtime().store
    let stored = try store.load(started.summary.id)
    var changed = stored.state.tasks
    for place in changed.indices where changed[place].spec == "prepare" { changed[place].spec = "gone" }
    try store.save(
      InstanceChanges(instance: stored.state.instance, scopes: [], tasks: changed, versions: [], removedTasks: []),
      of: started.summary.id, expectedRevision: started.summary.revision, engine: "restricted",
      at: stored.state.instance.lastStamp)
    let error = #expect(throws: EngineError.self) { try model.view(started, tasks: .all) }
    #expect(error?.code == .corrupt)
  }

  @Test("a called process that is over and gone can still be read")
  func retiredProcess() throws {
    let model = try MovingModel("calling")
    let first = try model.version(
      ("<endEvent id=\"calling_end\" />", "<userTask id=\"close\" /><endEvent id=\"calling_end\" />"),
      ("sourceRef=\"call\" targetRef=\"calling_end\"", "sourceRef=\"call\" targetRef=\"close\""),
      (
        "</process>\n  <process id=\"called\"",
        "<sequenceFlow id=\"c3\" sourceRef=\"close\" targetRef=\"calling_end\" /></process>\n  <process id=\"called\""
      ))
    let closing = try model.complete("answer", of: model.migrate(model.start(), to: first))
    #expect(closing.states == ["close READY"])
    let without = try model.version(
      ("<callActivity id=\"call\" calledElement=\"called\" />", "<userTask id=\"close\" />"),
      ("targetRef=\"call\"", "targetRef=\"close\""), ("sourceRef=\"call\"", "sourceRef=\"close\""))
    let refusal = try model.refusal(closing, to: without)
    #expect(
      refusal.reasons == ["the process 'called' ran, and is gone", "'call' was completed, and is gone"])
    let before = try model.view(closing, tasks: .all)
    let moved = try model.migrate(closing, to: without, force: true)
    #expect(try model.view(moved, tasks: .all).states == before.states)
    let back = try model.undo(moved)
    #expect(try model.view(back, tasks: .all).tasks.map(\.document) == before.tasks.map(\.document))
    let again = try model.migrate(back, to: without, force: true)
    #expect(try model.complete("close", of: again).summary.status == .completed)
    #expect(try model.isSound())
  }

  @Test("a retired element has no open tasks")
  func openRetired() throws {
    let model = try MovingModel("approval")
    let moved = try model.migrate(
      model.start(), to: model.version(("\"prepare\"", "\"make_ready\"")), force: true)
    let store = try model.desk.runtime().store
    let stored = try store.load(moved.summary.id)
    #expect(stored.retired.map(\.spec) == ["prepare"])
    var changed = stored.state.tasks
    for place in changed.indices where changed[place].spec == "prepare" { changed[place].state = .ready }
    try store.save(
      InstanceChanges(instance: stored.state.instance, scopes: [], tasks: changed, versions: [], removedTasks: []),
      of: moved.summary.id, expectedRevision: moved.summary.revision, engine: "restricted",
      at: stored.state.instance.lastStamp)
    let error = #expect(throws: EngineError.self) { try model.view(moved) }
    #expect(error?.code == .corrupt)
  }

  @Test("an element of another type, and one that stands elsewhere, block")
  func blocked() throws {
    let model = try MovingModel("approval")
    let started = try model.start()
    let typed = try model.version(("<userTask id=\"review\" />", "<manualTask id=\"review\" />"))
    var refusal = try model.refusal(started, to: typed, force: true)
    #expect(refusal.code == "migration_blocked")
    #expect(refusal.reasons == ["'review' is of the type manualTask now, not userTask"])
    let repeated = try model.version(
      (
        "<userTask id=\"review\" />",
        "<userTask id=\"review\"><standardLoopCharacteristics loopMaximum=\"3\" /></userTask>"
      ))
    refusal = try model.refusal(started, to: repeated, force: true)
    #expect(refusal.reasons == ["'review' is repeated, or waited for, in another way now"])

    let packing = try MovingModel("packing")
    let packed = try packing.start(["items": ["a"]])
    let moved = try packing.version(
      ("\"box_start\" targetRef=\"pack\"", "\"box_start\" targetRef=\"box_end\""),
      ("<userTask id=\"pack\" />", ""),
      ("<sequenceFlow id=\"b2\" sourceRef=\"pack\" targetRef=\"box_end\" />", ""),
      ("<endEvent id=\"packing_end\" />", "<userTask id=\"pack\" /><endEvent id=\"packing_end\" />"),
      ("sourceRef=\"box\" targetRef=\"packing_end\"", "sourceRef=\"box\" targetRef=\"pack\""))
    refusal = try packing.refusal(packed, to: moved, force: true)
    #expect(refusal.reasons.contains("'pack' is READY, and stands in the process 'packing' now"))
  }

  @Test("what fails on a copy blocks, with the reason, and prints nothing")
  func copy() throws {
    let model = try MovingModel("resting")
    let began = MovingModel.began
    let started = try model.start(at: began)
    let new = try model.version(
      ("<userTask id=\"rise\" />", "<scriptTask id=\"rise\"><script>print(1 // 0)</script></scriptTask>"))
    let refusal = try model.refusal(started, to: new, force: true)
    #expect(refusal.code == "migration_blocked")
    #expect(refusal.reasons == ["on a copy, 'rise' fails: ZeroDivisionError: integer division or modulo by zero"])
    let printing = try model.version(
      ("<userTask id=\"rise\" />", "<scriptTask id=\"rise\"><script>print('up')</script></scriptTask>"))
    let moved = try model.migrate(started, to: printing)
    #expect(moved.states == ["rest WAITING"] && model.desk.printed.text.isEmpty)
    #expect(try model.resume(moved).summary.status == .completed)
    #expect(model.desk.printed.text == "up\n")
  }
}

@Suite("insides, waiting events and joins that move to another specification")
struct MigrationOfOpenElementsTests {
  @Test("the instances of a multi-instance subprocess move with what is open within them")
  func multiInstance() throws {
    let model = try MovingModel("packing")
    let started = try model.start(["items": ["a", "b", "c"]])
    let one = try model.desk.runtime().resume("\(started.summary.id)", Self.completing(started, 0))
    let new = try model.version(("\"box\"", "\"crate\""), ("\"pack\"", "\"fill\""))
    let moved = try model.migrate(one, to: new, mapping: ["box": "crate", "pack": "fill"], force: true)
    #expect(moved.states.filter { $0 == "fill READY" }.count == 2)
    #expect(moved.tasks.filter { $0.element?.id == "fill" }.allSatisfy { $0.process == "crate" })
    var last = moved
    for _ in 0..<2 {
      last = try model.desk.runtime().resume("\(started.summary.id)", Self.completing(last, 0))
    }
    #expect(last.summary.status == .completed)
    #expect(try model.isSound())
  }

  /// Completes one of the ready tasks.
  private static func completing(_ view: InstanceView, _ place: Int) -> ResumeRequest {
    var request = ResumeRequest()
    let ready = view.tasks.filter { $0.state == .ready }
    if ready.indices.contains(place) { request.action = .complete(.id(ready[place].id), data: [:]) }
    return request
  }

  @Test("a multi-instance activity whose marker changed needs force, one that lost it is blocked")
  func marker() throws {
    let model = try MovingModel("packing")
    let started = try model.start(["items": ["a", "b"]])
    let sequential = try model.version(
      ("<multiInstanceLoopCharacteristics>", "<multiInstanceLoopCharacteristics isSequential=\"true\">"))
    #expect(try model.refusal(started, to: sequential).code == "needs_force")
    let marker = "<loopDataInputRef>items</loopDataInputRef>\n        <inputDataItem id=\"item\" />"
    let single = try model.version(
      ("<multiInstanceLoopCharacteristics>\n        \(marker)\n      </multiInstanceLoopCharacteristics>", ""))
    #expect(try model.refusal(started, to: single, force: true).code == "migration_blocked")
  }

  @Test("a called process moves along, is renamed by the mapping, and cannot be exchanged")
  func called() throws {
    let model = try MovingModel("calling")
    let started = try model.start()
    let renamed = try model.version(("\"called\"", "\"asked_for\""))
    #expect(try model.refusal(started, to: renamed).reasons == ["the process 'called' runs, and is gone"])
    let moved = try model.migrate(started, to: renamed, mapping: ["called": "asked_for"])
    #expect(moved.tasks.first { $0.element?.id == "answer" }?.process == "asked_for")
    #expect(try model.complete("answer", of: moved).summary.status == .completed)

    let other = try model.version(
      ("calledElement=\"called\"", "calledElement=\"approval\""),
      (
        "<endEvent id=\"calling_end\" />",
        "<callActivity id=\"second\" calledElement=\"called\" /><endEvent id=\"calling_end\" />"
      ),
      ("sourceRef=\"call\" targetRef=\"calling_end\"", "sourceRef=\"call\" targetRef=\"second\""))
    let refusal = try model.refusal(model.start(), to: other, force: true)
    #expect(refusal.reasons.contains("'call' runs the process 'approval' now, not 'called'"))
  }

  @Test("a waiting timer keeps its moment")
  func timer() throws {
    let model = try MovingModel("resting")
    let started = try model.start(at: MovingModel.began)
    let longer = try model.version(("<timeDuration>\"PT1H\"</timeDuration>", "<timeDuration>\"PT9H\"</timeDuration>"))
    let refusal = try model.refusal(started, to: longer)
    #expect(refusal.code == "needs_force")
    #expect(refusal.reasons.count == 1 && refusal.reasons[0].hasPrefix("'rest' is WAITING, and is not the same now"))
    let moved = try model.migrate(started, to: longer, force: true)
    #expect(try model.resume(moved, at: MovingModel.later).states == ["rise READY"])
  }

  @Test("a timer that becomes a message is blocked")
  func otherEvent() throws {
    let model = try MovingModel("resting")
    let started = try model.start(at: MovingModel.began)
    let new = try model.version(
      (
        "<timerEventDefinition><timeDuration>\"PT1H\"</timeDuration></timerEventDefinition>",
        "<messageEventDefinition messageRef=\"news\" />"
      ))
    #expect(
      try model.refusal(started, to: new, force: true).reasons == ["'rest' waits for another kind of event now"])
  }

  @Test("what a task waits for is what the new specification says: the message of another name reaches it")
  func message() throws {
    let model = try MovingModel("listening")
    let started = try model.start()
    let new = try model.version(("messageRef=\"news\"", "messageRef=\"sports\""))
    let moved = try model.migrate(started, to: new)
    var request = ResumeRequest()
    request.action = .catchEvent(.message(name: "news", payload: nil, correlation: [:]))
    #expect(throws: EngineError.self) { try model.desk.runtime().resume("\(moved.summary.id)", request) }
    let store = try model.desk.runtime().store
    let sender = try model.start()
    try store.save(
      InstanceChanges(
        instance: store.load(sender.summary.id).state.instance, scopes: [], tasks: [], versions: [], removedTasks: [],
        sentMessages: ["news", "sports"].map { SentMessage(name: $0, payload: nil, correlation: [:]) }),
      of: sender.summary.id, expectedRevision: sender.summary.revision, engine: "restricted", at: MovingModel.later)
    let news = try #require(try store.nextMessage())
    #expect(news.content.name == "news")
    #expect(try store.subscriber(to: news) == nil)
    try store.remove(news)
    let sports = try #require(try store.nextMessage())
    #expect(try store.subscriber(to: sports)?.instance == moved.summary.id)
  }

  @Test("a boundary event that is gone is cancelled, one that is new does not watch what has begun")
  func boundary() throws {
    let model = try MovingModel("approval")
    let started = try model.start(at: MovingModel.began)
    let timer = "<timerEventDefinition><timeDuration>\"PT1H\"</timeDuration></timerEventDefinition>"
    let without = try model.version(
      (
        "<boundaryEvent id=\"late\" attachedToRef=\"review\" cancelActivity=\"false\">\n      \(timer)\n    </boundaryEvent>",
        ""
      ), ("<sequenceFlow id=\"a5\" sourceRef=\"late\" targetRef=\"remind\" />", ""))
    let refusal = try model.refusal(started, to: without)
    #expect(refusal.code == "needs_force")
    #expect(
      refusal.reasons == ["the boundary event 'late' waits, and is gone: it is cancelled unless it is mapped"])
    let moved = try model.migrate(started, to: without, force: true)
    #expect(moved.states == ["review READY"])
    #expect(try model.view(moved, tasks: .all).states.contains("late CANCELLED"))
    let back = try model.refusal(moved, to: model.old)
    #expect(back.reasons == ["the boundary event 'late' is new: it does not watch 'review', which is open"])
    let again = try model.migrate(moved, to: model.old, force: true)
    #expect(try model.resume(again, at: MovingModel.later).states == ["review READY"])
    #expect(try model.complete("review", of: again).summary.status == .completed)
    #expect(try model.isSound())
  }

  @Test("tokens at a join keep the flows that they came by, by id or by what they connect")
  func join() throws {
    let model = try MovingModel("joining")
    let started = try model.complete("left", of: model.start())
    #expect(started.states == ["join WAITING", "right READY"])
    let renumbered = try model.version(("\"j4\"", "\"k4\""), ("\"j5\"", "\"k5\""))
    let moved = try model.migrate(started, to: renumbered)
    #expect(try model.complete("right", of: moved).states == ["after READY"])

    let second = try model.complete("left", of: model.start())
    let rerouted = try model.version(
      ("sourceRef=\"left\" targetRef=\"join\"", "sourceRef=\"left\" targetRef=\"after\""))
    let refusal = try model.refusal(second, to: rerouted, force: true)
    #expect(refusal.code == "needs_mapping")
    #expect(refusal.reasons.first == "a token waits at 'join' that came by the flow 'j4', which is gone")
    let wider = try model.version(
      (
        "<sequenceFlow id=\"j7\"",
        "<userTask id=\"middle\" /><sequenceFlow id=\"m1\" sourceRef=\"split\" targetRef=\"middle\" />"
          + "<sequenceFlow id=\"m2\" sourceRef=\"middle\" targetRef=\"join\" /><sequenceFlow id=\"j7\""
      ))
    #expect(
      try model.refusal(second, to: wider).reasons.contains(
        "'join' waits for tokens, and other flows lead there now"))
  }
}
