import BigInt

/// Built-in functions on numbers.
enum NumberFunctions {
  static let table: [NativeFunction] = [
    BuiltinTable.function("abs", "x, /") { vm, arguments throws(Raise) in try abs(arguments.required(0), vm) },
    BuiltinTable.function("divmod", "x, y, /") { vm, arguments throws(Raise) in
      try divmod(arguments.required(0), arguments.required(1), vm)
    },
    BuiltinTable.function("pow", "base, exp, mod=None") { vm, arguments throws(Raise) in
      try pow(arguments.required(0), arguments.required(1), arguments[2] ?? .null, vm)
    },
    BuiltinTable.function("round", "number, ndigits=None") { vm, arguments throws(Raise) in
      try round(arguments.required(0), arguments[1] ?? .null, vm)
    },
    NativeFunction("sum") { vm, arguments throws(Raise) in
      guard arguments.count > 0 else {
        throw vm.typeError("sum() takes at least 1 positional argument (0 given)")
      }
      let bound = try sumSignature.bind(arguments, vm)
      return try sum(bound.required(0), bound[1] ?? .int(0), vm)
    },
    BuiltinTable.function("bin", "number, /") { vm, arguments throws(Raise) in
      try inRadix(2, "0b", arguments.required(0), vm)
    },
    BuiltinTable.function("oct", "number, /") { vm, arguments throws(Raise) in
      try inRadix(8, "0o", arguments.required(0), vm)
    },
    BuiltinTable.function("hex", "number, /") { vm, arguments throws(Raise) in
      try inRadix(16, "0x", arguments.required(0), vm)
    },
    BuiltinTable.function("hash", "obj, /") { vm, arguments throws(Raise) in
      .int(try vm.hash(arguments.required(0)))
    },
  ]

  private static let sumSignature = Signature("sum", "iterable, /, start=0")

  private static func abs(_ value: Value, _ vm: Machine) throws(Raise) -> Value {
    switch vm.plain(value) {
    case .int(let number): return number == Int.min ? try vm.integer(BigInt(number.magnitude)) : .int(Swift.abs(number))
    case .bool(let flag): return .int(flag ? 1 : 0)
    case .float(let number): return .float(number.magnitude)
    case .big(let big): return try vm.integer(BigInt(big.value.magnitude))
    default:
      guard let method = try vm.attributeOfType(value, "__abs__") else {
        throw vm.typeError("bad operand type for abs(): '\(value.typeName)'")
      }
      return try vm.callSpecial(method, value, [])
    }
  }

  private static func divmod(_ first: Value, _ second: Value, _ vm: Machine) throws(Raise) -> Value {
    let left = first.type.lookup("__divmod__") == nil ? vm.plain(first) : first
    let right = second.type.lookup("__rdivmod__") == nil ? vm.plain(second) : second
    switch (left, right) {
    case (.int(let one), .int(let two)):
      if two == 0 { throw vm.zeroDivisionError("integer division or modulo by zero") }
      if let (quotient, remainder) = IntegerArithmetic.floorDivide(one, two) {
        return vm.tuple([.int(quotient), .int(remainder)])
      }
    case (.float, _), (_, .float):
      guard let one = left.asDouble(vm), let two = right.asDouble(vm) else { break }
      if two == 0 { throw vm.zeroDivisionError("float divmod()") }
      let (quotient, remainder) = FloatArithmetic.floorDivide(one, two)
      return vm.tuple([.float(quotient), .float(remainder)])
    default: break
    }
    if left.asInteger != nil, right.asInteger != nil {
      if right.asInteger == 0 { throw vm.zeroDivisionError("integer division or modulo by zero") }
      return vm.tuple([try vm.binary(.floorDivide, left, right), try vm.binary(.modulo, left, right)])
    }
    if let method = try vm.attributeOfType(left, "__divmod__") {
      let result = try vm.callSpecial(method, left, [right])
      if case .notImplemented = result {} else { return result }
    }
    if let method = try vm.attributeOfType(right, "__rdivmod__") {
      let result = try vm.callSpecial(method, right, [left])
      if case .notImplemented = result {} else { return result }
    }
    if case .object(let object) = left, object.kind != .instance,
      let quotient = try vm.binaryOrNil(.floorDivide, left, right),
      let remainder = try vm.binaryOrNil(.modulo, left, right)
    {
      return vm.tuple([quotient, remainder])
    }
    throw vm.typeError("unsupported operand type(s) for divmod(): '\(left.typeName)' and '\(right.typeName)'")
  }

