import Logging
import WorkflowEngine
import WorkflowModel
import WorkflowScripting
import WorkflowStore

/// Messages between instances.
///
/// A message that an instance sends while nothing in it waits for it goes to one other instance: to one that knows its
/// correlation before one that takes any of its name, of several to the one that has waited longest. It is on its way
/// from the save of its sender to that of its receiver, each a transaction of its own, so that a crash neither loses nor
/// repeats it. One that nobody waits for is forgotten.
extension WorkflowRuntime {
  /// How many messages one call delivers at most; the next one goes on. Instances may answer each other forever.
  static let deliveriesPerCall = 10_000

  /// A transaction, and then the delivery of what is on its way.
  func deliveringMessages<Result>(callsServices: Bool, _ body: () throws -> Result) throws -> Result {
    let (result, hasMessages) = try store.transaction { (try body(), try store.hasMessages()) }
    guard hasMessages else { return result }
    do {
      var remaining = Self.deliveriesPerCall
      while remaining > 0, try deliverNextMessage(callsServices: callsServices) { remaining -= 1 }
    } catch {
      // What was asked for is done; the messages are safe, and the next call goes on with them.
      logger.warning("messages are not delivered yet: \(RuntimeError(error).message)")
    }
    return result
  }

  /// - Returns: whether there was one.
  private func deliverNextMessage(callsServices: Bool) throws -> Bool {
    try store.transaction {
      guard let message = try store.nextMessage() else { return false }
      if try handOver(message, callsServices: callsServices) == nil {
        logger.debug("nobody waits for the message '\(message.content.name)'")
        try store.remove(message)
      }
      return true
    }
  }

  /// Hands a message to the instance that it is meant for.
  ///
  /// - Returns: nil where nobody waits for it.
  func handOver(_ message: StoredMessage, callsServices: Bool) throws -> Reception? {
    try subscribeInstancesOfBefore()
    var former: Subscriber?
    while let subscriber = try store.subscriber(to: message, after: former) {
      if let reception = try hand(message, to: subscriber.instance, callsServices: callsServices) { return reception }
      former = subscriber
    }
    return nil
  }

  /// Hands a message to an instance that waits for it, and runs that. Where somebody else works on it, where it cannot run
  /// without being resumed by somebody who says how, or cannot be loaded or saved, the message is kept for it and holds up
  /// no other.
  ///
  /// - Returns: nil where it does not take it.
  private func hand(_ message: StoredMessage, to receiver: Identifier, callsServices: Bool) throws -> Reception? {
    do {
      return try store.transaction {
        let run = try wake(try store.load(receiver), ResumeRequest())
        guard try takes(message, run.instance) else { return nil }
        try store.remove(message)
        var request = ResumeRequest()
        request.callsServices = callsServices
        try run.run(limit: nil, services: callsServices)
        return .taken(try finish(run, request))
      }
    } catch let error as StoreError where error.code != .leased && [.busy, .unwritable].contains(error.category) {
      throw error
    } catch {
      let reason = RuntimeError(error).message
      logger.notice("the message '\(message.content.name)' is kept for \(receiver): \(reason)")
      try store.keep(message, for: receiver)
      return .kept(for: receiver, reason: reason)
    }
  }

  /// Hands an instance the messages that were kept for it. What it waits for no longer others may take.
  ///
  /// - Returns: whether it took one.
  func takeKeptMessages(_ instance: WorkflowInstance, _ id: Identifier) throws -> Bool {
    var hasTaken = false
    for message in try store.messages(for: id) {
      if try takes(message, instance) {
        try store.remove(message)
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
      return try instance.receive(message.content)
    } catch {
      guard error.code == .badEvent else { throw error }
      let reason = error.message
      logger.notice("the message '\(message.content.name)' does not fit: \(reason)")
      return false
    }
  }

  private func subscribeInstancesOfBefore() throws {
    for id in try store.unsubscribedInstances() {
      do {
        let instance = try restore(try store.load(id), IdleEngine())
        try store.subscribe(id, to: instance.subscriptions())
      } catch {
        logger.warning("instance \(id) cannot be looked at for messages: \(RuntimeError(error).message)")
      }
    }
  }
}
