import BigInt

extension MathModule {
  static let sums: [NativeFunction] = [
    function("fsum", "seq, /") { vm, arguments throws(Raise) in
      var sum = ExactSum()
      var walk = try vm.walk(arguments.required(0))
      while let element = try walk.next(vm) {
        try vm.charge(4)
        try sum.add(real(element, vm), vm)
      }
      return .float(try sum.value(vm))
    },
    NativeFunction("prod") { vm, arguments throws(Raise) in
      guard arguments.count <= 1 else {
        throw vm.typeError("prod() takes exactly 1 positional argument (\(arguments.count) given)")
      }
      let bound = try prodSignature.bind(arguments, vm)
      var product = bound[1] ?? .int(1)
      var walk = try vm.walk(bound.required(0))
      while let element = try walk.next(vm) { product = try vm.binary(.multiply, product, element) }
      return product
    },
    NativeFunction("hypot") { vm, arguments throws(Raise) in
      guard arguments.keywords.isEmpty else { throw vm.typeError("math.hypot() takes no keyword arguments") }
      var coordinates: [Double] = []
      for value in arguments.positional { coordinates.append(try real(value, vm)) }
      return .float(norm(coordinates))
    },
    function("dist", "p, q, /") { vm, arguments throws(Raise) in
      let (p, q) = (try vm.collect(arguments.required(0)), try vm.collect(arguments.required(1)))
      guard p.count == q.count else {
        throw vm.valueError("both points must have the same number of dimensions")
      }
      var differences: [Double] = []
      for (left, right) in zip(p, q) { differences.append(try real(left, vm) - real(right, vm)) }
      return .float(norm(differences))
    },
  ]

  private static let prodSignature = Signature("prod", "iterable, /, *, start=1")

  /// The length of a vector, rounded once.
  private static func norm(_ coordinates: [Double]) -> Double {
    if coordinates.contains(where: \.isInfinite) { return .infinity }
    if coordinates.contains(where: \.isNaN) { return .nan }
    let largest = coordinates.map(\.magnitude).max() ?? 0
    if coordinates.count < 2 || largest == 0 { return largest }
    // In units of 2^unit all coordinates are integers; what is 2^-64 of the largest and below cannot show.
    let unit = max(Int(largest.exponent) - 128, -1074)
    var sum = BigUInt(0)
    for coordinate in coordinates where coordinate != 0 {
      let exponent = (coordinate.isNormal ? Int(coordinate.exponentBitPattern) : 1) - 1075 - unit
      let significand = BigUInt(coordinate.significandBitPattern | (coordinate.isNormal ? 1 << 52 : 0))
      let whole = exponent >= 0 ? significand << exponent : significand >> -exponent
      sum += whole * whole
    }
    let root = sum.squareRoot()
    let sticky = root * root == sum ? root : root | 1
    // The root has 128 bits and more, so the last one can stand for all that was cut.
    return IntegerArithmetic.scaledDouble(sticky, exponent: unit) ?? .infinity
  }
}

/// A sum of doubles without any rounding on the way.
private struct ExactSum {
  /// In units of the least double.
  private var total = BigInt(0)
  private var special = 0.0

  private static let unit = -1074

  mutating func add(_ number: Double, _ vm: Machine) throws(Raise) {
    guard number.isFinite else {
      special += number
      if special.isNaN, !number.isNaN { throw vm.valueError("-inf + inf in fsum") }
      return
    }
    let exponent = (number.isNormal ? Int(number.exponentBitPattern) : 1) - 1075 - Self.unit
    let significand = BigInt(number.significandBitPattern | (number.isNormal ? 1 << 52 : 0))
    total += (number < 0 ? -significand : significand) << exponent
    if total.magnitude.bitWidth > 1024 - Self.unit { throw vm.overflowError("intermediate overflow in fsum") }
  }

  func value(_ vm: Machine) throws(Raise) -> Double {
    if special != 0 { return special }
    guard let magnitude = IntegerArithmetic.scaledDouble(total.magnitude, exponent: Self.unit) else {
      throw vm.overflowError("intermediate overflow in fsum")
    }
    return total.sign == .minus ? -magnitude : magnitude
  }
}
