import OrderedCollections
import Testing
import WorkflowEngine
import WorkflowModel

@testable import WorkflowStore

@Suite("Instances that move to another specification")
struct MovingTests {
  private static let retired = [
    RetiredElement(process: "order", spec: "Activity_0", element: "Activity_0", type: .userTask, name: "Look"),
    RetiredElement(process: "order", spec: "Activity_0.BoundaryEventSplit", element: nil, type: nil, name: nil),
  ]

  /// Moves the only task of an instance, which waits for `news`, to another name and another message.
  private static func move(
    _ stored: StoredInstance, to spec: String
  ) throws -> (move: InstanceMove, former: FormerRecords) {
    var state = stored.state
    state.tasks[0].spec = "Activity_2"
    state.scopes[0].dataObjects["added"] = .null
    let changes = InstanceChanges(
      instance: state.instance, scopes: state.scopes, tasks: state.tasks, versions: [], removedTasks: [],
      subscriptions: [
        SubscriptionRecord(task: 0, messages: [MessageSubscription(name: "sports", key: nil)])
      ])
    return (
      InstanceMove(to: spec, changes, retired: retired),
      FormerRecords(of: stored.state, retired: stored.retired, changedTo: state)
    )
  }

  private static func waiting() -> InstanceChanges {
    var changes = Sample.changes(status: .waiting)
    changes.subscriptions = [SubscriptionRecord(task: 0, messages: [MessageSubscription(name: "news", key: nil)])]
    return changes
  }

  @Test("a moved instance comes back with its records, what is retired, and an entry in the journal")
  func roundTrip() throws {
    try withStore { store, _ in
      let stored = try store.start(1, Self.waiting())
      let spec = try store.add(Sample.package("<definitions id='2'/>"), at: Sample.later).id
      let (move, former) = try Self.move(stored, to: spec)
      let summary = try store.migrate(
        Sample.id(1), move, former: former, expectedRevision: 1, at: Sample.later)
      #expect(summary.revision == 2 && summary.spec == spec && summary.version == 2 && summary.updated == Sample.later)
      let moved = try store.load(Sample.id(1))
      #expect(moved.summary == summary)
      #expect(moved.retired == Self.retired)
      #expect(moved.state.tasks.map(\.spec) == ["Activity_2"])
      #expect(try store.texts("SELECT text FROM subscription JOIN name ON name.id = subscription.name") == ["sports"])
      let entry = try #require(try store.migrations(of: Sample.id(1)).first)
      #expect(entry.from == stored.summary.spec && entry.to == spec && entry.revision == 2 && entry.undone == nil)
      #expect(entry.moment == Sample.later)
      let back = try #require(entry.former).applied(to: moved.state)
      #expect(back.tasks == stored.state.tasks && back.scopes == stored.state.scopes)
      #expect(try store.check().isEmpty)
    }
  }

  @Test("a move from a revision that is no longer there, or to a specification of another process, is refused")
  func refused() throws {
    try withStore { store, _ in
      let stored = try store.start(1, Self.waiting())
      let spec = try store.add(Sample.package("<definitions id='2'/>"), at: Sample.later).id
      let (move, former) = try Self.move(stored, to: spec)
      let stale = failure {
        try store.migrate(Sample.id(1), move, former: former, expectedRevision: 2, at: Sample.later)
      }
      #expect(stale?.code == .staleRevision)
      let missing = failure {
        try store.migrate(
          Sample.id(1), Self.move(stored, to: "nowhere").move, former: former, expectedRevision: 1, at: Sample.later)
      }
      #expect(missing?.code == .noSuchSpec)
      #expect(try store.load(Sample.id(1)).summary == stored.summary)
      #expect(try store.migrations(of: Sample.id(1)).isEmpty)
    }
  }

  @Test("an undone migration keeps its entry; a specification that the journal names cannot be deleted")
  func undone() throws {
    try withStore { store, _ in
      let stored = try store.start(1, Self.waiting())
      let spec = try store.add(Sample.package("<definitions id='2'/>"), at: Sample.later).id
      let (move, former) = try Self.move(stored, to: spec)
      try store.migrate(Sample.id(1), move, former: former, expectedRevision: 1, at: Sample.later)
      #expect(failure { try store.deleteSpec(stored.summary.spec) }?.code == .specInUse)
      let entry = try #require(try store.migrations(of: Sample.id(1)).first)
      let back = InstanceMove(
        to: entry.from,
        InstanceChanges(
          instance: stored.state.instance, scopes: stored.state.scopes, tasks: stored.state.tasks, versions: [],
          removedTasks: []), retired: [])
      let summary = try store.undo(entry, of: Sample.id(1), back, expectedRevision: 2, at: Sample.later)
      #expect(summary.spec == stored.summary.spec && summary.revision == 3)
      let after = try store.load(Sample.id(1))
      #expect(after.retired.isEmpty && after.state.tasks == stored.state.tasks)
      #expect(try store.number("SELECT count(*) FROM subscription") == 0)
      let entries = try store.migrations(of: Sample.id(1))
      #expect(entries.count == 1 && entries[0].undone == Sample.later && entries[0].former == nil)
      try store.delete(Sample.id(1))
      #expect(try store.number("SELECT count(*) FROM instance_migration") == 0)
      #expect(try store.check().isEmpty)
    }
  }

  @Test("a journal that cannot be read is damage")
  func damaged() throws {
    try withStore { store, _ in
      let stored = try store.start(1, Self.waiting())
      let spec = try store.add(Sample.package("<definitions id='2'/>"), at: Sample.later).id
      let (move, former) = try Self.move(stored, to: spec)
      try store.migrate(Sample.id(1), move, former: former, expectedRevision: 1, at: Sample.later)
      for text in ["[]", "{\"tasks\":[]}", "{\"tasks\":[{\"number\":1}],\"scopes\":[],\"retired\":[]}", "no"] {
        try store.execute("UPDATE instance_migration SET former = '\(text)'")
        #expect(failure { _ = try store.migrations(of: Sample.id(1)) }?.code == .damagedStore)
      }
    }
  }
}
