/// The module `operator`.
enum OperatorModule {
  static let members: [String: Value] = ModuleFunction.members(
    binaries + comparisons + others + [itemgetter, attrgetter, methodcaller])

  private static let binaries: [NativeFunction] = [
    ("add", BinaryOperator.add), ("sub", .subtract), ("mul", .multiply), ("truediv", .divide),
    ("floordiv", .floorDivide), ("mod", .modulo), ("pow", .power), ("matmul", .matrixMultiply), ("lshift", .shiftLeft),
    ("rshift", .shiftRight), ("and_", .and), ("or_", .or), ("xor", .xor), ("concat", .add),
  ].flatMap { name, operation in
    [
      ModuleFunction.make("operator", name, "a, b, /") { vm, arguments throws(Raise) in
        try vm.binary(operation, arguments.required(0), arguments.required(1))
      },
      ModuleFunction.make("operator", "i" + name.filter { $0 != "_" }, "a, b, /") { vm, arguments throws(Raise) in
        try vm.inPlace(operation, arguments.required(0), arguments.required(1))
      },
    ]
  }

  private static let comparisons: [NativeFunction] = [
    ("lt", Comparison.less), ("le", .lessOrEqual), ("eq", .equal), ("ne", .notEqual), ("ge", .greaterOrEqual),
    ("gt", .greater),
  ].map { name, operation in
    ModuleFunction.make("operator", name, "a, b, /") { vm, arguments throws(Raise) in
      try vm.compare(operation, arguments.required(0), arguments.required(1))
    }
  }

  private static func function(
    _ name: String, _ parameters: String,
    _ body: @escaping @Sendable (_ vm: Machine, _ arguments: Signature.Bound) throws(Raise) -> Value
  ) -> NativeFunction {
    ModuleFunction.make("operator", name, parameters, body)
  }

  private static let others: [NativeFunction] = [
    function("neg", "a, /") { vm, arguments throws(Raise) in try vm.unary(.negate, arguments.required(0)) },
    function("pos", "a, /") { vm, arguments throws(Raise) in try vm.unary(.plus, arguments.required(0)) },
    function("invert", "a, /") { vm, arguments throws(Raise) in try vm.unary(.invert, arguments.required(0)) },
    function("inv", "a, /") { vm, arguments throws(Raise) in try vm.unary(.invert, arguments.required(0)) },
    function("not_", "a, /") { vm, arguments throws(Raise) in .bool(try !vm.truth(arguments.required(0))) },
    function("truth", "a, /") { vm, arguments throws(Raise) in .bool(try vm.truth(arguments.required(0))) },
    function("index", "a, /") { vm, arguments throws(Raise) in
      guard let number = try vm.bigInt(arguments.required(0)) else {
        throw vm.typeError(
          "'\(arguments.required(0).typeName)' object cannot be interpreted as an integer")
      }
      return try vm.integer(number)
    },
    function("is_", "a, b, /") { _, arguments in
      .bool(arguments.required(0).isIdentical(to: arguments.required(1)))
    },
    function("is_not", "a, b, /") { _, arguments in
      .bool(!arguments.required(0).isIdentical(to: arguments.required(1)))
    },
    function("contains", "a, b, /") { vm, arguments throws(Raise) in
      .bool(try vm.contains(arguments.required(0), arguments.required(1)))
    },
    function("getitem", "a, b, /") { vm, arguments throws(Raise) in
      try vm.item(arguments.required(0), arguments.required(1))
    },
    function("setitem", "a, b, c, /") { vm, arguments throws(Raise) in
      try vm.setItem(arguments.required(0), arguments.required(1), arguments.required(2))
      return .null
    },
    function("delitem", "a, b, /") { vm, arguments throws(Raise) in
      try vm.deleteItem(arguments.required(0), arguments.required(1))
      return .null
    },
    function("countOf", "a, b, /") { vm, arguments throws(Raise) in
      let elements = try vm.collect(arguments.required(0))
      return try ListMethods.count(arguments.required(1), vm) { $0 < elements.count ? elements[$0] : nil }
    },
    function("indexOf", "a, b, /") { vm, arguments throws(Raise) in
      var walk = try vm.walk(arguments.required(0))
      var index = 0
      while let element = try walk.next(vm) {
        if try vm.equal(element, arguments.required(1)) { return .int(index) }
        index += 1
      }
      throw vm.valueError("sequence.index(x): x not in sequence")
    },
    function("abs", "a, /") { vm, arguments throws(Raise) in
      try vm.call(BuiltinTable.members["abs"] ?? .null, arguments.required(0))
    },
    NativeFunction("call") { vm, arguments throws(Raise) in
      guard arguments.count > 0 else { throw vm.typeError("call() missing 1 required positional argument: 'obj'") }
      return try vm.call(arguments[0], arguments.dropFirst)
    },
    function("length_hint", "obj, default=0, /") { vm, arguments throws(Raise) in
      do throws(Raise) {
        return .int(try vm.length(arguments.required(0)))
      } catch {
        guard vm.caught(error, .typeError) != nil else { throw error }
        return arguments[1] ?? .int(0)
      }
    },
  ]

  private static let itemgetter = NativeFunction("itemgetter") { vm, arguments throws(Raise) in
    guard arguments.count > 0 else { throw vm.typeError("itemgetter expected at least 1 argument, got 0") }
    let keys = arguments.positional
    return made("itemgetter", vm) { vm, subject throws(Raise) in
      if keys.count == 1 { return try vm.item(subject, keys[0]) }
      var values: [Value] = []
      for key in keys { values.append(try vm.item(subject, key)) }
      return vm.tuple(values)
    }
  }

  private static let attrgetter = NativeFunction("attrgetter") { vm, arguments throws(Raise) in
    guard arguments.count > 0 else { throw vm.typeError("attrgetter expected at least 1 argument, got 0") }
    var paths: [[String]] = []
    for value in arguments.positional {
      guard case .str(let text) = value else { throw vm.typeError("attribute name must be a string") }
      paths.append(text.string.split(separator: ".", omittingEmptySubsequences: false).map(String.init))
    }
    return made("attrgetter", vm) { [paths] vm, subject throws(Raise) in
      var values: [Value] = []
      for path in paths {
        var value = subject
        for name in path { value = try vm.attribute(value, name) }
        values.append(value)
      }
      return values.count == 1 ? values[0] : vm.tuple(values)
    }
  }

  private static let methodcaller = NativeFunction("methodcaller") { vm, arguments throws(Raise) in
    guard arguments.count > 0, case .str(let name) = arguments[0] else {
      throw vm.typeError("method name must be a string")
    }
    let rest = arguments.dropFirst.list
    return made("methodcaller", vm) { vm, subject throws(Raise) in
      try vm.call(vm.attribute(subject, name.string), rest)
    }
  }

  /// A function of one object.
  private static func made(
    _ name: String, _ vm: Machine, _ body: @escaping (Machine, Value) throws(Raise) -> Value
  ) -> Value {
    nonisolated(unsafe) let body = body
    return .object(
      NativeFunction(name, heap: vm.heap) { vm, arguments throws(Raise) in
        guard arguments.count == 1 else {
          throw vm.typeError("\(name) expected 1 argument, got \(arguments.count)")
        }
        return try body(vm, arguments[0])
      })
  }
}
