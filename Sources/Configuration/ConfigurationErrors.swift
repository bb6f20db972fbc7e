import WorkflowRuntime
import Yams

extension RuntimeError {
  static func badConfiguration(
    _ file: String, line: Int?, column: Int?, _ message: String, hints: [String] = []
  ) -> RuntimeError {
    var place = file
    if let line { place += ":\(line)" }
    if let line, line > 0, let column { place += ":\(column)" }
    return RuntimeError(.badInput, code: "bad_configuration", "\(place): \(message)", hints: hints)
  }

  /// A text that is no YAML.
  static func badConfiguration(_ file: String, _ error: YamlError) -> RuntimeError {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      badConfiguration(file, line: mark.line, column: mark.column, problem)
    case .duplicatedKeysInMapping(let duplicates, let context):
      badConfiguration(
        file, line: context.mark.line, column: context.mark.column,
        "a key stands twice: \(duplicates.joined(separator: ", "))")
    default:
      badConfiguration(
        file, line: nil, column: nil, "\(error)".split(whereSeparator: \.isNewline).joined(separator: " "))
    }
  }
}
