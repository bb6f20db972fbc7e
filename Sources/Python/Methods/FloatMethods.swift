import BigInt

/// The methods of `float`.
enum FloatMethods {
  static let table: [NativeFunction] = [
    method("is_integer", "") { _, number, _ in .bool(number.isFinite && number == number.rounded(.towardZero)) },
    method("conjugate", "") { _, number, _ in .float(number) },
    method("as_integer_ratio", "") { vm, number, _ throws(Raise) in
      if number.isInfinite { throw vm.overflowError("cannot convert Infinity to integer ratio") }
      if number.isNaN { throw vm.valueError("cannot convert NaN to integer ratio") }
      let ratio = ratio(number)
      return vm.tuple([try vm.integer(ratio.numerator), try vm.integer(ratio.denominator)])
    },
    method("hex", "") { vm, number, _ in vm.string(HexFloat.text(number)) },
    NativeFunction("fromhex", .classMethod) { vm, arguments throws(Raise) in
      let bound = try fromHexSignature.bind(arguments.dropFirst, vm)
      guard case .str(let text) = bound.required(0) else {
        throw vm.typeError("bad argument type for built-in operation")
      }
      return .float(try vm.raising { () throws(Fault) in try HexFloat.value(text.string) })
    },
    Method.getter("float", "real", \.asFloat) { _, number in .float(number) },
    Method.getter("float", "imag", \.asFloat) { _, _ in .float(0) },
  ]

  private static let fromHexSignature = Signature("float.fromhex", "string, /")

  private static func method(
    _ name: String, _ parameters: String, _ body: @escaping Method.Body<Double>
  ) -> NativeFunction {
    Method.make("float", name, parameters, \.asFloat, body)
  }

  /// The exact ratio of a finite number, in lowest terms.
  static func ratio(_ number: Double) -> (numerator: BigInt, denominator: BigInt) {
    if number == 0 { return (0, 1) }
    var significand = BigInt(number.significandBitPattern | (number.isNormal ? 1 << 52 : 0))
    var exponent = (number.isNormal ? Int(number.exponentBitPattern) : 1) - 1075
    let zeros = min(significand.trailingZeroBitCount, max(0, -exponent))
    significand >>= zeros
    exponent += zeros
    if number < 0 { significand = -significand }
    return exponent >= 0 ? (significand << exponent, 1) : (significand, BigInt(1) << -exponent)
  }
}
