import Synchronization
import WorkflowEngine
import WorkflowModel

@testable import WorkflowStore

/// What several workers do with one instance, one after the other.
struct LeaseSchedule: Sendable {
  /// What a worker does, or what happens to all.
  enum Action: Sendable, Hashable, CustomStringConvertible {
    /// Reads the instance: what is saved next builds upon it.
    case load(Int)
    case claim(Int)
    case renew(Int)
    /// Saves under the lease that the worker claimed last, whoever holds it now; without one where it claimed none.
    case save(Int)
    case release(Int)
    case advance(seconds: Int)

    var description: String {
      switch self {
      case .load(let worker): "\(worker) loads"
      case .claim(let worker): "\(worker) claims"
      case .renew(let worker): "\(worker) renews"
      case .save(let worker): "\(worker) saves"
      case .release(let worker): "\(worker) releases"
      case .advance(let seconds): "\(seconds) s pass"
      }
    }
  }

  /// How long a lease lasts, in seconds.
  static let duration = 60

  var actions: [Action]

  /// Two to five workers that do whatever they like, as a seed decides.
  init(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let workers = 0..<Int.random(in: 2...5, using: &random)
    actions = (0..<Int.random(in: 5...40, using: &random)).map { _ in
      let worker = Int.random(in: workers, using: &random)
      return switch Int.random(in: 0..<100, using: &random) {
      case ..<15: .load(worker)
      case ..<35: .claim(worker)
      case ..<45: .renew(worker)
      case ..<75: .save(worker)
      case ..<85: .release(worker)
      default: .advance(seconds: Int.random(in: 1...Self.duration, using: &random))
      }
    }
  }

  init(_ actions: [Action]) {
    self.actions = actions
  }

  /// All orders in which workers can each do the same actions, with a moment between two of them at which all leases
  /// expire, or without one.
  static func interleavings(ofWorkers workers: Int, doing actions: [(Int) -> Action]) -> [LeaseSchedule] {
    var orders: [[Int]] = [[]]
    for _ in 0..<workers * actions.count {
      orders = orders.flatMap { order in
        (0..<workers).filter { worker in order.count { $0 == worker } < actions.count }.map { order + [$0] }
      }
    }
    return orders.flatMap { order -> [LeaseSchedule] in
      var done = [Int](repeating: 0, count: workers)
      let plain = order.map { worker -> Action in
        defer { done[worker] += 1 }
        return actions[done[worker]](worker)
      }
      let expiries = (1..<plain.count).map { place in
        LeaseSchedule(Array(plain[..<place]) + [.advance(seconds: duration)] + Array(plain[place...]))
      }
      return [LeaseSchedule(plain)] + expiries
    }
  }
}

/// Runs schedules on instances of a store, over a connection for each worker, and compares every answer with that of
/// a model: of a lease, a revision, and a clock.
final class LeaseRehearsal {
  private struct Model {
    struct Holder {
      var token: Int
      var expires: Timestamp
    }

    var holder: Holder?
    var revision = 1

    func isHeld(at now: Timestamp) -> Bool { holder.map { $0.expires > now } ?? false }
  }

  private struct Worker {
    var revision = 1
    var lease: Lease?
  }

  private let connections: Backend.Connections
  private let owners = (0..<5).map { _ in LeaseOwner() }
  private var instances = 0
  private var lastToken = 0

  init(_ backend: Backend) throws {
    connections = try backend.connections(5)
  }

  func close() throws { try connections.close() }

  private var stores: [any StoreBackend] { connections.stores }
  private var clock: HandClock { connections.clock }

  /// What the store answers otherwise than the model; nil where nothing.
  func problem(of schedule: LeaseSchedule) throws -> String? {
    instances += 1
    let id = Sample.id(instances)
    try stores[0].start(instances)
    var model = Model()
    var workers = [Worker](repeating: Worker(), count: stores.count)
    for (index, action) in schedule.actions.enumerated() {
      let (expected, found) = try perform(action, on: id, &model, &workers)
      guard expected == found else { return "action \(index), \(action): expected \(expected), found \(found)" }
    }
    // Whoever is left gives the instance free, and it is what the saves that were answered made of it.
    clock.advance(seconds: LeaseSchedule.duration)
    try stores[0].requireFree(id)
    let revision = try stores[0].delete(id).revision
    return revision == model.revision ? nil : "expected the revision \(model.revision), found \(revision)"
  }

  private func perform(
    _ action: LeaseSchedule.Action, on id: Identifier, _ model: inout Model, _ workers: inout [Worker]
  ) throws -> (expected: String, found: String) {
    let now = clock.now
    let end = now.after(microseconds: Self.microseconds)
    switch action {
    case .load(let number):
      workers[number].revision = try stores[number].summary(of: "\(id)").revision
      return ("\(model.revision)", "\(workers[number].revision)")
    case .claim(let number):
      let isHeld = model.isHeld(at: now)
      let found = answer {
        let lease = try stores[number].claim(id, by: owners[number], for: Self.microseconds)
        workers[number].lease = lease
        model.holder = Model.Holder(token: lease.token, expires: end)
        guard lease.token > lastToken else { return "the token \(lease.token) after \(lastToken)" }
        lastToken = lease.token
        return "done"
      }
      return (isHeld ? "leased" : "done", found)
    case .renew(let number):
      guard let lease = workers[number].lease else { return ("", "") }
      let holds = model.holder?.token == lease.token
      if holds { model.holder?.expires = end }
      let found = answer {
        workers[number].lease = try stores[number].renew(lease, for: Self.microseconds)
        return "done"
      }
      return (holds ? "done" : "lease_lost", found)
    case .save(let number):
      let expected = save(workers[number], in: &model, at: now)
      let found = answer {
        let worker = workers[number]
        var record = Sample.instance(status: .waiting)
        record.lastStamp = Timestamp(microseconds: Sample.start.microseconds + Int64(worker.revision))
        workers[number].revision = try stores[number].save(
          InstanceChanges(only: record), of: id, expectedRevision: worker.revision, under: worker.lease,
          engine: "restricted", at: now
        ).revision
        return "done"
      }
      return (expected, found)
    case .release(let number):
      guard let lease = workers[number].lease else { return ("", "") }
      if model.holder?.token == lease.token { model.holder = nil }
      workers[number].lease = nil
      return ("done", answer { try release(lease, by: number) })
    case .advance(let seconds):
      clock.advance(seconds: seconds)
      return ("", "")
    }
  }

  private static let microseconds = Int64(LeaseSchedule.duration) * 1_000_000

  private func release(_ lease: Lease, by number: Int) throws -> String {
    try stores[number].release(lease)
    return "done"
  }

  /// What a save has to come to.
  private func save(_ worker: Worker, in model: inout Model, at now: Timestamp) -> String {
    if let lease = worker.lease {
      guard model.holder?.token == lease.token else { return "lease_lost" }
    } else if model.isHeld(at: now) {
      return "leased"
    }
    guard worker.revision == model.revision else { return "stale_revision" }
    if worker.lease == nil { model.holder = nil }
    model.revision += 1
    return "done"
  }

  private func answer(_ body: () throws -> String) -> String {
    do { return try body() } catch { return (error as? StoreError)?.code.rawValue ?? "\(error)" }
  }
}
