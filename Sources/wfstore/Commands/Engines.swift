import ArgumentParser
import WorkflowModel
import WorkflowRuntime

/// `wfstore engines`.
struct Engines: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the script engines, whether each can run here, and why not.")

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let entries = try global.settings().engines.entries
    guard !global.json else { return Document.write(["engines": .list(entries.map(\.document))]) }
    for entry in entries {
      let state =
        switch entry.availability() {
        case .available(let version): "version \(version)"
        case .unavailable(let reason): "not available: \(reason)"
        }
      let mark = entry.name == EngineRegistry.defaultName ? " (default)" : ""
      StandardOutput.write("\(entry.name)\(mark): \(entry.summary); \(state)\n")
    }
  }
}

extension EngineRegistry.Entry {
  fileprivate var document: DataValue {
    let (version, reason): (DataValue, DataValue) =
      switch availability() {
      case .available(let version): (.string(version), .null)
      case .unavailable(let reason): (.null, .string(reason))
      }
    return [
      "name": .string(name), "default": .bool(name == EngineRegistry.defaultName), "summary": .string(summary),
      "available": .bool(reason == .null), "version": version, "reason": reason,
    ]
  }
}
