import ArgumentParser
import Foundation
import OrderedCollections
import WorkflowEngine
import WorkflowModel
import WorkflowRuntime
import WorkflowStore

/// `wfstore work`.
struct Work: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Let instances go on that can by themselves: due timers, kept messages, calls of services.",
    discussion: """
      SIGTERM and SIGINT let it end what runs and take nothing new; a second one ends it at once.
      """)

  @Option(help: ArgumentHelp("How many instances run at once.", valueName: "number"))
  var concurrency = 1
  @Option(name: [.customShort("p"), .long], help: "Only the instances of this process.")
  var process: String?
  @Flag(help: "End when nothing is due.")
  var once = false
  @Option(help: ArgumentHelp("How long to wait at most before looking again.", valueName: "seconds"))
  var poll = 1.0
  @OptionGroup var user: UserOptions
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard (1...256).contains(concurrency) else { throw ValidationError("--concurrency is from 1 to 256") }
    guard poll >= 0.01, poll <= 3600 else { throw ValidationError("--poll is from 0.01 to 3600 seconds") }
  }

  func run() throws {
    let crew = WorkCrew(isOnce: once, poll: poll) { [global] in Self.tell($0, asJSON: global.json) }
    // Each has a connection of its own; the first one says what is wrong with the store or the settings.
    let workers = try (0..<concurrency).map { _ in
      let runtime = try global.runtime(.readWrite(create: false), user: user.name)
      return { WorkflowWorker(runtime, process: process, passedOver: $0) }
    }
    StopSignals.listen()
    try crew.run(workers)
  }

  private static func tell(_ report: WorkReport, asJSON: Bool) {
    guard asJSON else { return StandardOutput.write(line(report)) }
    Document.write(report.document)
  }

  private static func line(_ report: WorkReport) -> String {
    let instance = "\(report.instance.id)  \(report.instance.process)"
    switch report.outcome {
    case .ran(let summary):
      let failure = summary.error.map { ": \($0.message)" } ?? ""
      return "\(instance)  \(summary.status.rawValue)\(failure)  revision \(summary.revision)\n"
    case .passedOver(let error): return "\(instance)  passed over: \(error.message)\n"
    case .lost(let error): return "\(instance)  lost: \(error.message)\n"
    }
  }
}
