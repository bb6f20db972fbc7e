import BigInt
import OrderedCollections
import Testing
import WorkflowEngine
import WorkflowModel
import WorkflowScripting

@testable import WorkflowStore

@Suite("Saving")
struct SaveTests {
  /// How many rows `body` writes.
  private func rows(_ store: WorkflowStore, _ body: () throws -> Void) throws -> Int {
    let before = try store.number("SELECT total_changes()")
    try body()
    return try store.number("SELECT total_changes()") - before
  }

  @Test("a save writes the rows of what changed, however much else there is", arguments: [1, 10, 1000])
  func onlyWhatChanged(tasks: Int) throws {
    try withStore { store, _ in
      var changes = Sample.changes(["a": 1])
      changes.tasks += (1..<tasks + 1).map { Sample.task($0, of: $0 - 1, state: .completed, version: 1) }
      changes.instance = Sample.instance(tasks: tasks + 1, versions: 1)
      try store.start(1, changes)

      var completed = Sample.task(0, state: .completed, version: 1)
      completed.lastStateChange = Sample.later
      let next = Sample.task(tasks + 1, of: 0, spec: "Activity_2", version: 2)
      let version = DataVersionRecord(number: 2, base: 1, written: ["b": 2], removed: ["a"])
      let step = InstanceChanges(
        instance: Sample.instance(tasks: tasks + 2, versions: 2), scopes: [], tasks: [completed, next],
        versions: [version], removedTasks: [])
      var saved: InstanceSummary?
      let written = try rows(store) {
        saved = try store.save(step, of: Sample.id(1), expectedRevision: 1, engine: "python", at: Sample.later)
      }
      // Two tasks, one version, the new names of an element and an engine, the instance, the save.
      #expect(written == 7)
      let loaded = try store.load(Sample.id(1))
      #expect(loaded.summary == saved)
      #expect(loaded.summary.revision == 2)
      #expect(loaded.summary.updated == Sample.later)
      #expect(loaded.state.tasks.first == completed)
      #expect(loaded.state.tasks.last == next)
      #expect(loaded.state.tasks.count == tasks + 2)
      #expect(loaded.state.versions.last == version)
    }
  }

  @Test("a step costs the same number of bytes in a long instance as in a short one")
  func constantBytes() throws {
    var grown: [Int] = []
    for tasks in [10, 10_000] {
      try withStore { store, folder in
        var changes = Sample.changes(["a": 1])
        changes.tasks += (1..<tasks).map { Sample.task($0, of: $0 - 1, state: .completed, version: 1) }
        changes.instance = Sample.instance(tasks: tasks, versions: 1)
        try store.start(1, changes)
        try store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        let step = InstanceChanges(
          instance: Sample.instance(tasks: tasks, versions: 1), scopes: [],
          tasks: [Sample.task(tasks - 1, of: 0, state: .cancelled, version: 1)], versions: [], removedTasks: [])
        try store.save(step, of: Sample.id(1), expectedRevision: 1, engine: "restricted", at: Sample.later)
        grown.append(StoreFile.length(of: folder.file("wfstore.db-wal")) ?? 0)
      }
    }
    // One page of tasks, one of instances and one of their order by the last save, one of saves.
    #expect(grown.allSatisfy { $0 <= 32 + 4 * (24 + 4096) }, "\(grown)")
  }

  @Test("a member of a collection is written alone, and a large one once, however many versions hold it")
  func members() throws {
    try withStore { store, _ in
      try store.start(1, Sample.changes(["list": .list((0..<20).map { .integer($0) }), "b": [:]]))
      let large = DataValue.string(String(repeating: "x", count: 5000))
      let versions = [
        DataVersionRecord(number: 2, base: 1, written: [:], members: ["list": ["20": 7]], removed: []),
        DataVersionRecord(
          number: 3, base: 2, written: ["a": 1], members: ["list": ["21": 8, "22": large], "b": ["k": large]],
          removed: ["c"]),
      ]
      let changes = InstanceChanges(
        instance: Sample.instance(versions: 3), scopes: [], tasks: [], versions: versions, removedTasks: [])
      try store.save(changes, of: Sample.id(1), expectedRevision: 1, engine: "restricted", at: Sample.later)
      #expect(Array(try store.load(Sample.id(1)).state.versions.dropFirst()) == versions)
      let isAlone = "SELECT written = '[{},{\"list\":{\"20\":7}}]' FROM data_version WHERE number = 2"
      #expect(try store.number(isAlone) == 1)
      #expect(try store.number("SELECT count(*) FROM large_value") == 1)
    }
  }

  @Test("large data of a process is not written again when only its tasks change")
  func unchangedScopeData() throws {
    try withStore { store, folder in
      var changes = Sample.changes()
      changes.scopes[0].dataObjects = ["table": .string(String(repeating: "x", count: 1_000_000))]
      changes.scopes[0].data = ["result": 1]
      try store.start(1, changes)
      try store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
      changes.scopes[0].lastTask = 0
      changes.scopes[0].data = [:]
      try store.save(changes, of: Sample.id(1), expectedRevision: 1, engine: "restricted", at: Sample.later)
      #expect(try #require(StoreFile.length(of: folder.file("wfstore.db-wal"))) < 30_000)
      #expect(try store.load(Sample.id(1)).state.scopes == changes.scopes)
      changes.scopes[0].dataObjects = ["table": 2]
      try store.save(changes, of: Sample.id(1), expectedRevision: 2, engine: "restricted", at: Sample.later)
      #expect(try store.load(Sample.id(1)).state.scopes == changes.scopes)
    }
  }

