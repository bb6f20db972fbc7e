import OrderedCollections
import Testing
import WorkflowEngine
import WorkflowModel
import WorkflowRuntime
import WorkflowStore

@Suite("migrations that are undone, and plans for many instances")
struct MigrationJournalTests {
  @Test("what is undone is as it was, but for the revision, and goes on by the old specification")
  func undone() throws {
    let model = try MovingModel("approval")
    let new = try model.version(("\"review\"", "\"check\""), ("\"prepare\"", "\"ready\""), ("\"late\"", "\"early\""))
    let started = try model.start()
    let before = try model.view(started, tasks: .all)
    let moved = try model.migrate(
      started, to: new, mapping: ["review": "check", "late": "early"], force: true)
    #expect(moved.states == ["check READY", "early WAITING"])
    let undone = try model.undo(moved)
    #expect(undone.summary.spec == model.old && undone.summary.revision == moved.summary.revision + 1)
    let after = try model.view(undone, tasks: .all)
    #expect(after.tasks.map(\.document) == before.tasks.map(\.document))
    #expect(try model.complete("review", of: undone).data["paid"] == .bool(true))
    let entries = try model.desk.runtime().store.migrations(of: started.summary.id)
    #expect(entries.map(\.from) == [model.old] && entries.map(\.to) == [new])
    #expect(entries[0].undone != nil && entries[0].former == nil)
    #expect(try model.isSound())
  }

  @Test("a boundary event that a migration cancelled waits again when that is undone")
  func boundary() throws {
    let model = try MovingModel("approval")
    let began = MovingModel.began
    let started = try model.start(at: began)
    let new = try model.version(("\"late\"", "\"early\""))
    let moved = try model.migrate(started, to: new, force: true)
    #expect(moved.states == ["review READY"])
    let undone = try model.undo(moved)
    #expect(undone.states == ["review READY", "late WAITING"])
    let later = try model.resume(undone, at: MovingModel.later)
    #expect(later.states == ["review READY", "remind READY"])
  }

  @Test("an instance that has moved on, and one that was never migrated, are left as they are")
  func refused() throws {
    let model = try MovingModel("approval")
    let new = try model.version(("paid = prepared", "paid = 2"))
    let started = try model.start()
    let never = #expect(throws: RuntimeError.self) { try model.undo(started) }
    #expect(never?.code == "not_migrated")
    let moved = try model.migrate(started, to: new)
    let done = try model.complete("review", of: moved)
    let late = #expect(throws: RuntimeError.self) { try model.undo(moved) }
    #expect(late?.code == "instance_moved_on")
    #expect(try model.view(done).summary == done.summary)
  }

  @Test("a deleted instance takes its journal with it")
  func deleted() throws {
    let model = try MovingModel("approval")
    let new = try model.version(("\"prepare\"", "\"ready\""))
    let moved = try model.migrate(model.start(), to: new, force: true)
    try model.desk.runtime().store.delete(moved.summary.id)
    #expect(try model.isSound())
  }

  @Test("a plan groups the instances by what becomes of them, and changes nothing")
  func plan() throws {
    let model = try MovingModel("joining")
    let fresh = try (0..<3).map { _ in try model.start() }
    let waiting = try model.complete("left", of: model.start())
    let afterwards = try model.complete("right", of: model.complete("left", of: model.start()))
    let done = try model.complete("after", of: model.complete("right", of: model.complete("left", of: model.start())))
    let new = try model.version(
      ("\"after\"", "\"behind\""),
      ("sourceRef=\"left\" targetRef=\"join\"", "sourceRef=\"left\" targetRef=\"joining_end\""))
    let before = try model.desk.runtime().store.list().instances
    let plan = try model.desk.runtime().migrationPlan(fromSpec: model.old, toSpec: new)
    #expect(plan.groups.map(\.verdict.kind) == [.safe, .needsMapping, .needsMapping])
    #expect(Set(plan.groups[0].instances) == Set(fresh.map(\.summary.id)))
    #expect(Set(plan.groups.dropFirst().flatMap(\.instances)) == [waiting.summary.id, afterwards.summary.id])
    #expect(!plan.groups.contains { $0.instances.contains(done.summary.id) || $0.isMigrated })
    #expect(try model.desk.runtime().store.list().instances == before)

    var request = MigrationRequest()
    request.mapping = ["after": "behind"]
    let result = try model.desk.runtime().migrateAll(fromSpec: model.old, toSpec: new, request)
    #expect(result.groups.map(\.isMigrated) == [true, false])
    let left = try model.desk.runtime().store.list(InstanceFilter(spec: model.old)).instances.map(\.id)
    #expect(Set(left) == [waiting.summary.id, done.summary.id])
    #expect(try model.view(afterwards).summary.spec == new)
    #expect(try model.view(afterwards).states == ["behind READY"])
    #expect(try model.isSound())
  }
}
