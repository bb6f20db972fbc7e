import BigInt

/// `uuid.UUID(hex=None, bytes=None, bytes_le=None, fields=None, int=None, version=None)`.
enum UUIDConstructor {
  private static let signature = Signature(
    "UUID.__init__", "hex=None, bytes=None, bytes_le=None, fields=None, int=None, version=None, *, is_safe=None")

  static let make: TypeObject.Constructor = { vm, _, arguments throws(Raise) in
    let bound = try signature.bind(arguments, vm)
    let given = (0..<5).filter { !(bound[$0] ?? .null).isNone }
    guard given.count == 1, let kind = given.first else {
      throw vm.typeError("one of the hex, bytes, bytes_le, fields, or int arguments must be given")
    }
    var number = try number(kind, bound.required(kind), vm)
    if let version = bound[5], !version.isNone {
      let version = try vm.index(version, clamping: true)
      guard (1...5).contains(version) else { throw vm.valueError("illegal version number") }
      number = UUIDObject.stamped(number, version: version)
    }
    return .object(UUIDObject(vm.heap, number))
  }

  private static func number(_ kind: Int, _ value: Value, _ vm: Machine) throws(Raise) -> UInt128 {
    switch kind {
    case 0:
      guard case .str(let text) = vm.plain(value) else {
        throw vm.attributeError("'\(value.typeName)' object has no attribute 'replace'")
      }
      guard let number = UUIDObject.parse(text.string) else {
        throw vm.valueError("badly formed hexadecimal UUID string")
      }
      return number
    case 1, 2:
      guard case .bytes(let bytes) = vm.plain(value), bytes.bytes.count == 16 else {
        throw vm.valueError("\(kind == 1 ? "bytes" : "bytes_le") is not a 16-char string")
      }
      let raw = bytes.bytes
      let ordered =
        kind == 1 ? raw : raw[0..<4].reversed() + raw[4..<6].reversed() + raw[6..<8].reversed() + raw[8...]
      return UUIDObject(nil, bytes: ordered).value
    case 3: return try number(fields: vm.collect(value), vm)
    default:
      guard let integer = value.asInteger else {
        throw vm.typeError("'<=' not supported between instances of 'int' and '\(value.typeName)'")
      }
      guard let number = UInt128(exactly: integer) else {
        throw vm.valueError("int is out of range (need a 128-bit value)")
      }
      return number
    }
  }

  private static func number(fields: [Value], _ vm: Machine) throws(Raise) -> UInt128 {
    guard fields.count == 6 else { throw vm.valueError("fields is not a 6-tuple") }
    var number: UInt128 = 0
    for (index, width) in [32, 16, 16, 8, 8, 48].enumerated() {
      let part = try vm.index(fields[index], clamping: true)
      guard part >= 0, part < 1 << width else {
        throw vm.valueError("field \(index + 1) out of range (need a\(width == 8 ? "n" : "") \(width)-bit value)")
      }
      number = number << UInt128(width) | UInt128(part)
    }
    return number
  }
}
