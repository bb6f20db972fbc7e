import WorkflowDecisions
public import WorkflowRuntime
import WorkflowScripting
import WorkflowStore
import WorkflowWorkers
import Yams

extension RuntimeSettings {
  /// The name of the file that is looked for in the working directory.
  public static let fileName = "wfstore.yaml"

  /// The settings that a configuration says, and the defaults for what it does not.
  ///
  /// - Parameters:
  ///   - yaml: the file's text: `docs/configuration.md` describes it.
  ///   - file: its name, for messages.
  ///   - folder: the folder of the file: programs that are named by a relative path are looked for there.
  /// - Throws: ``RuntimeError/Category/badInput`` with the line and column of what is wrong.
  public init(yaml: String, file: String, folder: String) throws(RuntimeError) {
    self.init()
    guard let root = try Self.compose(yaml, file) else { return }
    let known = ["services", "workers", "engines", "decisions", "budgets", "history", "secrets", "leases"]
    for (name, value) in try ConfigurationNode(root, file: file).members(known: known) {
      switch name {
      case "services":
        for (operation, service) in try value.members() {
          services[operation] = try ServiceSettings(service, folder: folder)
        }
      case "workers": workers = try value.integer(1...1000)
      case "engines": try readEngines(value, folder: folder)
      case "decisions": try readDecisions(value)
      case "budgets": try readBudgets(value)
      case "history": try readHistory(value)
      case "secrets": try readSecrets(value, folder: folder)
      case "leases": try readLeases(value)
      default: break
      }
    }
  }

  private static func compose(_ yaml: String, _ file: String) throws(RuntimeError) -> Node? {
    do {
      return try Yams.compose(yaml: yaml)
    } catch let error as YamlError {
      throw .badConfiguration(file, error)
    } catch {
      throw .badConfiguration(file, line: nil, column: nil, "\(error)")
    }
  }

  private mutating func readEngines(_ node: ConfigurationNode, folder: String) throws(RuntimeError) {
    for (name, value) in try node.members(known: ["allow", "subprocess"]) {
      switch name {
      case "allow": allowedEngines = try value.texts("a list of engines")
      case "subprocess": subprocess = SubprocessProgram(command: try value.command(folder: folder))
      default: break
      }
    }
  }

  private mutating func readDecisions(_ node: ConfigurationNode) throws(RuntimeError) {
    for (_, value) in try node.members(known: ["unique"]) {
      let expected = "'error' or 'first'"
      switch try value.text(expected) {
      case "error": uniqueOverlap = .refused
      case "first": uniqueOverlap = .first
      default: throw value.mismatch(expected)
      }
    }
  }

  private mutating func readHistory(_ node: ConfigurationNode) throws(RuntimeError) {
    var processes: [(name: String, value: ConfigurationNode)] = []
    for (name, value) in try node.members(known: HistoryRetention.names + ["processes"]) {
      if name == "processes" {
        processes = try value.members()
      } else {
        try history.retention.read(name, value)
      }
    }
    // What is not said of a process is as in general, wherever that stands.
    for (process, value) in processes {
      var retention = history.retention
      for (name, value) in try value.members(known: HistoryRetention.names) { try retention.read(name, value) }
      history.processes[process] = retention
    }
  }

  private mutating func readSecrets(_ node: ConfigurationNode, folder: String) throws(RuntimeError) {
    for (name, value) in try node.members(known: ["environment", "folder", "command", "names"]) {
      switch name {
      case "environment": secrets.sources.append(EnvironmentSecrets(prefix: try value.text()))
      case "folder":
        let path = try value.text()
        secrets.sources.append(FolderSecrets(path: path.hasPrefix("/") ? path : "\(folder)/\(path)"))
      case "command": secrets.sources.append(CommandSecrets(command: try value.command(folder: folder)))
      case "names": secrets.names = try value.texts()
      default: break
      }
    }
  }

  private mutating func readLeases(_ node: ConfigurationNode) throws(RuntimeError) {
    for (_, value) in try node.members(known: ["seconds"]) { leaseSeconds = try value.integer(1...(24 * 3600)) }
  }

  private mutating func readBudgets(_ node: ConfigurationNode) throws(RuntimeError) {
    for (name, value) in try node.members(known: ScriptBudget.names) {
      budget[name] = try value.integer(1...(1 << 53))
    }
  }
}

extension HistoryRetention {
  fileprivate static let names = ["keep", "saves"]
  private static let mostSaves = 1_000_000_000

  fileprivate mutating func read(_ name: String, _ node: ConfigurationNode) throws(RuntimeError) {
    switch name {
    case "keep": microseconds = try node.age()
    case "saves": saves = try node.integer(1...Self.mostSaves)
    default: break
    }
  }
}

extension ServiceSettings {
  private static let longestSeconds = 24 * 3600

  fileprivate init(_ node: ConfigurationNode, folder: String) throws(RuntimeError) {
    var providers: [Provider] = []
    var timeout: Int?
    var isAsynchronous = false
    var retries = 0
    for (name, value) in try node.members(known: ["command", "url", "timeout", "asynchronous", "retries"]) {
      switch name {
      case "command": providers.append(.command(try value.command(folder: folder)))
      case "url": providers.append(.url(try value.address()))
      case "timeout": timeout = try value.seconds(upTo: Self.longestSeconds)
      case "asynchronous": isAsynchronous = try value.flag()
      case "retries": retries = try value.integer(0...100)
      default: break
      }
    }
    guard providers.count <= 1 else { throw node.error("a service has either a 'command' or a 'url'") }
    let provider = providers.first ?? .environment
    guard provider != .environment || (retries > 0 && timeout == nil && !isAsynchronous) else {
      throw node.error("a service without a 'command' or a 'url' has 'retries', and nothing else")
    }
    self.init(provider)
    if let timeout { milliseconds = timeout }
    self.isAsynchronous = isAsynchronous
    self.retries = retries
  }
}

extension ConfigurationNode {
  /// A program with its arguments. One that is named by a relative path stands where the configuration does.
  fileprivate func command(folder: String) throws(RuntimeError) -> [String] {
    let expected = "a list: a program and its arguments"
    var command = try texts(expected)
    guard let program = command.first, !program.isEmpty else { throw mismatch(expected) }
    if program.contains("/"), !program.hasPrefix("/") { command[0] = "\(folder)/\(program)" }
    return command
  }

  fileprivate func address() throws(RuntimeError) -> String {
    let expected = "an address that begins with http:// or https://"
    let address = try text(expected)
    guard address.hasPrefix("http://") || address.hasPrefix("https://") else { throw mismatch(expected) }
    return address
  }
}
