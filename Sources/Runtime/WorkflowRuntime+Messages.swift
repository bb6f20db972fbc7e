import Logging
import WorkflowEngine
import WorkflowModel
import WorkflowScripting
import WorkflowStore

/// Messages and signals between instances.
///
/// A message that an instance sends while nothing in it waits for it goes to one other: to an instance that knows its
/// correlation before one that takes any of its name, of several to the one that has waited longest; else to the process
/// that begins with it. One that nobody waits for waits itself, for its time to live. A signal goes to all. Both are on
/// their way from the save of their sender to that of their receiver, each a transaction of its own, so that a crash
/// neither loses nor repeats them.
extension WorkflowRuntime {
  /// How many messages and receivers of signals one call delivers to at most; the next one goes on. Instances may answer
  /// each other forever.
  static let deliveriesPerCall = 10_000

  /// How long a message waits for somebody who fits where its sender does not say: an hour, as Zeebe's clients have it.
  ///
  /// In microseconds.
  public static let messageTimeToLive: Int64 = 3_600 * 1_000_000

  /// A transaction, and then the delivery of what is on its way.
  func deliveringMessages<Result>(callsServices: Bool, _ body: () throws -> Result) throws -> Result {
    let (result, hasMessages, hasExpired) = try store.transaction {
      (try body(), try store.hasMessages(), try store.hasExpired(at: clock.now()))
    }
    do {
      if hasExpired { try store.forgetExpired(at: clock.now()) }
      guard hasMessages else { return result }
      var remaining = Self.deliveriesPerCall
      while remaining > 0, try deliverNext(callsServices: callsServices) { remaining -= 1 }
    } catch {
      // What was asked for is done; the messages are safe, and the next call goes on with them.
      logger.warning("messages are not delivered yet: \(RuntimeError(error).message)")
    }
    return result
  }

  /// - Returns: whether there was something on its way.
  private func deliverNext(callsServices: Bool) throws -> Bool {
    try store.transaction {
      if let message = try store.nextMessage() {
        try deliver(message, callsServices: callsServices)
        return true
      }
      guard let signal = try store.nextSignal() else { return false }
      _ = try deliver(signal, callsServices: callsServices)
      return true
    }
  }

  private func deliver(_ message: StoredMessage, callsServices: Bool) throws {
    let reception: Reception?
    do {
      reception = try handOver(message, callsServices: callsServices)
    } catch let error as StoreError where error.holdsUpEverybody {
      throw error
    } catch {
      // Nobody is there to hear of it: what begins with it could not, or several processes could.
      logger.warning("the message '\(message.content.name)' waits: \(RuntimeError(error).message)")
      reception = nil
    }
    if reception == nil { _ = try keepWaiting(message) }
  }

  /// Keeps a message that nobody waits for until it expires.
  ///
  /// - Returns: until when; nil where it has expired, and is forgotten.
  func keepWaiting(_ message: StoredMessage) throws -> Timestamp? {
    let expires = message.expires ?? message.sent.after(microseconds: Self.messageTimeToLive)
    guard expires > clock.now() else {
      logger.debug("nobody waits for the message '\(message.content.name)'")
      try store.remove(message)
      return nil
    }
    try store.keepWaiting(message, until: expires)
    return expires
  }

  /// Hands a message to the instance that it is meant for, or begins one with it.
  ///
  /// - Returns: nil where nobody waits for it.
  func handOver(_ message: StoredMessage, callsServices: Bool) throws -> Reception? {
    try subscribeThoseOfBefore()
    var former: Subscriber?
    while let subscriber = try store.subscriber(to: message, after: former) {
      if let reception = try hand(message, to: subscriber.instance, callsServices: callsServices) { return reception }
      former = subscriber
    }
    let processes = try store.processes(beginningWith: message.content.name)
    guard let process = processes.first else { return nil }
    guard processes.count == 1 else {
      throw RuntimeError.severalBegin(with: message.content.name, processes: processes.map(\.process))
    }
    return try begin(process, callsServices: callsServices) { instance, id in
      guard try instance.begin(by: message.content) else { return false }
      try store.remove(message, takenBy: id, isBeginning: true)
      return true
    }
  }

