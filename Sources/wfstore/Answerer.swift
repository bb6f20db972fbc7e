import ArgumentParser
import Foundation
import OrderedCollections
import WorkflowModel
import WorkflowRuntime
import WorkflowScripting
import WorkflowWorkers

/// What the commands that answer the subprocess protocol have in common: `docs/subprocess.md` describes it.
struct Answerer: ParsableArguments {
  /// The commands. Each answers with a document, also where it is not asked for one.
  static let names: Set<String> = ["eval", "exec", "environment"]

  @Option(name: [.customShort("e"), .long], help: "An environment module for scripts; may be repeated.")
  var environment: [String] = []
  @Option(help: "The seed of random numbers and identifiers (default: $WFSTORE_SCRIPT_SEED, else any).")
  var seed: UInt64?

  /// A desk over the modules.
  func desk(_ global: GlobalOptions) throws -> ScriptDesk {
    let variables = ProcessInfo.processInfo.environment
    let host = ScriptHost(
      clock: try clock(global, variables), seed: try seed(variables), budget: try budget(global, variables)
    ) { StandardError.write($0) }
    let modules = try environment.map { path in
      EnvironmentModule(name: FileInput.name(path), source: try FileInput.text(path))
    }
    do {
      return try ScriptDesk(host: host, environment: modules)
    } catch {
      throw ScriptFailed(error: error, status: 65)
    }
  }

  /// Prints what a script answers.
  static func write(_ answer: () throws -> DataValue) throws {
    let value: DataValue
    do {
      value = try answer()
    } catch let error as ScriptError {
      throw ScriptFailed(error: error, status: 1)
    }
    Document.write(value, as: .exact)
  }

  private func clock(_ global: GlobalOptions, _ variables: [String: String]) throws -> any WorkflowClock {
    guard global.at == nil, let time = variables[SubprocessVariable.time] else { return try global.clock() }
    guard let moment = Timestamp(time) else { throw Self.badVariable(SubprocessVariable.time, time) }
    return FixedClock(moment)
  }

  private func seed(_ variables: [String: String]) throws -> UInt64 {
    if let seed { return seed }
    guard let text = variables[SubprocessVariable.seed] else { return UInt64.random(in: .min ... .max) }
    guard let seed = UInt64(text) else { throw Self.badVariable(SubprocessVariable.seed, text) }
    return seed
  }

  private func budget(_ global: GlobalOptions, _ variables: [String: String]) throws -> ScriptBudget {
    guard let text = variables[SubprocessVariable.budgets] else { return try global.settings().budget }
    var budget = ScriptBudget()
    for (name, value) in try FileInput.object(text, option: SubprocessVariable.budgets) {
      guard case .integer(let bound) = value, budget[name] != nil, bound > 0 else {
        throw Self.badVariable(SubprocessVariable.budgets, text)
      }
      budget[name] = bound
    }
    return budget
  }

  private static func badVariable(_ name: String, _ text: String) -> RuntimeError {
    RuntimeError(.usage, code: "usage", "the environment variable \(name) cannot be '\(text)'")
  }
}

/// What an evaluation sees.
struct ScopeOptions: ParsableArguments {
  @Option(
    name: [.customShort("c"), .long],
    help: "The variables: JSON, @FILE, or @- for the next line of standard input.")
  var context = "{}"
  @Option(
    name: [.customShort("x"), .long],
    help: "Names beside the variables: JSON, @FILE, or @- for the next line of standard input.")
  var external = "{}"
  @OptionGroup var answerer: Answerer

  /// What an evaluation is made of.
  struct Input {
    let text: String
    let context: DataDictionary
    let external: DataDictionary
  }

  /// Reads what the arguments name. What stands on standard input comes in the order context, external names, text: a
  /// line each, and the last one up to the end.
  func input(text: String) throws -> Input {
    var input = StandardInputParts(count: [context, external, text].count { $0 == StandardInputParts.argument })
    func object(_ argument: String, _ option: String) throws -> DataDictionary {
      guard argument == StandardInputParts.argument else { return try FileInput.object(argument, option: option) }
      return try FileInput.object(input.next(), option: option)
    }
    let context = try object(context, "--context")
    let external = try object(external, "--external")
    guard text == StandardInputParts.argument else { return Input(text: text, context: context, external: external) }
    guard let read = String(validating: input.next(), as: UTF8.self) else {
      throw RuntimeError(.badInput, code: "bad_encoding", "the text on standard input is not UTF-8")
    }
    return Input(text: read, context: context, external: external)
  }
}

/// The arguments that are read from standard input: each on a line, but the last, which goes on to the end.
struct StandardInputParts {
  /// What stands for an argument that is read from there.
  static let argument = "@-"

  private var rest: ArraySlice<UInt8>
  private var count: Int

  init(count: Int) {
    self.count = count
    rest = count > 0 ? [UInt8](FileHandle.standardInput.readDataToEndOfFile())[...] : []
  }

  mutating func next() -> [UInt8] {
    count -= 1
    guard count > 0 else { return Array(rest) }
    let line = rest.prefix { $0 != UInt8(ascii: "\n") }
    rest = rest.dropFirst(line.count + 1)
    return Array(line)
  }
}
