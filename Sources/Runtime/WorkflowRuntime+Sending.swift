import Logging
import OrderedCollections
public import WorkflowEngine
public import WorkflowModel
public import WorkflowStore

/// What became of an event at an instance that waits for it.
public enum Reception: Sendable {
  /// The instance took it, and ran.
  case taken(InstanceSummary)
  /// The message is kept for the instance until that is resumed, since it cannot run before.
  case kept(for: Identifier, reason: String)
  /// The instance cannot run without being resumed by somebody who says how; signals are not kept.
  case missed(by: Identifier, reason: String)
}

/// Events from outside that are meant for whoever waits for them.
extension WorkflowRuntime {
  /// Sends a message to the instance that waits for it, by the rules of messages between instances: to one that knows its
  /// correlation before one that takes any of its name, of several to the one that has waited longest.
  ///
  /// - Throws: ``RuntimeError`` `not_waiting` where nobody waits for it: it is not kept.
  public func send(_ message: SentMessage, callsServices: Bool = true) throws -> Reception {
    try deliveringMessages(callsServices: callsServices) {
      var message = message
      message.correlation = message.correlation.correlationInOrder
      // Somebody who takes it removes it; where nobody does, the transaction has not happened.
      let posted = try store.post(message, at: clock.now())
      guard let reception = try handOver(posted, callsServices: callsServices) else {
        throw RuntimeError.nobodyWaits(for: "message '\(message.name)'")
      }
      return reception
    }
  }

  /// Sends a signal to all instances that wait for it, each in a transaction of its own.
  ///
  /// - Throws: ``RuntimeError`` `not_waiting` where nobody waits for it.
  public func send(signal name: String, payload: DataValue? = nil, callsServices: Bool = true) throws -> [Reception] {
    var receptions: [Reception] = []
    let event = OutsideEvent.signal(name: name, payload: payload)
    for spec in try store.specs() where try awaitsSignal(name, spec: spec.id) {
      try forEachInstance(InstanceFilter(spec: spec.id)) { summary in
        guard ![.completed, .cancelled].contains(summary.status) else { return }
        receptions += try hand(event, to: summary.id, callsServices: callsServices).map { [$0] } ?? []
      }
    }
    guard !receptions.isEmpty else { throw RuntimeError.nobodyWaits(for: "signal '\(name)'") }
    return receptions
  }

  /// Whether instances of a specification can wait for a signal. One that cannot be read now holds up no other.
  private func awaitsSignal(_ name: String, spec: String) throws -> Bool {
    do {
      return try definition(ofSpec: spec).awaitsSignal(name)
    } catch let error as StoreError {
      throw error
    } catch {
      logger.warning("the instances of \(spec) are passed over: \(RuntimeError(error).message)")
      return false
    }
  }

  /// - Returns: nil where the instance does not wait for the signal.
  private func hand(_ signal: OutsideEvent, to id: Identifier, callsServices: Bool) throws -> Reception? {
    do {
      return try deliveringMessages(callsServices: callsServices) { () -> Reception? in
        let stored = try store.load(id)
        guard try restore(stored, IdleEngine()).awaitsSignal(signal.name) else { return nil }
        let run = try wake(stored, ResumeRequest())
        _ = try takeKeptMessages(run.instance, id)
        try run.instance.catchEvent(signal)
        var request = ResumeRequest()
        request.callsServices = callsServices
        try run.run(limit: nil, services: callsServices)
        return .taken(try finish(run, request))
      }
    } catch let error as StoreError where error.code == .noSuchInstance {
      return nil
    } catch let error as StoreError where error.code != .leased && [.busy, .unwritable].contains(error.category) {
      throw error
    } catch {
      return .missed(by: id, reason: RuntimeError(error).message)
    }
  }
}

extension Reception {
  /// The document of the command line.
  public var document: DataValue {
    switch self {
    case .taken(let summary):
      var members = summary.members
      members["outcome"] = "taken"
      return .dictionary(members)
    case .kept(let id, let reason):
      return ["instance": .string("\(id)"), "outcome": "kept", "reason": .string(reason)]
    case .missed(let id, let reason):
      return ["instance": .string("\(id)"), "outcome": "missed", "reason": .string(reason)]
    }
  }
}
