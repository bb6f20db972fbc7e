import OrderedCollections
import Testing
import WorkflowEngine
import WorkflowMigrations
import WorkflowModel

@testable import WorkflowStore

@Suite("The history of instances")
struct HistoryTests {
  private static let id = Sample.id(1)

  /// A moment, in microseconds after the start.
  private static func moment(_ microseconds: Int64) -> Timestamp {
    Timestamp(microseconds: Sample.start.microseconds + microseconds)
  }

  private static func task(
    _ number: Int, of parent: Int? = nil, _ state: TaskState, at microseconds: Int64, version: Int = 0
  ) -> TaskRecord {
    var task = Sample.task(number, of: parent, spec: "step\(number)", state: state, version: version)
    task.lastStateChange = moment(microseconds)
    return task
  }

  private static func changes(
    _ tasks: [TaskRecord], versions: [DataVersionRecord] = [], last: Int64, count: Int, versionCount: Int = 0,
    events: [HistoryEvent] = []
  ) -> InstanceChanges {
    var instance = Sample.instance(tasks: count, versions: versionCount)
    instance.lastStamp = moment(last)
    return InstanceChanges(
      instance: instance, scopes: [Sample.scope], tasks: tasks, versions: versions, removedTasks: [], events: events)
  }

  /// Three saves: a start that completes task 0 and reaches task 1, its completion by another user, and an event alone.
  private static func fill(_ store: WorkflowStore) throws {
    let spec = try store.add(Sample.package(), at: Sample.start).id
    try store.create(
      spec: spec, engine: "restricted", seed: 7, by: "ann", at: Sample.start, id: id,
      changes: changes(
        [task(0, .completed, at: 2, version: 1), task(1, of: 0, .ready, at: 3, version: 1)],
        versions: [DataVersionRecord(number: 1, base: 0, written: ["a": 1, "b": 2], removed: [])], last: 3, count: 2,
        versionCount: 1, events: [HistoryEvent(.started, at: moment(1))]))
    try store.save(
      changes(
        [task(1, of: 0, .completed, at: 5, version: 3), task(2, of: 1, .error, at: 7, version: 3)],
        versions: [
          DataVersionRecord(number: 2, base: 1, written: ["c": 3, "a": 4], removed: ["b"]),
          DataVersionRecord(number: 3, base: 2, written: ["b": 5], removed: ["c"]),
        ], last: 7, count: 3, versionCount: 3,
        events: [
          HistoryEvent(.messageReceived, at: moment(4), name: "news"),
          HistoryEvent(.taskFailed, at: moment(7), task: 2, name: "broken", detail: ["message": "no"]),
        ]),
      of: id, expectedRevision: 1, engine: "python", by: "bob", at: Sample.later)
    try store.save(
      changes([], last: 7, count: 3, versionCount: 3, events: [HistoryEvent(.taskRetried, at: moment(8), task: 2)]),
      of: id, expectedRevision: 2, engine: "python", at: Sample.later)
  }

  private static func entries(
    _ store: WorkflowStore, since: Timestamp? = nil, after cursor: String? = nil, limit: Int = .max
  ) throws -> [HistoryEntry] {
    var entries: [HistoryEntry] = []
    try store.readHistory(of: id, since: since, after: cursor) { entry in
      entries.append(entry)
      return entries.count < limit
    }
    return entries
  }

  private static func texts(_ entries: [HistoryEntry]) -> [String] {
    entries.map { entry in
      let what =
        switch entry.content {
        case .event(let event, let task): "\(event.kind.rawValue)\(task.map { " \($0.spec)" } ?? "")"
        case .ended(let task): "\(task.state.rawValue) \(task.spec)"
        }
      return "\(entry.save.revision) \(entry.user ?? "-") \(entry.save.engine ?? "-"): \(what)"
    }
  }

  @Test("tasks and events come in the order in which they happened, with who had them saved and under which engine")
  func order() throws {
    try withStore { store, _ in
      try Self.fill(store)
      #expect(
        try Self.texts(Self.entries(store)) == [
          "1 ann restricted: started", "1 ann restricted: COMPLETED step0", "2 bob python: message_received",
          "2 bob python: COMPLETED step1", "2 bob python: task_failed step2", "3 - python: task_retried step2",
        ])
      let failed = try #require(try Self.entries(store).first { $0.moment == Self.moment(7) })
      guard case .event(let event, _) = failed.content else { return #expect(Bool(false)) }
      #expect(event.name == "broken" && event.detail == ["message": "no"])
    }
  }

