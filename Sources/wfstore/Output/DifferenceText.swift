import WorkflowEngine
import WorkflowModel
import WorkflowRuntime

/// Differences as text: a line for each element or task, with the attributes' values where they are asked for, and a
/// line of numbers.
struct DifferenceText {
  private(set) var text = ""
  private let isFull: Bool

  init(_ difference: SpecDifference, isFull: Bool) {
    self.isFull = isFull
    for element in difference.removed { line("-", element, []) }
    for element in difference.added { line("+", element, []) }
    for change in difference.changed { line("~", change.element, change.attributes) }
    text += Self.counts(
      [
        ("added", difference.added.count), ("removed", difference.removed.count), ("changed", difference.changed.count),
      ],
      nothing: "no differences")
  }

  init(_ difference: InstanceDifference, isFull: Bool) {
    self.isFull = isFull
    var counts = (removed: 0, changed: 0)
    for affected in difference.tasks {
      let task = affected.task
      let name = task.element?.name.map { " \"\($0)\"" } ?? ""
      let place = "\(task.state.rawValue) \(task.spec)\(name) in \(task.process)"
      switch affected.effect {
      case .removed:
        counts.removed += 1
        text += "- \(place)\n"
      case .changed(let changes):
        counts.changed += 1
        text += "~ \(place)" + attributes(changes.flatMap(\.attributes))
      }
    }
    text += Self.counts(
      [("removed", counts.removed), ("changed", counts.changed)], nothing: "no task of the instance is affected")
  }

  private mutating func line(
    _ mark: String, _ element: SpecDifference.Element, _ attributes: [SpecDifference.Attribute]
  ) {
    let name = element.name.map { " \"\($0)\"" } ?? ""
    let place = element.process.map { " in \($0)" } ?? ""
    text += "\(mark) \(element.type) \(element.id)\(name)\(place)" + self.attributes(attributes)
  }

  /// The attributes' names behind the line, or a line for each value.
  private func attributes(_ attributes: [SpecDifference.Attribute]) -> String {
    guard !attributes.isEmpty else { return "\n" }
    guard isFull else { return ": \(attributes.map(\.path).joined(separator: ", "))\n" }
    return "\n"
      + attributes.map { attribute in
        "    \(attribute.path)\n" + Self.lines("-", attribute.old) + Self.lines("+", attribute.new)
      }.joined()
  }

  /// A value in full: a text line by line, all else on one line.
  private static func lines(_ mark: String, _ value: DataValue?) -> String {
    guard let value else { return "" }
    guard case .string(let text) = value else { return "      \(mark) \(ValueText.full(value))\n" }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { "      \(mark) \($0)\n" }.joined()
  }

  private static func counts(_ counts: [(what: String, number: Int)], nothing: String) -> String {
    let some = counts.filter { $0.number > 0 }
    return (some.isEmpty ? nothing : some.map { "\($0.number) \($0.what)" }.joined(separator: ", ")) + "\n"
  }
}
