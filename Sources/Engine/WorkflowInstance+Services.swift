import WorkflowModel
public import WorkflowScripting

/// What is done about the calls of service tasks.
public enum ServiceMode: Sendable {
  /// They are made when their tasks are reached.
  case call
  /// They are recorded alone: their tasks are STARTED, and a later run makes the calls.
  case record
}

/// The calls of service tasks: made, waited for, answered.
extension WorkflowInstance {
  /// The services that work beside the workflow. ``run(limit:)`` takes up what they have answered.
  public var pendingServices: [any PendingService] {
    pending.values.map(\.self)
  }

  /// Makes a call.
  ///
  /// - Returns: the answer; nil where it is still to come.
  func call(_ call: ServiceCall, for task: Int32) throws(ElementFailure) -> DataValue? {
    if serviceMode == .record { return nil }
    note(.serviceCalled, of: task, name: call.operation)
    do {
      try beforeServiceCall?()
    } catch {
      interruption = error
      throw ElementFailure("interrupted", "the call of '\(call.operation)' could not be recorded")
    }
    let reply: ServiceReply
    do {
      reply = try scripts.callService(call, data: tree[task].data)
    } catch {
      throw ElementFailure(error, script: nil)
    }
    switch reply {
    case .value(let value): return value
    case .pending(let service):
      pending[task] = service
      return nil
    }
  }

  /// Makes the calls that were recorded and whose services nobody waits for: a run before this one did not make them, or
  /// has lost their answers.
  func makeRecordedCalls() {
    guard serviceMode == .call, status != .error else { return }
    for task in tree.startedServices where pending[task] == nil {
      guard interruption == nil else { return }
      serviceAnswered(task) { behavior, step throws(ElementFailure) in
        if case .later = try behavior.run(step) { false } else { true }
      }
    }
  }

  /// Takes up what the services have answered.
  ///
  /// - Returns: whether one has.
  func takeAnswers() -> Bool {
    guard !pending.isEmpty else { return false }
    var hasChanged = false
    for (task, service) in pending.sorted(by: { $0.key < $1.key }) {
      guard tree[task].state == .started else {
        pending[task] = nil
        service.abandon()
        continue
      }
      guard let answer = service.answer else { continue }
      pending[task] = nil
      hasChanged = true
      serviceAnswered(task) { behavior, step throws(ElementFailure) in
        switch answer {
        case .success(let value): try behavior.take(value, step)
        case .failure(let error): throw ElementFailure(error, script: nil)
        }
        return true
      }
    }
    return hasChanged
  }

  /// Lets a task whose service has answered go on.
  ///
  /// - Parameter take: takes the answer, and says whether there is one.
  private func serviceAnswered(
    _ task: Int32, _ take: (ServiceTask, Step) throws(ElementFailure) -> Bool
  ) {
    guard let behavior = node(of: task).behavior as? ServiceTask else { return }
    let before = tree[task].data
    let step = Step(self, task)
    do {
      guard try take(behavior, step) else { return }
      try step.conclude()
      complete(task, .all)
    } catch {
      runFailed(task, error, data: before)
    }
  }
}
