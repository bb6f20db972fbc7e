import BigInt

/// The methods of `Decimal`.
enum DecimalMethods {
  static let table: [NativeFunction] = arithmetic + roundings + texts + conversions + classification + dataModel

  private static let unwrap: @Sendable (Value) -> DecimalObject? = { $0.heapObject as? DecimalObject }

  private static func method(
    _ name: String, _ parameters: String, _ body: @escaping Method.Body<DecimalObject>
  ) -> NativeFunction {
    Method.make("decimal.Decimal", name, parameters, unwrap, body)
  }

  private static let arithmetic: [NativeFunction] =
    DecimalOperations.unary.map { operation in
      method(operation.name, "context=None") { vm, decimal, arguments throws(Raise) in
        try vm.decimalContext(arguments[0]).value(vm) { arithmetic throws(Raise) in
          try operation.body(&arithmetic, decimal.value)
        }
      }
    }
    + DecimalOperations.binary.map { operation in
      method(operation.name, "other, context=None") { vm, decimal, arguments throws(Raise) in
        let other = try DecimalObject.argument(arguments.required(0), vm)
        return try vm.decimalContext(arguments[1]).value(vm) { arithmetic throws(Raise) in
          try operation.body(&arithmetic, decimal.value, other)
        }
      }
    }
    + DecimalOperations.quiet.map { operation in
      method(operation.name, "") { vm, decimal, _ in .object(DecimalObject(vm.heap, operation.body(decimal.value))) }
    } + [
      method("fma", "other, third, context=None") { vm, decimal, arguments throws(Raise) in
        let factor = try DecimalObject.argument(arguments.required(0), vm)
        let addend = try DecimalObject.argument(arguments.required(1), vm)
        return try vm.decimalContext(arguments[2]).value(vm) { arithmetic throws(Raise) in
          try arithmetic.fusedSum(decimal.value, factor, addend)
        }
      },
      method("conjugate", "") { _, decimal, _ in .object(decimal) },
      method("same_quantum", "other, context=None") { vm, decimal, arguments throws(Raise) in
        let other = try DecimalObject.argument(arguments.required(0), vm)
        return .bool(DecimalOperations.isSameQuantum(decimal.value, other))
      },
    ]

  private static let roundings: [NativeFunction] = [
    method("quantize", "exp, rounding=None, context=None") { vm, decimal, arguments throws(Raise) in
      let rounding = try rounding(arguments[1], vm)
      let context = try vm.decimalContext(arguments[2])
      let pattern = try DecimalObject.argument(arguments.required(0), vm)
      return try context.value(vm) { arithmetic throws(Raise) in
        if let rounding { arithmetic.context.rounding = rounding }
        return try arithmetic.quantized(decimal.value, to: pattern)
      }
    },
    integral("to_integral", isExact: false), integral("to_integral_value", isExact: false),
    integral("to_integral_exact", isExact: true),
  ]

  private static func rounding(_ value: Value?, _ vm: Machine) throws(Raise) -> DecimalRounding? {
    guard let value, !value.isNone else { return nil }
    return try DecimalContextObject.rounding(value, vm)
  }

  private static func integral(_ name: String, isExact: Bool) -> NativeFunction {
    method(name, "rounding=None, context=None") { vm, decimal, arguments throws(Raise) in
      let rounding = try rounding(arguments[0], vm)
      return try vm.decimalContext(arguments[1]).value(vm) { arithmetic throws(Raise) in
        if let rounding { arithmetic.context.rounding = rounding }
        return try arithmetic.integral(decimal.value, isExact: isExact)
      }
    }
  }

  private static let texts: [NativeFunction] = [
    method("to_eng_string", "context=None") { vm, decimal, arguments throws(Raise) in
      let context = try vm.decimalContext(arguments[0])
      return try vm.text(DecimalArithmetic(vm, context.context).text(decimal.value, .engineering))
    },
    method("number_class", "context=None") { vm, decimal, arguments throws(Raise) in
      let context = try vm.decimalContext(arguments[0])
      return vm.string(DecimalArithmetic(vm, context.context).classification(decimal.value))
    },
  ]

  static let tupleType = StructSequence.type(
    "decimal", "DecimalTuple", ["sign", "digits", "exponent"], shown: "DecimalTuple", takesFields: true)

  private static let conversions: [NativeFunction] = [
    method("as_tuple", "") { vm, decimal, _ throws(Raise) in
      let number = decimal.value
      var digits: [Value] = []
      if !number.isNaN || !number.coefficient.isZero {
        let text = try DecimalArithmetic(vm, .widest).text(of: number.coefficient)
        try vm.checkCount(text.utf8.count)
        digits = text.utf8.map { .int(Int($0) - 48) }
      }
      let exponent: Value =
        switch number.kind {
        case .finite: .int(number.exponent)
        case .infinite: vm.string("F")
        case .quietNaN: vm.string("n")
        case .signalingNaN: vm.string("N")
        }
      return StructSequence.make(tupleType, [.int(number.isNegative ? 1 : 0), vm.tuple(digits), exponent], vm)
    },
    method("as_integer_ratio", "") { vm, decimal, _ throws(Raise) in
      let ratio = try DecimalConversion.ratio(decimal.value, vm)
      return vm.tuple([try vm.integer(ratio.numerator), try vm.integer(ratio.denominator)])
    },
    NativeFunction("from_float", .classMethod) { vm, arguments throws(Raise) in
      guard arguments.count == 2 else {
        throw vm.typeError("decimal.Decimal.from_float() takes exactly one argument (\(arguments.count - 1) given)")
      }
      if case .float(let number) = vm.plain(arguments[1]) {
        return .object(DecimalObject(vm.heap, DecimalNumber(exactly: number)))
      }
      guard let number = arguments[1].asInteger else { throw vm.typeError("argument must be int or float") }
      return .object(DecimalObject(vm.heap, DecimalNumber(number)))
    },
    method("adjusted", "") { _, decimal, _ in .int(decimal.value.isFinite ? decimal.value.adjustedExponent : 0) },
    method("radix", "") { vm, _, _ in .object(DecimalObject(vm.heap, DecimalNumber(10))) },
    Method.getter("decimal.Decimal", "real", unwrap) { _, decimal in .object(decimal) },
    Method.getter("decimal.Decimal", "imag", unwrap) { vm, _ in .object(DecimalObject(vm.heap, .zero)) },
  ]

