import ArgumentParser
import OrderedCollections
import WorkflowEngine
import WorkflowModel
import WorkflowRuntime
import WorkflowStore

/// `wfstore send`.
struct Send: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Send a message to whoever waits for it, or a signal to all that wait for it.")

  @Option(help: ArgumentHelp("Send a message.", valueName: "name"))
  var message: String?
  @Option(help: ArgumentHelp("Send a signal.", valueName: "name"))
  var signal: String?
  @Option(help: "What it carries: JSON, @FILE, or - for standard input.")
  var payload: String?
  @Option(help: "The correlation of the message, as {key: {property: value}}: JSON, @FILE, or - for standard input.")
  var correlation: String?
  @Option(
    help: ArgumentHelp(
      "How long the message is kept where nobody waits for it: seconds, or a number with s, m, h or d (default: 1h).",
      valueName: "duration"))
  var ttl: TimeToLive?
  @Option(help: ArgumentHelp("What the message is known by: sent again with the same id, it is not sent again."))
  var id: String?
  @Flag(help: "Do not call services: record the calls, which the next resume makes.")
  var noWait = false
  @OptionGroup var user: UserOptions
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard [message, signal].compactMap(\.self).count == 1 else {
      throw ValidationError("name what is sent: --message or --signal")
    }
    let given = [("--correlation", correlation != nil), ("--ttl", ttl != nil), ("--id", id != nil)]
    if message == nil, let option = given.first(where: \.1)?.0 {
      throw ValidationError("\(option) goes with --message")
    }
  }

  func run() throws {
    let payload = try payload.map { try FileInput.json($0, option: "--payload") }
    let correlation = try FileInput.object(correlation, option: "--correlation")
    let runtime = try global.runtime(.readWrite(create: false), user: user.name)
    let receptions: [Reception]
    if let message {
      let content = SentMessage(name: message, payload: payload, correlation: correlation)
      receptions = [
        try runtime.send(
          content, id: id, timeToLive: ttl?.microseconds ?? WorkflowRuntime.messageTimeToLive, callsServices: !noWait)
      ]
    } else {
      receptions = try runtime.send(signal: signal ?? "", payload: payload, callsServices: !noWait)
    }
    if global.json {
      Document.write(["receivers": .list(receptions.map(\.document))])
    } else {
      for reception in receptions { StandardOutput.write(Self.line(reception)) }
    }
  }

  private static func line(_ reception: Reception) -> String {
    switch reception {
    case .taken(let summary): "taken by \(line(summary))"
    case .started(let summary): "started \(line(summary))"
    case .kept(let id, let reason): "kept for \(id): \(reason)\n"
    case .waiting(let expires): "nobody waits yet: kept until \(expires)\n"
    case .failed(let process, let reason): "not started: \(process): \(reason)\n"
    case .repeated(let fate): "sent before: \(fate.outcome.rawValue)\(fate.instance.map { " \($0)" } ?? "")\n"
    }
  }

  private static func line(_ summary: InstanceSummary) -> String {
    "\(summary.id)  \(summary.process)  \(summary.status.rawValue)  revision \(summary.revision)\n"
  }
}

/// How long a message is kept.
struct TimeToLive: ExpressibleByArgument {
  let microseconds: Int64

  private static let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]

  init?(argument: String) {
    let unit = argument.last.flatMap { Self.units[$0] }
    let digits = unit == nil ? argument[...] : argument.dropLast()
    guard !digits.isEmpty, digits.allSatisfy({ ("0"..."9").contains($0) }), let number = Int64(digits) else {
      return nil
    }
    let (microseconds, isTooLong) = number.multipliedReportingOverflow(by: (unit ?? 1) * 1_000_000)
    guard !isTooLong else { return nil }
    self.microseconds = microseconds
  }
}
