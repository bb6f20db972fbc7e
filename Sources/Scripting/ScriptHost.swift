public import WorkflowModel

/// What a script may learn from the world: handed to an engine when it is made.
public struct ScriptHost: Sendable {
  /// The clock behind `datetime.now()` and `time.time()`.
  public var clock: any WorkflowClock
  /// The seed of all random numbers and UUIDs of the run: the same seed and clock repeat a run to the letter.
  public var seed: UInt64
  /// Takes what scripts print.
  public var output: @Sendable (String) -> Void
  /// The bounds of a single evaluation.
  public var budget: ScriptBudget
  /// Functions of the embedder, for engines that run scripts in its process.
  public var functions: [ScriptFunction] = []
  /// Modules of the embedder, for engines whose language is Python: they run before those of the environment.
  public var modules: [EnvironmentModule] = []

  /// A host with the given sources.
  public init(
    clock: any WorkflowClock, seed: UInt64, budget: ScriptBudget = ScriptBudget(),
    output: @escaping @Sendable (String) -> Void
  ) {
    self.clock = clock
    self.seed = seed
    self.budget = budget
    self.output = output
  }
}
