import OrderedCollections
import Testing
import WorkflowEngine
import WorkflowModel
import WorkflowScripting
import WorkflowSerialization

@testable import WorkflowStore

@Suite("every store keeps instances")
struct InstanceConformanceTests {
  private let id = Sample.id(1)

  /// Completes the task of ``Sample/changes(_:status:)``, which reaches another one with more data.
  private static func step() -> InstanceChanges {
    var (instance, completed) = (
      Sample.instance(tasks: 2, versions: 2), Sample.task(0, state: .completed, version: 1)
    )
    (instance.lastStamp, completed.lastStateChange) = (Sample.later, Sample.later)
    return InstanceChanges(
      instance: instance, scopes: [],
      tasks: [completed, Sample.task(1, of: 0, spec: "Activity_2", version: 2)],
      versions: [DataVersionRecord(number: 2, base: 1, written: ["b": [1.5, nil, "ü"]], removed: ["a"])],
      removedTasks: [])
  }

  @Test("what was saved is loaded, by every connection and by the beginning of the id", arguments: Backend.all)
  func roundTrip(backend: Backend) throws {
    try backend.withStore { store, other, _ in
      let environment = [EnvironmentModule(name: "shop.py", source: "price = 3\n")]
      let started = try store.start(1, Sample.changes(["a": 1]), environment: environment)
      #expect(started.summary.revision == 1 && started.summary.status == .active)
      let saved = try other.save(
        Self.step(), of: id, expectedRevision: 1, under: nil, engine: "python", environment: nil, by: "ann",
        at: Sample.later)
      let loaded = try store.load("\(id)")
      #expect(loaded.summary == saved && saved.revision == 2 && saved.updated == Sample.later)
      #expect(saved.engine == "python" && loaded.environment == environment && loaded.seed == 7)
      #expect(loaded.state.tasks == Self.step().tasks)
      #expect(loaded.state.scopes == [Sample.scope])
      #expect(loaded.state.versions.map(\.written) == [["a": 1], ["b": [1.5, nil, "ü"]]])
      #expect(try other.hasTask(Sample.id(1_000_001), in: id))
      #expect(try !other.hasTask(Sample.id(7), in: id))
      #expect(try other.summary(of: "\(id)".prefix(30) + "") == saved)
    }
  }

  @Test(
    "a save that changes nothing keeps the revision; one of a task that is gone takes it away", arguments: Backend.all)
  func unchanged(backend: Backend) throws {
    try backend.withStore { store, _, _ in
      let started = try store.start(1, Sample.changes(["a": 1]))
      let same = InstanceChanges(only: started.state.instance)
      #expect(try store.save(same, of: id, expectedRevision: 1, engine: "restricted", at: Sample.later).revision == 1)
      try store.save(Self.step(), of: id, expectedRevision: 1, engine: "restricted", at: Sample.later)
      var removal = InstanceChanges(only: Sample.instance(tasks: 2, versions: 2, status: .waiting))
      removal.removedTasks = [1]
      try store.save(removal, of: id, expectedRevision: 2, engine: "restricted", at: Sample.later)
      #expect(try store.load(id).state.tasks.map(\.number) == [0])
    }
  }

  @Test("a save from another revision is refused, and writes nothing", arguments: Backend.all)
  func stale(backend: Backend) throws {
    try backend.withStore { store, other, _ in
      try store.start(1, Sample.changes(["a": 1]))
      try store.save(Self.step(), of: id, expectedRevision: 1, engine: "restricted", at: Sample.later)
      let before = try store.load(id)
      let error = failure {
        try other.save(Self.step(), of: id, expectedRevision: 1, engine: "restricted", at: Sample.later)
      }
      #expect(error?.code == .staleRevision)
      #expect(try other.load(id).state.equals(before.state))
      #expect(failure { _ = try store.load(Sample.id(9)) }?.code == .noSuchInstance)
      #expect(failure { _ = try store.start() }?.code == .instanceExists)
    }
  }

  @Test("a transaction is there as a whole or not at all, and a part of it by itself", arguments: Backend.all)
  func transactions(backend: Backend) throws {
    try backend.withStore { store, other, _ in
      try takeBack(in: store) { try store.start(1) }
      #expect(try other.list().instances == [])
      try store.transaction {
        try store.start(2)
        try takeBack(in: store) { try store.start(3) }
        #expect(failure { _ = try other.start(4) }?.code == .storeBusy)
        #expect(try other.list().instances == [])
      }
      #expect(try other.list().instances.map(\.id) == [Sample.id(2)])
    }
  }

  @Test("what a part of the application wrote beside it stays out of it", arguments: Backend.all)
  func undone(backend: Backend) throws {
    try backend.withStore { store, _, _ in
      try store.transaction {
        #expect(try store.undoingTables { 7 } == 7)
        do {
          try store.undoingTables { throw Refusal() }
          Issue.record("expected the error")
        } catch is Refusal {}
        try store.start()
      }
      #expect(try store.list().instances.count == 1)
    }
  }

