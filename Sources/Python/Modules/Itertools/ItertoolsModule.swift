import BigInt

/// The module `itertools`: each function is a type whose instances are iterators.
enum ItertoolsModule {
  static let members: [String: Value] = {
    var members: [String: Value] = ["tee": .object(tee)]
    for type in endless + filtering + joining + combinatoric { members[type.name] = .object(type) }
    return members
  }()

  /// A type whose constructor makes an iterator of a step and the values that the step holds on to.
  static func lazy(
    _ name: String, _ parameters: String, methods: [NativeFunction] = [],
    _ make:
      @escaping @Sendable (Machine, Signature.Bound) throws(Raise) -> (
        sources: [Value], step: ClosureIterator.Step
      )
  ) -> TypeObject {
    let signature = Signature(name, parameters)
    return TypeObject(
      builtin: name, module: "itertools", isDerivable: false,
      constructor: { vm, type, arguments throws(Raise) in
        let made = try make(vm, signature.bind(arguments, vm))
        return .object(ClosureIterator(vm.heap, type, sources: made.sources, step: made.step))
      }, methods: methods)
  }

  /// The same for a type that takes any number of positional arguments.
  static func variadic(
    _ name: String, methods: [NativeFunction] = [],
    _ make: @escaping @Sendable (Machine, Arguments) throws(Raise) -> (sources: [Value], step: ClosureIterator.Step)
  ) -> TypeObject {
    TypeObject(
      builtin: name, module: "itertools", isDerivable: false,
      constructor: { vm, type, arguments throws(Raise) in
        let made = try make(vm, arguments)
        return .object(ClosureIterator(vm.heap, type, sources: made.sources, step: made.step))
      }, methods: methods)
  }

  private static let endless: [TypeObject] = [
    lazy("count", "start=0, step=1") { vm, arguments throws(Raise) in
      var current = arguments[0] ?? .int(0)
      let step = arguments[1] ?? .int(1)
      for value in [current, step] where try vm.realNumber(value) == nil { throw vm.typeError("a number is required") }
      return (
        [],
        { vm throws(Raise) in
          let value = current
          current = try vm.binary(.add, current, step)
          return value
        }
      )
    },
    lazy("cycle", "iterable, /") { vm, arguments throws(Raise) in
      let source = try vm.iteratorObject(of: arguments.required(0))
      let seen = List(vm.heap, [])
      var isFirst = true
      var position = 0
      return (
        [.object(source), .list(seen)],
        { vm throws(Raise) in
          if isFirst {
            if let value = try vm.next(source) {
              try vm.checkCount(seen.count + 1)
              seen.elements.append(value)
              seen.account()
              return value
            }
            isFirst = false
          }
          guard seen.count > 0 else { return nil }
          try vm.charge(1)
          position = (position + 1) % seen.count
          return seen.elements[(position + seen.count - 1) % seen.count]
        }
      )
    },
    lazy("repeat", "object, times=None") { vm, arguments throws(Raise) in
      let value = arguments.required(0)
      var left = try arguments[1].map { times throws(Raise) in try vm.index(times) }
      return (
        [value],
        { _ in
          guard let count = left else { return value }
          guard count > 0 else { return nil }
          left = count - 1
          return value
        }
      )
    },
  ]

