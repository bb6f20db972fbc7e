import ArgumentParser
import OrderedCollections
import WorkflowEngine
import WorkflowModel
import WorkflowRuntime
import WorkflowStore

/// `wfstore send`.
struct Send: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Send a message to the instance that waits for it, or a signal to all that wait for it.")

  @Option(help: ArgumentHelp("Send a message.", valueName: "name"))
  var message: String?
  @Option(help: ArgumentHelp("Send a signal.", valueName: "name"))
  var signal: String?
  @Option(help: "What it carries: JSON, @FILE, or - for standard input.")
  var payload: String?
  @Option(help: "The correlation of the message, as {key: {property: value}}: JSON, @FILE, or - for standard input.")
  var correlation: String?
  @Flag(help: "Do not call services: record the calls, which the next resume makes.")
  var noWait = false
  @OptionGroup var user: UserOptions
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard [message, signal].compactMap(\.self).count == 1 else {
      throw ValidationError("name what is sent: --message or --signal")
    }
    if correlation != nil, message == nil { throw ValidationError("--correlation goes with --message") }
  }

  func run() throws {
    let payload = try payload.map { try FileInput.json($0, option: "--payload") }
    let correlation = try FileInput.object(correlation, option: "--correlation")
    let runtime = try global.runtime(.readWrite(create: false), user: user.name)
    let receptions: [Reception]
    if let message {
      let content = SentMessage(name: message, payload: payload, correlation: correlation)
      receptions = [try runtime.send(content, callsServices: !noWait)]
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
    case .taken(let summary):
      "taken by \(summary.id)  \(summary.process)  \(summary.status.rawValue)  revision \(summary.revision)\n"
    case .kept(let id, let reason): "kept for \(id): \(reason)\n"
    case .missed(let id, let reason): "missed by \(id): \(reason)\n"
    }
  }
}
