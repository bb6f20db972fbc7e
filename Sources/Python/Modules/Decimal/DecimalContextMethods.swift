import BigInt

/// The methods of `decimal.Context`.
enum DecimalContextMethods {
  static let table: [NativeFunction] = unary + binary + others

  private static let unwrap: @Sendable (Value) -> DecimalContextObject? = { $0.heapObject as? DecimalContextObject }

  private static func method(
    _ name: String, _ parameters: String, _ body: @escaping Method.Body<DecimalContextObject>
  ) -> NativeFunction {
    Method.make("decimal.Context", name, parameters, unwrap, body)
  }

  private static let ownUnary: [(name: String, body: DecimalOperations.Unary)] = [
    ("plus", { arithmetic, number throws(Raise) in try arithmetic.plus(number) }),
    ("minus", { arithmetic, number throws(Raise) in try arithmetic.minus(number) }),
    ("abs", { arithmetic, number throws(Raise) in try arithmetic.absolute(number) }),
    ("to_integral", { arithmetic, number throws(Raise) in try arithmetic.integral(number, isExact: false) }),
    ("to_integral_value", { arithmetic, number throws(Raise) in try arithmetic.integral(number, isExact: false) }),
    ("to_integral_exact", { arithmetic, number throws(Raise) in try arithmetic.integral(number, isExact: true) }),
  ]

  private static let ownBinary: [(name: String, body: DecimalOperations.Binary)] = [
    ("add", { arithmetic, left, right throws(Raise) in try arithmetic.sum(left, right) }),
    ("subtract", { arithmetic, left, right throws(Raise) in try arithmetic.difference(left, right) }),
    ("multiply", { arithmetic, left, right throws(Raise) in try arithmetic.product(left, right) }),
    ("divide", { arithmetic, left, right throws(Raise) in try arithmetic.quotient(left, right) }),
    ("divide_int", { arithmetic, left, right throws(Raise) in try arithmetic.wholePart(left, right) }),
    ("remainder", { arithmetic, left, right throws(Raise) in try arithmetic.remainder(left, right) }),
    ("quantize", { arithmetic, left, right throws(Raise) in try arithmetic.quantized(left, to: right) }),
  ]

  private static let unary: [NativeFunction] =
    (DecimalOperations.unary + ownUnary).map { operation in
      method(operation.name, "x, /") { vm, context, arguments throws(Raise) in
        let number = try DecimalObject.argument(arguments.required(0), vm)
        return try context.value(vm) { arithmetic throws(Raise) in try operation.body(&arithmetic, number) }
      }
    }
    + DecimalOperations.quiet.map { operation in
      method(operation.name, "x, /") { vm, _, arguments throws(Raise) in
        let number = try DecimalObject.argument(arguments.required(0), vm)
        return .object(DecimalObject(vm.heap, operation.body(number)))
      }
    }
    + DecimalOperations.tests.map { test in
      method(test.name, "x, /") { vm, context, arguments throws(Raise) in
        let number = try DecimalObject.argument(arguments.required(0), vm)
        return .bool(test.body(DecimalArithmetic(vm, context.context), number))
      }
    }

  private static let binary: [NativeFunction] = (DecimalOperations.binary + ownBinary).map { operation in
    method(operation.name, "a, b") { vm, context, arguments throws(Raise) in
      let left = try DecimalObject.argument(arguments.required(0), vm)
      let right = try DecimalObject.argument(arguments.required(1), vm)
      return try context.value(vm) { arithmetic throws(Raise) in try operation.body(&arithmetic, left, right) }
    }
  }

  private static let others: [NativeFunction] = [
    method("divmod", "a, b") { vm, context, arguments throws(Raise) in
      let left = try DecimalObject.argument(arguments.required(0), vm)
      return try DecimalMethods.divmod(left, DecimalObject.argument(arguments.required(1), vm), context, vm)
    },
    method("power", "a, b, modulo=None") { vm, context, arguments throws(Raise) in
      let base = try DecimalObject.argument(arguments.required(0), vm)
      let exponent = try DecimalObject.argument(arguments.required(1), vm)
      let modulus = arguments[2].flatMap { $0.isNone ? nil : $0 }
      let divisor = try modulus.map { value throws(Raise) in try DecimalObject.argument(value, vm) }
      return try context.value(vm) { arithmetic throws(Raise) in
        guard let divisor else { return try arithmetic.raised(base, to: exponent) }
        return try arithmetic.raised(base, to: exponent, modulo: divisor)
      }
    },
    method("fma", "a, b, c") { vm, context, arguments throws(Raise) in
      let left = try DecimalObject.argument(arguments.required(0), vm)
      let right = try DecimalObject.argument(arguments.required(1), vm)
      let addend = try DecimalObject.argument(arguments.required(2), vm)
      return try context.value(vm) { arithmetic throws(Raise) in try arithmetic.fusedSum(left, right, addend) }
    },
    method("same_quantum", "a, b") { vm, _, arguments throws(Raise) in
      let left = try DecimalObject.argument(arguments.required(0), vm)
      let right = try DecimalObject.argument(arguments.required(1), vm)
      return .bool(DecimalOperations.isSameQuantum(left, right))
    },
    method("number_class", "x, /") { vm, context, arguments throws(Raise) in
      let number = try DecimalObject.argument(arguments.required(0), vm)
      return vm.string(DecimalArithmetic(vm, context.context).classification(number))
    },
    method("to_sci_string", "x, /") { vm, context, arguments throws(Raise) in
      let number = try DecimalObject.argument(arguments.required(0), vm)
      return try vm.text(DecimalArithmetic(vm, context.context).text(number))
    },
    method("to_eng_string", "x, /") { vm, context, arguments throws(Raise) in
      let number = try DecimalObject.argument(arguments.required(0), vm)
      return try vm.text(DecimalArithmetic(vm, context.context).text(number, .engineering))
    },
    method("create_decimal", "num='0', /") { vm, context, arguments throws(Raise) in
      guard let value = arguments[0] else { return .object(DecimalObject(vm.heap, .zero)) }
      return .object(DecimalObject(vm.heap, try DecimalConversion.rounded(value, context, vm)))
    },
    method("create_decimal_from_float", "f, /") { vm, context, arguments throws(Raise) in
      let number: DecimalNumber
      if case .float(let double) = vm.plain(arguments.required(0)) {
        number = DecimalNumber(exactly: double)
      } else if let integer = arguments.required(0).asInteger {
        number = DecimalNumber(integer)
      } else {
        throw vm.typeError("argument must be int or float")
      }
      return try context.value(vm) { arithmetic throws(Raise) in try arithmetic.finalized(number) }
    },
    method("copy_decimal", "x, /") { vm, _, arguments throws(Raise) in
      .object(DecimalObject(vm.heap, try DecimalObject.argument(arguments.required(0), vm)))
    },
    method("radix", "") { vm, _, _ in .object(DecimalObject(vm.heap, DecimalNumber(10))) },
    method("Etiny", "") { _, context, _ in .int(context.context.tiniest) },
    method("Etop", "") { _, context, _ in .int(context.context.top) },
    method("copy", "") { vm, context, _ in .object(context.copied(vm)) },
    method("__copy__", "") { vm, context, _ in .object(context.copied(vm)) },
    method("clear_flags", "") { _, context, _ in
      context.clear(.flags)
      return .null
    },
    method("clear_traps", "") { _, context, _ in
      context.clear(.traps)
      return .null
    },
  ]
}
