import FaultVFS
import Foundation
import GRDB
import Logging
import OrderedCollections
import Synchronization
import Testing
import WorkflowEngine
import WorkflowModel
import WorkflowRuntime

@testable import WorkflowStore

/// Runs one scenario again and again, each time with another fault, and compares what is left with what was there
/// after some transaction of a run without one.
final class Shop {
  static let moment = Timestamp(microseconds: 1_767_225_600_000_000)

  /// How many operations the scenario has.
  private(set) var operations = 0
  private let scenario: Scenario
  private let folder: URL
  /// What was in the store at first, and after each transaction.
  private var states: [String] = []
  /// For each report, which state there was.
  private var milestones: [Int] = []

  init(_ scenario: Scenario) throws {
    self.scenario = scenario
    folder = FileManager.default.temporaryDirectory.appending(path: "crash-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder.appending(path: "disk"), withIntermediateDirectories: true)
    try prepare()
    try record()
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  private var base: String { folder.appending(path: "base.db").path }
  private var path: String { folder.appending(path: "disk/wfstore.db").path }

  /// Runs the scenario with a fault; afterwards the store must be as it was after some transaction, and have all that was
  /// reported.
  func expectSound(after fault: Fault) throws {
    let reports = Counter()
    var failure: (any Error)?
    let disk = try begin(fault)
    do {
      try run(report: reports.increase)
    } catch {
      failure = error
    }
    try disk.end()

    let comment: Testing.Comment = "\(scenario.name): \(fault)"
    let (state, problems) = try inspect(path)
    #expect(problems == [], comment)
    let found = states.lastIndex(of: state)
    let promised = reports.value == 0 ? 0 : milestones[reports.value - 1]
    if let found {
      #expect(found >= promised, "something that was reported is lost: \(comment)")
    } else {
      Issue.record("the store is as it was after no transaction: \(comment): \(state)")
    }
    if let failure { #expect(failure is StoreError, comment) }
  }

  // MARK: Runs

  private func prepare() throws {
    if scenario.makesStore { return }
    if let dump = scenario.dump {
      let fixture = Scenario.Desk.fixtures.appending(path: "CommandLineTests/Fixtures/stores/\(dump)")
      let sql = try String(contentsOf: fixture, encoding: .utf8)
      let queue = try DatabaseQueue(path: base)
      try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA foreign_keys = OFF; \(sql)") }
      try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
      try queue.close()
    } else {
      let store = try WorkflowStore(path: base, mode: .readWrite(create: true), at: Self.moment)
      try scenario.prepare(Self.desk(store, report: {}))
      try store.close()
    }
  }

  /// A run without faults, whose states and operations are those of all runs.
  private func record() throws {
    states = [try inspect(base).state]
    let disk = try begin(Fault(kind: .none, loss: .nothing))
    let witness = Witness(of: path, states: states)
    try run(report: witness.report) { try $0.perform { $0.add(transactionObserver: witness) } }
    operations = disk.operations
    try disk.end()
    (states, milestones) = try witness.findings()
  }

  private func begin(_ fault: Fault) throws -> FaultyDisk {
    for suffix in ["", "-wal", "-shm", "-journal"] { try? FileManager.default.removeItem(atPath: path + suffix) }
    if !scenario.makesStore { try FileManager.default.copyItem(atPath: base, toPath: path) }
    return try FaultyDisk(folder.appending(path: "disk").path, fault)
  }

  private func run(report: @escaping @Sendable () -> Void, watch: (WorkflowStore) throws -> Void = { _ in }) throws {
    let store = try WorkflowStore(path: path, mode: .readWrite(create: scenario.makesStore), schema: .any)
    // After a fault the connection is closed as well as it can be.
    defer { try? store.close() }
    try watch(store)
    try scenario.act(Self.desk(store, report: report))
    try store.close()
  }

  private static func desk(_ store: WorkflowStore, report: @escaping @Sendable () -> Void) -> Scenario.Desk {
    var environment = HostEnvironment()
    environment.register(service: "square") { call in
      report()
      let number: Int = try call.value("item")
      return number * number
    }
    environment.register(function: "reserve") { (product: String, quantity: Int) -> Int in
      try store.tables.execute(
        "UPDATE app_stock SET count = count - ? WHERE product = ?", [.integer(quantity), .text(product)])
    }
    environment.register(service: "ship") { call -> Int in
      report()
      return try store.tables.execute("INSERT INTO app_shipment VALUES (?)", [.text(try call.value("product"))])
    }
    let runtime = WorkflowRuntime(
      store: store, environment: environment, clock: FixedClock(Shop.moment),
      logger: Logger(label: "crash") { _ in SwiftLogNoOpLogHandler() }, output: { _ in })
    return Scenario.Desk(runtime: runtime, store: store, report: report)
  }

  // MARK: What is in a store

  /// Everything that is shown of a store, and what is wrong in it.
  private func inspect(_ path: String) throws -> (state: String, problems: [StoreProblem]) {
    let store = try WorkflowStore(path: path, mode: .readWrite(create: scenario.makesStore), schema: .any)
    defer { try? store.close() }
    return (try Self.state(of: store), try store.pendingMigrations().isEmpty ? store.check() : [])
  }

  /// All that is shown of a store. Identifiers, which differ in each run, are numbered.
  fileprivate static func state(of store: WorkflowStore) throws -> String {
    guard try store.pendingMigrations().isEmpty else { return "schema \(try store.status().schemaVersion)" }
    let desk = desk(store, report: {})
    var parts = ["specifications \(try store.specs().map(\.id))", "messages \(try store.hasMessages())"]
    for index in try store.searchIndexes() { parts.append("\(index)") }
    parts += try store.perform { database in
      try String.fetchAll(
        database, sql: "SELECT instance || ' ' || source || ' ' || value FROM search_value ORDER BY instance, source")
    }
    parts += try store.perform { database in
      try String.fetchAll(
        database,
        sql: """
          SELECT 'message ' || name.text || ' ' || kind || ' ' || is_waiting || (receiver IS NOT NULL)
          FROM message JOIN name ON name.id = message.name
          UNION ALL SELECT 'signal ' || instance || ' ' || process FROM signal
          UNION ALL SELECT 'subscription ' || instance || ' ' || kind FROM subscription
          UNION ALL SELECT 'start ' || kind || ' ' || process FROM start_subscription
          UNION ALL SELECT 'id ' || id || ' ' || coalesce(outcome, '') FROM message_id
          """)
    }
    for table in try store.tables.rows("SELECT name FROM sqlite_schema WHERE name LIKE 'app_%'") {
      guard let name = table["name"]?.text else { continue }
      parts.append("\(name): \(try store.tables.rows("SELECT * FROM \(name)").map(\.values))")
    }
    for summary in try store.list().instances {
      parts.append("\(try desk.runtime.view("\(summary.id)", tasks: .all).document)")
    }
    var numbers: [Substring: Int] = [:]
    return parts.joined(separator: "\n").replacing(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/) { match in
      let number = numbers[match.0, default: numbers.count]
      numbers[match.0] = number
      return "#\(number)"
    }
  }

  /// Looks at a store after each of its transactions, by a connection of its own.
  private final class Witness: TransactionObserver, Sendable {
    private struct Findings {
      var states: [String]
      var milestones: [Int] = []
      var failure: (any Error)?
    }

    private let path: String
    private let found: Mutex<Findings>

    init(of path: String, states: [String]) {
      self.path = path
      found = Mutex(Findings(states: states))
    }

    func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { false }

    func databaseDidChange(with event: DatabaseEvent) {}

    func databaseDidRollback(_ database: Database) {}

    func databaseDidCommit(_ database: Database) {
      let state = Result {
        let store = try WorkflowStore(path: path, mode: .readOnly, schema: .any)
        defer { try? store.close() }
        return try Shop.state(of: store)
      }
      found.withLock { found in
        switch state {
        case .success(let state): if state != found.states.last { found.states.append(state) }
        case .failure(let error): found.failure = error
        }
      }
    }

    func report() {
      found.withLock { $0.milestones.append($0.states.count - 1) }
    }

    func findings() throws -> (states: [String], milestones: [Int]) {
      try found.withLock { found in
        if let failure = found.failure { throw failure }
        return (found.states, found.milestones)
      }
    }
  }
}

/// Counts in closures that may run anywhere.
final class Counter: Sendable {
  private let number = Mutex(0)

  var value: Int { number.withLock { $0 } }

  func increase() { number.withLock { $0 += 1 } }
}
