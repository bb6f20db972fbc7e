import OrderedCollections
import WorkflowModel

extension SpiffMigration {
  /// Timers were expressions of Python for a `datetime`, a `timedelta`, or a number with a `timedelta`; now they are
  /// texts of ISO 8601. A task that waits kept when it began to, and now keeps when it is due.
  ///
  /// The expressions are not evaluated: other ones than literals are refused, as SpiffWorkflow refuses those that depend
  /// on data.
  static func convertTimers(_ document: inout DataDictionary) throws(SpiffError) {
    try document.editWorkflows { workflow, process throws(SpiffError) in
      let specs = process.object(SpiffKey.taskSpecs)
      try workflow.editEach(SpiffKey.tasks) { _, task throws(SpiffError) in
        let spec = specs.object(task.text("task_spec") ?? "")
        guard let timer = try PythonTimer(of: spec) else { return }
        try task.convertTimer(timer)
      }
    }
    try document.editTaskSpecs { name, task throws(SpiffError) in
      guard let timer = try PythonTimer(of: task) else { return }
      try task.edit(SpiffKey.eventDefinition) { definition in
        definition.rename("label", to: "name")
        definition["dateTime"] = nil
        definition["cycle_definition"] = nil
        definition["expression"] = .string("'\(timer.text)'")
        definition[SpiffKey.typename] = .string(timer.typename)
      }
      // A cycle of a start event led back to itself.
      guard task.text(SpiffKey.typename) == "StartEvent" else { return }
      for key in ["inputs", "outputs"] {
        task[key] = .list(task.texts(key).filter { $0 != name }.map(DataValue.string))
      }
    }
  }
}

/// A timer's expression in Python, as far as it is a literal.
struct PythonTimer {
  private enum Value {
    case date(String)
    case duration(microseconds: Int64)
    case cycle(count: Int, microseconds: Int64)
  }

  private let value: Value

  /// The timer of a task spec of version 1.1; nil for one that has none.
  init?(of task: DataDictionary) throws(SpiffError) {
    let definition = task.object(SpiffKey.eventDefinition)
    let name = task.text("name") ?? ""
    switch definition.text(SpiffKey.typename) {
    case "TimerEventDefinition": value = try Self.moment(definition.text("dateTime") ?? "", name)
    case "CycleTimerEventDefinition": value = try Self.cycle(definition.text("cycle_definition") ?? "", name)
    default: return nil
    }
  }

  /// In ISO 8601.
  var text: String {
    switch value {
    case .date(let text): text
    case .duration(let length): Self.duration(length)
    case .cycle(let count, let length): "R\(count)/\(Self.duration(length))"
    }
  }

  var typename: String {
    switch value {
    case .date: "TimeDateEventDefinition"
    case .duration: "DurationTimerEventDefinition"
    case .cycle: "CycleTimerEventDefinition"
    }
  }

  /// What a task that began to wait at a moment keeps.
  func due(since start: Timestamp, repeated: Int) -> DataValue? {
    switch value {
    case .date: return nil
    case .duration(let length):
      return .string("\(Timestamp(microseconds: start.microseconds &+ length))")
    case .cycle(let count, let length):
      return [
        "cycles": .integer(max(0, count.subtractingReportingOverflow(max(0, repeated)).partialValue)),
        "next": .string("\(Timestamp(microseconds: start.microseconds &+ length))"),
        "duration": .double(Double(length) / 1_000_000),
      ]
    }
  }

  private static func duration(_ microseconds: Int64) -> String {
    let (seconds, rest) = microseconds.quotientAndRemainder(dividingBy: 1_000_000)
    guard rest != 0 else { return "PT\(seconds)S" }
    let fraction = String(rest)
    return "PT\(seconds).\(String(repeating: "0", count: 6 - fraction.count))\(fraction)S"
  }

  // MARK: Reading

  private static func moment(_ text: String, _ name: String) throws(SpiffError) -> Value {
    if let length = timedelta(text) { return .duration(microseconds: length) }
    if let date = datetime(text) { return .date(date) }
    throw unreadable(text, name)
  }

