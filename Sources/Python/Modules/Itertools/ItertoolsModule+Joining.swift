extension ItertoolsModule {
  static let joining: [TypeObject] = [
    variadic(
      "chain",
      methods: [
        NativeFunction("from_iterable", .classMethod) { vm, arguments throws(Raise) in
          guard arguments.count == 2, case .object(let type) = arguments[0], let type = type as? TypeObject else {
            throw vm.typeError(
              "chain.from_iterable() takes exactly one argument (\(arguments.count - 1) given)")
          }
          let made = chain(.object(try vm.iteratorObject(of: arguments[1])), vm)
          return .object(ClosureIterator(vm.heap, type, sources: made.sources, step: made.step))
        }
      ]
    ) { vm, arguments throws(Raise) in
      guard arguments.keywords.isEmpty else { throw vm.typeError("chain() takes no keyword arguments") }
      return chain(try vm.iterator(of: vm.tuple(arguments.positional)), vm)
    },
    lazy("starmap", "function, iterable, /") { vm, arguments throws(Raise) in
      let function = arguments.required(0)
      let source = try vm.iteratorObject(of: arguments.required(1))
      return (
        [function, .object(source)],
        { vm throws(Raise) in
          guard let value = try vm.next(source) else { return nil }
          return try vm.call(function, ArgumentList(vm.collect(value)))
        }
      )
    },
    lazy("accumulate", "iterable, func=None, *, initial=None") { vm, arguments throws(Raise) in
      let source = try vm.iteratorObject(of: arguments.required(0))
      let function = arguments[1] ?? .null
      let initial = arguments[2] ?? .null
      var total: Value?
      return (
        [.object(source), function, initial],
        { vm throws(Raise) in
          guard let current = total else {
            total = initial.isNone ? try vm.next(source) : initial
            return total
          }
          guard let value = try vm.next(source) else { return nil }
          let next = function.isNone ? try vm.binary(.add, current, value) : try vm.call(function, current, value)
          total = next
          return next
        }
      )
    },
    lazy("pairwise", "iterable, /") { vm, arguments throws(Raise) in
      let source = try vm.iteratorObject(of: arguments.required(0))
      var previous: Value?
      return (
        [.object(source)],
        { vm throws(Raise) in
          if previous == nil { previous = try vm.next(source) }
          guard let first = previous, let second = try vm.next(source) else { return nil }
          previous = second
          return vm.tuple([first, second])
        }
      )
    },
    variadic("zip_longest") { vm, arguments throws(Raise) in
      var fill = Value.null
      for (name, value) in arguments.named {
        guard name == "fillvalue" else { throw vm.typeError("zip_longest() got an unexpected keyword argument") }
        fill = value
      }
      var sources: [Object?] = []
      for value in arguments.positional { sources.append(try vm.iteratorObject(of: value)) }
      let held = sources.compactMap { $0.map { Value.object($0) } }
      return (
        held + [fill],
        { vm throws(Raise) in
          var values: [Value] = []
          for index in sources.indices {
            guard let source = sources[index] else {
              values.append(fill)
              continue
            }
            if let value = try vm.next(source) {
              values.append(value)
            } else {
              sources[index] = nil
              if !sources.contains(where: { $0 != nil }) { return nil }
              values.append(fill)
            }
          }
          return values.isEmpty ? nil : vm.tuple(values)
        }
      )
    },
    lazy("groupby", "iterable, key=None") { vm, arguments throws(Raise) in
      let groups = GroupBy(source: try vm.iteratorObject(of: arguments.required(0)), key: arguments[1] ?? .null)
      return (
        [.object(groups.source), groups.key],
        { vm throws(Raise) in try groups.nextGroup(vm) }
      )
    },
  ]

  private static func chain(_ iterables: Value, _ vm: Machine) -> (sources: [Value], step: ClosureIterator.Step) {
    var current: Object?
    return (
      [iterables],
      { vm throws(Raise) in
        guard case .object(let source) = iterables else { return nil }
        while true {
          try vm.charge(1)
          if let iterator = current {
            if let value = try vm.next(iterator) { return value }
            current = nil
          }
          guard let next = try vm.next(source) else { return nil }
          current = try vm.iteratorObject(of: next)
        }
      }
    )
  }
}

/// What the iterators of one `groupby` share: the element that was read ahead, and whose turn it is.
private final class GroupBy {
  let source: Object
  let key: Value
  private var ahead: (key: Value, value: Value)?
  private var currentKey: Value?
  private var turn = 0

  static let grouperType = TypeObject(builtin: "_grouper", module: "itertools", isDerivable: false)

  init(source: Object, key: Value) {
    self.source = source
    self.key = key
  }

  private func read(_ vm: Machine) throws(Raise) -> Bool {
    guard let value = try vm.next(source) else {
      ahead = nil
      return false
    }
    ahead = (key.isNone ? value : try vm.call(key, value), value)
    return true
  }

  func nextGroup(_ vm: Machine) throws(Raise) -> Value? {
    turn += 1
    if ahead == nil, try !read(vm) { return nil }
    // What the last group did not read is skipped.
    while let last = currentKey, let next = ahead, try vm.equal(last, next.key) {
      try vm.charge(1)
      if try !read(vm) { return nil }
    }
    guard let first = ahead else { return nil }
    currentKey = first.key
    let own = turn
    let group = ClosureIterator(vm.heap, GroupBy.grouperType, sources: [.object(source), key]) {
      [self] vm throws(Raise) in
      guard own == turn, let next = ahead, try vm.equal(next.key, first.key) else { return nil }
      _ = try read(vm)
      return next.value
    }
    return vm.tuple([first.key, .object(group)])
  }
}
