import Foundation
import GRDB
import OrderedCollections
import Synchronization
import Testing
import WorkflowEngine
import WorkflowModel

@testable import WorkflowStore

@Suite("Backups")
struct BackupTests {
  @Test("a backup is a store of its own, as this one was, which only its owner may read")
  func backup() throws {
    try withStore { store, folder in
      let instance = try store.start(1, Sample.changes(["name": "Käthe"]))
      let bytes = try store.backup(to: folder.file("copy.db"))
      try store.delete(instance.summary.id)

      #expect(try folder.names.filter { $0.hasPrefix("copy") } == ["copy.db"])
      let attributes = try FileManager.default.attributesOfItem(atPath: folder.file("copy.db"))
      #expect(attributes[.posixPermissions] as? Int == 0o600)
      #expect(attributes[.size] as? Int == bytes)
      let copy = try folder.store("copy.db")
      #expect(try copy.check() == [])
      #expect(try copy.load(instance.summary.id).state.equals(instance.state))
      try copy.delete(instance.summary.id)
      try copy.close()
    }
  }

  @Test("backups of a store that others write to are whole, each of them as it was at one moment")
  func whileWriting() throws {
    try withStore { store, folder in
      let instance = try store.start().summary
      let writer = try folder.store()
      let isDone = Mutex(false)
      // Each transaction makes a new instance and a new revision of the first one: a copy has as many of the one as of
      // the other.
      let writing = Thread {
        for number in 2..<400 {
          try? writer.transaction {
            try writer.start(number)
            try writer.save(
              InstanceChanges(only: Sample.instance(versions: number - 1)), of: instance.id,
              expectedRevision: number - 1, engine: "restricted", at: Sample.later)
          }
        }
        isDone.withLock { $0 = true }
      }
      writing.start()
      var revisions: [Int] = []
      repeat {
        let path = folder.file("copy-\(revisions.count).db")
        try store.backup(to: path)
        let copy = try WorkflowStore(path: path, mode: .readOnly)
        let revision = try copy.summary(of: "\(instance.id)").revision
        #expect(try copy.number("SELECT count(*) FROM instance") == revision)
        #expect(try copy.check() == [])
        revisions.append(revision)
        try copy.close()
      } while !isDone.withLock(\.self)
      #expect(revisions == revisions.sorted())
      #expect(try store.summary(of: "\(instance.id)").revision == 399)
      try writer.close()
    }
  }

  @Test("where something is already, there is no backup, and it stays as it is")
  func existing() throws {
    try withStore { store, folder in
      try Data("mine".utf8).write(to: URL(fileURLWithPath: folder.file("copy.db")))
      try FileManager.default.createSymbolicLink(atPath: folder.file("link.db"), withDestinationPath: "nowhere.db")
      for name in ["copy.db", "link.db", "wfstore.db"] {
        #expect(failure { try store.backup(to: folder.file(name)) }?.code == .backupExists)
      }
      #expect(failure { try store.backup(to: folder.file("none/copy.db")) }?.code == .unwritableStore)
      #expect(try Data(contentsOf: URL(fileURLWithPath: folder.file("copy.db"))) == Data("mine".utf8))
      #expect(try folder.names.filter { $0.contains("partial") } == [])
    }
  }

  @Test("a store whose structure is damaged gives no backup")
  func damaged() throws {
    let folder = try TestFolder()
    let store = try folder.store()
    for number in 1...50 { try store.start(number) }
    try store.close()
    let file = try #require(FileHandle(forUpdatingAtPath: folder.file()))
    // Behind the pages of the schema: those of tables and indexes.
    try file.seek(toOffset: file.seekToEnd() / 4 * 3)
    try file.write(contentsOf: Data(repeating: 0x55, count: 16_384))
    try file.close()
    let damaged = try WorkflowStore(path: folder.file(), mode: .readOnly)
    #expect(failure { try damaged.backup(to: folder.file("copy.db")) }?.code == .damagedStore)
    #expect(try folder.names.filter { $0.hasPrefix("copy") } == [])
  }
}
