import OrderedCollections
import Testing
import WorkflowEngine
import WorkflowModel

@testable import WorkflowStore

/// Beside ``LeaseScheduleTests``.
@Suite("every store says who works on what")
struct WorkConformanceTests {
  private static let minute: Int64 = 60_000_000
  private let id = Sample.id(1)

  private static func moment(_ seconds: Int) -> Timestamp {
    Sample.start.after(microseconds: Int64(seconds) * 1_000_000)
  }

  private static func due(_ seconds: Int?) -> InstanceChanges {
    var changes = Sample.changes(status: .waiting)
    changes.instance.due = seconds.map(moment)
    return changes
  }

  @discardableResult
  private func save(_ store: any StoreBackend, _ revision: Int, under lease: Lease?) throws -> Int {
    var record = Sample.instance(status: .waiting)
    record.lastStamp = Sample.start.after(microseconds: Int64(revision))
    return try store.save(
      InstanceChanges(only: record), of: id, expectedRevision: revision, under: lease, engine: "restricted",
      at: Sample.later
    ).revision
  }

  @Test("a suspended transaction lets others write, and goes on if its lease is still held", arguments: Backend.all)
  func suspension(backend: Backend) throws {
    try backend.withStore { store, other, clock in
      try store.start()
      let (owner, rival) = (LeaseOwner(), LeaseOwner())
      try store.transaction {
        try save(store, 1, under: nil)
        let lease = try store.claim(id, by: owner, for: Self.minute)
        try store.suspend(holding: lease)
        #expect(try other.load(id).summary.revision == 2)
        try other.start(2)
        #expect(failure { try save(other, 2, under: nil) }?.code == .leased)
        try save(store, 2, under: lease)
        try store.release(lease)
        #expect(failure { _ = try other.start(3) }?.code == .storeBusy)
      }
      let error = failure {
        try store.transaction {
          try store.suspend(holding: try store.claim(id, by: owner, for: Self.minute))
          clock.advance(seconds: 60)
          let taken = try other.claim(id, by: rival, for: Self.minute)
          try save(other, 3, under: taken)
          _ = try store.load(id)
        }
      }
      #expect(error?.code == .leaseLost)
      #expect(try other.lease(of: id)?.owner == rival.name)
      #expect(try store.load(id).summary.revision == 4)
    }
  }

  @Test("what has been due for longest comes first, of what nobody works on", arguments: Backend.all)
  func due(backend: Backend) throws {
    try backend.withStore { store, other, clock in
      for (number, seconds) in [(1, 30), (2, 10), (3, 20), (4, 1000)] {
        try store.start(number, Self.due(seconds), process: number == 3 ? "other" : "order")
      }
      try store.start(5, Self.due(nil))
      func first(_ end: Int, since start: Int? = nil, _ process: String? = nil, besides: [Int] = []) throws
        -> Identifier?
      {
        try other.firstDue(before: Self.moment(end), since: start.map(Self.moment), process: process) { instance in
          !besides.map(Sample.id).contains(instance.id)
        }?.id
      }
      #expect(try first(10) == nil)
      #expect(try first(100) == Sample.id(2))
      #expect(try first(100, "other") == Sample.id(3))
      #expect(try first(100, since: 21) == Sample.id(1))
      #expect(try first(100, besides: [2, 3]) == Sample.id(1))
      #expect(try other.nextDue(from: Self.moment(100), process: nil) == Self.moment(1000))
      #expect(try other.nextDue(from: Self.moment(100), process: "other") == nil)
      let owner = LeaseOwner()
      _ = try store.claim(Sample.id(2), by: owner, for: Self.minute)
      #expect(try first(100) == Sample.id(3))
      clock.advance(seconds: 60)
      #expect(try first(100) == Sample.id(2))
    }
  }

  @Test(
    "an instance is due for the sake of what is kept for it, through all saves until it is taken",
    arguments: Backend.all)
  func kept(backend: Backend) throws {
    try backend.withStore { store, other, _ in
      var changes = Self.due(nil)
      changes.subscriptions = [SubscriptionRecord(task: 0, messages: [MessageSubscription(name: "news", key: nil)])]
      try store.start(1, changes)
      let content = SentMessage(name: "news", payload: nil, correlation: [:])
      let message = try store.post(content, at: Sample.start, expires: Sample.later)
      try store.keep(message, for: id)
      func isDue() throws -> Bool {
        try other.firstDue(before: Sample.later, since: nil, process: nil) { _ in true } != nil
      }
      #expect(try isDue())
      try save(store, 1, under: nil)
      #expect(try isDue())
      #expect(try other.messages(for: id).map(\.content) == [content])
      try store.remove(message, takenBy: id)
      try save(store, 2, under: nil)
      #expect(try !isDue())
    }
  }
}
