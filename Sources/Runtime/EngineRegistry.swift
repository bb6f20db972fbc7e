import WorkflowPython
public import WorkflowScripting
public import WorkflowWorkers

/// The script engines that a run can choose from: one table.
public struct EngineRegistry: Sendable {
  /// Whether an engine can run on this machine.
  public enum Availability: Sendable, Hashable {
    /// It can; the version of what evaluates the scripts.
    case available(version: String)
    /// It cannot, for this reason.
    case unavailable(reason: String)
  }

  /// An engine that can be chosen.
  public struct Entry: Sendable {
    /// What it is chosen by.
    public let name: String
    /// What it is, in a line.
    public let summary: String
    /// Whether it runs scripts without reaching anything outside: then it may be used without being asked for.
    public let isRestricted: Bool
    /// Whether it can run on this machine.
    public let availability: @Sendable () -> Availability
    /// Makes an engine for a run.
    public let make: @Sendable (ScriptHost, [EnvironmentModule]) throws(ScriptError) -> any ScriptEngine

    /// An engine named `name`.
    public init(
      name: String, summary: String, isRestricted: Bool = false,
      availability: @escaping @Sendable () -> Availability,
      make: @escaping @Sendable (ScriptHost, [EnvironmentModule]) throws(ScriptError) -> any ScriptEngine
    ) {
      self.name = name
      self.summary = summary
      self.isRestricted = isRestricted
      self.availability = availability
      self.make = make
    }
  }

  /// The engines, in the order in which they are listed.
  public private(set) var entries: [Entry]

  /// A registry of these engines.
  public init(_ entries: [Entry]) {
    self.entries = entries
  }

  /// Adds an engine, in the place of one with the same name where there is one.
  public mutating func register(_ entry: Entry) {
    entries.removeAll { $0.name == entry.name }
    entries.append(entry)
  }

  /// The engine that runs where none is named.
  public static let defaultName = "restricted"

  /// The engines of this package.
  public static let standard = EngineRegistry([
    Entry(
      name: defaultName, summary: "the built-in interpreter: pure Python 3.11, nothing outside the task's data",
      isRestricted: true, availability: { .available(version: "3.11") },
      make: { host, environment throws(ScriptError) in try RestrictedEngine(host: host, environment: environment) }),
    Entry(
      name: "python", summary: "a CPython worker process: scripts may do all that you may do",
      availability: {
        switch CPythonEngine.availability() {
        case .available(let version, _): .available(version: version)
        case .unavailable(let reason): .unavailable(reason: reason)
        }
      },
      make: { host, environment throws(ScriptError) in try CPythonEngine(host: host, environment: environment) }),
    .subprocess(.wfstore()),
  ])

  /// The engine with a name.
  ///
  /// - Throws: ``RuntimeError`` where there is none.
  public func entry(named name: String) throws(RuntimeError) -> Entry {
    guard let entry = entries.first(where: { $0.name == name }) else {
      throw .unknownEngine(name, known: entries.map(\.name))
    }
    return entry
  }
}

extension EngineRegistry.Entry {
  /// The engine `subprocess`, which starts a program for every evaluation.
  public static func subprocess(_ program: SubprocessProgram) -> EngineRegistry.Entry {
    EngineRegistry.Entry(
      name: "subprocess",
      summary: program.isRestricted
        ? "a process of wfstore for every evaluation: nothing outside the task's data, and none of its crashes"
        : "a process for every evaluation, of a program of your own: scripts may do what it lets them",
      isRestricted: program.isRestricted,
      availability: {
        switch SubprocessEngine.availability(of: program) {
        case .available(let version, _): .available(version: version)
        case .unavailable(let reason): .unavailable(reason: reason)
        }
      },
      make: { host, environment throws(ScriptError) in
        try SubprocessEngine(program, host: host, environment: environment)
      })
  }
}
