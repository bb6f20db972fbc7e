/// `collections.Counter`.
enum CounterType {
  static let type: TypeObject = TypeObject(
    builtin: "Counter", module: "collections", base: .dict,
    constructor: { vm, type, arguments throws(Raise) in
      guard arguments.count <= 1 else {
        throw vm.typeError(
          "Counter.__init__() takes from 1 to 2 positional arguments but \(arguments.count + 1) were given")
      }
      let counter = Dict(vm.heap, subtype: Subtype(type))
      try count(arguments, into: counter, by: .add, vm)
      return .dict(counter)
    },
    methods: [
      method("__missing__") { _, _, _ in .int(0) },
      method("__repr__") { vm, counter, _ throws(Raise) in
        guard counter.count > 0 else { return vm.string("Counter()") }
        let sorted = Dict(nil)
        for (key, value) in try mostCommon(counter, vm) { try sorted.set(key, value, vm) }
        return try vm.text("Counter(\(try Representation.repr(.dict(sorted), vm)))")
      },
      method("most_common") { vm, counter, arguments throws(Raise) in
        let bound = try mostSignature.bind(arguments, vm)
        var pairs = try mostCommon(counter, vm)
        if let given = bound[0], !given.isNone { pairs = Array(pairs.prefix(max(0, try vm.index(given)))) }
        return try vm.list(pairs.map { vm.tuple([$0.key, $0.value]) })
      },
      method("elements") { vm, counter, _ throws(Raise) in
        var elements: [Value] = []
        for entry in counter.table.entries where entry.key.isBound {
          let count = try vm.index(entry.value)
          guard count > 0 else { continue }
          let (total, overflow) = elements.count.addingReportingOverflow(count)
          try vm.checkCount(overflow ? Int.max >> 5 : total)
          elements.append(contentsOf: repeatElement(entry.key, count: count))
        }
        return try vm.iterator(of: vm.list(elements))
      },
      method("total") { vm, counter, _ throws(Raise) in
        var total = Value.int(0)
        for value in counter.values { total = try vm.binary(.add, total, value) }
        return total
      },
      method("update") { vm, counter, arguments throws(Raise) in
        try count(arguments, into: counter, by: .add, vm)
        return .null
      },
      method("subtract") { vm, counter, arguments throws(Raise) in
        try count(arguments, into: counter, by: .subtract, vm)
        return .null
      },
      method("copy") { vm, counter, _ throws(Raise) in .dict(try OrderedDictType.derived(counter, vm)) },
      combining("__add__") { vm, one, two throws(Raise) in try vm.binary(.add, one, two) },
      combining("__sub__") { vm, one, two throws(Raise) in try vm.binary(.subtract, one, two) },
      combining("__and__") { vm, one, two throws(Raise) in try vm.isLess(one, two) ? one : two },
      combining("__or__") { vm, one, two throws(Raise) in try vm.isLess(one, two) ? two : one },
      signed("__pos__", .add), signed("__neg__", .subtract),
    ] + inclusions)

  private static let mostSignature = Signature("most_common", "n=None")

  private static func method(
    _ name: String, _ body: @escaping @Sendable (Machine, Dict, Arguments) throws(Raise) -> Value
  ) -> NativeFunction {
    Method.raw("Counter", name, \.asDict, body)
  }

  private static func made(_ vm: Machine) -> Dict { Dict(vm.heap, subtype: Subtype(type)) }

  /// Counts the elements of an iterable, or adds the counts of a mapping and of keywords.
  private static func count(
    _ arguments: Arguments, into counter: Dict, by operation: BinaryOperator, _ vm: Machine
  ) throws(Raise) {
    func add(_ key: Value, _ value: Value) throws(Raise) {
      let old = try counter.get(key, vm) ?? .int(0)
      try counter.set(key, vm.binary(operation, old, value), vm)
    }
    if arguments.count > 0 {
      switch arguments[0] {
      case .null: break
      case .dict(let dict):
        for entry in dict.table.entries where entry.key.isBound { try add(entry.key, entry.value) }
      default:
        var walk = try vm.walk(arguments[0])
        while let element = try walk.next(vm) { try add(element, .int(1)) }
      }
    }
    for (name, value) in arguments.named { try add(vm.string(name), value) }
  }

