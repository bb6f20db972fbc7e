import Logging
import OrderedCollections
public import WorkflowEngine
public import WorkflowModel
public import WorkflowStore

/// What became of an event that was sent.
public enum Reception: Sendable {
  /// The instance took it, and ran.
  case taken(InstanceSummary)
  /// An instance began with it, and ran.
  case started(InstanceSummary)
  /// It is kept for the instance until that is resumed, since it cannot run before.
  case kept(for: Identifier, reason: String)
  /// Nobody waits for the message yet: until the moment it is kept for who begins to.
  case waiting(until: Timestamp)
  /// The process would have begun with the signal, and cannot.
  case failed(process: String, reason: String)
  /// The message was sent before: nothing happened now, and that became of it.
  case repeated(MessageFate)
}

/// Events from outside that are meant for whoever waits for them.
extension WorkflowRuntime {
  /// Sends a message by the rules of messages between instances: to the instance that waits for it, one that knows its
  /// correlation before one that takes any of its name, of several the one that has waited longest; else to the process
  /// whose newest version begins with it; else it is kept for who begins to wait.
  ///
  /// - Parameters:
  ///   - id: What the sender knows it by, among those of its name: sent again with the same id, it is not sent again. It
  ///     is known for the time to live, and ``WorkflowStore/memoryOfIDs`` after that.
  ///   - timeToLive: For how many microseconds it is kept; 0: not at all.
  /// - Throws: ``RuntimeError``: `not_waiting` where nobody waits for it and it is not kept, `several_begin` where several
  ///   processes begin with it.
  public func send(
    _ message: SentMessage, id: String? = nil, timeToLive: Int64 = messageTimeToLive, callsServices: Bool = true
  ) throws -> Reception {
    try settings.secrets.refusePlainSecrets(in: message)
    return try deliveringMessages(callsServices: callsServices) {
      if let id, let fate = try store.fate(ofMessage: message.name, id: id) { return .repeated(fate) }
      var message = message
      message.correlation = message.correlation.correlationInOrder
      let now = clock.now()
      let posted = try store.post(
        message, id: id, at: now, expires: now.after(microseconds: max(timeToLive, 0)))
      if let reception = try handOver(posted, callsServices: callsServices) { return reception }
      guard timeToLive > 0, let expires = try keepWaiting(posted) else {
        // The transaction has not happened.
        throw RuntimeError.nobodyWaits(for: "message '\(message.name)'")
      }
      return .waiting(until: expires)
    }
  }

  /// Sends a signal to all instances that wait for it, and begins one of each process whose newest version begins with it,
  /// each in a transaction of its own. The signal is in the store until everybody has it: after a crash the next call of
  /// any kind goes on with it: so it is after an error of the store, too, and to send it again would send another one.
  ///
  /// - Throws: ``RuntimeError`` `not_waiting` where nobody waits for it.
  public func send(signal name: String, payload: DataValue? = nil, callsServices: Bool = true) throws -> [Reception] {
    try settings.secrets.refusePlainSecrets(in: payload)
    let signal = try store.transaction {
      try subscribeThoseOfBefore()
      return try store.post(SentSignal(name: name, payload: payload), at: clock.now())
    }
    guard let signal else { throw RuntimeError.nobodyWaits(for: "signal '\(name)'") }
    var receptions: [Reception] = []
    while let step = try store.transaction({ try deliver(signal, callsServices: callsServices) }) {
      if let reception = step.reception { receptions.append(reception) }
    }
    // What the receivers have sent.
    try deliveringMessages(callsServices: callsServices) {}
    return receptions
  }

  /// A step of a signal's way.
  struct SignalStep {
    /// What became of it there; nil where the receiver did not wait any more.
    let reception: Reception?
  }

  /// Hands a signal to the next of those who wait for it, inside of a transaction.
  ///
  /// - Returns: nil where everybody has it.
  func deliver(_ signal: StoredSignal, callsServices: Bool) throws -> SignalStep? {
    switch try store.advance(signal) {
    case nil: return nil
    case .instance(let id):
      // It takes it, and removes it, in one transaction; where it cannot, it is kept already.
      let kept = try store.keep(signal.content, for: id, at: clock.now())
      let reception = try hand(kept, to: id, callsServices: callsServices)
      if reception == nil { try store.remove(kept) }
      return SignalStep(reception: reception)
    case .process(let process):
      return SignalStep(reception: try begin(process, by: signal.content, callsServices: callsServices))
    }
  }

  private func begin(
    _ process: StartSubscriber, by signal: SentSignal, callsServices: Bool
  ) throws -> Reception? {
    do {
      return try begin(process, callsServices: callsServices) { instance, _ in try instance.begin(by: signal) }
    } catch let error as StoreError where error.holdsUpEverybody {
      throw error
    } catch {
      let reason = RuntimeError(error).message
      logger.warning("'\(process.process)' does not begin with the signal '\(signal.name)': \(reason)")
      return .failed(process: process.process, reason: reason)
    }
  }

  /// Begins an instance with an event, and runs it.
  ///
  /// - Parameter take: hands the event to the instance, which has that identifier, and says whether it begins with it.
  /// - Returns: nil where it does not.
  func begin(
    _ process: StartSubscriber, callsServices: Bool, by take: (WorkflowInstance, Identifier) throws -> Bool
  ) throws -> Reception? {
    let id = makeIdentifier()
    var run: InstanceRun?
    do {
      return try store.transaction {
        let started = try startedRun(spec: process.spec, StartRequest(), id: id)
        run = started
        guard try take(started.instance, id) else { return nil }
        return .started(try finish(started, callsServices: callsServices))
      }
    } catch let error as StoreError where error.holdsUpEverybody {
      throw error
    } catch {
      guard run?.isInPartForGood == true else { throw error }
      return .started(try interrupted(id, by: error))
    }
  }
}

extension StoreError {
  /// Whether it is no matter of one receiver that cannot take an event now: nothing can be written, or somebody else went
  /// on with a receiver that had taken it.
  var holdsUpEverybody: Bool { code != .leased && [.busy, .unwritable].contains(category) }
}

extension Reception {
  /// The document of the command line.
  public var document: DataValue {
    switch self {
    case .taken(let summary): Self.document(of: summary, "taken")
    case .started(let summary): Self.document(of: summary, "started")
    case .kept(let id, let reason):
      ["instance": .string("\(id)"), "outcome": "kept", "reason": .string(reason)]
    case .waiting(let expires): ["outcome": "waiting", "expires": .string("\(expires)")]
    case .failed(let process, let reason):
      ["process": .string(process), "outcome": "failed", "reason": .string(reason)]
    case .repeated(let fate):
      .dictionary(fate.members.merging(["repeated": .bool(true)]) { former, _ in former })
    }
  }

  private static func document(of summary: InstanceSummary, _ outcome: String) -> DataValue {
    var members = summary.members
    members["outcome"] = .string(outcome)
    return .dictionary(members)
  }
}

extension MessageFate {
  fileprivate var members: DataDictionary {
    var members: DataDictionary = [:]
    members["instance"] = instance.map { .string("\($0)") }
    members["outcome"] = .string(outcome.rawValue)
    members["expires"] = expires.map { .string("\($0)") }
    return members
  }
}