  private static func pow(_ base: Value, _ exponent: Value, _ modulus: Value, _ vm: Machine) throws(Raise) -> Value {
    if modulus.isNone { return try vm.binary(.power, base, exponent) }
    if let result = try DecimalMethods.power(base, exponent, modulus, vm) { return result }
    if let method = try vm.attributeOfType(base, "__pow__") {
      let result = try vm.callSpecial(method, base, [exponent, modulus])
      if case .notImplemented = result {} else { return result }
    }
    guard let base = base.asInteger, let exponent = exponent.asInteger, let modulus = modulus.asInteger else {
      switch (base, exponent, modulus) {
      case (.float, _, _), (_, .float, _), (_, _, .float):
        throw vm.typeError("pow() 3rd argument not allowed unless all arguments are integers")
      default:
        throw vm.typeError(
          "unsupported operand type(s) for ** or pow(): '\(base.typeName)', '\(exponent.typeName)', "
            + "'\(modulus.typeName)'")
      }
    }
    let words = modulus.magnitude.bitWidth / 64 + 1
    let (work, overflow) = exponent.magnitude.bitWidth.multipliedReportingOverflow(by: words * words)
    try vm.charge(overflow ? Int.max >> 1 : work / 4)
    let result = try vm.raising { () throws(Fault) in
      try IntegerArithmetic.power(base, exponent, modulo: modulus)
    }
    return try vm.integer(result)
  }

  private static func round(_ value: Value, _ places: Value, _ vm: Machine) throws(Raise) -> Value {
    switch vm.plain(value) {
    case .float(let number):
      if places.isNone {
        let rounded = number.rounded(.toNearestOrEven)
        if rounded.magnitude < 9e18 { return .int(Int(rounded)) }
        return try vm.integer(vm.wholePart(rounded))
      }
      let count = try vm.index(places, clamping: true)
      return .float(try vm.raising { () throws(Fault) in try FloatArithmetic.round(number, places: count) })
    case .int, .big, .bool:
      guard let number = vm.plain(value).asInteger else { break }
      if places.isNone { return try vm.integer(number) }
      let count = try vm.index(places, clamping: true)
      if count >= 0 { return try vm.integer(number) }
      let power = count == Int.min ? Int.max : -count
      return try vm.integer(IntegerArithmetic.round(number, toPowerOfTen: power))
    default: break
    }
    guard let method = try vm.attributeOfType(value, "__round__") else {
      throw vm.typeError("type \(value.typeName) doesn't define __round__ method")
    }
    return try vm.callSpecial(method, value, places.isNone ? [] : [places])
  }

  private static func sum(_ iterable: Value, _ start: Value, _ vm: Machine) throws(Raise) -> Value {
    var walk = try vm.walk(iterable)
    switch start {
    case .str: throw vm.typeError("sum() can't sum strings [use ''.join(seq) instead]")
    case .bytes: throw vm.typeError("sum() can't sum bytes [use b''.join(seq) instead]")
    default: break
    }
    var total = start
    while let element = try walk.next(vm) {
      switch (total, element) {
      case (.int(let one), .int(let two)):
        let (sum, overflow) = one.addingReportingOverflow(two)
        if overflow { total = try vm.binary(.add, total, element) } else { total = .int(sum) }
      case (.float(let one), .float(let two)): total = .float(one + two)
      default: total = try vm.binary(.add, total, element)
      }
    }
    return total
  }

  private static func inRadix(_ radix: Int, _ prefix: String, _ value: Value, _ vm: Machine) throws(Raise) -> Value {
    guard let number = try vm.bigInt(value) else {
      throw vm.typeError("'\(value.typeName)' object cannot be interpreted as an integer")
    }
    try vm.charge(number.magnitude.bitWidth / 8)
    return try vm.text((number.sign == .minus ? "-" : "") + prefix + String(number.magnitude, radix: radix))
  }
}

extension Value {
  /// The number as a double, where it is one; nil also where it is too large.
  fileprivate func asDouble(_ vm: Machine) -> Double? {
    switch self {
    case .float(let number): number
    case .int(let number): Double(number)
    case .bool(let flag): flag ? 1 : 0
    case .big(let big): big.value.exactOrRoundedDouble
    default: nil
    }
  }
}

extension Machine {
  /// A data-model method of a script's class; nil for values of built-in types.
  func attributeOfType(_ value: Value, _ name: String) throws(Raise) -> Value? {
    switch value {
    case .object(let object): object.type.lookup(name)
    default: special(value, name)
    }
  }
}
