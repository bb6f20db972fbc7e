import BigInt
import OrderedCollections
import WorkflowModel

/// A `uuid.UUID`.
final class UUIDObject: Object, @unchecked Sendable {
  let value: UInt128

  init(_ heap: Heap?, _ value: UInt128) {
    self.value = value
    super.init(heap)
  }

  /// The UUID of 16 bytes, with version and variant set where a version is given.
  convenience init(_ heap: Heap?, bytes: some Sequence<UInt8>, version: Int? = nil) {
    let number = bytes.reduce(UInt128(0)) { $0 << 8 | UInt128($1) }
    self.init(heap, version.map { UUIDObject.stamped(number, version: $0) } ?? number)
  }

  /// A number with the bits that tell the version and the variant of RFC 4122.
  static func stamped(_ number: UInt128, version: Int) -> UInt128 {
    let free = number & ~(0xf000 << 64) & ~(0xc000 << 48)
    return free | 0x8000 << 48 | UInt128(version) << 76
  }

  override var type: TypeObject { UUIDObject.uuidType }

  var bytes: [UInt8] { stride(from: 120, through: 0, by: -8).map { UInt8(truncatingIfNeeded: value >> UInt128($0)) } }
  var hex: String { Hexadecimal.text(bytes) }

  var text: String {
    let hex = Array(hex.utf8)
    return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(decoding: hex[$0], as: UTF8.self) }
      .joined(separator: "-")
  }

  /// `time_low`, `time_mid`, `time_hi_version`, `clock_seq_hi_variant`, `clock_seq_low`, `node`.
  var fields: [Int] {
    [(96, 32), (80, 16), (64, 16), (56, 8), (48, 8), (0, 48)].map { shift, width in
      Int(value >> UInt128(shift) & (1 << UInt128(width) - 1))
    }
  }

  override func repr(_ vm: Machine) throws(Raise) -> String { "UUID('\(text)')" }
  override func str(_ vm: Machine) throws(Raise) -> String { text }
  override func hash(_ vm: Machine) throws(Raise) -> Int { try vm.hash(vm.integer(BigInt(value))) }

  override func compare(_ operation: Comparison, _ other: Value, _ vm: Machine) throws(Raise) -> Value? {
    guard let other = other.heapObject as? UUIDObject else { return nil }
    return .bool(operation.holds(value == other.value ? 0 : value < other.value ? -1 : 1))
  }

  override func setAttribute(_ name: String, _ value: Value?, _ vm: Machine) throws(Raise) -> Bool {
    if value == nil { return false }
    throw vm.typeError("UUID objects are immutable")
  }

  override func data(_ writer: DataWriter) throws(Raise) -> DataValue? {
    writer.typed(.uuid, ["value": .string(text)])
  }

  /// The number that a text with 32 hexadecimal digits says; braces, hyphens and `urn:uuid:` are left out.
  static func parse(_ text: String) -> UInt128? {
    var digits = text
    for part in ["urn:", "uuid:"] { digits = digits.split(separator: part, omittingEmptySubsequences: false).joined() }
    while let first = digits.first, first == "{" || first == "}" { digits.removeFirst() }
    while let last = digits.last, last == "{" || last == "}" { digits.removeLast() }
    digits = digits.filter { $0 != "-" }
    guard digits.utf8.count == 32, digits.utf8.first != UInt8(ascii: "+") else { return nil }
    return UInt128(digits, radix: 16)
  }

  static let uuidType = TypeObject(
    builtin: "UUID", module: "uuid", isDerivable: false, isPlainlyNamed: true, constructor: UUIDConstructor.make,
    methods: methods)

  private static let unwrap: @Sendable (Value) -> UUIDObject? = { $0.heapObject as? UUIDObject }

  private static func getter(
    _ name: String, _ body: @escaping @Sendable (Machine, UUIDObject) throws(Raise) -> Value
  ) -> NativeFunction {
    Method.getter("UUID", name, unwrap, body)
  }

  private static let fieldNames = [
    "time_low", "time_mid", "time_hi_version", "clock_seq_hi_variant", "clock_seq_low", "node",
  ]

  private static let methods: [NativeFunction] =
    fieldNames.enumerated().map { index, name in getter(name) { _, uuid in .int(uuid.fields[index]) } } + [
      getter("int") { vm, uuid throws(Raise) in try vm.integer(BigInt(uuid.value)) },
      Method.make("UUID", "__int__", "", unwrap) { vm, uuid, _ throws(Raise) in
        try vm.integer(BigInt(uuid.value))
      },
      getter("hex") { vm, uuid in vm.string(uuid.hex) },
      getter("bytes") { vm, uuid throws(Raise) in try vm.bytes(uuid.bytes) },
      getter("bytes_le") { vm, uuid throws(Raise) in
        let bytes = uuid.bytes
        return try vm.bytes(bytes[0..<4].reversed() + bytes[4..<6].reversed() + bytes[6..<8].reversed() + bytes[8...])
      },
      getter("fields") { vm, uuid in vm.tuple(uuid.fields.map { .int($0) }) },
      getter("time") { _, uuid in .int((uuid.fields[2] & 0xfff) << 48 | uuid.fields[1] << 32 | uuid.fields[0]) },
      getter("clock_seq") { _, uuid in .int((uuid.fields[3] & 0x3f) << 8 | uuid.fields[4]) },
      getter("urn") { vm, uuid in vm.string("urn:uuid:" + uuid.text) },
      getter("variant") { vm, uuid in vm.string(uuid.variant) },
      getter("version") { _, uuid in
        uuid.variant == UUIDModule.standardVariant ? .int(uuid.fields[2] >> 12) : .null
      },
    ]

  private var variant: String {
    let bits = fields[3]
    if bits & 0x80 == 0 { return "reserved for NCS compatibility" }
    if bits & 0x40 == 0 { return UUIDModule.standardVariant }
    return bits & 0x20 == 0 ? "reserved for Microsoft compatibility" : "reserved for future definition"
  }
}

/// Bytes as hexadecimal digits.
enum Hexadecimal {
  static func text(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
