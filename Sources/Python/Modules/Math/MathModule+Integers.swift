import BigInt
import WorkflowScripting

extension MathModule {
  static let roundings: [NativeFunction] = [
    rounding("floor", "__floor__", .down), rounding("ceil", "__ceil__", .up),
    function("trunc", "x, /") { vm, arguments throws(Raise) in
      let value = arguments.required(0)
      if case .float(let number) = value { return try vm.integer(vm.wholePart(number)) }
      if let number = value.asInteger { return try vm.integer(number) }
      guard let method = try vm.attributeOfType(value, "__trunc__") else {
        throw vm.typeError("type \(value.typeName) doesn't define __trunc__ method")
      }
      return try vm.callSpecial(method, value, [])
    },
  ]

  private static func rounding(
    _ name: String, _ special: String, _ rule: FloatingPointRoundingRule
  ) -> NativeFunction {
    function(name, "x, /") { vm, arguments throws(Raise) in
      let value = arguments.required(0)
      if case .float = value {
      } else {
        if let number = value.asInteger { return try vm.integer(number) }
        if let method = try vm.attributeOfType(value, special) { return try vm.callSpecial(method, value, []) }
      }
      return try vm.integer(vm.wholePart(real(value, vm).rounded(rule)))
    }
  }

  static let integerFunctions: [NativeFunction] = [
    function("isqrt", "n, /") { vm, arguments throws(Raise) in
      let number = try integer(arguments.required(0), vm)
      if number.sign == .minus { throw vm.valueError("isqrt() argument must be nonnegative") }
      try chargeProduct(number.magnitude.bitWidth, vm)
      return try vm.integer(BigInt(number.magnitude.squareRoot()))
    },
    function("factorial", "n, /") { vm, arguments throws(Raise) in
      let number = try integer(arguments.required(0), vm)
      if number.sign == .minus { throw vm.valueError("factorial() not defined for negative values") }
      return try product(of: number, count: number, vm)
    },
    function("comb", "n, k, /") { vm, arguments throws(Raise) in
      let (n, k) = (try integer(arguments.required(0), vm), try integer(arguments.required(1), vm))
      if n.sign == .minus { throw vm.valueError("n must be a non-negative integer") }
      if k.sign == .minus { throw vm.valueError("k must be a non-negative integer") }
      if k > n { return .int(0) }
      let count = min(k, n - k)
      try checkProduct(of: n, count: count, vm)
      var result = BigInt(1)
      var taken = BigInt(0)
      while taken < count {
        try vm.charge(1 + result.magnitude.bitWidth >> 6)
        result *= n - taken
        taken += 1
        result /= taken
      }
      return try vm.integer(result)
    },
    function("perm", "n, k=None, /") { vm, arguments throws(Raise) in
      let n = try integer(arguments.required(0), vm)
      guard let given = arguments[1], !given.isNone else {
        if n.sign == .minus { throw vm.valueError("factorial() not defined for negative values") }
        return try product(of: n, count: n, vm)
      }
      let k = try integer(given, vm)
      if n.sign == .minus { throw vm.valueError("n must be a non-negative integer") }
      if k.sign == .minus { throw vm.valueError("k must be a non-negative integer") }
      if k > n { return .int(0) }
      return try product(of: n, count: k, vm)
    },
    folding("gcd", empty: 0) { vm, left, right throws(Raise) in
      try chargeProduct(max(left.magnitude.bitWidth, right.magnitude.bitWidth), vm)
      return BigInt(left.magnitude.greatestCommonDivisor(with: right.magnitude))
    },
    folding("lcm", empty: 1) { vm, left, right throws(Raise) in
      if left == 0 || right == 0 { return 0 }
      try chargeProduct(max(left.magnitude.bitWidth, right.magnitude.bitWidth), vm)
      try vm.checkBits(left.magnitude.bitWidth + right.magnitude.bitWidth)
      return BigInt(left.magnitude / left.magnitude.greatestCommonDivisor(with: right.magnitude) * right.magnitude)
    },
  ]

  private static func integer(_ value: Value, _ vm: Machine) throws(Raise) -> BigInt {
    guard let number = try vm.bigInt(value) else {
      throw vm.typeError("'\(value.typeName)' object cannot be interpreted as an integer")
    }
    return number
  }

  private static func chargeProduct(_ bits: Int, _ vm: Machine) throws(Raise) {
    try vm.charge((bits >> 6) * (bits >> 6) >> 2)
  }

  /// Before a product of `count` factors up to `largest` is made.
  private static func checkProduct(of largest: BigInt, count: BigInt, _ vm: Machine) throws(Raise) {
    guard let count = Int(exactly: count) else { return try vm.checkBits(Int.max) }
    // A factor of n bits adds at least n − 1; the small ones of a factorial add little, so half is a safe bound below.
    let (bits, overflow) = count.multipliedReportingOverflow(by: max(largest.magnitude.bitWidth - 1, 0))
    if overflow || bits / 2 > vm.budget.integerBits { try vm.checkBits(overflow ? Int.max : bits / 2) }
  }

  /// n × (n − 1) × …, `count` factors, multiplied in halves so that the large products are few.
  private static func product(of largest: BigInt, count: BigInt, _ vm: Machine) throws(Raise) -> Value {
    if count == 0 { return .int(1) }
    try checkProduct(of: largest, count: count, vm)
    guard let factors = Int(exactly: count) else { throw vm.overflowError("k must not exceed \(Int.max)") }
    func multiplied(_ first: Int, _ end: Int) throws(Raise) -> BigInt {
      if end - first <= 8 {
        var result = BigInt(1)
        for offset in first..<end { result *= largest - BigInt(offset) }
        try vm.charge(end - first)
        return result
      }
      let middle = (first + end) / 2
      let (left, right) = (try multiplied(first, middle), try multiplied(middle, end))
      try vm.checkBits(left.magnitude.bitWidth + right.magnitude.bitWidth - 1)
      try vm.charge((left.magnitude.bitWidth >> 6) * (right.magnitude.bitWidth >> 6) >> 3)
      return left * right
    }
    return try vm.integer(multiplied(0, factors))
  }

  private static func folding(
    _ name: String, empty: BigInt, _ body: @escaping @Sendable (Machine, BigInt, BigInt) throws(Raise) -> BigInt
  ) -> NativeFunction {
    NativeFunction(name) { vm, arguments throws(Raise) in
      guard arguments.keywords.isEmpty else { throw vm.typeError("math.\(name)() takes no keyword arguments") }
      var result: BigInt?
      for value in arguments.positional {
        let number = BigInt(try integer(value, vm).magnitude)
        if let so = result { result = try body(vm, so, number) } else { result = number }
      }
      return try vm.integer(result ?? empty)
    }
  }
}
