import Testing
import WorkflowModel

@testable import WorkflowStore

/// A kind of store of which the suites in this folder ask whether it holds what ``StoreBackend`` says. Another one is
/// another element of ``all``.
struct Backend: Sendable, CustomTestStringConvertible {
  let testDescription: String
  /// A connection to the store in a folder, which is made where it is missing. Leases go by the clock.
  private let open: @Sendable (TestFolder, HandClock) throws -> any StoreBackend

  static let all = [
    Backend(testDescription: "SQLite") { folder, clock in
      try WorkflowStore(
        path: folder.file(), mode: .readWrite(create: true), busyTimeout: 0.05, at: Sample.start,
        leaseClock: { clock.now })
    }
  ]

  init(testDescription: String, open: @escaping @Sendable (TestFolder, HandClock) throws -> any StoreBackend) {
    self.testDescription = testDescription
    self.open = open
  }

  /// Connections to one new store. Nothing here depends on a disk.
  func connections(_ count: Int = 1) throws -> Connections {
    let (folder, clock) = (try TestFolder(inMemory: true), HandClock())
    return Connections(folder: folder, clock: clock, stores: try (0..<count).map { _ in try open(folder, clock) })
  }

  /// The connections, with what goes when they do.
  struct Connections {
    private let folder: TestFolder
    let clock: HandClock
    let stores: [any StoreBackend]

    init(folder: TestFolder, clock: HandClock, stores: [any StoreBackend]) {
      (self.folder, self.clock, self.stores) = (folder, clock, stores)
    }

    func close() throws {
      for store in stores { try store.close() }
    }
  }

  /// Gives `body` two connections to a new store, which must be sound afterwards.
  func withStore(
    _ body: (_ store: any StoreBackend, _ other: any StoreBackend, _ clock: HandClock) throws -> Void
  ) throws {
    let connections = try connections(2)
    try body(connections.stores[0], connections.stores[1], connections.clock)
    #expect(try connections.stores[0].check() == [])
    try connections.close()
  }
}

/// Why a transaction is taken back.
struct Refusal: Error {}

/// Does something in a transaction, or a part of one, which is taken back then.
func takeBack(in store: any StoreBackend, _ body: () throws -> Void) throws {
  do {
    try store.transaction {
      try body()
      throw Refusal()
    }
    Issue.record("expected the error")
  } catch is Refusal {}
}