  /// The entries, the highest counts first, equal ones in the order of their first sight.
  private static func mostCommon(_ counter: Dict, _ vm: Machine) throws(Raise) -> [(key: Value, value: Value)] {
    var pairs: [Value] = []
    for entry in counter.table.entries where entry.key.isBound { pairs.append(vm.tuple([entry.key, entry.value])) }
    let second = NativeFunction("itemgetter") { _, arguments in
      guard case .tuple(let pair) = arguments[0] else { return .null }
      return pair.elements[1]
    }
    try Sorting.sort(&pairs, Sorting.Order(key: .object(second), isReversed: true), vm)
    return pairs.compactMap { $0.asTuple.map { ($0.elements[0], $0.elements[1]) } }
  }

  private static func count(of key: Value, in counter: Dict, _ vm: Machine) throws(Raise) -> Value {
    try counter.get(key, vm) ?? .int(0)
  }

  private static func keep(_ key: Value, _ value: Value, in result: Dict, _ vm: Machine) throws(Raise) {
    if try vm.truth(vm.compare(.greater, value, .int(0))) { try result.set(key, value, vm) }
  }

  /// An operator on two counters that keeps the positive counts of its result.
  private static func combining(
    _ name: String, _ body: @escaping @Sendable (Machine, Value, Value) throws(Raise) -> Value
  ) -> NativeFunction {
    method(name) { vm, counter, arguments throws(Raise) in
      guard case .dict(let other) = arguments[0], other.type.isSubtype(of: type) else { return .notImplemented }
      let result = made(vm)
      for key in counter.keys {
        try keep(key, body(vm, count(of: key, in: counter, vm), count(of: key, in: other, vm)), in: result, vm)
      }
      if name != "__and__" {
        for key in other.keys where try counter.get(key, vm) == nil {
          try keep(key, body(vm, .int(0), count(of: key, in: other, vm)), in: result, vm)
        }
      }
      return .dict(result)
    }
  }

  private static func signed(_ name: String, _ operation: BinaryOperator) -> NativeFunction {
    method(name) { vm, counter, _ throws(Raise) in
      let result = made(vm)
      for entry in counter.table.entries where entry.key.isBound {
        try keep(entry.key, vm.binary(operation, .int(0), entry.value), in: result, vm)
      }
      return .dict(result)
    }
  }

  /// Comparisons: every count of one against that of the other, a missing one being 0.
  private static let inclusions: [NativeFunction] = [
    Comparison.less, .lessOrEqual, .equal, .notEqual, .greater, .greaterOrEqual,
  ].map { operation in
    method(operation.methodName) { vm, counter, arguments throws(Raise) in
      guard case .dict(let other) = arguments[0], other.type.isSubtype(of: type) else { return .notImplemented }
      var isEqual = true
      var isWithin = true
      for key in counter.keys + other.keys {
        let (one, two) = (try count(of: key, in: counter, vm), try count(of: key, in: other, vm))
        if try vm.equal(one, two) { continue }
        isEqual = false
        let holds: Bool
        switch operation {
        case .less, .lessOrEqual: holds = try vm.isLess(one, two)
        case .greater, .greaterOrEqual: holds = try vm.isLess(two, one)
        case .equal, .notEqual: holds = true
        }
        if !holds { isWithin = false }
      }
      switch operation {
      case .equal: return .bool(isEqual)
      case .notEqual: return .bool(!isEqual)
      case .lessOrEqual, .greaterOrEqual: return .bool(isWithin)
      case .less, .greater: return .bool(isWithin && !isEqual)
      }
    }
  }
}
