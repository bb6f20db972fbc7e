import BigInt

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The module `math`.
enum MathModule {
  static let members: [String: Value] = ModuleFunction.members(
    realFunctions + classification + powers + roundings + integerFunctions + sums,
    ["pi": .float(.pi), "e": .float(M_E), "tau": .float(2 * .pi), "inf": .float(.infinity), "nan": .float(.nan)])

  static func function(
    _ name: String, _ parameters: String,
    _ body: @escaping @Sendable (_ vm: Machine, _ arguments: Signature.Bound) throws(Raise) -> Value
  ) -> NativeFunction {
    ModuleFunction.make("math", name, parameters, body)
  }

  /// A number as `float(value)` gives it; a TypeError for other types.
  static func real(_ value: Value, _ vm: Machine) throws(Raise) -> Double {
    guard let number = try vm.realNumber(value) else {
      throw vm.typeError("must be real number, not \(value.typeName)")
    }
    return number
  }

  static func domainError(_ vm: Machine) -> Raise { vm.valueError("math domain error") }
  static func rangeError(_ vm: Machine) -> Raise { vm.overflowError("math range error") }

  /// A function of the C library. An infinite result is an overflow where the function can have one, else outside the
  /// domain.
  private static func library(
    _ name: String, overflows: Bool = false, _ body: @escaping @Sendable (Double) -> Double
  ) -> NativeFunction {
    function(name, "x, /") { vm, arguments throws(Raise) in
      let number = try real(arguments.required(0), vm)
      let result = body(number)
      if result.isNaN, !number.isNaN { throw domainError(vm) }
      if result.isInfinite, number.isFinite { throw overflows ? rangeError(vm) : domainError(vm) }
      return .float(result)
    }
  }

  private static let realFunctions: [NativeFunction] = [
    library("sqrt") { $0.squareRoot() }, library("cbrt") { cbrt($0) },
    library("exp", overflows: true) { exp($0) }, library("exp2", overflows: true) { exp2($0) },
    library("expm1", overflows: true) { expm1($0) }, library("log1p") { log1p($0) },
    library("sin") { sin($0) }, library("cos") { cos($0) }, library("tan") { tan($0) },
    library("asin") { asin($0) }, library("acos") { acos($0) }, library("atan") { atan($0) },
    library("sinh", overflows: true) { sinh($0) }, library("cosh", overflows: true) { cosh($0) },
    library("tanh") { tanh($0) }, library("asinh") { asinh($0) }, library("acosh") { acosh($0) },
    library("atanh") { atanh($0) }, library("erf") { erf($0) }, library("erfc") { erfc($0) },
    library("fabs") { $0.magnitude },
    library("degrees") { $0 * (180 / .pi) }, library("radians") { $0 * (.pi / 180) },
    function("gamma", "x, /") { vm, arguments throws(Raise) in
      let number = try real(arguments.required(0), vm)
      if number == -.infinity || (number <= 0 && number == number.rounded()) { throw domainError(vm) }
      let result = tgamma(number)
      if result.isInfinite, number.isFinite { throw rangeError(vm) }
      return .float(result)
    },
    function("lgamma", "x, /") { vm, arguments throws(Raise) in
      let number = try real(arguments.required(0), vm)
      if number.isFinite, number <= 0, number == number.rounded() { throw domainError(vm) }
      let result = logGamma(number)
      if result.isInfinite, number.isFinite { throw rangeError(vm) }
      return .float(result)
    },
    function("atan2", "y, x, /") { vm, arguments throws(Raise) in
      .float(atan2(try real(arguments.required(0), vm), try real(arguments.required(1), vm)))
    },
    function("copysign", "x, y, /") { vm, arguments throws(Raise) in
      let magnitude = try real(arguments.required(0), vm)
      return .float(Double(signOf: try real(arguments.required(1), vm), magnitudeOf: magnitude))
    },
    function("nextafter", "x, y, /") { vm, arguments throws(Raise) in
      .float(nextafter(try real(arguments.required(0), vm), try real(arguments.required(1), vm)))
    },
    function("ulp", "x, /") { vm, arguments throws(Raise) in
      let number = try real(arguments.required(0), vm).magnitude
      if number == .greatestFiniteMagnitude { return .float(number - number.nextDown) }
      return .float(number.isFinite ? number.nextUp - number : number)
    },
  ]

  private static let classification: [NativeFunction] = [
    function("isnan", "x, /") { vm, arguments throws(Raise) in
      .bool(try real(arguments.required(0), vm).isNaN)
    },
    function("isinf", "x, /") { vm, arguments throws(Raise) in
      .bool(try real(arguments.required(0), vm).isInfinite)
    },
    function("isfinite", "x, /") { vm, arguments throws(Raise) in
      .bool(try real(arguments.required(0), vm).isFinite)
    },
    function("isclose", "a, b, *, rel_tol=1e-09, abs_tol=0.0") { vm, arguments throws(Raise) in
      let (a, b) = (try real(arguments.required(0), vm), try real(arguments.required(1), vm))
      let relative = try arguments[2].map { value throws(Raise) in try real(value, vm) } ?? 1e-9
      let absolute = try arguments[3].map { value throws(Raise) in try real(value, vm) } ?? 0
      if relative < 0 || absolute < 0 { throw vm.valueError("tolerances must be non-negative") }
      if a == b { return .bool(true) }
      if a.isInfinite || b.isInfinite { return .bool(false) }
      let distance = (b - a).magnitude
      return .bool(distance <= (relative * b).magnitude || distance <= (relative * a).magnitude || distance <= absolute)
    },
  ]

