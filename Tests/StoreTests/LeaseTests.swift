import Foundation
import GRDB
import Testing
import WorkflowEngine
import WorkflowModel

@testable import WorkflowStore

@Suite("Leases")
struct LeaseTests {
  private static let minute: Int64 = 60_000_000
  private let folder: TestFolder
  private let clock = HandClock()
  private let id = Sample.id(1)

  init() throws {
    folder = try TestFolder()
  }

  private func store() throws -> WorkflowStore {
    try WorkflowStore(
      path: folder.file(), mode: .readWrite(create: true), busyTimeout: 0.05, at: Sample.start,
      leaseClock: { [clock] in clock.now })
  }

  /// Saves a change of the stamp alone.
  @discardableResult
  private func save(_ store: WorkflowStore, _ revision: Int, under lease: Lease? = nil) throws -> Int {
    var record = Sample.instance(status: .waiting)
    record.lastStamp = Timestamp(microseconds: Sample.start.microseconds + Int64(revision))
    return try store.save(
      InstanceChanges(only: record), of: id, expectedRevision: revision, under: lease, engine: "restricted",
      at: Sample.later
    ).revision
  }

  @Test("who holds the lease of an instance alone may save it")
  func exclusion() throws {
    let (store, other) = (try store(), try store())
    try store.start()
    let owner = LeaseOwner()
    let lease = try store.claim(id, by: owner, for: Self.minute)
    #expect(try other.lease(of: id) == lease)
    #expect(try save(store, 1, under: lease) == 2)
    let message = "instance \(id) is being worked on by \(owner.name), until 2026-01-01T00:01:00+00:00 at least"
    for attempt in [
      failure { try save(other, 2) }, failure { try other.delete(id) }, failure { try other.requireFree(id) },
      failure { _ = try other.claim(id, by: LeaseOwner(), for: Self.minute) },
    ] {
      #expect(attempt?.code == .leased)
      #expect(attempt?.category.exitStatus == 75)
      #expect(attempt?.message == message)
    }
    try store.release(lease)
    #expect(try other.lease(of: id) == nil)
    #expect(try save(other, 2) == 3)
    #expect(failure { try save(store, 3, under: lease) }?.code == .leaseLost)
    #expect(try store.check() == [])
  }

  @Test("a lease that has expired can be taken away, and until then be renewed")
  func expiry() throws {
    let (store, other) = (try store(), try store())
    try store.start()
    let (owner, second) = (LeaseOwner(), LeaseOwner())
    var lease = try store.claim(id, by: owner, for: Self.minute)
    clock.advance(seconds: 59)
    lease = try store.renew(lease, for: Self.minute)
    clock.advance(seconds: 59)
    #expect(failure { _ = try other.claim(id, by: second, for: Self.minute) }?.code == .leased)
    clock.advance(seconds: 1)
    // Nobody has taken it: it is still the holder's.
    #expect(try save(store, 1, under: lease) == 2)
    let taken = try other.claim(id, by: second, for: Self.minute)
    #expect(taken.token > lease.token)
    #expect(failure { _ = try store.renew(lease, for: Self.minute) }?.code == .leaseLost)
    #expect(failure { try save(store, 2, under: lease) }?.code == .leaseLost)
    try store.release(lease)
    #expect(try other.lease(of: id) == taken)
    #expect(try save(other, 2, under: taken) == 3)
  }

  @Test("a save without a lease takes away one that has expired")
  func shortRun() throws {
    let store = try store()
    try store.start()
    let owner = LeaseOwner()
    let lease = try store.claim(id, by: owner, for: Self.minute)
    clock.advance(seconds: 60)
    #expect(try save(store, 1) == 2)
    #expect(failure { try save(store, 2, under: lease) }?.code == .leaseLost)
  }

  @Test("the database itself refuses a save that is not of the lease that is held")
  func fence() throws {
    let store = try store()
    try store.start()
    try store.start(2)
    let owner = LeaseOwner()
    let stale = try store.claim(id, by: owner, for: Self.minute)
    clock.advance(seconds: 60)
    let lease = try store.claim(id, by: owner, for: Self.minute)
    func save(fence: String) throws {
      try store.execute("UPDATE instance SET revision = revision + 1, fence = \(fence) WHERE id = 1")
    }
    for fence in ["NULL", "\(stale.token)", "\(lease.token + 1)"] {
      #expect(throws: StoreError.self) { try save(fence: fence) }
    }
    try save(fence: "\(lease.token)")
    try store.execute("UPDATE instance SET revision = revision + 1 WHERE id = 2")
    #expect(throws: StoreError.self) { try store.execute("DELETE FROM instance WHERE id = 1") }
    try store.release(lease)
    // A holder that comes back after the one after it has ended.
    for fence in ["\(stale.token)", "\(lease.token)"] {
      #expect(throws: StoreError.self) { try save(fence: fence) }
    }
    try save(fence: "NULL")
  }

  @Test("tokens grow, and none is given twice")
  func tokens() throws {
    let store = try store()
    try store.start()
    let owner = LeaseOwner()
    var tokens: [Int] = []
    for _ in 0..<5 {
      let lease = try store.claim(id, by: owner, for: Self.minute)
      tokens.append(lease.token)
      try store.release(lease)
    }
    #expect(tokens == [1, 2, 3, 4, 5])
    for sql in [
      "UPDATE lease_token SET last = 2", "DELETE FROM lease_token",
      "INSERT INTO lease VALUES (1, 3, 'somebody', '', 1, 0, 1)",
    ] {
      #expect(throws: StoreError.self) { try store.execute(sql) }
    }
    _ = try store.claim(id, by: owner, for: Self.minute)
    #expect(throws: StoreError.self) { try store.execute("UPDATE lease SET token = 7") }
  }

