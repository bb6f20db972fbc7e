import BigInt
import WorkflowScripting

extension Constructors {
  static let int: TypeObject.Constructor = { vm, _, arguments throws(Raise) in
    let bound = try intSignature.bind(arguments, vm)
    guard let value = bound[0] else {
      if bound[1] != nil { throw vm.typeError("int() missing string argument") }
      return .int(0)
    }
    guard let base = bound[1] else { return try integer(value, vm) }
    let radix = try vm.index(base, clamping: true)
    guard radix == 0 || (radix >= 2 && radix <= 36) else {
      throw vm.valueError("int() base must be >= 2 and <= 36, or 0")
    }
    switch vm.plain(value) {
    case .str(let text): return try integer(text.string, base: radix, shown: value, vm)
    case .bytes(let bytes):
      return try integer(String(decoding: bytes.bytes, as: UTF8.self), base: radix, shown: value, vm)
    default: throw vm.typeError("int() can't convert non-string with explicit base")
    }
  }

  static let float: TypeObject.Constructor = { vm, _, arguments throws(Raise) in
    let bound = try floatSignature.bind(arguments, vm)
    guard let value = bound[0] else { return .float(0) }
    switch vm.plain(value) {
    case .str(let text): return try float(text.string, shown: value, vm)
    case .bytes(let bytes): return try float(String(decoding: bytes.bytes, as: UTF8.self), shown: value, vm)
    default:
      guard let number = try vm.realNumber(value) else {
        throw vm.typeError("float() argument must be a string or a real number, not '\(value.typeName)'")
      }
      return .float(number)
    }
  }

  private static let intSignature = Signature("int", "x=0, /, base=10")
  private static let floatSignature = Signature("float", "x=0, /")

  private static func integer(_ value: Value, _ vm: Machine) throws(Raise) -> Value {
    switch vm.plain(value) {
    case .int, .big: return vm.plain(value)
    case .bool(let flag): return .int(flag ? 1 : 0)
    case .float(let number):
      if number.magnitude < 9e18 { return .int(Int(number)) }
      return try vm.integer(vm.wholePart(number))
    case .str(let text): return try integer(text.string, base: 10, shown: value, vm)
    case .bytes(let bytes):
      return try integer(String(decoding: bytes.bytes, as: UTF8.self), base: 10, shown: value, vm)
    case .object(let object):
      for name in ["__int__", "__index__", "__trunc__"] {
        guard let method = object.type.lookup(name) else { continue }
        let result = try vm.callSpecial(method, value, [])
        switch result {
        case .int, .big: return result
        case .bool(let flag): return .int(flag ? 1 : 0)
        default: throw vm.typeError("\(name) returned non-int (type \(result.typeName))")
        }
      }
    default: break
    }
    throw vm.typeError(
      "int() argument must be a string, a bytes-like object or a real number, not '\(value.typeName)'")
  }

  private static func integer(_ text: String, base: Int, shown: Value, _ vm: Machine) throws(Raise) -> Value {
    if base == 10, let small = smallInteger(text) { return .int(small) }
    let isPowerOfTwo = base & (base - 1) == 0 && base != 0
    let digits = text.utf8.count { $0 >= 48 && $0 != UInt8(ascii: "_") }
    if !isPowerOfTwo, digits > Representation.mostDigits {
      throw vm.valueError(
        "Exceeds the limit (\(Representation.mostDigits) digits) for integer string conversion: value has \(digits) "
          + "digits; use sys.set_int_max_str_digits() to increase the limit")
    }
    try vm.checkBits(min(digits, vm.budget.integerBits + 1) * (isPowerOfTwo ? base.trailingZeroBitCount : 4))
    guard let number = NumberText.integer(text, base: base) else {
      let text = String(try vm.repr(shown).unicodeScalars.prefix(200))
      throw vm.valueError("invalid literal for int() with base \(base): \(text)")
    }
    return try vm.integer(number)
  }

  /// Up to 18 ASCII digits with a sign: what most texts are.
  private static func smallInteger(_ text: String) -> Int? {
    let bytes = text.utf8
    guard bytes.count <= 18, let first = bytes.first else { return nil }
    let isNegative = first == UInt8(ascii: "-")
    var number = 0
    for byte in isNegative ? bytes.dropFirst() : bytes[...] {
      guard byte >= 48, byte <= 57 else { return nil }
      number = number * 10 + Int(byte) - 48
    }
    if isNegative, bytes.count == 1 { return nil }
    return isNegative ? -number : number
  }

  private static func float(_ text: String, shown: Value, _ vm: Machine) throws(Raise) -> Value {
    guard let number = NumberText.float(text) else {
      throw vm.valueError("could not convert string to float: \(try vm.repr(shown))")
    }
    return .float(number)
  }
}

extension Machine {
  /// The number that `float(value)` gives for a number; nil for other types.
  func realNumber(_ value: Value) throws(Raise) -> Double? {
    switch value {
    case .float(let number): return number
    case .int(let number): return Double(number)
    case .bool(let flag): return flag ? 1 : 0
    case .big(let big):
      guard let number = big.value.exactOrRoundedDouble else {
        throw overflowError("int too large to convert to float")
      }
      return number
    case .object(let object):
      if case let plain = plain(value), case .float(let number) = plain, object.type.lookup("__float__") == nil {
        return number
      }
      if let method = object.type.lookup("__float__") {
        let result = try callSpecial(method, value, [])
        guard case .float(let number) = plain(result) else {
          throw typeError("\(value.typeName).__float__ returned non-float (type \(result.typeName))")
        }
        return number
      }
      guard let integer = try bigInt(value) else { return nil }
      guard let number = integer.exactOrRoundedDouble else {
        throw overflowError("int too large to convert to float")
      }
      return number
    default: return nil
    }
  }

  /// The integer part of a float.
  func wholePart(_ number: Double) throws(Raise) -> BigInt {
    if number.isNaN { throw valueError("cannot convert float NaN to integer") }
    if number.isInfinite { throw overflowError("cannot convert float infinity to integer") }
    return BigInt(number)
  }
}
