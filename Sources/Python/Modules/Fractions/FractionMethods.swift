import BigInt

/// The module `fractions`.
enum FractionsModule {
  static let members: [String: Value] = ["Fraction": .object(FractionObject.fractionType)]
}

/// The methods of `Fraction`.
enum FractionMethods {
  static let table: [NativeFunction] =
    parts + [
      method("as_integer_ratio", "") { vm, fraction, _ throws(Raise) in
        vm.tuple([try vm.integer(fraction.value.numerator), try vm.integer(fraction.value.denominator)])
      },
      method("conjugate", "") { _, fraction, _ in .object(fraction) },
      method("limit_denominator", "max_denominator=1000000") { vm, fraction, arguments throws(Raise) in
        guard let most = (arguments[0] ?? .int(1_000_000)).asInteger else {
          throw vm.typeError(
            "'<' not supported between instances of '\(arguments.required(0).typeName)' and 'int'")
        }
        if most < 1 { throw vm.valueError("max_denominator should be at least 1") }
        return .object(FractionObject(vm.heap, try limited(fraction.value, most, vm)))
      },
      fromNumber("from_float", "float", "floats"), fromNumber("from_decimal", "Decimal", "Decimals"),
    ] + dataModel

  private static let unwrap: @Sendable (Value) -> FractionObject? = { $0.heapObject as? FractionObject }

  private static func method(
    _ name: String, _ parameters: String, _ body: @escaping Method.Body<FractionObject>
  ) -> NativeFunction {
    Method.make("Fraction", name, parameters, unwrap, body)
  }

  private static let parts: [NativeFunction] = [
    Method.getter("Fraction", "numerator", unwrap) { vm, fraction throws(Raise) in
      try vm.integer(fraction.value.numerator)
    },
    Method.getter("Fraction", "denominator", unwrap) { vm, fraction throws(Raise) in
      try vm.integer(fraction.value.denominator)
    },
    Method.getter("Fraction", "real", unwrap) { _, fraction in .object(fraction) },
    Method.getter("Fraction", "imag", unwrap) { _, _ in .int(0) },
  ]

  private static func fromNumber(_ name: String, _ typeName: String, _ plural: String) -> NativeFunction {
    NativeFunction(name, .classMethod) { vm, arguments throws(Raise) in
      guard arguments.count == 2 else {
        throw vm.typeError("Fraction.\(name)() takes 2 positional arguments but \(arguments.count) were given")
      }
      let value = vm.plain(arguments[1])
      if let integer = value.asInteger { return .object(FractionObject(vm.heap, FractionValue(integer))) }
      guard value.type.name == typeName, let ratio = try FractionConversion.ratio(value, vm) else {
        throw vm.typeError(
          "Fraction.\(name)() only takes \(plural), not \(try vm.repr(value)) (\(value.type.name))")
      }
      return .object(FractionObject(vm.heap, FractionValue(ratio.numerator, ratio.denominator)))
    }
  }

  /// The fraction with a denominator of at most `most` that is nearest: a convergent of the continued fraction, or one
  /// between two of them.
  private static func limited(_ value: FractionValue, _ most: BigInt, _ vm: Machine) throws(Raise) -> FractionValue {
    if value.denominator <= most { return value }
    var (lowNumerator, lowDenominator) = (BigInt(0), BigInt(1))
    var (numerator, denominator) = (BigInt(1), BigInt(0))
    var (dividend, divisor) = (value.numerator, value.denominator)
    while true {
      try vm.charge(4 + value.denominator.magnitude.bitWidth >> 6)
      let (quotient, rest) = IntegerArithmetic.floorDivide(dividend, divisor)
      let next = lowDenominator + quotient * denominator
      if next > most { break }
      (lowNumerator, lowDenominator, numerator, denominator) = (
        numerator, denominator, lowNumerator + quotient * numerator, next
      )
      (dividend, divisor) = (divisor, rest)
    }
    let count = (most - lowDenominator) / denominator
    let between = FractionValue(lowNumerator + count * numerator, lowDenominator + count * denominator)
    let convergent = FractionValue(numerator, denominator)
    return isNearer(between, than: convergent, to: value) ? between : convergent
  }