  /// Hands a message to an instance that waits for it, and runs that. Where somebody else works on it, where it cannot run
  /// without being resumed by somebody who says how, or cannot be loaded or saved, the message is kept for it and holds up
  /// no other.
  ///
  /// - Returns: nil where it does not take it.
  func hand(_ message: StoredMessage, to receiver: Identifier, callsServices: Bool) throws -> Reception? {
    var run: InstanceRun?
    do {
      return try store.transaction {
        let woken = try wake(try store.open(receiver), ResumeRequest())
        run = woken
        let isTaken = try takes(message, woken.instance)
        try woken.instance.requireReadable()
        guard isTaken else { return nil }
        try store.remove(message, takenBy: receiver)
        return .taken(try finish(woken, callsServices: callsServices))
      }
    } catch let error as StoreError where error.holdsUpEverybody {
      throw error
    } catch {
      if run?.isInPartForGood == true { return .taken(try interrupted(receiver, by: error)) }
      let reason = RuntimeError(error).message
      logger.notice(
        "\(message) is kept for \(receiver): \(reason)", metadata: ["instance": "\(receiver)"])
      try store.keep(message, for: receiver)
      return .kept(for: receiver, reason: reason)
    }
  }

  /// What is saved of an instance whose run has taken an event for good, and then broke off before its end.
  func interrupted(_ id: Identifier, by error: any Error) throws -> InstanceSummary {
    logger.warning(
      "instance \(id) has taken what was sent, and its run broke off: \(RuntimeError(error).message)",
      metadata: ["instance": "\(id)"])
    return try store.summary(of: "\(id)")
  }

  /// Runs an instance, saves it, and ends the run. A message that has waited for what it waits for then, or that was kept
  /// for it while the run was suspended, it takes, and runs on, before anybody is told that it waits.
  ///
  /// - Parameter limit: how many tasks run at most; where it is given, messages stay kept for a later run.
  func finish(_ run: InstanceRun, limit: Int? = nil, callsServices: Bool) throws -> InstanceSummary {
    try run.run(limit: limit, services: callsServices)
    var summary = try run.save()
    var remaining = limit == nil ? Self.deliveriesPerCall : 0
    while remaining > 0, try takeKeptMessages(run.instance, summary.id) {
      try run.run(limit: nil, services: callsServices)
      summary = try run.save()
      remaining -= 1
    }
    try run.end()
    return summary
  }

  /// Hands an instance the messages and signals that were kept for it. A message that it waits for no longer others may
  /// take.
  ///
  /// - Returns: whether it took one.
  @discardableResult
  func takeKeptMessages(_ instance: WorkflowInstance, _ id: Identifier) throws -> Bool {
    var hasTaken = false
    for message in try store.messages(for: id) {
      if try takes(message, instance) {
        try store.remove(message, takenBy: id)
        hasTaken = true
      } else {
        try store.keep(message, for: nil)
      }
    }
    return hasTaken
  }

  /// Lets go of the messages that were kept for an instance: others may take them.
  func releaseKeptMessages(of id: Identifier) throws {
    for message in try store.messages(for: id) { try store.keep(message, for: nil) }
  }

  /// Whether an instance takes a message. One that cannot compute its correlation from the payload does not.
  private func takes(_ message: StoredMessage, _ instance: WorkflowInstance) throws -> Bool {
    do {
      let content = message.content
      guard message.isSignal else { return try instance.receive(content) }
      return try instance.receive(SentSignal(name: content.name, payload: content.payload))
    } catch {
      guard error.code == .badEvent else { throw error }
      let reason = error.message
      logger.notice("\(message) does not fit: \(reason)")
      return false
    }
  }

  /// Subscribes instances that were saved, and processes that were added, by who could not.
  func subscribeThoseOfBefore() throws {
    for id in try store.unsubscribedInstances() {
      do {
        let instance = try open(try store.open(id), IdleEngine())
        let subscriptions = instance.subscriptions()
        try instance.requireReadable()
        try store.subscribe(id, to: subscriptions, at: clock.now())
      } catch {
        logger.warning(
          "instance \(id) cannot be looked at for messages: \(RuntimeError(error).message)",
          metadata: ["instance": "\(id)"])
      }
    }
    for spec in try store.unsubscribedSpecs() {
      do {
        try store.subscribe(spec: spec, to: definition(ofSpec: spec).startSubscriptions)
      } catch {
        logger.warning("the specification \(spec) cannot be looked at for messages: \(RuntimeError(error).message)")
      }
    }
  }
}
