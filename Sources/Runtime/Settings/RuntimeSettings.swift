public import WorkflowDecisions
public import WorkflowScripting
public import WorkflowWorkers

/// What a user may set for all runs. `Sources/Configuration` reads it from `wfstore.yaml`.
public struct RuntimeSettings: Sendable {
  /// The bounds of a single evaluation.
  public var budget = ScriptBudget()
  /// What becomes of a decision table with the hit policy UNIQUE of which several rules match.
  public var uniqueOverlap = DecisionEngine.UniqueOverlap.refused
  /// The engines that may be used, also by a resume that does not name one; nil: every engine, but those that are not
  /// restricted only where they are named.
  public var allowedEngines: [String]?
  /// The program of the engine `subprocess`; nil: `wfstore` itself.
  public var subprocess: SubprocessProgram?
  /// How services are called, by the names of their operations. Those that are not here are answered by the embedder or
  /// the environment modules, and not tried again.
  public var services: [String: ServiceSettings] = [:]
  /// Where secrets are kept, and which variables are secrets.
  public var secrets = SecretSettings()
  /// How much of the instances' history is kept.
  public var history = HistorySettings()
  /// How long a run holds its instance after its last sign of life, in seconds: then others may take it over.
  public var leaseSeconds = 60
  /// How many asynchronous services may run at once.
  public var workers = 8

  /// The defaults.
  public init() {}

  /// Refuses an engine that is not among the allowed ones, where these are listed.
  func refuseUnlessAllowed(_ engine: String) throws(RuntimeError) {
    if let allowedEngines, !allowedEngines.contains(engine) {
      throw .engineNotAllowed(engine, allowed: allowedEngines)
    }
  }

  /// Whether an engine may be used by a resume that does not name one.
  func mayUseUnasked(_ entry: EngineRegistry.Entry) -> Bool {
    entry.isRestricted || allowedEngines?.contains(entry.name) == true
  }
}

/// A service: by a program, by a server or by the environment.
public struct ServiceSettings: Sendable, Hashable {
  /// Who answers.
  public enum Provider: Sendable, Hashable {
    /// A program with its arguments. A name without a slash is looked up in `PATH`.
    case command([String])
    /// A server, by HTTP's POST.
    case url(String)
    /// The embedder, or `call_service` of the environment modules. Of the settings only ``ServiceSettings/retries``
    /// mean something to it.
    case environment
  }

  /// Who answers.
  public var provider: Provider
  /// How long an attempt may take, in milliseconds.
  public var milliseconds = 30_000
  /// Whether the workflow goes on while the service runs.
  public var isAsynchronous = false
  /// How often a failed call is tried again.
  public var retries = 0

  /// A service with the defaults.
  public init(_ provider: Provider) {
    self.provider = provider
  }
}