  @Test("the lease of an owner that is not there any more is free")
  func ended() throws {
    let (store, other) = (try store(), try store())
    try store.start()
    var owner: LeaseOwner? = LeaseOwner()
    let name = try #require(owner?.name)
    _ = try store.claim(id, by: try #require(owner), for: Self.minute)
    owner = nil
    #expect(LeaseOwner.hasEnded(name, machine: Machine.current, process: Int(getpid())) == !Machine.current.isEmpty)
    #expect(!LeaseOwner.hasEnded(name, machine: "another", process: Int(getpid())))
    #expect(!LeaseOwner.hasEnded("init", machine: Machine.current, process: 1))
    if !Machine.current.isEmpty { #expect(try save(other, 1) == 2) }
  }

  @Test("a transaction that is suspended lets others write, and goes on if the lease is still held")
  func suspension() throws {
    let (store, other) = (try store(), try store())
    try store.start()
    try store.start(2)
    let owner = LeaseOwner()
    try store.transaction {
      try save(store, 1)
      let lease = try store.claim(id, by: owner, for: Self.minute)
      try store.suspend(holding: lease)
      #expect(try other.load(id).summary.revision == 2)
      try other.delete(Sample.id(2))
      #expect(failure { try save(other, 2) }?.code == .leased)
      try store.transaction {
        try save(store, 2, under: lease)
        try store.suspend(holding: lease)
        try other.start(3)
      }
      #expect(try store.list().instances.count == 2)
      try save(store, 3, under: lease)
      try store.release(lease)
      #expect(failure { try other.start(4) }?.code == .storeBusy)
    }
    #expect(try other.load(id).summary.revision == 4)
    #expect(try other.lease(of: id) == nil)
  }

  @Test("a suspended transaction whose lease was taken away writes nothing more, and others keep what they wrote")
  func lost() throws {
    let (store, other) = (try store(), try store())
    try store.start()
    let (owner, second) = (LeaseOwner(), LeaseOwner())
    let error = failure {
      try store.transaction {
        try save(store, 1)
        let lease = try store.claim(id, by: owner, for: Self.minute)
        try store.suspend(holding: lease)
        clock.advance(seconds: 60)
        let taken = try other.claim(id, by: second, for: Self.minute)
        try save(other, 2, under: taken)
        #expect(failure { _ = try store.load(id) }?.code == .leaseLost)
        #expect(failure { _ = try store.start(9) }?.code == .leaseLost)
        try save(store, 2, under: lease)
      }
    }
    #expect(error?.code == .leaseLost)
    #expect(try store.load(id).summary.revision == 3)
    #expect(try store.list().instances.count == 1)
    #expect(try store.lease(of: id)?.owner == second.name)
  }

  @Test("an error gives the lease back, and takes back only what came after the suspension")
  func givenBack() throws {
    struct Refusal: Error {}
    let (store, other) = (try store(), try store())
    try store.start()
    let owner = LeaseOwner()
    #expect(throws: Refusal.self) {
      try store.transaction {
        try save(store, 1)
        let lease = try store.claim(id, by: owner, for: Self.minute)
        try store.suspend(holding: lease)
        try save(store, 2, under: lease)
        throw Refusal()
      }
    }
    #expect(try other.lease(of: id) == nil)
    #expect(try other.load(id).summary.revision == 2)
    #expect(try save(other, 2) == 3)
    // The same where a part fails, and the whole goes on.
    try store.transaction {
      #expect(throws: Refusal.self) {
        try store.transaction {
          try save(store, 3)
          try store.suspend(holding: try store.claim(id, by: owner, for: Self.minute))
          throw Refusal()
        }
      }
      try store.start(2)
    }
    #expect(try other.lease(of: id) == nil)
    #expect(try other.list().instances.count == 2)
  }

  @Test("the instance that has been due for longest comes first, of those that nobody works on")
  func due() throws {
    let store = try store()
    func moment(_ seconds: Int) -> Timestamp {
      Timestamp(microseconds: Sample.start.microseconds + Int64(seconds) * 1_000_000)
    }
    for (number, seconds) in [(1, 30), (2, 10), (3, 20), (4, 1000)] {
      var changes = Sample.changes()
      changes.instance.due = moment(seconds)
      try store.start(number, changes, process: number == 3 ? "other" : "order")
    }
    try store.start(5)
    func first(_ seconds: Int, _ process: String? = nil) throws -> Identifier? {
      try store.firstDue(before: moment(seconds), process: process)?.id
    }
    #expect(try first(10) == nil)
    #expect(try first(100) == Sample.id(2))
    #expect(try first(100, "other") == Sample.id(3))
    #expect(try first(100, "nobody's") == nil)
    #expect(try store.firstDue(before: moment(100)) { $0.id != Sample.id(2) }?.id == Sample.id(3))
    #expect(try store.nextDue(from: moment(100)) == moment(1000))
    #expect(try store.nextDue(from: moment(100), process: "other") == nil)
    let owner = LeaseOwner()
    _ = try store.claim(Sample.id(2), by: owner, for: Self.minute)
    #expect(try first(100) == Sample.id(3))
    clock.advance(seconds: 60)
    #expect(try first(100) == Sample.id(2))
    let status = try store.status()
    #expect(status.leases == 1)
    #expect(status.oldestDue == moment(10))
    // That it is due no more is no change of the instance.
    let changes = InstanceChanges(only: Sample.instance())
    clock.advance(seconds: 60)
    try store.save(changes, of: Sample.id(3), expectedRevision: 1, engine: "restricted", at: Sample.later)
    #expect(try store.load(Sample.id(3)).summary.revision == 1)
    #expect(try store.firstDue(before: moment(100), process: "other") == nil)
    #expect(try store.check() == [])
  }
}
