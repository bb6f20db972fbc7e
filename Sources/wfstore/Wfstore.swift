import ArgumentParser
import Logging

/// The command `wfstore`.
@main
struct Wfstore: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wfstore",
    abstract: "Keep BPMN workflows in one SQLite file: start them, save them, resume them.",
    version: "0.1.0",
    subcommands: [
      Add.self, Specs.self, Save.self, Load.self, Resume.self, Work.self, List.self, Index.self, Tasks.self, Log.self,
      Why.self, Send.self, Delete.self, Cancel.self, Export.self, Import.self, CheckEngine.self, DiffSpecs.self,
      DiffInstance.self, Migrate.self, Decide.self, Eval.self, Exec.self, Environment.self, Engines.self, Store.self,
    ])

  static func main() {
    LoggingSystem.bootstrap { StandardErrorLog(label: $0) }
    let arguments = OptionOrder.commandFirst(Array(CommandLine.arguments.dropFirst()))
    let wantsJSON = arguments.contains("--json") || Answerer.names.contains(arguments.first ?? "")
    do {
      var command = try parseAsRoot(arguments)
      try command.run()
    } catch {
      ThisProcess.end(ErrorReport(error, wantsJSON: wantsJSON).write())
    }
  }
}

/// Global options may stand before the command; the parser wants them after it.
enum OptionOrder {
  private static let withValue: Set<String> = ["--store", "--at", "--config", "--user"]
  private static let flags: Set<String> = ["--json"]

  /// The arguments with the global options that stand before the command moved behind it.
  static func commandFirst(_ arguments: [String]) -> [String] {
    var place = 0
    while place < arguments.count {
      let argument = arguments[place]
      if withValue.contains(argument) {
        place += 2
      } else if flags.contains(argument) || withValue.contains(where: { argument.hasPrefix($0 + "=") }) {
        place += 1
      } else {
        break
      }
    }
    guard place > 0, place < arguments.count, !arguments[place].hasPrefix("-") else { return arguments }
    // A command with subcommands of its own takes the options behind those.
    var end = place + 1
    if ["index", "store"].contains(arguments[place]), end < arguments.count, !arguments[end].hasPrefix("-") {
      end += 1
    }
    return Array(arguments[place..<end]) + arguments[..<place] + arguments[end...]
  }
}
