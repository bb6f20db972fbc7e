import Foundation
import OrderedCollections
import WorkflowEngine
import WorkflowModel
import WorkflowRuntime
import WorkflowStore

/// Two to five workers over one store, interleaved as a seed decides: who goes on next, how the clock advances, whose
/// lease is renewed, who stops in the middle of a step and comes back when all is done.
///
/// The workers, the runtime and the store are the real ones; time and the order of their steps are not.
struct WorkerSimulation {
  /// The duration of a lease, which is that of the settings.
  private static let leaseSeconds = 60

  let seed: UInt64
  private var random: SeededGenerator
  private let clock = SimulatedClock()
  private let ledger = Ledger()

  init(seed: UInt64) {
    self.seed = seed
    random = SeededGenerator(seed: seed)
  }

  /// Runs a schedule.
  ///
  /// - Returns: what went wrong.
  mutating func run() throws -> [String] {
    let folder = Self.place.appendingPathComponent("workers-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("wfstore.db").path
    let store = try WorkflowStore(
      path: path, mode: .readWrite(create: true), leaseClock: { [clock] in clock.now() })
    let runtime = WorkflowRuntime(store: store, clock: clock, output: { _ in })
    let spec = try runtime.add(Models.files("working")).spec.id
    let instances = try (0..<Int.random(in: 1...3, using: &random)).map { _ in
      try runtime.start(spec: spec, StartRequest(data: ["steps": 0])).summary.id
    }
    clock.advance(seconds: 61)

    let workers = (0..<Int.random(in: 2...5, using: &random)).map { number in
      SimulatedWorker(number, path: path, clock: clock, ledger: ledger)
    }
    // The last one never stops.
    var active = Set(workers.indices)
    for _ in 0..<Int.random(in: 10...60, using: &random) {
      switch Int.random(in: 0..<100, using: &random) {
      case ..<65: workers[active.sorted().randomElement(using: &random) ?? 0].baton.pass()
      case ..<85: clock.advance(seconds: Int.random(in: 1...40, using: &random))
      case ..<95: try renewOne(store, instances)
      default: if active.count > 1 { active.remove(Int.random(in: 0..<workers.count - 1, using: &random)) }
      }
      try checkCalls(store)
    }
    try finish(workers, active, store, instances)
    try check(runtime, instances)
    try store.close()
    return ledger.read(\.problems)
  }

  /// In memory where there is such a place: nothing here depends on a disk.
  private static let place: URL = {
    let memory = "/dev/shm"
    return FileManager.default.isWritableFile(atPath: memory)
      ? URL(fileURLWithPath: memory) : FileManager.default.temporaryDirectory
  }()

  private mutating func renewOne(_ store: WorkflowStore, _ instances: [Identifier]) throws {
    guard let instance = instances.randomElement(using: &random), let lease = try store.lease(of: instance) else {
      return
    }
    _ = try store.renew(lease, for: Int64(Self.leaseSeconds) * 1_000_000)
  }

  /// Lets those who have not stopped do what is left, then the others find out what they have missed.
  private func finish(
    _ workers: [SimulatedWorker], _ active: Set<Int>, _ store: WorkflowStore, _ instances: [Identifier]
  ) throws {
    var turns = 0
    while try instances.contains(where: { try store.load($0).summary.status != .completed }) {
      turns += 1
      guard turns < 200 else {
        ledger.note(problem: "an instance does not end")
        break
      }
      clock.advance(seconds: Self.leaseSeconds / 4)
      for worker in active.sorted() { workers[worker].baton.pass() }
      try checkCalls(store)
    }
    for worker in workers.indices where !active.contains(worker) { workers[worker].baton.pass() }
    ledger.write { $0.hasEnded = true }
    for worker in workers {
      // A call that is still on its way, and what follows on it.
      for _ in 0..<8 where !worker.baton.hasEnded { worker.baton.pass() }
    }
  }

  /// Of the calls with one key that are being made at once, all but one have lost their leases.
  private func checkCalls(_ store: WorkflowStore) throws {
    let leases = try store.status().leases
    let running = ledger.read { book in Set(book.calls.filter(\.isRunning).map(\.key)).count }
    if leases > running { ledger.note(problem: "\(leases) leases for calls of \(running) tasks") }
  }

  private func check(_ runtime: WorkflowRuntime, _ instances: [Identifier]) throws {
    let saved = ledger.read(\.saved)
    for (key, answers) in saved where answers.count != 1 {
      ledger.note(problem: "the step \(key) was saved \(answers.count) times: \(answers)")
    }
    var found: [Int] = []
    for instance in instances {
      let view = try runtime.view("\(instance)")
      if view.summary.status != .completed { ledger.note(problem: "\(instance) is \(view.summary.status)") }
      if view.data["steps"] != 2 { ledger.note(problem: "\(instance) has counted otherwise: \(view.data)") }
      for name in ["first", "second"] {
        if case .integer(let answer)? = view.data[name] { found.append(answer) }
      }
    }
    if Set(found) != Set(saved.values.joined()) {
      ledger.note(problem: "expected the answers \(saved.values.joined().sorted()), found \(found.sorted())")
    }
    if try runtime.file.status().leases > 0 { ledger.note(problem: "leases are left") }
    for problem in try runtime.store.check() { ledger.note(problem: problem.message) }
  }
}
