import Testing
import WorkflowModel

/// Why `--engine python` cannot be used here; nil where it can.
let pythonIsMissing: String? = {
  do {
    let engines = try Workspace().document("engines")["engines"].items
    let python = engines.first { $0["name"] == "python" } ?? .null
    return python["available"] == true ? nil : python["reason"].text
  } catch {
    return "\(error)"
  }
}()

extension Trait where Self == ConditionTrait {
  /// For tests that run scripts in CPython.
  static var needsPython: Self {
    .enabled(if: pythonIsMissing == nil, "CPython cannot run here: \(pythonIsMissing ?? "")")
  }
}