  private static let filtering: [TypeObject] = [
    lazy("takewhile", "predicate, iterable, /") { vm, arguments throws(Raise) in
      let predicate = arguments.required(0)
      let source = try vm.iteratorObject(of: arguments.required(1))
      return (
        [predicate, .object(source)],
        { vm throws(Raise) in
          guard let value = try vm.next(source), try vm.truth(vm.call(predicate, value)) else { return nil }
          return value
        }
      )
    },
    lazy("dropwhile", "predicate, iterable, /") { vm, arguments throws(Raise) in
      let predicate = arguments.required(0)
      let source = try vm.iteratorObject(of: arguments.required(1))
      var isDropping = true
      return (
        [predicate, .object(source)],
        { vm throws(Raise) in
          while let value = try vm.next(source) {
            try vm.charge(1)
            if isDropping, try vm.truth(vm.call(predicate, value)) { continue }
            isDropping = false
            return value
          }
          return nil
        }
      )
    },
    lazy("filterfalse", "function, iterable, /") { vm, arguments throws(Raise) in
      let predicate = arguments.required(0)
      let source = try vm.iteratorObject(of: arguments.required(1))
      return (
        [predicate, .object(source)],
        { vm throws(Raise) in
          while let value = try vm.next(source) {
            try vm.charge(1)
            if try !vm.truth(predicate.isNone ? value : vm.call(predicate, value)) { return value }
          }
          return nil
        }
      )
    },
    lazy("compress", "data, selectors") { vm, arguments throws(Raise) in
      let source = try vm.iteratorObject(of: arguments.required(0))
      let selectors = try vm.iteratorObject(of: arguments.required(1))
      return (
        [.object(source), .object(selectors)],
        { vm throws(Raise) in
          while let value = try vm.next(source), let selector = try vm.next(selectors) {
            try vm.charge(1)
            if try vm.truth(selector) { return value }
          }
          return nil
        }
      )
    },
    variadic("islice") { vm, arguments throws(Raise) in
      guard arguments.count >= 2, arguments.count <= 4 else {
        let bound = arguments.count < 2 ? "at least 2" : "at most 4"
        throw vm.typeError("islice expected \(bound) arguments, got \(arguments.count)")
      }
      let source = try vm.iteratorObject(of: arguments[0])
      func bound(_ index: Int, _ fallback: Int, _ message: String) throws(Raise) -> Int {
        guard index < arguments.count, !arguments[index].isNone else { return fallback }
        guard let number = arguments[index].asInteger, number >= 0 else { throw vm.valueError(message) }
        return Int(clamping: number)
      }
      let message = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize."
      let isStopOnly = arguments.count == 2
      let start = isStopOnly ? 0 : try bound(1, 0, message)
      let stop = try bound(
        isStopOnly ? 1 : 2, Int.max,
        isStopOnly ? "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize." : message)
      let step = try bound(3, 1, "Step for islice() must be a positive integer or None.")
      if step == 0 { throw vm.valueError("Step for islice() must be a positive integer or None.") }
      var position = 0
      var wanted = start
      return (
        [.object(source)],
        { vm throws(Raise) in
          guard wanted < stop else { return nil }
          while let value = try vm.next(source) {
            try vm.charge(1)
            position += 1
            if position > wanted {
              wanted = wanted > Int.max - step ? Int.max : wanted + step
              return value
            }
            if position >= stop { return nil }
          }
          return nil
        }
      )
    },
  ]

  private static let tee = NativeFunction("tee") { vm, arguments throws(Raise) in
    let bound = try teeSignature.bind(arguments, vm)
    let count = try bound[1].map { value throws(Raise) in try vm.index(value) } ?? 2
    if count < 0 { throw vm.valueError("n must be >= 0") }
    try vm.checkCount(count)
    let source = try vm.iteratorObject(of: bound.required(0))
    let seen = List(vm.heap, [])
    return vm.tuple(
      (0..<count).map { _ in
        var position = 0
        return .object(
          ClosureIterator(vm.heap, teeType, sources: [.object(source), .list(seen)]) { vm throws(Raise) in
            if position == seen.count {
              guard let value = try vm.next(source) else { return nil }
              try vm.checkCount(seen.count + 1)
              seen.elements.append(value)
              seen.account()
            }
            position += 1
            return seen.elements[position - 1]
          })
      })
  }

  private static let teeSignature = Signature("tee", "iterable, n=2, /")
  private static let teeType = TypeObject(builtin: "_tee", module: "itertools", isDerivable: false)
}
