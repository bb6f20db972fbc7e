import FaultVFS
import Foundation
import GRDB
import Testing

/// That the disk of the other tests loses what a real one may lose: else they would hold nothing.
@Suite("disks that lose what was not synced")
struct FaultyDiskTests {
  /// How many of ten committed rows are there after a loss of power; nil where the database is not one any more.
  private func rows(synchronous: String, losing loss: FaultLoss, seed: UInt64 = 0) throws -> Int? {
    let folder = FileManager.default.temporaryDirectory.appending(path: "crash-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "test.db").path
    var configuration = Configuration()
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = \(synchronous)") }
    let before = try DatabaseQueue(path: path, configuration: configuration)
    try before.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA journal_mode = WAL; CREATE TABLE number (value INTEGER)")
    }
    try before.close()

    let fault = Fault(kind: .none, loss: loss, seed: seed)
    let disk = try FaultyDisk(folder.path, fault)
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    for number in 0..<10 {
      try queue.writeWithoutTransaction { try $0.execute(sql: "INSERT INTO number VALUES (?)", arguments: [number]) }
    }
    try queue.close()
    #expect(disk.operations > 20)
    try disk.end()

    let after = try DatabaseQueue(path: path)
    defer { try? after.close() }
    return try? after.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM number") }
  }

  @Test("without syncs, committed rows are lost")
  func unsynced() throws {
    #expect(try rows(synchronous: "OFF", losing: .nothing) == 10)
    // The deletion of the log is not synced either; what it held, was not.
    #expect(try rows(synchronous: "OFF", losing: .all) != 10)
  }

  @Test("with syncs, none is", arguments: [FaultLoss.nothing, .all, .some])
  func synced(loss: FaultLoss) throws {
    #expect(try rows(synchronous: "FULL", losing: loss) == 10)
  }
}
