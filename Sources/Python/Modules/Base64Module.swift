import BigInt
import WorkflowModel

/// The module `base64`: Base64, Base32 and Base16 (RFC 4648).
enum Base64Module {
  /// `binascii.Error`.
  static let error = TypeObject(builtin: "Error", module: "binascii", base: .valueError)

  static let members: [String: Value] = ModuleFunction.members(base64 + base32 + base16)

  private static func function(
    _ name: String, _ parameters: String,
    _ body: @escaping @Sendable (_ vm: Machine, _ arguments: Signature.Bound) throws(Raise) -> Value
  ) -> NativeFunction {
    ModuleFunction.make("base64", name, parameters, body)
  }

  private static func failure(_ message: String, _ vm: Machine) -> Raise { vm.raise(error, message) }

  /// What is to be encoded: bytes only.
  private static func source(_ value: Value, _ vm: Machine) throws(Raise) -> [UInt8] {
    guard case .bytes(let bytes) = vm.plain(value) else {
      throw vm.typeError("a bytes-like object is required, not '\(value.typeName)'")
    }
    try vm.checkLength(bytes.bytes.count * 2)
    try vm.charge(bytes.bytes.count >> 2)
    return bytes.bytes
  }

  /// What is to be decoded: bytes, or a text of ASCII characters.
  private static func encoded(_ value: Value, _ vm: Machine) throws(Raise) -> [UInt8] {
    switch vm.plain(value) {
    case .bytes(let bytes):
      try vm.charge(bytes.bytes.count >> 2)
      return bytes.bytes
    case .str(let text):
      guard text.isASCII else { throw vm.valueError("string argument should contain only ASCII characters") }
      try vm.charge(text.string.utf8.count >> 2)
      return Array(text.string.utf8)
    default:
      throw vm.typeError("argument should be a bytes-like object or ASCII string, not '\(value.type.name)'")
    }
  }

  // MARK: Base64

  private static let base64: [NativeFunction] = [
    function("b64encode", "s, altchars=None") { vm, arguments throws(Raise) in
      let text = Base64.encode(try source(arguments.required(0), vm))
      return try vm.bytes(replacing(Array("+/".utf8), alternatives(arguments[1], vm), in: Array(text.utf8)))
    },
    function("b64decode", "s, altchars=None, validate=False") { vm, arguments throws(Raise) in
      let bytes = try encoded(arguments.required(0), vm)
      let isStrict = try arguments[2].map { value throws(Raise) in try vm.truth(value) } ?? false
      let text = replacing(try alternatives(arguments[1], vm), Array("+/".utf8), in: bytes)
      return try vm.bytes(decoded(text, isStrict: isStrict, vm))
    },
    function("standard_b64encode", "s") { vm, arguments throws(Raise) in
      try vm.bytes(Array(Base64.encode(source(arguments.required(0), vm)).utf8))
    },
    function("standard_b64decode", "s") { vm, arguments throws(Raise) in
      try vm.bytes(decoded(encoded(arguments.required(0), vm), isStrict: false, vm))
    },
    function("urlsafe_b64encode", "s") { vm, arguments throws(Raise) in
      let text = Base64.encode(try source(arguments.required(0), vm))
      return try vm.bytes(replacing(Array("+/".utf8), Array("-_".utf8), in: Array(text.utf8)))
    },
    function("urlsafe_b64decode", "s") { vm, arguments throws(Raise) in
      let bytes = try encoded(arguments.required(0), vm)
      return try vm.bytes(
        decoded(replacing(Array("-_".utf8), Array("+/".utf8), in: bytes), isStrict: false, vm))
    },
    function("encodebytes", "s") { vm, arguments throws(Raise) in
      guard case .bytes(let bytes) = arguments.required(0) else {
        throw vm.typeError("expected bytes-like object, not \(arguments.required(0).type.name)")
      }
      let source = try source(.bytes(bytes), vm)
      var lines: [UInt8] = []
      for start in stride(from: 0, to: source.count, by: 57) {
        lines += Array(Base64.encode(Array(source[start..<min(start + 57, source.count)])).utf8) + [10]
      }
      return try vm.bytes(lines)
    },
    function("decodebytes", "s") { vm, arguments throws(Raise) in
      guard case .bytes = arguments.required(0) else {
        throw vm.typeError("expected bytes-like object, not \(arguments.required(0).type.name)")
      }
      return try vm.bytes(decoded(encoded(arguments.required(0), vm), isStrict: false, vm))
    },
  ]

  /// The two characters that stand for `+` and `/`.
  private static func alternatives(_ value: Value?, _ vm: Machine) throws(Raise) -> [UInt8] {
    guard let value, !value.isNone else { return Array("+/".utf8) }
    let bytes = try encoded(value, vm)
    guard bytes.count == 2 else { throw vm.raise(.assertionError, try vm.repr(vm.bytes(bytes))) }
    return bytes
  }

  private static func replacing(_ old: [UInt8], _ new: [UInt8], in bytes: [UInt8]) -> [UInt8] {
    if old == new { return bytes }
    return bytes.map { byte in old.lastIndex(of: byte).map { new[$0] } ?? byte }
  }