  @Test("an instance that somebody works on is not deleted; one that is deleted is gone", arguments: Backend.all)
  func deletion(backend: Backend) throws {
    try backend.withStore { store, other, _ in
      try store.start(1, Sample.changes(["a": 1]))
      try store.start(2)
      let owner = LeaseOwner()
      let lease = try store.claim(id, by: owner, for: 60_000_000)
      #expect(failure { try other.delete("\(id)") }?.code == .leased)
      try store.release(lease)
      #expect(try other.delete("\(id)").id == id)
      try other.erase("\(Sample.id(2))")
      #expect(try store.list().instances == [])
      #expect(failure { _ = try store.summary(of: "\(id)") }?.code == .noSuchInstance)
    }
  }

  @Test("an instance goes to another specification and back, and the journal says so", arguments: Backend.all)
  func moved(backend: Backend) throws {
    try backend.withStore { store, other, _ in
      let stored = try store.start()
      let spec = try store.add(Sample.package("<definitions id='2'/>"), at: Sample.later)
      #expect(spec.version == 2)
      var state = stored.state
      state.tasks[0].spec = "Activity_2"
      let retired = [RetiredElement(process: "order", spec: "A", element: "A", type: .userTask, name: "Look")]
      func changes(_ state: InstanceState) -> InstanceChanges {
        InstanceChanges(
          instance: state.instance, scopes: state.scopes, tasks: state.tasks, versions: [], removedTasks: [])
      }
      let former = FormerRecords(of: stored.state, retired: [], changedTo: state)
      let moved = try store.migrate(
        id, InstanceMove(to: spec.id, changes(state), retired: retired), former: former, expectedRevision: 1, by: nil,
        at: Sample.later)
      #expect(moved.spec == spec.id && moved.revision == 2)
      #expect(try other.retiredElements(of: id) == retired)
      #expect(failure { try other.deleteSpec(spec.id) }?.code == .specInUse)
      let entry = try #require(try other.migrations(of: id).first)
      let back = try #require(entry.former).applied(to: try other.load(id).state)
      try other.undo(
        entry, of: id, InstanceMove(to: stored.summary.spec, changes(back), retired: []), expectedRevision: 2, by: nil,
        at: Sample.later)
      #expect(try store.load(id).state.tasks == stored.state.tasks)
      #expect(try store.migrations(of: id).map(\.undone) == [Sample.later])
      try store.delete(id)
      #expect(try store.deleteSpec(spec.id) == spec.id)
    }
  }

  @Test("what happened is told in its order, until it is kept no longer", arguments: Backend.all)
  func history(backend: Backend) throws {
    try backend.withStore { store, other, _ in
      try store.start(1, Sample.changes(["a": 1]))
      var step = Self.step()
      step.events = [HistoryEvent(.messageReceived, at: Sample.start, name: "news")]
      try store.save(
        step, of: id, expectedRevision: 1, under: nil, engine: "restricted", environment: nil, by: "ann",
        at: Sample.later)
      var entries: [HistoryEntry] = []
      try other.readHistory(of: id, since: nil, after: nil) { entry in
        entries.append(entry)
        return true
      }
      #expect(entries.count == 2 && entries[1].task?.id == Sample.id(1_000_000) && entries[1].user == "ann")
      var rest = 0
      try other.readHistory(of: id, since: nil, after: entries[0].cursor) { _ in
        rest += 1
        return true
      }
      #expect(rest == 1)
      let task = try #require(entries[1].task)
      #expect(try other.variables(changedBy: task, of: id) == ChangedVariables(written: ["a"], removed: []))
      #expect(try store.expireHistory(of: id, HistoryRetention(saves: 1), at: Sample.later) == 1)
    }
  }

  @Test("an instance is the same in another store, byte for byte", arguments: Backend.all, Backend.all)
  func documents(from backend: Backend, to target: Backend) throws {
    try backend.withStore { store, _, _ in
      var changes = Sample.changes(["a": [1, ["b": 2.5]]], status: .waiting)
      changes.sentMessages = [SentMessage(name: "news", payload: 1, correlation: ["k": ["n": 1]])]
      let stored = try store.start(1, changes, environment: [EnvironmentModule(name: "a.py", source: "x = 1\n")])
      let document = try store.document(of: stored)
      try target.withStore { copy, _, _ in
        try copy.insert(document, search: SearchRecord(), as: id, by: nil, at: Sample.later)
        let loaded = try copy.load(id)
        #expect(loaded.state.equals(stored.state))
        let copied = try copy.document(of: loaded).bytes(withIntegrity: true)
        #expect(try copied == document.bytes(withIntegrity: true))
      }
    }
  }

  @Test("another connection sees what this one did, and a closed one says that it is", arguments: Backend.all)
  func connections(backend: Backend) throws {
    let connections = try backend.connections()
    let store = connections.stores[0]
    let another = try store.another()
    try store.start()
    #expect(try another.load(id).summary.revision == 1)
    try another.close()
    #expect(failure { _ = try another.load(id) }?.code == .storeClosed)
    try connections.close()
  }
}
