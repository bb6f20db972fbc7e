public import Logging
public import WorkflowModel
import WorkflowScripting
public import WorkflowStore

/// A store, the model parser, and the script engines, joined: everything that the command line does, as a library.
///
/// Each method is one transaction of the store: it is done and saved, or the store is as it was.
public final class WorkflowRuntime {
  /// Where specifications and instances are kept.
  public let store: any StoreBackend
  /// The script engines by name.
  public let engines: EngineRegistry
  /// The types, functions, services and data stores of the embedder.
  public let environment: HostEnvironment
  /// The clock of everything that runs.
  public let clock: any WorkflowClock
  /// What the user has set.
  public let settings: RuntimeSettings
  /// Who has things done: the history of an instance names them; nil: nobody. It may be set before each call.
  public var user: String?
  /// Takes what nobody has asked for and somebody may want to know.
  public let logger: Logger
  private let output: @Sendable (String) -> Void
  private var identifiers = IdentifierSource()

  /// A runtime over a store.
  ///
  /// - Parameter output: takes what scripts print.
  public init(
    store: any StoreBackend, engines: EngineRegistry = .standard, environment: HostEnvironment = HostEnvironment(),
    settings: RuntimeSettings = RuntimeSettings(), user: String? = nil, clock: any WorkflowClock = SystemClock(),
    logger: Logger = Logger(label: "wfstore"), output: @escaping @Sendable (String) -> Void
  ) {
    self.store = store
    self.engines = engines
    self.environment = environment
    self.settings = settings
    self.user = user
    self.clock = clock
    self.logger = logger
    self.output = output
  }

  func makeIdentifier() -> Identifier {
    identifiers.next(at: clock.now())
  }

  /// The services that the settings name.
  var services: ServiceDesk { ServiceDesk(services: settings.services, output: output) }

  func host(seed: UInt64) -> ScriptHost {
    host(seed: seed, clock: clock, output: output)
  }

  /// What an engine is given, with another clock and place for what scripts print.
  func host(seed: UInt64, clock: any WorkflowClock, output: @escaping @Sendable (String) -> Void) -> ScriptHost {
    var host = ScriptHost(clock: clock, seed: seed, budget: settings.budget, output: output)
    host.functions = environment.scriptFunctions
    host.modules = [environment.converters.scriptModule].compactMap(\.self)
    return host
  }
}