  @Test("a save without a change writes nothing and leaves the revision")
  func nothingChanged() throws {
    try withStore { store, _ in
      let module = EnvironmentModule(name: "a.py", source: "1")
      try store.start(environment: [module])
      let nothing = InstanceChanges(only: Sample.instance())
      let written = try rows(store) {
        let summary = try store.save(
          nothing, of: Sample.id(1), expectedRevision: 1, engine: "restricted", environment: [module], at: Sample.later)
        #expect(summary.revision == 1)
        #expect(summary.engine == "restricted")
        #expect(summary.updated == Sample.start)
      }
      #expect(written == 0)
    }
  }

  @Test("another engine is a change: it is what the next run begins with")
  func otherEngine() throws {
    try withStore { store, _ in
      try store.start(environment: [])
      let nothing = InstanceChanges(only: Sample.instance())
      let summary = try store.save(nothing, of: Sample.id(1), expectedRevision: 1, engine: "python", at: Sample.later)
      #expect(summary.revision == 2)
      #expect(try store.load(Sample.id(1)).summary.engine == "python")
    }
  }

  @Test("the instance's own record alone, or its environment, is a change")
  func ownRecord() throws {
    try withStore { store, _ in
      try store.start(environment: [EnvironmentModule(name: "a.py", source: "1")])
      let waiting = InstanceChanges(only: Sample.instance(status: .waiting))
      let first = try store.save(
        waiting, of: Sample.id(1), expectedRevision: 1, engine: "python", at: Sample.later)
      #expect(first.revision == 2)
      #expect(first.status == .waiting)
      #expect(first.engine == "python")
      #expect(try store.load(Sample.id(1)).environment.count == 1)
      let modules = [EnvironmentModule(name: "b.py", source: "2"), EnvironmentModule(name: "c.py", source: "2")]
      let second = try store.save(
        waiting, of: Sample.id(1), expectedRevision: 2, engine: "python", environment: modules, at: Sample.later)
      #expect(second.revision == 3)
      #expect(try store.load(Sample.id(1)).environment == modules)
      // The former module is nobody's now: two files of the model and one of the environment.
      #expect(try store.number("SELECT count(*) FROM file") == 3)
    }
  }

