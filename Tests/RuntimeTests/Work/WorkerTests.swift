import Foundation
import OrderedCollections
import Synchronization
import Testing
import WorkflowEngine
import WorkflowModel
import WorkflowRuntime
import WorkflowScripting
import WorkflowStore

@Suite("workers, and leases while services work")
struct WorkerTests {
  private let desk: Desk
  private let clock = SimulatedClock()

  init() throws {
    desk = try Desk()
  }

  /// A runtime whose service does something.
  private func runtime(
    settings: RuntimeSettings = RuntimeSettings(), service: @escaping @Sendable () throws -> Int = { 1 }
  ) throws -> WorkflowRuntime {
    var environment = HostEnvironment()
    environment.register(service: "step") { _ in try service() }
    return try desk.runtime(environment: environment, settings: settings, clock: clock)
  }

  private func start(_ runtime: WorkflowRuntime) throws -> Identifier {
    try runtime.start("working", data: ["steps": 0]).summary.id
  }

  @Test("a worker takes an instance when its timer is due, and not before")
  func timer() throws {
    let runtime = try runtime()
    let id = try start(runtime)
    let worker = WorkflowWorker(runtime)
    #expect(try worker.workOnce() == nil)
    #expect(try worker.nextDue()?.microseconds == clock.now().microseconds + 60_000_000)
    clock.advance(seconds: 61)
    guard case .ran(let summary)? = try worker.workOnce()?.outcome else {
      Issue.record("expected a run")
      return
    }
    #expect(summary.id == id && summary.status == .completed)
    #expect(try worker.workOnce() == nil)
    #expect(try worker.nextDue() == nil)
  }

  @Test("while a service works others can write, and this instance is refused to them")
  func others() throws {
    let (desk, clock) = (desk, clock)
    let other = try runtime()
    let free = try start(other)
    let refusals = Mutex<[String]>([])
    let runtime = try runtime {
      let other = try desk.runtime(clock: clock)
      let held = try #require(try other.store.list().instances.last { $0.id != free }).id
      _ = try other.start("working", data: ["steps": 0])
      _ = try? other.cancel("\(free)")
      let codes = [
        refusal { _ = try other.resume("\(held)") }, refusal { _ = try other.cancel("\(held)") },
        refusal { try other.store.delete(held) },
      ]
      refusals.withLock { $0 += codes }
      let lease = try other.explain("\(held)").lease
      #expect(lease?.instance == held)
      return 1
    }
    let id = try start(runtime)
    clock.advance(seconds: 61)
    let ended = try runtime.resume("\(id)")
    #expect(ended.summary.status == .completed)
    #expect(refusals.withLock(\.self) == ["leased", "leased", "leased", "leased", "leased", "leased"])
    #expect(try other.explain("\(id)").lease == nil)
    #expect(try other.file.status().leases == 0)
  }

  @Test("what is sent to an instance while a service works is kept, and its run takes it before it ends")
  func keptMeanwhile() throws {
    let (desk, clock) = (desk, clock)
    let receptions = Mutex<[String]>([])
    let runtime = try runtime {
      let other = try desk.runtime(clock: clock)
      let news = SentMessage(name: "news", payload: "today", correlation: [:])
      let sent = [try other.send(news)] + (try other.send(signal: "alarm"))
      receptions.withLock { $0 = sent.map(outcome) }
      return 1
    }
    let summary = try runtime.start("listening", data: [:]).summary
    #expect(receptions.withLock(\.self) == ["kept", "kept"])
    #expect(summary.status == .completed)
    #expect(try runtime.file.status().keptMessages == 0)
    #expect(try runtime.store.check() == [])
  }

  @Test("what is kept for an instance that somebody worked on who is gone, a worker hands over")
  func keptForWorkers() throws {
    let runtime = try runtime()
    var request = StartRequest()
    request.callsServices = false
    let id = try runtime.start(spec: runtime.add(Models.files("listening")).spec.id, request).summary.id
    let rival = LeaseOwner()
    let lease = try runtime.store.claim(id, by: rival, for: 60_000_000)
    let news = SentMessage(name: "news", payload: "today", correlation: [:])
    #expect(outcome(try runtime.send(news)) == "kept")
    #expect(try runtime.send(signal: "alarm").map(outcome) == ["kept"])
    clock.advance(seconds: 1)
    #expect(try WorkflowWorker(runtime).workOnce() == nil)
    try runtime.store.release(lease)
    guard case .ran(let summary)? = try WorkflowWorker(runtime).workOnce()?.outcome else {
      Issue.record("expected a run")
      return
    }
    #expect(summary.id == id && summary.status == .completed)
    #expect(try runtime.store.check() == [])
  }

  @Test("a message that was taken for good is not kept once more where the run breaks off after a service")
  func brokenOff() throws {
    var settings = RuntimeSettings()
    // The answer is no reference to a secret: the save behind it is refused.
    settings.secrets.names = ["answer"]
    let runtime = try runtime(settings: settings)
    var request = StartRequest()
    request.callsServices = false
    let id = try runtime.start(spec: runtime.add(Models.files("listening")).spec.id, request).summary.id
    let news = SentMessage(name: "news", payload: "today", correlation: [:])
    guard case .taken(let summary) = try runtime.send(news, id: "a") else {
      Issue.record("expected it to be taken")
      return
    }
    #expect(summary.id == id && summary.revision > 1)
    #expect(try runtime.store.fate(ofMessage: "news", id: "a")?.outcome == .taken)
    let status = try runtime.file.status()
    #expect(status.keptMessages == 0 && status.waitingMessages == 0 && status.leases == 0)
    let tasks = try runtime.view("\(id)").tasks
    #expect(tasks.contains { $0.element?.id == "work" && $0.state == .started })
    // It has the message, whether it was run already or not.
    #expect(tasks.filter { $0.element?.id == "read" }.map(\.state) == [.ready])
    #expect(try runtime.store.check() == [])
  }

