/// The module `functools`.
enum FunctoolsModule {
  static let members: [String: Value] = ModuleFunction.members(
    [reduce, cmpToKey, lruCache, cache, wraps, updateWrapper, totalOrdering, cachedProperty, singleDispatch],
    ["partial": .object(PartialObject.partialType)])

  private static let reduce = NativeFunction("reduce") { vm, arguments throws(Raise) in
    let bound = try reduceSignature.bind(arguments, vm)
    let function = bound.required(0)
    var walk = try vm.walk(vm.iteratorForReduce(bound.required(1)))
    var total = bound[2]
    if total == nil { total = try walk.next(vm) }
    guard var result = total else { throw vm.typeError("reduce() of empty iterable with no initial value") }
    while let element = try walk.next(vm) { result = try vm.call(function, result, element) }
    return result
  }

  private static let reduceSignature = Signature("reduce", "function, iterable, initial=None, /")

  private static let cmpToKey = NativeFunction("cmp_to_key") { vm, arguments throws(Raise) in
    let function = try cmpSignature.bind(arguments, vm).required(0)
    return .object(
      NativeFunction("key", heap: vm.heap) { vm, arguments throws(Raise) in
        guard arguments.count == 1 else { throw vm.typeError("K() missing required argument 'obj' (pos 1)") }
        return .object(ComparisonKey(vm.heap, arguments[0], function))
      })
  }

  private static let cmpSignature = Signature("cmp_to_key", "mycmp")

  private static let lruCache = NativeFunction("lru_cache") { vm, arguments throws(Raise) in
    let bound = try lruSignature.bind(arguments, vm)
    let limit = bound[0] ?? .int(128)
    if vm.isCallable(limit) { return .object(CacheObject(vm.heap, limit, limit: 128)) }
    guard limit.isNone || limit.asInteger != nil else {
      throw vm.typeError("Expected first argument to be an integer, a callable, or None")
    }
    let count = limit.isNone ? nil : max(0, try vm.index(limit))
    return .object(
      NativeFunction("decorating_function", heap: vm.heap) { vm, arguments throws(Raise) in
        guard arguments.count == 1 else { throw vm.typeError("lru_cache expects one function") }
        return .object(CacheObject(vm.heap, arguments[0], limit: count))
      })
  }

  private static let lruSignature = Signature("lru_cache", "maxsize=128, typed=False")

  private static let cache = NativeFunction("cache") { vm, arguments throws(Raise) in
    guard arguments.count == 1 else { throw vm.typeError("cache() takes 1 positional argument") }
    return .object(CacheObject(vm.heap, arguments[0], limit: nil))
  }

  /// A decorator that leaves the wrapper's name as it is where it cannot be set.
  private static let wraps = NativeFunction("wraps") { vm, arguments throws(Raise) in
    guard arguments.count >= 1 else { throw vm.typeError("wraps() missing 1 required positional argument: 'wrapped'") }
    let wrapped = arguments[0]
    return .object(
      NativeFunction("wrapper", heap: vm.heap) { vm, arguments throws(Raise) in
        guard arguments.count == 1 else { throw vm.typeError("update_wrapper() expects one function") }
        return try update(arguments[0], from: wrapped, vm)
      })
  }

  private static let updateWrapper = NativeFunction("update_wrapper") { vm, arguments throws(Raise) in
    guard arguments.count >= 2 else {
      throw vm.typeError("update_wrapper() missing 1 required positional argument: 'wrapped'")
    }
    return try update(arguments[0], from: arguments[1], vm)
  }

  private static func update(_ wrapper: Value, from wrapped: Value, _ vm: Machine) throws(Raise) -> Value {
    var copied: [(name: String, value: Value)] = []
    for name in ["__module__", "__name__", "__qualname__", "__doc__"] {
      if let value = try vm.attributeOrNil(wrapped, name) { copied.append((name, value)) }
    }
    for (name, value) in copied + [("__wrapped__", wrapped)] {
      do throws(Raise) {
        try vm.setAttribute(wrapper, name, value)
      } catch {
        guard vm.caught(error, .attributeError) != nil else { throw error }
      }
    }
    return wrapper
  }
}

extension Machine {
  fileprivate func iteratorForReduce(_ value: Value) throws(Raise) -> Value {
    do throws(Raise) {
      return try iterator(of: value)
    } catch {
      guard caught(error, .typeError) != nil else { throw error }
      throw typeError("reduce() arg 2 must support iteration")
    }
  }
}

/// What `cmp_to_key` wraps an element in: ordered by a function of two.
private final class ComparisonKey: Object, @unchecked Sendable {
  let value: Value
  let function: Value

  init(_ heap: Heap?, _ value: Value, _ function: Value) {
    self.value = value
    self.function = function
    super.init(heap)
  }