  @Test("a stale save is refused, and changes nothing")
  func stale() throws {
    try withStore { store, folder in
      try store.start()
      let other = try folder.store()
      let changes = InstanceChanges(only: Sample.instance(status: .waiting))
      try other.save(changes, of: Sample.id(1), expectedRevision: 1, engine: "restricted", at: Sample.later)
      try other.close()
      let before = try store.load(Sample.id(1))
      let error = failure {
        try store.save(Sample.changes(), of: Sample.id(1), expectedRevision: 1, engine: "python", at: Sample.later)
      }
      #expect(error?.code == .staleRevision)
      #expect(error?.category.exitStatus == 75)
      #expect(
        error?.message
          == "instance \(Sample.id(1)) has been saved by somebody else: expected revision 1, found 2")
      #expect(error?.instance == Sample.id(1))
      let after = try store.load(Sample.id(1))
      #expect(after.summary == before.summary)
      #expect(after.state.equals(before.state))
    }
  }

  @Test("removed tasks are gone")
  func removedTasks() throws {
    try withStore { store, _ in
      var changes = Sample.changes()
      changes.tasks += (1...3).map { Sample.task($0, of: 0, state: .maybe) }
      changes.instance = Sample.instance(tasks: 4)
      try store.start(1, changes)
      var removal = InstanceChanges(only: changes.instance)
      removal.removedTasks = [1, 3]
      let summary = try store.save(
        removal, of: Sample.id(1), expectedRevision: 1, engine: "restricted", at: Sample.later)
      #expect(summary.revision == 2)
      #expect(try store.load(Sample.id(1)).state.tasks.map(\.number) == [0, 2])
    }
  }

  @Test("a value that JSON cannot hold is named, and nothing is saved", arguments: [false, true])
  func unsavable(large: Bool) throws {
    try withStore { store, _ in
      try store.start()
      var items: [DataValue] = [1, .double(.nan)]
      if large { items += [.string(String(repeating: "x", count: 5000))] }
      var changes = Sample.changes(["first": 1, "order": ["items": .list(items)]])
      changes.instance = Sample.instance(versions: 1)
      let error = failure {
        try store.save(changes, of: Sample.id(1), expectedRevision: 1, engine: "restricted", at: Sample.later)
      }
      #expect(error?.code == .unsavableValue)
      #expect(error?.category.exitStatus == 65)
      let place = "the data of the task Activity_1 (\(Sample.id(1_000_000)))"
      #expect(error?.message.hasPrefix("\(place) cannot be saved: ") == true)
      #expect(error?.message.hasSuffix(" at order.items[1]") == true)
      #expect(error?.instance == Sample.id(1))
      #expect(try store.load(Sample.id(1)).summary.revision == 1)
      #expect(try store.load(Sample.id(1)).state.versions == [])
    }
  }

  @Test("records that break a rule of the schema are refused, and nothing is saved")
  func brokenRule() throws {
    try withStore { store, _ in
      try store.start()
      var changes = Sample.changes()
      changes.tasks[0].scope = 4
      let error = failure {
        try store.save(changes, of: Sample.id(1), expectedRevision: 1, engine: "restricted", at: Sample.later)
      }
      #expect(error?.code == .brokenRule)
      #expect(error?.category.exitStatus == 65)
      #expect(error?.message == "the records break a rule of the store: FOREIGN KEY constraint failed: \(store.path)")
      #expect(try store.load(Sample.id(1)).summary.revision == 1)
    }
  }

  @Test("a task keeps its identifier")
  func identifierStays() throws {
    try withStore { store, _ in
      try store.start()
      var changes = Sample.changes()
      changes.tasks[0] = TaskRecord(
        number: 0, id: Sample.id(5), parent: nil, scope: 0, spec: "Activity_1", state: .ready,
        lastStateChange: Sample.start, dataVersion: 0, arrivedBy: nil, internalData: [:])
      let error = failure {
        try store.save(changes, of: Sample.id(1), expectedRevision: 1, engine: "restricted", at: Sample.later)
      }
      #expect(error?.code == .brokenRule)
      let rule = "task 0 of instance \(Sample.id(1)) is not \(Sample.id(5))"
      #expect(error?.message == "the records break a rule of the store: \(rule): \(store.path)")
    }
  }

  @Test("a full disk is an error, and nothing is saved")
  func full() throws {
    try withStore { store, folder in
      try store.start()
      let before = try store.load(Sample.id(1))
      let limit = try store.number("PRAGMA page_count")
      try store.execute("PRAGMA max_page_count = \(limit)")
      var changes = Sample.changes(["blob": .string(String(repeating: "x", count: 100_000))])
      changes.instance = Sample.instance(versions: 1)
      let error = failure {
        try store.save(changes, of: Sample.id(1), expectedRevision: 1, engine: "restricted", at: Sample.later)
      }
      #expect(error?.code == .storeFull)
      #expect(error?.category.exitStatus == 73)
      #expect(error?.message == "the store cannot be written, the disk is full: \(folder.file())")
      // Inside a transaction, the save alone is taken back: never half of it.
      try store.transaction {
        let inside = failure {
          try store.save(changes, of: Sample.id(1), expectedRevision: 1, engine: "restricted", at: Sample.later)
        }
        #expect(inside == error)
      }
      #expect(try store.load(Sample.id(1)).state.equals(before.state))
      try store.execute("PRAGMA max_page_count = 1000000")
      try store.save(changes, of: Sample.id(1), expectedRevision: 1, engine: "restricted", at: Sample.later)
    }
  }

  @Test("10 MB of data in one task are saved, loaded and equal")
  func tenMegabytes() throws {
    try withStore { store, _ in
      var generator = SeededGenerator(seed: 10)
      let table = (0..<50_000).map { row -> DataValue in
        [
          "id": .integer(row), "price": .double(Double(row) / 7), "text": .string("item \(generator.next())"),
          "tags": ["a", .null, .bool(row.isMultiple(of: 2)), DataValue(BigInt(generator.next()) * BigInt(row))],
          "when": .typed(TypedValue(typename: "date", content: ["value": "2026-01-01"])),
        ]
      }
      let text = String(repeating: "naïve 🙂 text, ", count: 200_000)
      let data: DataDictionary = ["table": .list(table), "text": .string(text), "small": 1]
      try store.start(1, Sample.changes(data))
      #expect(try store.number("SELECT sum(length(CAST(content AS BLOB))) FROM large_value") > 10_000_000)
      let loaded = try store.load(Sample.id(1))
      #expect(loaded.state.versions.first?.written == data)
      #expect(Array(loaded.state.versions[0].written.keys) == ["table", "text", "small"])
    }
  }

  @Test("equal large values are stored once, in whatever instance and variable")
  func sharedLargeValues() throws {
    try withStore { store, folder in
      let large = DataValue.list(Array(repeating: "a value in a list", count: 1000))
      let data: DataDictionary = ["a": large, "b": 2, "c": large, "typename": large, "d": .null]
      try store.start(1, Sample.changes(data))
      try store.start(2, Sample.changes(["other": large]))
      #expect(try store.number("SELECT count(*) FROM large_value") == 1)
      #expect(try store.number("SELECT count(*) FROM data_version_value") == 4)
      #expect(try store.number("SELECT max(length(written)) FROM data_version") < 100)
      let written = try #require(try store.load(Sample.id(1)).state.versions.first?.written)
      #expect(written == data)
      #expect(Array(written.keys) == Array(data.keys))
    }
  }
}
