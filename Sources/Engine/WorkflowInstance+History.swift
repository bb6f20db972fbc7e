import OrderedCollections
package import WorkflowModel

/// What is noted of an instance beside its tasks. Noting changes nothing in it, and needs no stamp of its own.
extension WorkflowInstance {
  /// The moment of what happens now: after the last change of state, and not after the next one.
  private var momentOfEvent: Timestamp { tree.nextStamp(clock.now()) }

  /// Notes an event.
  package func note(_ kind: HistoryEvent.Kind, name: String? = nil, detail: DataDictionary = [:]) {
    events.append(HistoryEvent(kind, at: momentOfEvent, name: name, detail: detail))
  }

  /// Notes an event of a task.
  func note(_ kind: HistoryEvent.Kind, of task: Int32, name: String? = nil, detail: DataDictionary = [:]) {
    events.append(HistoryEvent(kind, at: momentOfEvent, task: Int(task), name: name, detail: detail))
  }

  /// Notes an event that is handed to those who wait for it, where one takes it: before all that follows from it.
  ///
  /// - Parameter take: hands it over, and says whether somebody took it.
  func note(
    _ kind: HistoryEvent.Kind, of task: Int32? = nil, name: String, where take: () throws(ElementFailure) -> Bool
  ) throws(ElementFailure) -> Bool {
    let place = events.count
    let moment = momentOfEvent
    guard try take() else { return false }
    events.insert(HistoryEvent(kind, at: moment, task: task.map { Int($0) }, name: name), at: place)
    return true
  }
}
