import Foundation
import OrderedCollections
import Testing
import WorkflowEngine
import WorkflowModel

@testable import WorkflowStore

@Suite("Erasing instances")
struct ErasureTests {
  /// What the tests look for in the bytes of the files.
  private static let mark = "8f3c1d"

  /// Whether the mark stands anywhere in the store's files.
  private func isThere(_ folder: TestFolder) throws -> Bool {
    try folder.names.contains { name in
      try Data(contentsOf: URL(fileURLWithPath: folder.file(name))).range(of: Data(Self.mark.utf8)) != nil
    }
  }

  /// An instance that has the mark in all that can hold text of its own, and was saved several times.
  private func store(_ number: Int, in store: WorkflowStore, tasks: Int = 40) throws -> Identifier {
    let id = try store.start(number).summary.id
    for revision in 1...tasks {
      let text = "\(Self.mark)-\(String(repeating: "x", count: revision * 37 % 900))"
      let large = String(repeating: "\(Self.mark)-\(number)-\(revision) ", count: revision % 5 == 0 ? 900 : 1)
      var task = Sample.task(revision, of: revision - 1, state: .completed, version: revision)
      task.internalData = ["remembered": .string(text)]
      var scope = Sample.scope
      scope.data = ["result": .string(text)]
      var changes = InstanceChanges(
        instance: Sample.instance(tasks: revision + 1, versions: revision), scopes: [scope], tasks: [task],
        versions: [
          DataVersionRecord(
            number: revision, base: revision - 1, written: ["text": .string(text), "large": .string(large)], removed: []
          )
        ],
        removedTasks: [])
      changes.sentMessages = [SentMessage(name: "news", payload: .string(text), correlation: [:])]
      changes.events = [
        HistoryEvent(.taskFailed, at: Sample.later, task: revision, detail: ["message": .string(text)])
      ]
      try store.save(
        changes, of: id, expectedRevision: revision, engine: "restricted", at: Sample.later)
    }
    return id
  }

  @Test("of an erased instance no byte is left in the store's files, among others that come and go")
  func erased() throws {
    try withStore { store, folder in
      for number in 2..<20 { try store.start(number, Sample.changes(["text": .string("other \(number)")])) }
      let first = try self.store(1, in: store)
      for number in 2..<10 { try store.delete(Sample.id(number)) }
      let second = try self.store(30, in: store)
      for number in 40..<60 { try store.start(number, Sample.changes(["text": .string("other \(number)")])) }
      #expect(try isThere(folder))
      try store.erase("\(first)")
      #expect(try isThere(folder))
      try store.erase("\(second)")
      #expect(try !isThere(folder))
      #expect(try store.list().instances.count == 30)
    }
  }

  @Test("an instance that is only deleted stays in the log for a while")
  func deleted() throws {
    try withStore { store, folder in
      try store.delete(try self.store(1, in: store, tasks: 3))
      #expect(try isThere(folder))
    }
  }

  @Test("while somebody reads, the instance is deleted, and its bytes go when the store is compacted")
  func whileReading() throws {
    try withStore { _, folder in
      let store = try folder.store(busyTimeout: 0.05)
      let id = try self.store(1, in: store, tasks: 3)
      let reader = try WorkflowStore(path: folder.file(), mode: .readOnly)
      try reader.transaction {
        _ = try reader.list()
        #expect(failure { try store.erase("\(id)") }?.code == .erasureUnfinished)
      }
      #expect(try store.list().instances.isEmpty)
      #expect(try isThere(folder))
      try store.compact()
      #expect(try !isThere(folder))
      try reader.close()
      try store.close()
    }
  }
}