  private static let classification: [NativeFunction] = DecimalOperations.tests.map { test in
    let takesContext = test.name == "is_normal" || test.name == "is_subnormal"
    return method(test.name, takesContext ? "context=None" : "") { vm, decimal, arguments throws(Raise) in
      let context = try vm.decimalContext(takesContext ? arguments[0] : nil)
      return .bool(test.body(DecimalArithmetic(vm, context.context), decimal.value))
    }
  }

  private static let dataModel: [NativeFunction] = [
    method("__abs__", "") { vm, decimal, _ throws(Raise) in
      try vm.decimalContext.value(vm) { arithmetic throws(Raise) in try arithmetic.absolute(decimal.value) }
    },
    method("__int__", "") { vm, decimal, _ throws(Raise) in
      try vm.integer(DecimalConversion.integer(decimal.value, .down, vm))
    },
    method("__trunc__", "") { vm, decimal, _ throws(Raise) in
      try vm.integer(DecimalConversion.integer(decimal.value, .down, vm))
    },
    method("__floor__", "") { vm, decimal, _ throws(Raise) in
      try vm.integer(DecimalConversion.integer(decimal.value, .floor, vm))
    },
    method("__ceil__", "") { vm, decimal, _ throws(Raise) in
      try vm.integer(DecimalConversion.integer(decimal.value, .ceiling, vm))
    },
    method("__float__", "") { vm, decimal, _ throws(Raise) in
      .float(try DecimalConversion.double(decimal.value, vm))
    },
    method("__round__", "ndigits=None, /") { vm, decimal, arguments throws(Raise) in
      guard let places = arguments[0] else {
        return try vm.integer(DecimalConversion.integer(decimal.value, .halfEven, vm))
      }
      guard let count = places.asInteger else { throw vm.typeError("optional arg must be an integer") }
      guard let count = Int(exactly: count), count != Int.min else {
        throw vm.overflowError("Python int too large to convert to C ssize_t")
      }
      return try vm.decimalContext.value(vm) { arithmetic throws(Raise) in
        try arithmetic.quantized(decimal.value, to: DecimalNumber(coefficient: 1, exponent: -count))
      }
    },
    method("__divmod__", "other, /") { vm, decimal, arguments throws(Raise) in
      guard let other = DecimalObject.operand(arguments.required(0)) else { return .notImplemented }
      return try divmod(decimal.value, other, vm.decimalContext, vm)
    },
    method("__rdivmod__", "other, /") { vm, decimal, arguments throws(Raise) in
      guard let other = DecimalObject.operand(arguments.required(0)) else { return .notImplemented }
      return try divmod(other, decimal.value, vm.decimalContext, vm)
    },
    method("__pow__", "other, modulo=None, /") { vm, decimal, arguments throws(Raise) in
      guard let modulus = arguments[1], !modulus.isNone else {
        guard DecimalObject.operand(arguments.required(0)) != nil else { return .notImplemented }
        return try vm.binary(.power, .object(decimal), arguments.required(0))
      }
      return try power(.object(decimal), arguments.required(0), modulus, vm) ?? .notImplemented
    },
  ]

  /// `pow(base, exponent, modulus)`, where one is a decimal number; nil where one is no number to combine it with.
  static func power(_ base: Value, _ exponent: Value, _ modulus: Value, _ vm: Machine) throws(Raise) -> Value? {
    guard [base, exponent, modulus].contains(where: { $0.heapObject is DecimalObject }),
      let base = DecimalObject.operand(base), let exponent = DecimalObject.operand(exponent),
      let modulus = DecimalObject.operand(modulus)
    else { return nil }
    return try vm.decimalContext.value(vm) { arithmetic throws(Raise) in
      try arithmetic.raised(base, to: exponent, modulo: modulus)
    }
  }

  /// Quotient and remainder as a pair.
  static func divmod(
    _ left: DecimalNumber, _ right: DecimalNumber, _ context: DecimalContextObject, _ vm: Machine
  ) throws(Raise) -> Value {
    var arithmetic = DecimalArithmetic(vm, context.context)
    let (quotient, remainder) = try arithmetic.divided(left, right)
    try context.signal(arithmetic.status, vm)
    return vm.tuple([.object(DecimalObject(vm.heap, quotient)), .object(DecimalObject(vm.heap, remainder))])
  }
}
