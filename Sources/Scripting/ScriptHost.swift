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

/// The bounds of one evaluation. The defaults are beyond what an honest script needs.
public struct ScriptBudget: Sendable, Hashable {
  /// Instructions of the virtual machine, and units of work inside built-in functions.
  public var instructions: Int = 200_000_000
  /// Bytes allocated for values during the evaluation.
  public var bytes: Int = 512 << 20
  /// Depth of nested calls (Python's recursion limit).
  public var depth: Int = 1000
  /// Length of one string (characters) or bytes object.
  public var stringLength: Int = 64 << 20
  /// Number of elements of one list, tuple, set or dictionary.
  public var collectionCount: Int = 8 << 20
  /// Bits of one integer.
  public var integerBits: Int = 1 << 20
  /// Bytes that one evaluation may print.
  public var outputBytes: Int = 1 << 20
  /// Wall time in milliseconds.
  public var milliseconds: Int = 30_000

  /// The defaults.
  public init() {}
}