  @Test("a worker goes on with a signal that has not reached everybody")
  func interruptedSignal() throws {
    let runtime = try runtime()
    let hearing = try (0..<2).map { _ in try runtime.start("hearing", data: [:]).summary.id }
    let signal = try runtime.store.post(SentSignal(name: "alarm", payload: nil), at: clock.now())
    #expect(signal != nil)
    _ = try WorkflowWorker(runtime).workOnce()
    #expect(try hearing.map { try runtime.view("\($0)").summary.status } == [.completed, .completed])
    #expect(try WorkflowWorker(runtime).workOnce() == nil)
  }

  @Test("a run whose lease is taken away ends, and writes nothing more")
  func takenAway() throws {
    let (desk, clock) = (desk, clock)
    let other = try runtime()
    let rival = LeaseOwner()
    let runtime = try runtime {
      let other = try desk.runtime(clock: clock)
      let id = try other.store.list().instances[0].id
      // What somebody does for whom it has expired.
      let lease = try #require(try other.store.lease(of: id))
      try other.store.release(lease)
      _ = try other.store.claim(id, by: rival, for: 60_000_000)
      return 1
    }
    let id = try start(runtime)
    clock.advance(seconds: 61)
    let error = #expect(throws: StoreError.self) { try runtime.resume("\(id)") }
    #expect(error?.code == .leaseLost)
    let view = try other.view("\(id)")
    #expect(view.tasks.map(\.state) == [.ready])
    #expect(view.tasks.map(\.element?.id) == ["first"])
    #expect(try other.store.lease(of: id)?.owner == rival.name)
    #expect(try other.store.check() == [])
  }

  @Test("a service may take longer than a lease: it is renewed")
  func renewed() throws {
    var settings = RuntimeSettings()
    settings.leaseSeconds = 1
    let (desk, clock) = (desk, clock)
    let runtime = try runtime(settings: settings) {
      Thread.sleep(forTimeInterval: 1.5)
      let other = try desk.runtime(clock: clock)
      let id = try other.store.list().instances[0].id
      #expect(try other.store.lease(of: id) != nil)
      return 1
    }
    let id = try start(runtime)
    clock.advance(seconds: 61)
    #expect(try runtime.resume("\(id)").summary.status == .completed)
  }

  @Test("an error of a run gives its lease back, and the call whose answer was lost is made by a worker")
  func lostAnswer() throws {
    let isBroken = Mutex(true)
    let desk = desk
    let runtime = try runtime {
      if isBroken.withLock(\.self) {
        // The save that follows is refused: somebody has changed what it starts from.
        let other = try desk.runtime().store
        try other.transaction {
          let stored = try other.load(other.list().instances[0].id)
          var record = stored.state.instance
          record.lastStamp = Timestamp(microseconds: record.lastStamp.microseconds + 1)
          try other.save(
            InstanceChanges(instance: record, scopes: [], tasks: [], versions: [], removedTasks: []),
            of: stored.summary.id, expectedRevision: stored.summary.revision,
            under: try other.lease(of: stored.summary.id), engine: "restricted", at: stored.summary.updated)
        }
      }
      return 1
    }
    let id = try start(runtime)
    clock.advance(seconds: 61)
    let error = #expect(throws: StoreError.self) { try runtime.resume("\(id)") }
    #expect(error?.code == .staleRevision)
    #expect(try runtime.store.lease(of: id) == nil)
    isBroken.withLock { $0 = false }
    let report = try WorkflowWorker(runtime).workOnce()
    #expect(report?.instance.id == id)
    #expect(try runtime.view("\(id)").summary.status == .completed)
  }

  @Test("what cannot run without being told how is passed over, once, until somebody has saved it")
  func passedOver() throws {
    let runtime = try desk.runtime(engines: SquaringEngine.registry(isSlow: false) { _ in }, clock: clock)
    var request = StartRequest()
    request.engine = "squaring"
    request.callsServices = false
    let id = try runtime.start(spec: runtime.add(Models.files("squares")).spec.id, request).summary.id
    clock.advance(seconds: 1)
    // One that does not know the engine.
    let other = try desk.runtime(clock: clock)
    let worker = WorkflowWorker(other)
    guard case .passedOver(let error)? = try worker.workOnce()?.outcome else {
      Issue.record("expected that it is passed over")
      return
    }
    #expect(error.code == "engine_not_asked")
    #expect(try worker.workOnce() == nil)
    #expect(try runtime.view("\(id)").summary.revision == 1)
    // Another process finds out for itself.
    #expect(try WorkflowWorker(other).workOnce() != nil)
    guard case .ran? = try WorkflowWorker(runtime).workOnce()?.outcome else {
      Issue.record("expected a run")
      return
    }
  }

  @Test("a worker takes the instances of its process alone")
  func process() throws {
    let runtime = try runtime()
    let id = try start(runtime)
    clock.advance(seconds: 61)
    #expect(try WorkflowWorker(runtime, process: "another").workOnce() == nil)
    #expect(try WorkflowWorker(runtime, process: "working").workOnce()?.instance.id == id)
  }
}

private func outcome(_ reception: Reception) -> String {
  switch reception {
  case .taken: "taken"
  case .started: "started"
  case .kept: "kept"
  case .waiting: "waiting"
  case .failed: "failed"
  case .repeated: "repeated"
  }
}

/// The code of the store's error that `body` throws.
private func refusal(_ body: () throws -> Void) -> String {
  do {
    try body()
    return "none"
  } catch {
    return (error as? StoreError)?.code.rawValue ?? "\(error)"
  }
}
