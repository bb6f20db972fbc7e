import Foundation
import GRDB
import Testing
import WorkflowEngine
import WorkflowModel

@testable import WorkflowStore

@Suite("Opening a store")
struct OpeningTests {
  let folder: TestFolder

  init() throws {
    folder = try TestFolder()
  }

  private func open(_ name: String, _ mode: StoreMode) throws {
    try WorkflowStore(path: folder.file(name), mode: mode, busyTimeout: 0.05).close()
  }

  @Test("a new store is readable by its owner only, with its companions")
  func permissions() throws {
    let store = try folder.store()
    try store.start()
    for name in ["wfstore.db", "wfstore.db-wal", "wfstore.db-shm"] {
      let attributes = try FileManager.default.attributesOfItem(atPath: folder.file(name))
      #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
    }
    try store.close()
    #expect(try folder.names == ["wfstore.db"])
  }

  @Test("every connection writes through: synchronous FULL, a write-ahead log, foreign keys", arguments: [true, false])
  func durability(isNew: Bool) throws {
    if !isNew { try folder.store().close() }
    let store = try folder.store()
    #expect(try store.texts("PRAGMA journal_mode") == ["wal"])
    #expect(try store.number("PRAGMA synchronous") == 2)
    #expect(try store.number("PRAGMA foreign_keys") == 1)
    #expect(try store.number("PRAGMA temp_store") == 1)
    #expect(try store.number("PRAGMA trusted_schema") == 0)
    let reader = try WorkflowStore(path: folder.file(), mode: .readOnly)
    #expect(try reader.number("PRAGMA synchronous") == 2)
    #expect(try reader.number("PRAGMA query_only") == 1)
  }

  @Test("a missing store is not made by who reads", arguments: [StoreMode.readOnly, .readWrite(create: false)])
  func missing(mode: StoreMode) throws {
    let error = failure { try open("none.db", mode) }
    #expect(error?.code == .noSuchStore)
    #expect(error?.category.exitStatus == 66)
    #expect(error?.message == "no such store: \(folder.file("none.db"))")
    #expect(try folder.names == [])
  }

  @Test("a directory is not a store")
  func directory() throws {
    try FileManager.default.createDirectory(atPath: folder.file("dir"), withIntermediateDirectories: true)
    let writing = failure { try open("dir", .readWrite(create: true)) }
    #expect(writing?.code == .storeIsDirectory)
    #expect(writing?.category.exitStatus == 73)
    #expect(writing?.message == "expected a store, found a directory: \(folder.file("dir"))")
    #expect(failure { try open("dir", .readOnly) }?.category.exitStatus == 65)
  }

  @Test("a text file is not a store, and stays as it is", arguments: ["short", String(repeating: "long ", count: 999)])
  func textFile(text: String) throws {
    try Data(text.utf8).write(to: URL(filePath: folder.file("a.txt")))
    for mode in [StoreMode.readOnly, .readWrite(create: true)] {
      let error = failure { try open("a.txt", mode) }
      #expect(error?.code == .notAStore)
      #expect(error?.category.exitStatus == 65)
      #expect(error?.message == "expected a store, found a file of another kind: \(folder.file("a.txt"))")
    }
    #expect(try String(contentsOfFile: folder.file("a.txt"), encoding: .utf8) == text)
  }

  @Test("an empty file becomes a store for who may make one")
  func emptyFile() throws {
    try Data().write(to: URL(filePath: folder.file("empty")))
    let error = failure { try open("empty", .readOnly) }
    #expect(error?.code == .notAStore)
    #expect(error?.message == "expected a store, found an empty file: \(folder.file("empty"))")
    try folder.store("empty").close()
    try open("empty", .readOnly)
  }

  @Test("a device is not a store")
  func device() throws {
    let error = failure { try WorkflowStore(path: "/dev/null", mode: .readWrite(create: true)).close() }
    #expect(error?.code == .notAStore)
    #expect(error?.message == "expected a store, found something else than a file: /dev/null")
  }

