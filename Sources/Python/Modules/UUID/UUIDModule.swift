import BigInt
import Crypto
import WorkflowModel
import WorkflowScripting

/// The module `uuid`. Random bits come from the run's own sequence, the time from the engine's clock, and there is no
/// hardware address: the node is random, as RFC 4122 (section 4.5) has it.
enum UUIDModule {
  static let standardVariant = "specified in RFC 4122"

  /// What the UUIDs of one engine have in common.
  private final class Source: @unchecked Sendable {
    let node: Int
    /// The time of the last UUID made from the clock, in units of 100 ns.
    var lastTime = 0

    init(_ vm: Machine) {
      // The bit of group addresses tells that it is no hardware address.
      node = Int(truncatingIfNeeded: vm.nextSeed() >> 16) | 1 << 40
    }
  }

  static func members(_ vm: Machine) -> [String: Value] {
    let source = Source(vm)
    var members = ModuleFunction.members(
      [uuid4, named("uuid3", version: 3), named("uuid5", version: 5)],
      [
        "UUID": .object(UUIDObject.uuidType), "RFC_4122": vm.string(standardVariant),
        "RESERVED_NCS": vm.string("reserved for NCS compatibility"),
        "RESERVED_MICROSOFT": vm.string("reserved for Microsoft compatibility"),
        "RESERVED_FUTURE": vm.string("reserved for future definition"),
        "uuid1": .object(uuid1(source, vm)),
        "getnode": .object(NativeFunction("getnode", heap: vm.heap) { _, _ in .int(source.node) }),
      ])
    for (offset, name) in [(0, "DNS"), (1, "URL"), (2, "OID"), (4, "X500")] {
      let number = UInt128(0x6ba7_b810_9dad_11d1) << 64 | 0x80b4_00c0_4fd4_30c8
      members["NAMESPACE_\(name)"] = .object(UUIDObject(vm.heap, number + UInt128(offset) << 96))
    }
    return members
  }

  private static let uuid4 = ModuleFunction.make("uuid", "uuid4", "") { vm, _ in
    let number = UInt128(vm.nextSeed()) << 64 | UInt128(vm.nextSeed())
    return .object(UUIDObject(vm.heap, UUIDObject.stamped(number, version: 4)))
  }

  /// A UUID of a name inside a namespace: a part of the digest of both.
  private static func named(_ name: String, version: Int) -> NativeFunction {
    ModuleFunction.make("uuid", name, "namespace, name") { vm, arguments throws(Raise) in
      guard let namespace = arguments.required(0).heapObject as? UUIDObject else {
        throw vm.attributeError("'\(arguments.required(0).typeName)' object has no attribute 'bytes'")
      }
      guard case .str(let text) = vm.plain(arguments.required(1)) else {
        throw vm.typeError("encoding without a string argument")
      }
      let message = namespace.bytes + Array(text.string.utf8)
      try vm.charge(message.count >> 2)
      var state: any HashState = version == 3 ? LibraryHash<Insecure.MD5>() : LibraryHash<Insecure.SHA1>()
      state.update(message)
      return .object(UUIDObject(vm.heap, bytes: state.digest(count: 0).prefix(16), version: version))
    }
  }

  /// A UUID of the time. Each is later than the one before.
  private static func uuid1(_ source: Source, _ vm: Machine) -> NativeFunction {
    ModuleFunction.make("uuid", "uuid1", "node=None, clock_seq=None") { vm, arguments throws(Raise) in
      // The calendar of UUIDs begins on 15 October 1582.
      let now = Int(truncatingIfNeeded: vm.host.clock.now().microseconds) &* 10 &+ 0x01b2_1dd2_1381_4000
      source.lastTime = max(now, source.lastTime + 1)
      let node = try arguments[0].flatMap { $0.isNone ? nil : $0 }.map { value throws(Raise) in try vm.index(value) }
      let sequence = try arguments[1].flatMap { $0.isNone ? nil : $0 }.map { value throws(Raise) in
        try vm.index(value)
      }
      let time = UInt128(UInt64(bitPattern: Int64(source.lastTime)))
      let clock = UInt128(sequence.map { UInt64(bitPattern: Int64($0)) } ?? vm.nextSeed()) & 0x3fff
      guard let place = UInt128(exactly: node ?? source.node), place < 1 << 48 else {
        throw vm.valueError("field 6 out of range (need a 48-bit value)")
      }
      var number = (time & 0xffff_ffff) << 96
      number |= (time >> 32 & 0xffff) << 80
      number |= (time >> 48 & 0xfff) << 64
      number |= clock << 48 | place
      return .object(UUIDObject(vm.heap, UUIDObject.stamped(number, version: 1)))
    }
  }
}