  /// Other characters are left out, unless `isStrict`.
  private static func decoded(_ bytes: [UInt8], isStrict: Bool, _ vm: Machine) throws(Raise) -> [UInt8] {
    let padding = UInt8(ascii: "=")
    if isStrict, bytes.first == padding { throw failure("Leading padding not allowed", vm) }
    var result: [UInt8] = []
    var (group, digits, pads) = (UInt32(0), 0, 0)
    var hasPadding = false
    for (index, byte) in bytes.enumerated() {
      if byte == padding {
        hasPadding = true
        guard digits >= 2 else { continue }
        pads += 1
        if digits + pads < 4 { continue }
        if isStrict, index + 1 < bytes.count { throw failure("Excess data after padding", vm) }
        return result
      }
      guard let value = Base64.value(of: byte) else {
        if isStrict { throw failure("Only base64 data is allowed", vm) }
        continue
      }
      if isStrict, hasPadding { throw failure("Discontinuous padding not allowed", vm) }
      pads = 0
      group = group << 6 | UInt32(value)
      digits = (digits + 1) % 4
      // Each digit but the first of a group completes a byte.
      if digits != 1 { result.append(UInt8(truncatingIfNeeded: group >> [0, 0, 4, 2][digits])) }
    }
    if digits == 1 {
      let count = result.count / 3 * 4 + 1
      throw failure(
        "Invalid base64-encoded string: number of data characters (\(count)) cannot be 1 more than a multiple of 4", vm)
    }
    if digits != 0 { throw failure("Incorrect padding", vm) }
    return result
  }

  // MARK: Base32

  private static let standardDigits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
  private static let extendedDigits = Array("0123456789ABCDEFGHIJKLMNOPQRSTUV".utf8)

  private static let base32: [NativeFunction] = [
    function("b32encode", "s") { vm, arguments throws(Raise) in
      try vm.bytes(base32(source(arguments.required(0), vm), standardDigits))
    },
    function("b32hexencode", "s") { vm, arguments throws(Raise) in
      try vm.bytes(base32(source(arguments.required(0), vm), extendedDigits))
    },
    function("b32decode", "s, casefold=False, map01=None") { vm, arguments throws(Raise) in
      var bytes = try encoded(arguments.required(0), vm)
      if let map = arguments[2], !map.isNone {
        let one = try encoded(map, vm)
        guard one.count == 1 else { throw vm.raise(.assertionError, try vm.repr(vm.bytes(one))) }
        bytes = replacing(Array("01".utf8), Array("O".utf8) + one, in: bytes)
      }
      let folds = try arguments[1].map { value throws(Raise) in try vm.truth(value) } ?? false
      return try vm.bytes(base32(decoding: folds ? uppercased(bytes) : bytes, standardDigits, vm))
    },
    function("b32hexdecode", "s, casefold=False") { vm, arguments throws(Raise) in
      let bytes = try encoded(arguments.required(0), vm)
      let folds = try arguments[1].map { value throws(Raise) in try vm.truth(value) } ?? false
      return try vm.bytes(base32(decoding: folds ? uppercased(bytes) : bytes, extendedDigits, vm))
    },
  ]

  private static func uppercased(_ bytes: [UInt8]) -> [UInt8] {
    bytes.map { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) ? $0 - 32 : $0 }
  }

  private static func base32(_ bytes: [UInt8], _ digits: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    var (bits, count) = (UInt32(0), 0)
    for byte in bytes {
      bits = bits << 8 | UInt32(byte)
      count += 8
      while count >= 5 {
        count -= 5
        text.append(digits[Int(bits >> UInt32(count) & 31)])
      }
    }
    if count > 0 { text.append(digits[Int(bits << UInt32(5 - count) & 31)]) }
    while text.count % 8 != 0 { text.append(UInt8(ascii: "=")) }
    return text
  }

  private static func base32(decoding text: [UInt8], _ digits: [UInt8], _ vm: Machine) throws(Raise) -> [UInt8] {
    guard text.count % 8 == 0 else { throw failure("Incorrect padding", vm) }
    var data = text[...]
    while data.last == UInt8(ascii: "=") { data.removeLast() }
    var bytes: [UInt8] = []
    var (bits, count) = (UInt32(0), 0)
    for byte in data {
      guard let digit = digits.firstIndex(of: byte) else { throw failure("Non-base32 digit found", vm) }
      bits = bits << 5 | UInt32(digit)
      count += 5
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    guard [0, 1, 3, 4, 6].contains(text.count - data.count) else { throw failure("Incorrect padding", vm) }
    return bytes
  }

  // MARK: Base16

  private static let base16: [NativeFunction] = [
    function("b16encode", "s") { vm, arguments throws(Raise) in
      try vm.bytes(uppercased(Array(Hexadecimal.text(source(arguments.required(0), vm)).utf8)))
    },
    function("b16decode", "s, casefold=False") { vm, arguments throws(Raise) in
      let folds = try arguments[1].map { value throws(Raise) in try vm.truth(value) } ?? false
      let text = try encoded(arguments.required(0), vm)
      var nibbles: [UInt8] = []
      for byte in folds ? uppercased(text) : text {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): nibbles.append(byte - 48)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): nibbles.append(byte - 55)
        default: throw failure("Non-base16 digit found", vm)
        }
      }
      guard nibbles.count % 2 == 0 else { throw failure("Odd-length string", vm) }
      return try vm.bytes(stride(from: 0, to: nibbles.count, by: 2).map { nibbles[$0] << 4 | nibbles[$0 + 1] })
    },
  ]
}