  override func compare(_ operation: Comparison, _ other: Value, _ vm: Machine) throws(Raise) -> Value? {
    guard let other = other.heapObject as? ComparisonKey else { return nil }
    let order = try vm.call(function, value, other.value)
    return try vm.compare(operation, order, .int(0))
  }

  override func traverse(_ visit: (Value) -> Void) {
    visit(value)
    visit(function)
  }
}

/// `functools.partial`.
final class PartialObject: Object, @unchecked Sendable {
  private let function: Value
  private let positional: [Value]
  private let named: [(name: String, value: Value)]

  init(_ heap: Heap?, _ function: Value, _ positional: [Value], _ named: [(name: String, value: Value)]) {
    self.function = function
    self.positional = positional
    self.named = named
    super.init(heap)
  }

  override var type: TypeObject { PartialObject.partialType }
  override var isCallable: Bool { true }

  override func call(_ arguments: Arguments, _ vm: Machine) throws(Raise) -> Value {
    var keywords = named
    for (name, value) in arguments.named {
      if let index = keywords.firstIndex(where: { $0.name == name }) {
        keywords[index].value = value
      } else {
        keywords.append((name, value))
      }
    }
    return try vm.call(
      function,
      ArgumentList(positional + arguments.positional + keywords.map(\.value), keywords: keywords.map(\.name)))
  }

  override func repr(_ vm: Machine) throws(Raise) -> String {
    var parts = [try vm.repr(function)]
    for value in positional { parts.append(try vm.repr(value)) }
    for (name, value) in named { parts.append("\(name)=\(try vm.repr(value))") }
    return "functools.partial(\(parts.joined(separator: ", ")))"
  }

  override func attribute(_ name: String, _ vm: Machine) throws(Raise) -> Value? {
    switch name {
    case "func": function
    case "args": vm.tuple(positional)
    case "keywords": vm.dict(named.map { ($0.name, $0.value) })
    default: nil
    }
  }

  override func traverse(_ visit: (Value) -> Void) {
    visit(function)
    for value in positional { visit(value) }
    for (_, value) in named { visit(value) }
  }

  static let partialType = TypeObject(
    builtin: "partial", module: "functools", isDerivable: false,
    constructor: { vm, _, arguments throws(Raise) in
      guard arguments.count > 0 else { throw vm.typeError("type 'partial' takes at least one argument") }
      guard vm.isCallable(arguments[0]) else { throw vm.typeError("the first argument must be callable") }
      return .object(
        PartialObject(vm.heap, arguments[0], Array(arguments.positional.dropFirst()), arguments.named))
    })
}

/// A function that remembers what it answered: `lru_cache`.
final class CacheObject: Container, @unchecked Sendable {
  private let function: Value
  private let limit: Int?
  private let answers: Dict
  private var hits = 0
  private var misses = 0

  init(_ heap: Heap?, _ function: Value, limit: Int?) {
    self.function = function
    self.limit = limit
    answers = Dict(heap)
    super.init(heap)
  }

  static let cacheType = TypeObject(builtin: "_lru_cache_wrapper", module: "functools", isDerivable: false)
  static let infoType = StructSequence.type(
    "functools", "CacheInfo", ["hits", "misses", "maxsize", "currsize"], shown: "CacheInfo")

  override var type: TypeObject { CacheObject.cacheType }
  override var isCallable: Bool { true }

  override func call(_ arguments: Arguments, _ vm: Machine) throws(Raise) -> Value {
    var parts = arguments.positional
    for (name, value) in arguments.named { parts += [vm.string(name), value] }
    parts.append(.int(arguments.keywords.count))
    let key = vm.tuple(parts)
    if let answer = try answers.remove(key, vm) {
      // The least recently used answers stand first.
      hits += 1
      try answers.set(key, answer, vm)
      return answer
    }
    misses += 1
    let answer = try vm.call(function, arguments)
    guard limit != 0 else { return answer }
    try answers.set(key, answer, vm)
    if let limit, answers.count > limit, let oldest = answers.keys.first { _ = try answers.remove(oldest, vm) }
    return answer
  }

  override func attribute(_ name: String, _ vm: Machine) throws(Raise) -> Value? {
    switch name {
    case "cache_clear":
      return .object(
        NativeFunction("cache_clear", heap: vm.heap) { [self] _, _ in
          answers.removeAll()
          (hits, misses) = (0, 0)
          return .null
        })
    case "cache_info":
      return .object(
        NativeFunction("cache_info", heap: vm.heap) { [self] vm, _ in
          let size = limit.map { Value.int($0) } ?? .null
          return StructSequence.make(
            CacheObject.infoType, [.int(hits), .int(misses), size, .int(answers.count)], vm)
        })
    default: return try vm.attributeOrNil(function, name)
    }
  }

  override func traverse(_ visit: (Value) -> Void) {
    visit(function)
    visit(.dict(answers))
  }

  override func clear() { answers.removeAll() }
}
