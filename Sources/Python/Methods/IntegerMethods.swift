import BigInt

/// The methods of `int`, which `bool` inherits.
enum IntegerMethods {
  static let table: [NativeFunction] = [
    method("bit_length", "") { _, number, _ in .int(number.magnitude.bitWidth) },
    method("bit_count", "") { _, number, _ in
      .int(number.magnitude.words.reduce(0) { $0 + $1.nonzeroBitCount })
    },
    method("conjugate", "") { vm, number, _ throws(Raise) in try vm.integer(number) },
    method("as_integer_ratio", "") { vm, number, _ throws(Raise) in vm.tuple([try vm.integer(number), .int(1)]) },
    method("to_bytes", "length=1, byteorder='big', *, signed=False") { vm, number, arguments throws(Raise) in
      let length = try arguments[0].map { value throws(Raise) in try vm.index(value) } ?? 1
      let isLittle = try isLittleEndian(arguments[1], "to_bytes", vm)
      let isSigned = try arguments[2].map { value throws(Raise) in try vm.truth(value) } ?? false
      if length < 0 { throw vm.valueError("length argument must be non-negative") }
      try vm.checkLength(length)
      return try vm.bytes(bytes(of: number, length, isLittle: isLittle, isSigned: isSigned, vm))
    },
    NativeFunction("from_bytes", .classMethod) { vm, arguments throws(Raise) in
      let bound = try fromBytesSignature.bind(arguments.dropFirst, vm)
      let isLittle = try isLittleEndian(bound[1], "from_bytes", vm)
      let isSigned = try bound[2].map { value throws(Raise) in try vm.truth(value) } ?? false
      let bytes = try BytesMethods.bytes(from: bound.required(0), vm)
      return try vm.integer(integer(isLittle ? bytes.reversed() : bytes, isSigned: isSigned))
    },
    getter("real") { vm, number throws(Raise) in try vm.integer(number) },
    getter("imag") { _, _ in .int(0) },
    getter("numerator") { vm, number throws(Raise) in try vm.integer(number) },
    getter("denominator") { _, _ in .int(1) },
  ]

  private static let fromBytesSignature = Signature("from_bytes", "bytes, byteorder='big', *, signed=False")

  private static func method(
    _ name: String, _ parameters: String, _ body: @escaping Method.Body<BigInt>
  ) -> NativeFunction {
    Method.make("int", name, parameters, \.asInteger, body)
  }

  private static func getter(
    _ name: String, _ body: @escaping @Sendable (Machine, BigInt) throws(Raise) -> Value
  ) -> NativeFunction {
    Method.getter("int", name, \.asInteger, body)
  }

  private static func isLittleEndian(_ value: Value?, _ function: String, _ vm: Machine) throws(Raise) -> Bool {
    guard let value else { return false }
    guard case .str(let order) = value else {
      throw vm.typeError("\(function)() argument 'byteorder' must be str, not \(value.typeName)")
    }
    switch order.string {
    case "little": return true
    case "big": return false
    default: throw vm.valueError("byteorder must be either 'little' or 'big'")
    }
  }

  private static func bytes(
    of number: BigInt, _ length: Int, isLittle: Bool, isSigned: Bool, _ vm: Machine
  ) throws(Raise) -> [UInt8] {
    var magnitude = number.magnitude
    if number.sign == .minus {
      guard isSigned else { throw vm.overflowError("can't convert negative int to unsigned") }
      guard length > 0, (magnitude - 1).bitWidth < length * 8 else { throw vm.overflowError("int too big to convert") }
      magnitude = (BigUInt(1) << (length * 8)) - magnitude
    } else if magnitude.bitWidth > length * 8 - (isSigned && length > 0 && magnitude > 0 ? 1 : 0) {
      throw vm.overflowError("int too big to convert")
    }
    var bytes = [UInt8](repeating: 0, count: length)
    for (index, byte) in Array(magnitude.serialize().reversed()).prefix(length).enumerated() {
      bytes[length - 1 - index] = byte
    }
    return isLittle ? bytes.reversed() : bytes
  }

  /// The integer of bytes that begin with the most significant.
  private static func integer(_ bytes: [UInt8], isSigned: Bool) -> BigInt {
    var magnitude = BigUInt(0)
    var word = UInt(0)
    var words: [UInt] = []
    var shift = 0
    for byte in bytes.reversed() {
      word |= UInt(byte) << shift
      shift += 8
      if shift == UInt.bitWidth {
        words.append(word)
        word = 0
        shift = 0
      }
    }
    words.append(word)
    magnitude = BigUInt(words: words)
    let number = BigInt(magnitude)
    guard isSigned, let first = bytes.first, first & 0x80 != 0 else { return number }
    return number - (BigInt(1) << (bytes.count * 8))
  }
}
