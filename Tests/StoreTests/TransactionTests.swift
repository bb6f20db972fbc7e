import Foundation
import OrderedCollections
import Testing
import WorkflowEngine
import WorkflowModel

@testable import WorkflowStore

@Suite("Transactions")
struct TransactionTests {
  private struct Refusal: Error {}

  @Test("all calls inside a transaction are saved together, or none of them")
  func together() throws {
    try withStore { store, _ in
      #expect(throws: Refusal.self) {
        try store.transaction {
          try store.start(1)
          try store.start(2)
          #expect(try store.list().instances.count == 2)
          throw Refusal()
        }
      }
      #expect(try store.specs() == [])
      let result = try store.transaction {
        try store.start(1)
        return try store.transaction { try store.start(2).summary.revision }
      }
      #expect(result == 1)
      #expect(try store.list().instances.count == 2)
    }
  }

  @Test("a call that fails inside a transaction takes back its own part alone")
  func part() throws {
    try withStore { store, _ in
      try store.transaction {
        try store.start(1)
        var broken = Sample.changes()
        broken.tasks[0].spec = "Activity_of_nobody"
        broken.tasks[0].parent = 0
        #expect(failure { try store.start(2, broken) }?.code == .brokenRule)
        #expect(failure { try store.transaction { _ = try store.load(Sample.id(9)) } }?.code == .noSuchInstance)
        // The name was taken back with the rest; it must be stored anew.
        broken.tasks[0].parent = nil
        try store.start(3, broken)
      }
      #expect(Set(try store.list().instances.map(\.id)) == [Sample.id(1), Sample.id(3)])
      #expect(try store.load(Sample.id(3)).state.tasks[0].spec == "Activity_of_nobody")
    }
  }

  @Test("two connections exclude each other from load to save, and the second gives up in time")
  func exclusion() throws {
    try withStore { store, folder in
      try store.start()
      let other = try folder.store(busyTimeout: 0.05)
      try store.transaction {
        let loaded = try store.load(Sample.id(1))
        let error = failure { try other.transaction { _ = try other.load(Sample.id(1)) } }
        #expect(error?.code == .storeBusy)
        #expect(error?.category.exitStatus == 75)
        #expect(error?.message == "somebody else holds the store, gave up after 0.05 s: \(folder.file())")
        // Who only reads is not held up, and sees the state before.
        #expect(try other.load(Sample.id(1)).summary.revision == 1)
        try store.save(
          InstanceChanges(only: Sample.instance(status: .waiting)), of: Sample.id(1),
          expectedRevision: loaded.summary.revision, engine: "restricted", at: Sample.later)
        #expect(try other.load(Sample.id(1)).summary.revision == 1)
        #expect(try store.load(Sample.id(1)).summary.revision == 2)
      }
      #expect(try other.transaction { try other.load(Sample.id(1)).summary.revision } == 2)
      try other.close()
    }
  }

  @Test("many who add one to the same instance lose nothing")
  func counting() async throws {
    let folder = try TestFolder()
    let path = folder.file()
    try folder.store().start()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<4 {
        group.addTask {
          let store = try WorkflowStore(path: path, mode: .readWrite(create: false), busyTimeout: 60)
          for _ in 0..<10 {
            try store.transaction {
              let loaded = try store.load(Sample.id(1))
              var record = loaded.state.instance
              record.lastStamp = Timestamp(microseconds: record.lastStamp.microseconds + 1)
              try store.save(
                InstanceChanges(only: record), of: Sample.id(1), expectedRevision: loaded.summary.revision,
                engine: "restricted", at: Sample.later)
            }
          }
          try store.close()
        }
      }
      try await group.waitForAll()
    }
    let store = try folder.store()
    let end = try store.load(Sample.id(1))
    #expect(end.summary.revision == 41)
    #expect(end.state.instance.lastStamp.microseconds == Sample.start.microseconds + 40)
  }

  @Test("one store serves several threads, one after the other")
  func threads() async throws {
    let folder = try TestFolder()
    let store = try folder.store()
    await withTaskGroup(of: Void.self) { group in
      for number in 1...20 {
        group.addTask { _ = try? store.transaction { try store.start(number) } }
      }
    }
    #expect(try store.list().instances.count == 20)
  }

  @Test("a transaction runs on the thread of its caller, with its stack")
  func callersThread() throws {
    try withStore { store, _ in
      let thread = Thread.current
      try store.transaction { #expect(Thread.current == thread) }
    }
  }

  @Test("after a crash in the midst of a transaction there is the state before it")
  func crash() throws {
    let folder = try TestFolder()
    let store = try folder.store()
    try store.start()
    let before = try store.load(Sample.id(1))
    try store.transaction {
      try store.save(
        Sample.changes(["a": .string(String(repeating: "x", count: 3_000_000))]), of: Sample.id(1),
        expectedRevision: 1, engine: "restricted", at: Sample.later)
      try store.start(2)
      // What a crash would leave: the files as they are now.
      for companion in ["", "-wal"] {
        try FileManager.default.copyItem(
          atPath: folder.file("wfstore.db\(companion)"), toPath: folder.file("crashed.db\(companion)"))
      }
    }
    let crashed = try folder.store("crashed.db")
    #expect(try crashed.list().instances.map(\.id) == [Sample.id(1)])
    let after = try crashed.load(Sample.id(1))
    #expect(after.summary == before.summary)
    #expect(after.state.equals(before.state))
    #expect(try crashed.check() == [])
    try crashed.close()
    #expect(try store.load(Sample.id(1)).summary.revision == 2)
  }

  @Test("a store that nobody refers to any more closes itself")
  func abandoned() throws {
    let folder = try TestFolder()
    var store: WorkflowStore? = try folder.store()
    try store?.start()
    store = nil
    let other = try folder.store(busyTimeout: 0.05)
    try other.start(2)
    try other.close()
    #expect(try folder.names == ["wfstore.db"])
  }
}
