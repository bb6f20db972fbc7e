import Foundation
import GRDB
import Testing
import WorkflowModel

@testable import WorkflowStore

/// A temporary folder that goes with the test.
final class TestFolder {
  let path: String

  /// - Parameter inMemory: where there is such a place, for what does not depend on a disk and syncs often.
  init(inMemory: Bool = false) throws {
    let memory = URL(fileURLWithPath: "/dev/shm")
    let place =
      inMemory && FileManager.default.isWritableFile(atPath: memory.path)
      ? memory : FileManager.default.temporaryDirectory
    path = place.appendingPathComponent("store-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  func file(_ name: String = "wfstore.db") -> String { "\(path)/\(name)" }

  var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
  }

  func store(_ name: String = "wfstore.db", busyTimeout: Double = 5) throws -> WorkflowStore {
    try WorkflowStore(path: file(name), mode: .readWrite(create: true), busyTimeout: busyTimeout, at: Sample.start)
  }

  /// Runs `sql` on the file, past the store.
  func tamper(_ sql: String, _ name: String = "wfstore.db") throws {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(path: file(name), configuration: configuration)
    try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
    try queue.close()
  }
}

/// Gives `body` a new store in a folder of its own. Afterwards the store must be sound, and closing it must leave
/// nothing but the file.
func withStore(_ body: (WorkflowStore, TestFolder) throws -> Void) throws {
  let folder = try TestFolder()
  let store = try folder.store()
  try body(store, folder)
  #expect(try store.check() == [])
  try store.close()
  #expect(try folder.names.filter { $0.hasPrefix("wfstore.db") } == ["wfstore.db"])
}

/// The store's error that `body` throws.
func failure(_ body: () throws -> Void, at place: Testing.SourceLocation = #_sourceLocation) -> StoreError? {
  do {
    try body()
    Issue.record("expected an error", sourceLocation: place)
  } catch let error as StoreError {
    return error
  } catch {
    Issue.record("expected a StoreError, found \(error)", sourceLocation: place)
  }
  return nil
}

extension WorkflowStore {
  /// A number that the database gives.
  func number(_ sql: String) throws -> Int {
    try perform { try Int.fetchOne($0, sql: sql) ?? 0 }
  }

  func texts(_ sql: String) throws -> [String] {
    try perform { try String.fetchAll($0, sql: sql) }
  }

  func execute(_ sql: String) throws {
    try perform { try $0.execute(sql: sql) }
  }
}