  private static func cycle(_ text: String, _ name: String) throws(SpiffError) -> Value {
    let trimmed = text.filter { !$0.isWhitespace }
    guard trimmed.first == "(", trimmed.last == ")", let comma = trimmed.firstIndex(of: ","),
      let count = Int(trimmed[trimmed.index(after: trimmed.startIndex)..<comma]), count >= 0,
      let length = timedelta(String(trimmed[trimmed.index(after: comma)...].dropLast()))
    else { throw unreadable(text, name) }
    return .cycle(count: count, microseconds: length)
  }

  private static func unreadable(_ text: String, _ name: String) -> SpiffError {
    SpiffError(.migration, "the timer of '\(name)' is not a literal: \(text.prefix(80))")
  }

  /// The arguments of a call of one of these functions, with their names.
  private static func arguments(_ text: String, of functions: [String]) -> [(name: String?, value: Substring)]? {
    let compact = text.filter { !$0.isWhitespace }
    guard let function = functions.first(where: { compact.hasPrefix($0 + "(") }), compact.last == ")" else {
      return nil
    }
    let inside = compact.dropFirst(function.count + 1).dropLast()
    return inside.split(separator: ",").map { argument in
      let parts = argument.split(separator: "=", maxSplits: 1)
      return parts.count == 2 ? (String(parts[0]), parts[1]) : (nil, argument)
    }
  }

  private static let units: [String: Double] = [
    "weeks": 604_800, "days": 86_400, "hours": 3600, "minutes": 60, "seconds": 1, "milliseconds": 0.001,
    "microseconds": 0.000_001,
  ]

  /// Microseconds.
  private static func timedelta(_ text: String) -> Int64? {
    guard let arguments = arguments(text, of: ["timedelta", "datetime.timedelta"]) else { return nil }
    var seconds: Double = 0
    let order = ["days", "seconds", "microseconds", "milliseconds", "minutes", "hours", "weeks"]
    for (place, argument) in arguments.enumerated() {
      let name = argument.name ?? (order.indices.contains(place) ? order[place] : "")
      guard let unit = units[name], let value = Double(argument.value) else { return nil }
      seconds += unit * value
    }
    guard seconds >= 0 else { return nil }
    return Int64(exactly: (seconds * 1_000_000).rounded())
  }

  private static func datetime(_ text: String) -> String? {
    guard let arguments = arguments(text, of: ["datetime", "datetime.datetime"]) else { return nil }
    let order = ["year", "month", "day", "hour", "minute", "second", "microsecond"]
    var parts: [Int] = [0, 0, 0, 0, 0, 0, 0]
    guard (3...7).contains(arguments.count) else { return nil }
    for (place, argument) in arguments.enumerated() {
      guard let index = argument.name.map({ order.firstIndex(of: $0) }) ?? place, let value = Int(argument.value),
        (0...999_999).contains(value)
      else { return nil }
      parts[index] = value
    }
    func padded(_ number: Int, _ width: Int) -> String {
      String(repeating: "0", count: max(0, width - String(number).count)) + String(number)
    }
    let date = "\(padded(parts[0], 4))-\(padded(parts[1], 2))-\(padded(parts[2], 2))"
    let time = "\(padded(parts[3], 2)):\(padded(parts[4], 2)):\(padded(parts[5], 2))"
    let text = "\(date)T\(time)" + (parts[6] == 0 ? "" : ".\(padded(parts[6], 6))")
    return Timestamp(text) == nil ? nil : text
  }
}

extension DataDictionary {
  /// Lets a task keep when it is due, instead of when it began to wait. Moments without a zone are UTC.
  fileprivate mutating func convertTimer(_ timer: PythonTimer) throws(SpiffError) {
    let repeated = object(SpiffKey.data).integer("repeat_count") ?? 0
    try edit(SpiffKey.internalData) { memory in
      guard let start = memory.text("start_time").flatMap(Timestamp.init) else { return }
      memory["start_time"] = nil
      memory["event_value"] = timer.due(since: start, repeated: repeated)
    }
    if timer.typename == "CycleTimerEventDefinition" { try edit(SpiffKey.data) { $0["repeat_count"] = nil } }
  }
}
