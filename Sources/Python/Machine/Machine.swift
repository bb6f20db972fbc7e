import WorkflowModel
import WorkflowScripting

/// The virtual machine of one engine: its heap, its budgets, its modules, and the stack on which programs run.
///
/// Everything that is written in Swift for the language gets it as `vm`.
final class Machine {
  let heap = Heap()
  let host: ScriptHost
  @exclusivity(unchecked) var budget: ScriptBudget

  /// Units of work that are left until somebody must look at the budgets; see ``charge(_:)``.
  @exclusivity(unchecked) var fuel = 0
  /// Units of work left beyond `fuel`.
  @exclusivity(unchecked) var reserve = 0
  /// How deep Swift functions that call each other by way of the language are nested.
  @exclusivity(unchecked) var nativeDepth = 0
  /// How many calls of the language are active.
  var depth = 0
  /// Objects of which a `repr` is being made.
  var inRepr: Set<ObjectIdentifier> = []
  /// A failure in a place that cannot throw; raised at the next look at the budgets.
  var deferred: Raise?
  /// The exception that the innermost `except` or `finally` deals with.
  var handled: ExceptionObject?
  /// The names of the script that is evaluated: tells its frames from those of environment modules.
  var scriptTable: GlobalTable?
  /// Whether the exception on its way is not new.
  @exclusivity(unchecked) var isReraise = false
  /// What the iterator of a `yield from` returned.
  var delegatedResult = Value.null
  /// The regular expressions that were compiled lately, by flags and text.
  var patterns: [String: PatternObject] = [:]
  /// The time zones of the database that were asked for, by name.
  var zones: [String: ZoneInfoObject] = [:]
  /// How many seeds were taken from the run's own; see ``nextSeed()``.
  var seedsTaken = 0
  /// The current context of `decimal`, once this evaluation has asked for it, and what it begins with.
  var currentDecimalContext: DecimalContextObject?
  var initialDecimalContext = DecimalContext.standard
  /// Bytes printed in this evaluation.
  var printed = 0
  var deadline: ContinuousClock.Instant?

  /// How deep Swift functions may be nested by way of the language: each level takes native stack.
  static let nativeDepthLimit = 160
  /// Units of work between two looks at the budgets.
  static let slice = 20_000

  /// Single characters, made once.
  private(set) var characters: [Value] = []
  let stack = OperandStack()
  /// The modules that were imported.
  var modules: [String: ModuleObject] = [:]

  /// The variables of the modules that are written in the language; see ``Prelude``.
  var preludes: [Namespace] = []
  /// The texts of methods that such modules made, compiled.
  var generated: [String: CompiledScript] = [:]

  /// The types that environment modules registered, by typename.
  var registrations: [String: Registration] = [:]
  /// The typename of each registered type.
  var typenames: [ObjectIdentifier: String] = [:]

  init(host: ScriptHost) {
    self.host = host
    budget = host.budget
    heap.machine = self
    characters = (0..<128).map { code in
      .str(Str(nil, String(Unicode.Scalar(UInt8(code))), isASCII: true))
    }
  }

  // MARK: Making values

  /// A `str` of a text of bounded length. For a text whose length the script decides: ``text(_:)``.
  @inline(__always)
  func string(_ text: String) -> Value { .str(Str(heap, text)) }

  /// A `str`, whose length is checked.
  func text(_ text: String) throws(Raise) -> Value {
    try checkLength(text.utf8.count)
    return .str(Str(heap, text))
  }

  /// A `str` of one code point.
  func character(_ scalar: Unicode.Scalar) -> Value {
    scalar.value < 128 ? characters[Int(scalar.value)] : .str(Str(heap, String(scalar), isASCII: false))
  }

  /// A `list`, whose length is checked.
  func list(_ elements: [Value]) throws(Raise) -> Value {
    try checkCount(elements.count)
    return .list(List(heap, elements))
  }

  /// A `tuple` of a bounded number of elements.
  func tuple(_ elements: [Value]) -> Value { .tuple(Tuple(heap, elements)) }

  func bytes(_ bytes: [UInt8]) throws(Raise) -> Value {
    try checkLength(bytes.count)
    return .bytes(Bytes(heap, bytes))
  }

  /// A `set` of the elements, which must be hashable.
  func set(_ elements: [Value], isFrozen: Bool = false) throws(Raise) -> Value {
    let set = SetObject(heap, isFrozen: isFrozen)
    for element in elements { try set.insert(element, self) }
    return .set(set)
  }

  /// A `dict` with text keys.
  func dict(_ entries: [(String, Value)]) -> Value {
    let dict = Dict(heap)
    for (key, value) in entries { dict.set(text: Str(heap, key), value) }
    return .dict(dict)
  }
}
