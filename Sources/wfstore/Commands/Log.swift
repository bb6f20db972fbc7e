import ArgumentParser
import OrderedCollections
import WorkflowEngine
import WorkflowModel
import WorkflowRuntime
import WorkflowStore

/// `wfstore log`.
struct Log: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what happened to an instance: who has done what, when, and which variables that has changed.")

  @Argument(help: "The instance's id.")
  var instance: String
  @Option(help: ArgumentHelp("Only what happened at this time or later: ISO 8601 with offset.", valueName: "time"))
  var since: String?
  @Option(help: ArgumentHelp("Only a task: its id, or its element's for all of that element.", valueName: "task"))
  var task: String?
  @Option(help: ArgumentHelp("How many entries at most (default: all).", valueName: "n"))
  var limit: Int?
  @Option(help: ArgumentHelp("Go on after a page: its 'next'.", valueName: "cursor"))
  var after: String?
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit is at least 1") }
  }

  func run() throws {
    var request = LogRequest()
    request.since = try since.map(Self.moment)
    request.task = task.map { text in Identifier(text).map(TaskReference.id) ?? .element(text) }
    request.limit = limit
    request.cursor = after
    let runtime = try global.runtime(.readOnly)
    guard !global.json else {
      var entries: [DataValue] = []
      let next = try runtime.log(instance, request) { entries.append($0.document) }
      return Document.write(["entries": .list(entries), "next": next.map(DataValue.string) ?? .null])
    }
    let next = try runtime.log(instance, request) { StandardOutput.write(LogText.line($0)) }
    if let next { StandardError.write("more: --after \(Shell.quoted(next))\n") }
  }

  private static func moment(_ text: String) throws -> Timestamp {
    guard let moment = Timestamp(text) else {
      throw RuntimeError(.usage, code: "bad_time", "--since '\(text)' is not a time of ISO 8601")
    }
    return moment
  }
}
