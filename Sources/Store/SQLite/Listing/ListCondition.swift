import WorkflowEngine
import WorkflowModel

/// A parameter of a statement that is put together.
enum ListParameter {
  case integer(Int)
  case text(String)
  case key(SearchKey)
}

extension PreparedStatement {
  mutating func bind(_ parameters: [ListParameter]) {
    for parameter in parameters {
      switch parameter {
      case .integer(let number): bind(number)
      case .text(let text): bind(text)
      case .key(let key): bind(key)
      }
    }
  }
}

/// A condition on the row `instance`, with its parameters.
struct ListCondition {
  let sql: String
  let parameters: [ListParameter]

  init(_ sql: String, _ parameters: ListParameter...) {
    self.sql = sql
    self.parameters = parameters
  }

  /// All of the conditions.
  static func all(_ conditions: [ListCondition]) -> ListCondition {
    guard !conditions.isEmpty else { return ListCondition("1") }
    return ListCondition(
      sql: conditions.map { "(\($0.sql))" }.joined(separator: " AND "), conditions.flatMap(\.parameters))
  }

  init(sql: String, _ parameters: [ListParameter]) {
    self.sql = sql
    self.parameters = parameters
  }

  /// One of the search indexes has a value for the instance.
  static func value(_ key: SearchKey, in indexes: [Int]) -> ListCondition {
    let places = indexes.map { _ in "?" }.joined(separator: ", ")
    return ListCondition(
      sql: """
        EXISTS (
          SELECT 1 FROM search_value
          WHERE search_value.search_index IN (\(places)) AND search_value.value = ?
            AND search_value.created = instance.created AND search_value.instance = instance.id)
        """, indexes.map { .integer($0) } + [.key(key)])
  }

  static func lane(_ name: Int) -> ListCondition {
    ListCondition(
      "EXISTS (SELECT 1 FROM task INDEXED BY task_lane WHERE task.lane = ? AND task.instance = instance.id)",
      .integer(name))
  }

  static func waits(for kinds: WaitKinds) -> ListCondition {
    ListCondition("instance.waits_for & \(kinds.rawValue)")
  }

  static func waits(for kind: SubscriptionKind, named name: Int) -> ListCondition {
    // Of one instance there are few, of one name there may be many.
    ListCondition(
      """
      EXISTS (
        SELECT 1 FROM subscription
        WHERE subscription.instance = instance.id AND subscription.kind = '\(kind.rawValue)' AND +subscription.name = ?)
      """,
      .integer(name))
  }

  /// A moment lies within a span.
  static func moment(_ column: InstanceOrder.Key, in span: TimeSpan) -> [ListCondition] {
    var conditions: [ListCondition] = []
    if let since = span.since {
      conditions.append(ListCondition("instance.\(column.rawValue) >= ?", .integer(Int(since.microseconds))))
    }
    if let before = span.before {
      conditions.append(ListCondition("instance.\(column.rawValue) < ?", .integer(Int(before.microseconds))))
    }
    return conditions
  }
}
