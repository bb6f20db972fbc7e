import WorkflowEngine
import WorkflowModel

/// A place in the history of an instance. At one moment, events come before the change of a task: what is noted happens
/// before its next change.
struct HistoryCursor {
  private static let mark = "h"

  let moment: Int
  /// 0 for an event, 1 for a task.
  let source: Int
  /// The revision and position of an event; 0 and the number of a task.
  let revision: Int
  let position: Int

  static let beginning = HistoryCursor(moment: .min, source: 0, revision: 0, position: -1)

  init(moment: Int, source: Int, revision: Int, position: Int) {
    self.moment = moment
    self.source = source
    self.revision = revision
    self.position = position
  }

  init(_ text: String) throws(StoreError) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let numbers = parts.dropFirst().compactMap { Int($0, radix: 36) }
    guard parts.first.map(String.init) == Self.mark, parts.count == 5, numbers.count == 4 else {
      throw .badCursor(text)
    }
    self.init(moment: numbers[0], source: numbers[1], revision: numbers[2], position: numbers[3])
  }

  var text: String {
    ([Self.mark] + [moment, source, revision, position].map { String($0, radix: 36) }).joined(separator: ".")
  }
}

/// Reads the history of an instance: its events, and the tasks that have ended, by their moments.
struct HistoryReader {
  private let session: Session
  private let instance: Int
  private let id: Identifier

  init(_ session: Session, _ instance: Int, id: Identifier) {
    self.session = session
    self.instance = instance
    self.id = id
  }

  func read(
    since moment: Timestamp?, after place: HistoryCursor, _ body: (HistoryEntry) throws -> Bool
  ) throws {
    let saves = try session.historySaves(of: instance)
    var select = try session.prepare(
      """
      SELECT moment, 0 AS source, revision, position, kind, task, name, detail FROM instance_event
      WHERE instance = ?1 AND moment >= ?2 AND (moment, 0, revision, position) > (?3, ?4, ?5, ?6)
      UNION ALL
      SELECT last_state_change, 1, 0, number, NULL, NULL, NULL, NULL FROM task
      WHERE instance = ?1 AND state IN (\(TaskState.completed.code), \(TaskState.cancelled.code))
        AND last_state_change >= ?2 AND (last_state_change, 1, 0, number) > (?3, ?4, ?5, ?6)
      ORDER BY 1, 2, 3, 4
      """)
    select.bind(instance)
    select.bind(moment?.microseconds ?? .min)
    for number in [place.moment, place.source, place.revision, place.position] { select.bind(number) }
    try select.forRows(while: { row in
      let cursor = HistoryCursor(
        moment: row.integer(0), source: row.integer(1), revision: row.integer(2), position: row.integer(3))
      guard let entry = try entry(row, cursor, saves) else { return true }
      return try body(entry)
    })
  }

  /// Nil for a task whose save is no longer kept.
  private func entry(
    _ row: PreparedStatement.Row, _ cursor: HistoryCursor, _ saves: [HistorySave]
  ) throws -> HistoryEntry? {
    let moment = row.timestamp(0)
    if cursor.source == 1 {
      let place = saves.partitioningIndex { $0.lastStamp >= moment }
      guard saves.indices.contains(place), saves[place].covers(moment), let task = try task(cursor.position) else {
        return nil
      }
      return HistoryEntry(content: .ended(task), moment: moment, save: saves[place], cursor: cursor.text)
    }
    let place = saves.partitioningIndex { $0.revision >= cursor.revision }
    guard saves.indices.contains(place), saves[place].revision == cursor.revision else {
      throw session.damaged("an event of instance \(id) has no save", instance: id)
    }
    let event = try session.event(row, moment: 0, from: 4, id: id)
    return HistoryEntry(
      content: .event(event, try event.task.flatMap { try task($0) }), moment: moment, save: saves[place],
      cursor: cursor.text)
  }

  private func task(_ number: Int) throws -> HistoryTask? {
    var select = try session.prepare(
      """
      SELECT task.uuid, process.text, spec.text, task.state, task.data_version, former.data_version
      FROM task
        JOIN scope ON scope.instance = task.instance AND scope.number = task.scope
        JOIN name AS process ON process.id = scope.process JOIN name AS spec ON spec.id = task.spec
        LEFT JOIN task AS former ON former.instance = task.instance AND former.number = task.parent
      WHERE task.instance = ? AND task.number = ?
      """)
    select.bind(instance)
    select.bind(number)
    return try select.first { row in
      guard let state = TaskState(code: row.integer(3)) else {
        throw session.damaged("unknown state: \(row.integer(3))", instance: id)
      }
      return HistoryTask(
        number: number, id: try session.identifier(row, 0), process: row.text(1), spec: row.text(2), state: state,
        dataVersion: row.integer(4), formerVersion: row.integer(5))
    }
  }
}

extension RandomAccessCollection where Index == Int {
  /// Where the elements begin that fulfil a condition, where all that do stand behind all that do not.
  fileprivate func partitioningIndex(where holds: (Element) -> Bool) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = low + (high - low) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