  private static func isNearer(
    _ candidate: FractionValue, than other: FractionValue, to value: FractionValue
  ) -> Bool {
    func distance(_ fraction: FractionValue) -> BigUInt {
      (fraction.numerator * value.denominator - value.numerator * fraction.denominator).magnitude
    }
    return distance(candidate) * other.denominator.magnitude < distance(other) * candidate.denominator.magnitude
  }

  private static let dataModel: [NativeFunction] = [
    method("__abs__", "") { vm, fraction, _ in
      .object(
        FractionObject(vm.heap, FractionValue(BigInt(fraction.value.numerator.magnitude), fraction.value.denominator)))
    },
    method("__float__", "") { vm, fraction, _ throws(Raise) in .float(try fraction.double(vm)) },
    method("__int__", "") { vm, fraction, _ throws(Raise) in
      try vm.integer(fraction.value.numerator / fraction.value.denominator)
    },
    method("__trunc__", "") { vm, fraction, _ throws(Raise) in
      try vm.integer(fraction.value.numerator / fraction.value.denominator)
    },
    method("__floor__", "") { vm, fraction, _ throws(Raise) in
      try vm.integer(IntegerArithmetic.floorDivide(fraction.value.numerator, fraction.value.denominator).quotient)
    },
    method("__ceil__", "") { vm, fraction, _ throws(Raise) in
      try vm.integer(-IntegerArithmetic.floorDivide(-fraction.value.numerator, fraction.value.denominator).quotient)
    },
    method("__round__", "ndigits=None") { vm, fraction, arguments throws(Raise) in
      guard let places = arguments[0], !places.isNone else { return try vm.integer(rounded(fraction.value)) }
      let count = try vm.index(places, clamping: true)
      try vm.checkBits(count.magnitude > 1 << 40 ? Int.max : Int(count.magnitude) * 10 / 3)
      let unit = BigInt(PowersOfTen.power(Int(count.magnitude)))
      if count > 0 {
        let scaled = try FractionObject.reduced(fraction.value.numerator * unit, fraction.value.denominator, vm)
        return try FractionObject.make(rounded(scaled), unit, vm)
      }
      let scaled = try FractionObject.reduced(fraction.value.numerator, fraction.value.denominator * unit, vm)
      return try FractionObject.make(rounded(scaled) * unit, 1, vm)
    },
    method("__divmod__", "other, /") { vm, fraction, arguments throws(Raise) in
      let other = vm.plain(arguments.required(0))
      if case .float = other {
        return vm.tuple([
          try vm.binary(.floorDivide, .object(fraction), other), try vm.binary(.modulo, .object(fraction), other),
        ])
      }
      guard let operand = FractionObject.operand(other) else { return .notImplemented }
      return try FractionObject.divmod(fraction.value, operand, vm)
    },
    method("__rdivmod__", "other, /") { vm, fraction, arguments throws(Raise) in
      let other = vm.plain(arguments.required(0))
      if case .float = other {
        return vm.tuple([
          try vm.binary(.floorDivide, other, .object(fraction)), try vm.binary(.modulo, other, .object(fraction)),
        ])
      }
      guard let operand = FractionObject.operand(other) else { return .notImplemented }
      return try FractionObject.divmod(operand, fraction.value, vm)
    },
  ]

  /// The nearest integer, half to even.
  static func rounded(_ fraction: FractionValue) -> BigInt {
    let (quotient, rest) = IntegerArithmetic.floorDivide(fraction.numerator, fraction.denominator)
    let twice = rest * 2
    return twice > fraction.denominator || (twice == fraction.denominator && quotient.isOdd) ? quotient + 1 : quotient
  }
}