  @Test("a reader can begin at a moment, stop, and go on behind any entry")
  func pages() throws {
    try withStore { store, _ in
      try Self.fill(store)
      let all = try Self.entries(store)
      #expect(try Self.entries(store, since: Self.moment(5)) == Array(all[3...]))
      for (place, entry) in all.enumerated() {
        #expect(try Self.entries(store, after: entry.cursor) == Array(all[(place + 1)...]))
        #expect(try Self.entries(store, limit: place + 1) == Array(all[...place]))
      }
      for cursor in ["", "i4", "h.1.2.3", "h.1.2.3.?", "h.1.2.3.4.5"] {
        #expect(failure { _ = try Self.entries(store, after: cursor) }?.code == .badCursor)
      }
      struct Enough: Error {}
      #expect(throws: Enough.self) { try store.readHistory(of: Self.id) { _ in throw Enough() } }
      #expect(failure { try store.readHistory(of: Sample.id(9)) { _ in true } }?.code == .noSuchInstance)
    }
  }

  @Test("what a task has changed are the variables that its versions write and remove, against the task before it")
  func variables() throws {
    try withStore { store, _ in
      try Self.fill(store)
      let tasks = try Self.entries(store).compactMap { entry in
        if case .ended(let task) = entry.content { task } else { nil }
      }
      #expect(
        try tasks.map { try store.variables(changedBy: $0, of: Self.id) } == [
          ChangedVariables(written: ["a", "b"], removed: []), ChangedVariables(written: ["a", "b"], removed: ["c"]),
        ])
    }
  }

  @Test("a save without changes leaves no trace; deleted, an instance takes its history with it")
  func noTrace() throws {
    try withStore { store, _ in
      try Self.fill(store)
      try store.save(
        Self.changes([], last: 7, count: 3, versionCount: 3).withoutScopes, of: Self.id, expectedRevision: 3,
        engine: "python", by: "eve", at: Sample.later)
      #expect(try store.number("SELECT count(*) FROM instance_save") == 3)
      try store.delete(Self.id)
      #expect(try store.number("SELECT count(*) FROM instance_save") == 0)
      #expect(try store.number("SELECT count(*) FROM instance_event") == 0)
    }
  }

  @Test("of a number of saves the oldest are forgotten, with what they tell of tasks")
  func lastSaves() throws {
    try withStore { store, _ in
      try Self.fill(store)
      let all = try Self.texts(Self.entries(store))
      #expect(try store.expireHistory(of: Self.id, HistoryRetention(), at: Sample.later) == 0)
      #expect(try store.expireHistory(of: Self.id, HistoryRetention(saves: 3), at: Sample.later) == 0)
      #expect(try store.expireHistory(of: Self.id, HistoryRetention(saves: 2), at: Sample.later) == 1)
      #expect(try Self.texts(Self.entries(store)) == Array(all[2...]))
      #expect(try store.check() == [])
      #expect(try store.expireHistory(of: Self.id, HistoryRetention(saves: 0), at: Sample.later) == 1)
      #expect(try Self.texts(Self.entries(store)) == [all[5]])
      #expect(try store.load(Self.id).state.tasks.count == 3)
    }
  }

  @Test("what is older than is to be kept is forgotten, but for the last save")
  func age() throws {
    try withStore { store, _ in
      try Self.fill(store)
      let all = try Self.texts(Self.entries(store))
      let age = HistoryRetention(microseconds: 10)
      #expect(try store.expireHistory(of: Self.id, age, at: Self.moment(13)) == 0)
      #expect(try store.expireHistory(of: Self.id, age, at: Self.moment(14)) == 1)
      #expect(try Self.texts(Self.entries(store)) == Array(all[2...]))
      #expect(try store.expireHistory(of: Self.id, age, at: Self.moment(1_000)) == 1)
      #expect(try store.expireHistory(of: Self.id, age, at: Self.moment(1_000)) == 0)
      #expect(try Self.texts(Self.entries(store)) == [all[5]])
      #expect(try store.expireHistory(of: Self.id, HistoryRetention(microseconds: .max), at: Sample.later) == 0)
    }
  }

  @Test("one call forgets a bounded number of saves")
  func bounded() throws {
    try withStore { store, _ in
      try Self.fill(store)
      try store.transaction {
        for revision in 3..<1203 {
          try store.save(
            Self.changes([], last: Int64(revision) + 10, count: 3, versionCount: 3), of: Self.id,
            expectedRevision: revision, engine: "python", at: Sample.later)
        }
      }
      let retention = HistoryRetention(saves: 1)
      #expect(try store.expireHistory(of: Self.id, retention, at: Sample.later) == 1000)
      #expect(try store.expireHistory(of: Self.id, retention, at: Sample.later) == 202)
    }
  }

  @Test("the history of an instance can be taken to another store")
  func exported() throws {
    try withStore { store, folder in
      try Self.fill(store)
      let history = try store.history(of: Self.id)
      #expect(history.saves.map(\.save.revision) == [1, 2, 3])
      #expect(history.saves.map(\.events.count) == [1, 2, 1])
      let other = try folder.store("other.db")
      try Self.fill(other)
      try other.replaceHistory(of: Self.id, by: InstanceHistory(saves: Array(history.saves.suffix(1))))
      #expect(try other.history(of: Self.id).saves == Array(history.saves.suffix(1)))
      #expect(try other.check() == [])
      try other.replaceHistory(of: Self.id, by: history)
      #expect(try Self.entries(other) == Self.entries(store))
      try other.close()
    }
  }

  @Test(
    "a history with a gap is found",
    arguments: [
      (
        "DELETE FROM instance_event WHERE revision = 3",
        "revision 3 of instance \(id) has not as many events as it should"
      ),
      (
        "DELETE FROM instance_event WHERE revision = 2; DELETE FROM instance_save WHERE revision = 2",
        "revision 3 of instance \(id) does not follow on the one before it in the history"
      ),
      (
        "DELETE FROM instance_event WHERE revision = 3; DELETE FROM instance_save WHERE revision = 3",
        "revision 3 of instance \(id) is not in the history"
      ),
    ])
  func damaged(sql: String, message: String) throws {
    let folder = try TestFolder()
    let store = try folder.store()
    try Self.fill(store)
    try folder.tamper(sql)
    #expect(try store.check().map(\.message) == [message])
  }

  @Test("an event that cannot be read is damage")
  func unreadable() throws {
    let folder = try TestFolder()
    let store = try folder.store()
    try Self.fill(store)
    try folder.tamper(
      """
      INSERT INTO instance_event VALUES (1, 3, 1, 'started', 0, NULL, NULL, 'no');
      """)
    #expect(failure { _ = try Self.entries(store) }?.code == .damagedStore)
    #expect(failure { _ = try store.history(of: Self.id) }?.code == .damagedStore)
  }

  @Test("instances from before there was a history have one of their tasks, without anybody's name")
  func before() throws {
    let folder = try TestFolder()
    let former = try WorkflowStore(
      path: folder.file(), mode: .readWrite(create: true), at: Sample.start,
      history: SchemaHistory(Array(Migration.all.prefix(5))))
    try former.execute(
      """
      INSERT INTO process VALUES (1, 'order');
      INSERT INTO name VALUES (1, 'order'), (2, 'step0');
      INSERT INTO spec VALUES (1, zeroblob(32), 1, 1, 'process', 'spiff', 0);
      INSERT INTO instance (id, uuid, spec, process, status, engine, seed, revision, created, updated, last_stamp,
        task_count, scope_count, version_count)
      VALUES (1, x'01900000000070008000000000000001', 1, 1, 'active', 'restricted', 7, 4, 0, 0, 9, 1, 1, 0);
      INSERT INTO scope VALUES (1, 0, NULL, 1, 0, NULL);
      INSERT INTO task VALUES (1, 0, x'01900000000070008000000000000002', NULL, 0, 2, 6, 9, NULL, NULL, 0, NULL);
      """)
    try former.close()
    let store = try WorkflowStore(path: folder.file(), mode: .readWrite(create: false), schema: .any)
    try store.migrate(at: Sample.later)
    #expect(try Self.texts(Self.entries(store)) == ["4 - -: COMPLETED step0"])
    try store.save(
      InstanceChanges(
        instance: Sample.instance(tasks: 1), scopes: [], tasks: [], versions: [], removedTasks: [],
        events: [HistoryEvent(.cancelled, at: Sample.start)]),
      of: Self.id, expectedRevision: 4, engine: "restricted", by: "ann", at: Sample.start)
    #expect(
      try Self.texts(Self.entries(store)) == ["4 - -: COMPLETED step0", "5 ann restricted: cancelled"])
    #expect(try store.number("SELECT former_stamp FROM instance_save WHERE revision = 5") == 9)
  }
}

extension InstanceChanges {
  fileprivate var withoutScopes: InstanceChanges {
    var changes = self
    changes.scopes = []
    return changes
  }
}
