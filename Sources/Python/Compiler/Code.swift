/// The compiled form of a script, function, class body or comprehension.
final class Code: @unchecked Sendable {
  let name: String
  let qualifiedName: String
  let documentation: String?
  let kind: Kind
  let isGenerator: Bool
  let parameters: Parameters
  let instructions: UnsafeMutablePointer<Instruction>
  let instructionCount: Int
  let constants: UnsafeMutablePointer<Value>
  let constantCount: Int
  /// The names of attributes and of variables of a class body.
  let names: [String]
  /// The names of the local variables, for messages.
  let localNames: [String]
  /// Local variables, cells included: parameters first; then the cells of enclosing functions.
  let localCount: Int
  /// Whether a call with exactly as many positional arguments as there are parameters has nothing to prepare but other
  /// locals: no cells, no generator, no parameters of other kinds.
  let isDirect: Bool
  /// Locals that become cells when the function begins.
  let cells: [Int]
  /// Where the cells of the enclosing functions begin among the locals.
  let freeStart: Int
  /// The places of the parameters that have a name of their own among the locals.
  let parameterPlaces: [String: Int]
  let stackSize: Int
  let handlers: [Handler]
  /// The line of each instruction.
  let lines: [Int32]
  /// Code inside, by the index that `makeFunction` has.
  let children: [Code]
  let caches: UnsafeMutablePointer<AttributeCache>
  let cacheCount: Int
  let firstLine: Int
  /// The names of keyword arguments, by the constant that holds them, as far as somebody asked.
  private var keywordLists: [Int: [String]] = [:]

  enum Kind: UInt8 { case module, function, lambda, comprehension, classBody }

  /// The parameters of a function, as they stand among its locals: positional, keyword-only, `*args`, `**kwargs`.
  struct Parameters {
    var positionalOnly = 0
    /// All that can be given by position, the positional-only ones included.
    var positional = 0
    var keywordOnly = 0
    var hasRest = false
    var hasKeywordRest = false

    /// Whether a call with exactly `positional` positional arguments needs nothing else.
    var isSimple: Bool { keywordOnly == 0 && !hasRest && !hasKeywordRest }
  }

  /// Where execution goes on when an instruction in `range` raises.
  struct Handler {
    let start: Int
    let end: Int
    let target: Int
    /// How many operands stay on the stack.
    let depth: Int
  }

  /// The parameters that a call can name.
  var parameterNames: ArraySlice<String> { localNames.prefix(parameters.positional + parameters.keywordOnly) }

  init(_ draft: CodeDraft) {
    name = draft.name
    qualifiedName = draft.qualifiedName
    documentation = draft.documentation
    kind = draft.kind
    isGenerator = draft.isGenerator
    parameters = draft.parameters
    names = draft.names
    localNames = draft.localNames
    localCount = draft.localCount
    isDirect =
      draft.parameters.isSimple && draft.cells.isEmpty && draft.freeStart == draft.localCount && !draft.isGenerator
    cells = draft.cells
    freeStart = draft.freeStart
    let named = draft.parameters.positional + draft.parameters.keywordOnly
    parameterPlaces = Dictionary(
      draft.localNames.prefix(named).enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    stackSize = draft.stackSize
    handlers = draft.handlers
    lines = draft.lines
    children = draft.children
    firstLine = draft.firstLine
    instructionCount = draft.instructions.count
    instructions = .allocate(capacity: instructionCount)
    instructions.initialize(from: draft.instructions, count: instructionCount)
    constantCount = draft.constants.count
    constants = .allocate(capacity: constantCount)
    constants.initialize(from: draft.constants, count: constantCount)
    cacheCount = draft.cacheCount
    caches = .allocate(capacity: cacheCount)
    caches.initialize(repeating: AttributeCache(), count: cacheCount)
  }

  /// The names of keyword arguments that a constant holds.
  func keywords(_ constant: Int) -> [String] {
    if let known = keywordLists[constant] { return known }
    guard case .tuple(let tuple) = constants[constant] else { return [] }
    let names = tuple.elements.map { if case .str(let name) = $0 { name.string } else { "" } }
    keywordLists[constant] = names
    return names
  }

  deinit {
    instructions.deallocate()
    constants.deinitialize(count: constantCount)
    constants.deallocate()
    caches.deinitialize(count: cacheCount)
    caches.deallocate()
  }
}

/// What the compiler has gathered for a ``Code``.
struct CodeDraft {
  var name = ""
  var qualifiedName = ""
  var documentation: String?
  var kind = Code.Kind.module
  var isGenerator = false
  var parameters = Code.Parameters()
  var instructions: [Instruction] = []
  var constants: [Value] = []
  var names: [String] = []
  var localNames: [String] = []
  var localCount = 0
  var cells: [Int] = []
  var freeStart = 0
  var stackSize = 0
  var handlers: [Code.Handler] = []
  var lines: [Int32] = []
  var children: [Code] = []
  var cacheCount = 0
  var firstLine = 1
}

/// What an instruction remembers of the last attribute that it found.
struct AttributeCache {
  /// The type of the object, and its version then.
  var type: TypeObject?
  var version = 0
  /// The shape of the instance.
  var shape: Shape?
  /// Where the attribute stands in the instance, or one of the following.
  var index = 0
  /// The shape after the attribute was added.
  var next: Shape?
  /// The attribute in the class.
  var value: Value = .unbound

  /// As ``index``: the attribute is ``value``, as it stands in the class.
  static let ofClass = -1
  /// As ``index``: the attribute is what the function ``value`` gives, that of a property.
  static let computed = -2

  /// Whether what is remembered holds for an instance. A shape belongs to one class; the version says whether that class
  /// is as it was.
  @inline(__always)
  func fits(_ instance: Unmanaged<Instance>) -> Bool {
    instance.look { shape === $0.storage.shape && version == $0.instanceType.version }
  }
}