  @Test("another application's database is not a store, and stays as it is")
  func otherDatabase() throws {
    try folder.tamper("CREATE TABLE theirs (a)", "theirs.db")
    try folder.tamper("PRAGMA application_id = 42", "marked.db")
    for name in ["theirs.db", "marked.db"] {
      let before = FileManager.default.contents(atPath: folder.file(name))
      let error = failure { try open(name, .readWrite(create: true)) }
      #expect(error?.code == .notAStore)
      #expect(error?.category.exitStatus == 65)
      #expect(
        error?.message == "expected a store, found an SQLite database of another application: \(folder.file(name))")
      #expect(FileManager.default.contents(atPath: folder.file(name)) == before)
    }
  }

  @Test("a store cannot be made in a folder that is missing or refuses it")
  func missingFolder() throws {
    let missing = failure { try open("no/such/store.db", .readWrite(create: true)) }
    #expect(missing?.code == .unwritableStore)
    #expect(missing?.category.exitStatus == 73)
    #expect(
      missing?.message
        == "the store cannot be created: there is no such folder: \(folder.file("no/such/store.db"))")
    let refused = failure { try WorkflowStore(path: "/proc/self/store.db", mode: .readWrite(create: true)).close() }
    #expect(refused?.category.exitStatus == 73)
  }

  @Test("a store is not made behind a link that leads nowhere, and found behind one that leads to it")
  func links() throws {
    try FileManager.default.createSymbolicLink(atPath: folder.file("link"), withDestinationPath: "target")
    let error = failure { try open("link", .readWrite(create: true)) }
    #expect(error?.code == .unwritableStore)
    #expect(
      error?.message == "the store cannot be created: it is a link that leads nowhere: \(folder.file("link"))")
    try folder.store("target").start()
    let store = try folder.store("link")
    #expect(try store.list().instances.count == 1)
    try store.close()
    #expect(try folder.names == ["link", "target"])
  }

  @Test("an empty path is no store")
  func emptyPath() throws {
    #expect(failure { try WorkflowStore(path: "", mode: .readWrite(create: true)).close() }?.code == .noSuchStore)
  }

  @Test(
    "a path that SQLite would take for something else is a file like any other", arguments: [":memory:", "file:a?x"])
  func peculiarPath(name: String) throws {
    let store = try folder.store(name)
    try store.start()
    try store.close()
    #expect(try folder.names == [name])
  }

  @Test("a read-only file can be read and not written", .enabled(if: geteuid() != 0, "root may write everything"))
  func readOnlyFile() throws {
    let store = try folder.store()
    try store.start()
    try store.close()
    try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: folder.file())
    let error = failure { try open("wfstore.db", .readWrite(create: true)) }
    #expect(error?.code == .unwritableStore)
    #expect(error?.category.exitStatus == 73)
    #expect(error?.message == "the store cannot be written, it is read-only: \(folder.file())")
    let reader = try WorkflowStore(path: folder.file(), mode: .readOnly)
    #expect(try reader.list().instances.count == 1)
    try reader.close()
  }

  @Test("who reads cannot write")
  func readerWrites() throws {
    let store = try folder.store()
    let instance = try store.start()
    try store.close()
    let reader = try WorkflowStore(path: folder.file(), mode: .readOnly)
    let message = "the store cannot be written, it is read-only: \(folder.file())"
    #expect(failure { try reader.start(2) }?.message == message)
    #expect(failure { try reader.delete(instance.summary.id) }?.code == .unwritableStore)
    #expect(failure { try reader.migrate(at: Sample.start) }?.code == .unwritableStore)
    // What gets past the store's own check is refused by SQLite.
    #expect(failure { try reader.execute("DELETE FROM task") }?.message == message)
    #expect(try reader.load(instance.summary.id).state.tasks.count == 1)
    try reader.close()
    #expect(try folder.names == ["wfstore.db"])
  }

  @Test("a locked file is waited for, and given up")
  func locked() throws {
    try folder.store().close()
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    let other = try DatabaseQueue(path: folder.file(), configuration: configuration)
    try other.writeWithoutTransaction { try $0.execute(sql: "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE") }
    let error = failure { try open("wfstore.db", .readWrite(create: true)) }
    #expect(error?.code == .storeBusy)
    #expect(error?.category.exitStatus == 75)
    #expect(error?.message == "somebody else holds the store, gave up after 0.05 s: \(folder.file())")
    try other.close()
  }

  @Test("a closed store says so")
  func closed() throws {
    let store = try folder.store()
    try store.close()
    try store.close()
    let error = failure { _ = try store.specs() }
    #expect(error?.code == .storeClosed)
    #expect(error?.message == "the store has been closed: \(folder.file())")
    #expect(throws: StoreError.self) { try store.start() }
    #expect(throws: StoreError.self) { try store.transaction {} }
  }

  @Test("many who make the same store at once get the same one")
  func raceToCreate() async throws {
    let path = folder.file()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 1...8 {
        group.addTask {
          let store = try WorkflowStore(path: path, mode: .readWrite(create: true), busyTimeout: 30)
          try store.start(number)
          try store.close()
        }
      }
      try await group.waitForAll()
    }
    let store = try folder.store()
    #expect(try store.list().instances.count == 8)
    #expect(try store.specs().count == 1)
    #expect(try store.check() == [])
  }
}
