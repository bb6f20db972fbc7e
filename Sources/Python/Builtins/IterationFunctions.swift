/// Built-in functions on what iterates. The lazy ones (`map`, `zip`, …) are types: `IterationTypes.swift`.
enum IterationFunctions {
  static let table: [NativeFunction] = [
    BuiltinTable.function("len", "obj, /") { vm, arguments throws(Raise) in
      .int(try vm.length(arguments.required(0)))
    },
    BuiltinTable.function("iter", "object, sentinel=None, /") { vm, arguments throws(Raise) in
      guard let sentinel = arguments[1] else { return try vm.iterator(of: arguments.required(0)) }
      let function = arguments.required(0)
      guard vm.isCallable(function) else { throw vm.typeError("iter(v, w): v must be callable") }
      return .object(
        ClosureIterator(vm.heap, .callableIterator, sources: [function, sentinel]) { vm throws(Raise) in
          let value = try vm.call(function)
          return try vm.equal(value, sentinel) ? nil : value
        })
    },
    BuiltinTable.function("next", "iterator, default=None, /") { vm, arguments throws(Raise) in
      guard case .object(let iterator) = arguments.required(0), vm.isIterator(iterator) else {
        throw vm.typeError("'\(arguments.required(0).typeName)' object is not an iterator")
      }
      do throws(Raise) {
        return try vm.nextOrStop(iterator)
      } catch {
        guard let fallback = arguments[1], vm.caught(error, .stopIteration) != nil else { throw error }
        return fallback
      }
    },
    BuiltinTable.function("all", "iterable, /") { vm, arguments throws(Raise) in
      var walk = try vm.walk(arguments.required(0))
      while let element = try walk.next(vm) {
        if try !vm.truth(element) { return .bool(false) }
      }
      return .bool(true)
    },
    BuiltinTable.function("any", "iterable, /") { vm, arguments throws(Raise) in
      var walk = try vm.walk(arguments.required(0))
      while let element = try walk.next(vm) {
        if try vm.truth(element) { return .bool(true) }
      }
      return .bool(false)
    },
    NativeFunction("max") { vm, arguments throws(Raise) in try extreme("max", .greater, arguments, vm) },
    NativeFunction("min") { vm, arguments throws(Raise) in try extreme("min", .less, arguments, vm) },
    NativeFunction("sorted") { vm, arguments throws(Raise) in
      guard arguments.count == 1 else {
        throw vm.typeError("sorted expected 1 argument, got \(arguments.count)")
      }
      let order = try Sorting.Order(sortSignature.bind(arguments.dropFirst, vm), first: 0, vm)
      var elements = try vm.collect(arguments[0])
      try Sorting.sort(&elements, order, vm)
      return try vm.list(elements)
    },
  ]

  private static let sortSignature = Signature("sort", "*, key=None, reverse=False")

  /// The first of the elements that no other exceeds.
  private static func extreme(
    _ name: String, _ operation: Comparison, _ arguments: Arguments, _ vm: Machine
  ) throws(Raise) -> Value {
    guard arguments.count > 0 else { throw vm.typeError("\(name) expected at least 1 argument, got 0") }
    var key: Value?
    var fallback: Value?
    for (keyword, value) in arguments.named {
      switch keyword {
      case "key": key = value.isNone ? nil : value
      case "default": fallback = value
      default: throw vm.typeError("'\(keyword)' is an invalid keyword argument for \(name)()")
      }
    }
    if arguments.count > 1, fallback != nil {
      throw vm.typeError("Cannot specify a default for \(name)() with multiple positional arguments")
    }
    var best: (value: Value, key: Value)?
    func consider(_ value: Value) throws(Raise) {
      var measure = value
      if let key { measure = try vm.call(key, value) }
      guard let current = best else {
        best = (value, measure)
        return
      }
      let isBetter =
        operation == .less
        ? try vm.isLess(measure, current.key)
        : try vm.truth(vm.compare(.greater, measure, current.key))
      if isBetter { best = (value, measure) }
    }
    if arguments.count > 1 {
      for value in arguments.positional { try consider(value) }
    } else {
      var walk = try vm.walk(arguments[0])
      while let value = try walk.next(vm) { try consider(value) }
    }
    if let best { return best.value }
    guard let fallback else { throw vm.valueError("\(name)() arg is an empty sequence") }
    return fallback
  }
}