  private static let powers: [NativeFunction] = [
    NativeFunction("log") { vm, arguments throws(Raise) in
      guard arguments.keywords.isEmpty else { throw vm.typeError("math.log() takes no keyword arguments") }
      guard arguments.count == 1 || arguments.count == 2 else {
        throw vm.typeError("math.log requires 1 to 2 arguments")
      }
      let numerator = try logarithm(arguments[0], vm) { log($0) }
      if arguments.count == 1 { return .float(numerator) }
      let denominator = try logarithm(arguments[1], vm) { log($0) }
      if denominator == 0 { throw vm.zeroDivisionError("float division by zero") }
      return .float(numerator / denominator)
    },
    function("log2", "x, /") { vm, arguments throws(Raise) in
      .float(try logarithm(arguments.required(0), vm) { log2($0) })
    },
    function("log10", "x, /") { vm, arguments throws(Raise) in
      .float(try logarithm(arguments.required(0), vm) { log10($0) })
    },
    function("pow", "x, y, /") { vm, arguments throws(Raise) in
      let (base, exponent) = (try real(arguments.required(0), vm), try real(arguments.required(1), vm))
      let result = pow(base, exponent)
      guard base.isFinite, exponent.isFinite else { return .float(result) }
      if result.isNaN || (base == 0 && exponent < 0) { throw domainError(vm) }
      if result.isInfinite { throw rangeError(vm) }
      return .float(result)
    },
    function("fmod", "x, y, /") { vm, arguments throws(Raise) in
      let (left, right) = (try real(arguments.required(0), vm), try real(arguments.required(1), vm))
      let result = fmod(left, right)
      if result.isNaN, !left.isNaN, !right.isNaN { throw domainError(vm) }
      return .float(result)
    },
    function("remainder", "x, y, /") { vm, arguments throws(Raise) in
      let (left, right) = (try real(arguments.required(0), vm), try real(arguments.required(1), vm))
      let result = remainder(left, right)
      if result.isNaN, !left.isNaN, !right.isNaN { throw domainError(vm) }
      return .float(result)
    },
    function("ldexp", "x, i, /") { vm, arguments throws(Raise) in
      let number = try real(arguments.required(0), vm)
      guard arguments.required(1).asInteger != nil else {
        throw vm.typeError("Expected an int as second argument to ldexp.")
      }
      let exponent = try vm.index(arguments.required(1), clamping: true)
      if number == 0 || !number.isFinite { return .float(number) }
      let result = scalbn(number, Int32(clamping: exponent))
      if result.isInfinite { throw rangeError(vm) }
      return .float(result)
    },
    function("frexp", "x, /") { vm, arguments throws(Raise) in
      let number = try real(arguments.required(0), vm)
      if number == 0 || !number.isFinite { return vm.tuple([.float(number), .int(0)]) }
      let exponent = Int(number.exponent) + 1
      let significand = Double(signOf: number, magnitudeOf: number.significand / 2)
      return vm.tuple([.float(significand), .int(exponent)])
    },
    function("modf", "x, /") { vm, arguments throws(Raise) in
      let number = try real(arguments.required(0), vm)
      let whole = number.rounded(.towardZero)
      let fraction = number.isInfinite ? 0 : number - whole
      return vm.tuple([.float(Double(signOf: number, magnitudeOf: fraction)), .float(whole)])
    },
  ]

  private static func logGamma(_ number: Double) -> Double {
    var sign: Int32 = 0
    return lgamma_r(number, &sign)
  }

  /// A logarithm, of integers of any size too.
  private static func logarithm(
    _ value: Value, _ vm: Machine, _ body: (Double) -> Double
  ) throws(Raise) -> Double {
    if case .big(let big) = value {
      if big.value.sign == .minus { throw domainError(vm) }
      if let number = big.value.exactOrRoundedDouble { return body(number) }
      let exponent = big.value.magnitude.bitWidth
      let shift = exponent - 64
      // 64 bits below a point, rounded to a double: a number in 0.5 ..< 1 and its power of two.
      let significand = Double(sign: .plus, exponent: -64, significand: Double(UInt64(big.value.magnitude >> shift)))
      return body(significand) + body(2) * Double(exponent)
    }
    let number = try real(value, vm)
    if number.isNaN || number == .infinity { return number }
    guard number > 0 else { throw domainError(vm) }
    return body(number)
  }
}
