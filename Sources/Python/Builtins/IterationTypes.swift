/// The lazy built-ins: types whose instances are iterators.
extension TypeObject {
  static let enumerate = TypeObject(
    builtin: "enumerate", isDerivable: false,
    constructor: { vm, type, arguments throws(Raise) in
      if arguments.values.isEmpty { throw vm.typeError("enumerate() missing required argument 'iterable'") }
      let bound = try enumerateSignature.bind(arguments, vm)
      var position = bound[1] ?? .int(0)
      guard position.asInteger != nil else {
        throw vm.typeError("'\(position.typeName)' object cannot be interpreted as an integer")
      }
      let source = try vm.iteratorObject(of: bound.required(0))
      return .object(
        ClosureIterator(vm.heap, type, sources: [.object(source)]) { vm throws(Raise) in
          guard let element = try vm.next(source) else { return nil }
          let pair = vm.tuple([position, element])
          if case .int(let number) = position, number < Int.max {
            position = .int(number + 1)
          } else {
            position = try vm.binary(.add, position, .int(1))
          }
          return pair
        })
    })

  static let filter = TypeObject(
    builtin: "filter", isDerivable: false,
    constructor: { vm, type, arguments throws(Raise) in
      let bound = try filterSignature.bind(arguments, vm)
      let function = bound.required(0)
      let source = try vm.iteratorObject(of: bound.required(1))
      return .object(
        ClosureIterator(vm.heap, type, sources: [function, .object(source)]) { vm throws(Raise) in
          while let element = try vm.next(source) {
            try vm.charge(1)
            if try vm.truth(function.isNone ? element : vm.call(function, element)) { return element }
          }
          return nil
        })
    })

  static let map = TypeObject(
    builtin: "map", isDerivable: false,
    constructor: { vm, type, arguments throws(Raise) in
      guard arguments.keywords.isEmpty else { throw vm.typeError("map() takes no keyword arguments") }
      guard arguments.count >= 2 else { throw vm.typeError("map() must have at least two arguments.") }
      let function = arguments[0]
      let sources = try vm.iteratorObjects(of: arguments.positional.dropFirst())
      return .object(
        ClosureIterator(vm.heap, type, sources: [function] + sources.map { .object($0) }) { vm throws(Raise) in
          var values: [Value] = []
          for source in sources {
            guard let value = try vm.next(source) else { return nil }
            values.append(value)
          }
          return try vm.call(function, ArgumentList(values))
        })
    })

  static let zip = TypeObject(
    builtin: "zip", isDerivable: false,
    constructor: { vm, type, arguments throws(Raise) in
      var isStrict = false
      for (name, value) in arguments.named {
        guard name == "strict" else { throw vm.typeError("'\(name)' is an invalid keyword argument for zip()") }
        isStrict = try vm.truth(value)
      }
      let sources = try vm.iteratorObjects(of: arguments.positional[...])
      return .object(
        ClosureIterator(vm.heap, type, sources: sources.map { .object($0) }) { vm throws(Raise) in
          var values: [Value] = []
          for (index, source) in sources.enumerated() {
            if let value = try vm.next(source) {
              values.append(value)
            } else if isStrict {
              try checkEnd(sources, shortest: index, vm)
              return nil
            } else {
              return nil
            }
          }
          return values.isEmpty ? nil : vm.tuple(values)
        })
    })

  /// All the others must end with the one that ended first.
  private static func checkEnd(_ sources: [Object], shortest: Int, _ vm: Machine) throws(Raise) {
    func others(_ count: Int) -> String { count == 1 ? " 1" : "s 1-\(count)" }
    if shortest > 0 {
      throw vm.valueError("zip() argument \(shortest + 1) is shorter than argument\(others(shortest))")
    }
    for (index, source) in sources.enumerated().dropFirst() where try vm.next(source) != nil {
      throw vm.valueError("zip() argument \(index + 1) is longer than argument\(others(index))")
    }
  }

  static let reversed = TypeObject(
    builtin: "reversed", isDerivable: false,
    constructor: { vm, _, arguments throws(Raise) in
      guard arguments.keywords.isEmpty else { throw vm.typeError("reversed() takes no keyword arguments") }
      guard arguments.count == 1 else { throw vm.typeError("reversed expected 1 argument, got \(arguments.count)") }
      return try Reversal.iterator(arguments[0], vm)
    })

  private static let enumerateSignature = Signature("enumerate", "iterable, start=0")
  private static let filterSignature = Signature("filter", "function, iterable, /")
}

extension Machine {
  /// The iterator of a value, as an object.
  func iteratorObject(of value: Value) throws(Raise) -> Object {
    guard case .object(let iterator) = try iterator(of: value) else {
      throw typeError("'\(value.typeName)' object is not iterable")
    }
    return iterator
  }

  func iteratorObjects(of values: ArraySlice<Value>) throws(Raise) -> [Object] {
    var iterators: [Object] = []
    for value in values { iterators.append(try iteratorObject(of: value)) }
    return iterators
  }
}
