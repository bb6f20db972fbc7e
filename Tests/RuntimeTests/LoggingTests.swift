import Logging
import OrderedCollections
import Synchronization
import Testing
import WorkflowEngine
import WorkflowModel
import WorkflowRuntime
import WorkflowStore

/// Keeps what is logged.
private final class Journal: Sendable {
  struct Line: Sendable {
    let level: Logger.Level
    let message: String
    let metadata: Logger.Metadata
  }

  private let kept = Mutex<[Line]>([])

  var lines: [Line] { kept.withLock(\.self) }

  func logger(from level: Logger.Level) -> Logger {
    var logger = Logger(label: "test") { [self] _ in Handler(journal: self) }
    logger.logLevel = level
    return logger
  }

  private struct Handler: LogHandler {
    let journal: Journal
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      let line = Line(level: event.level, message: "\(event.message)", metadata: event.metadata ?? [:])
      journal.kept.withLock { $0.append(line) }
    }
  }
}

@Suite("what is logged")
struct LoggingTests {
  private let desk: Desk
  private let journal = Journal()

  init() throws {
    desk = try Desk()
  }

  private func start(_ level: Logger.Level, divisor: Int) throws -> InstanceView {
    let runtime = WorkflowRuntime(
      store: try desk.runtime().store, logger: journal.logger(from: level), output: { _ in })
    var files = try Models.files("talking")
    files.root = .process("reader")
    let spec = try runtime.add(files).spec.id
    let reader = try runtime.start(spec: spec, StartRequest(data: ["divisor": .integer(divisor)]))
    let news = OutsideEvent.message(name: "news", payload: "late", correlation: [:])
    return try runtime.resume("\(reader.summary.id)", ResumeRequest(.catchEvent(news)))
  }

  @Test("saves, tasks and failures are told with their instance, revision and task, and without data")
  func traced() throws {
    let view = try start(.trace, divisor: 0)
    let id = "\(view.summary.id)"
    #expect(view.summary.status == .error)
    #expect(!journal.lines.isEmpty)
    #expect(journal.lines.allSatisfy { $0.metadata["instance"] == "\(id)" && $0.metadata["process"] == "reader" })
    let saves = journal.lines.filter { $0.message.hasPrefix("the instance is") }
    #expect(saves.map(\.message) == ["the instance is waiting", "the instance is error"])
    #expect(saves.map { $0.metadata["revision"] } == ["1", "2"])
    let failure = try #require(journal.lines.first { $0.message.hasPrefix("a task failed") })
    #expect(failure.metadata["code"] == "script_exception" && failure.metadata["spec"] == "note")
    #expect(failure.metadata["task"] == journal.lines.first { $0.message == "a task is ERROR" }?.metadata["task"])
    #expect(!journal.lines.contains { "\($0)".contains("late") })
  }

  @Test("who does not ask for details hears nothing of what its models do")
  func quiet() throws {
    #expect(try start(.info, divisor: 0).summary.status == .error)
    #expect(journal.lines.isEmpty)
  }
}
