import Crypto

/// The module `hashlib`, without files: digests of bytes.
enum HashlibModule {
  /// A hash function without parameters of its own.
  struct Algorithm: Sendable {
    let name: String
    /// In bytes; 0 where `digest` is told.
    let digestSize: Int
    let blockSize: Int
    let typeName: String
    let make: @Sendable () -> any HashState

    init(
      _ name: String, _ digestSize: Int, _ blockSize: Int, type: String = "HASH",
      _ make: @escaping @Sendable () -> any HashState
    ) {
      self.name = name
      self.digestSize = digestSize
      self.blockSize = blockSize
      typeName = type
      self.make = make
    }
  }

  static let algorithms: [Algorithm] = [
    Algorithm("md5", 16, 64) { LibraryHash<Insecure.MD5>() },
    Algorithm("sha1", 20, 64) { LibraryHash<Insecure.SHA1>() },
    Algorithm("sha224", 28, 64) { SHA224() }, Algorithm("sha256", 32, 64) { LibraryHash<Crypto.SHA256>() },
    Algorithm("sha384", 48, 128) { LibraryHash<Crypto.SHA384>() },
    Algorithm("sha512", 64, 128) { LibraryHash<Crypto.SHA512>() },
    Algorithm("sha3_224", 28, 144) { Keccak(rate: 144, suffix: 6) },
    Algorithm("sha3_256", 32, 136) { Keccak(rate: 136, suffix: 6) },
    Algorithm("sha3_384", 48, 104) { Keccak(rate: 104, suffix: 6) },
    Algorithm("sha3_512", 64, 72) { Keccak(rate: 72, suffix: 6) },
    Algorithm("shake_128", 0, 168, type: "HASHXOF") { Keccak(rate: 168, suffix: 0x1f) },
    Algorithm("shake_256", 0, 136, type: "HASHXOF") { Keccak(rate: 136, suffix: 0x1f) },
  ]

  static let members: [String: Value] = {
    let functions = algorithms.map { algorithm in
      ModuleFunction.make("hashlib", algorithm.name, "string=b'', *, usedforsecurity=True") {
        vm, arguments throws(Raise) in
        try start(algorithm, arguments[0], vm)
      }
    }
    let names = (algorithms.map(\.name) + ["blake2b", "blake2s"]).map { Value.str(Str(nil, $0)) }
    return ModuleFunction.members(
      functions + [
        new, BLAKE2Function.function(UInt64.self, "blake2b"), BLAKE2Function.function(UInt32.self, "blake2s"),
      ],
      ["algorithms_guaranteed": .tuple(Tuple(nil, names)), "algorithms_available": .tuple(Tuple(nil, names))])
  }()

  /// The members for one engine: sets are not shared.
  static func members(_ vm: Machine) throws(Raise) -> [String: Value] {
    var members = members
    for name in ["algorithms_guaranteed", "algorithms_available"] {
      guard case .tuple(let names) = members[name] else { continue }
      members[name] = try vm.set(names.elements)
    }
    return members
  }

  private static func start(_ algorithm: Algorithm, _ data: Value?, _ vm: Machine) throws(Raise) -> Value {
    let object = HashObject(
      vm.heap, algorithm.make(), name: algorithm.name, digestSize: algorithm.digestSize,
      blockSize: algorithm.blockSize, typeName: algorithm.typeName)
    if let data { try object.update(data, vm) }
    return .object(object)
  }

  private static let new = ModuleFunction.make("hashlib", "new", "name, data=b'', *, usedforsecurity=True") {
    vm, arguments throws(Raise) in
    guard case .str(let text) = arguments.required(0) else {
      throw vm.typeError("name must be a string")
    }
    let name = text.string.lowercased()
    if name == "blake2b" || name == "blake2s", let function = members[name] {
      return try vm.call(function, arguments[1] ?? .bytes(Bytes(vm.heap, [])))
    }
    let known = algorithms.first { $0.name == name || $0.name == name.filter { $0 != "-" } }
    guard let known else { throw vm.valueError("unsupported hash type \(text.string)") }
    return try start(known, arguments[1], vm)
  }
}

/// A hash object.
final class HashObject: Object, @unchecked Sendable {
  private var state: any HashState
  private let name: String
  private let digestSize: Int
  private let blockSize: Int
  private let typeName: String

  init(_ heap: Heap?, _ state: any HashState, name: String, digestSize: Int, blockSize: Int, typeName: String) {
    self.state = state
    self.name = name
    self.digestSize = digestSize
    self.blockSize = blockSize
    self.typeName = typeName
    super.init(heap)
    heap?.add(512)
  }

  deinit { heap?.remove(512) }

  override var type: TypeObject {
    switch typeName {
    case "HASH": HashObject.hashType
    case "HASHXOF": HashObject.extendableType
    default: typeName == "blake2b" ? HashObject.blake2bType : HashObject.blake2sType
    }
  }

  override func repr(_ vm: Machine) throws(Raise) -> String {
    typeName.hasPrefix("HASH")
      ? "<\(name) \(type.qualifiedName) object @ \(addressText)>" : "<\(type.qualifiedName) object at \(addressText)>"
  }

  func update(_ data: Value, _ vm: Machine) throws(Raise) {
    switch vm.plain(data) {
    case .str: throw vm.typeError("Strings must be encoded before hashing")
    case .bytes(let bytes):
      try vm.charge(4 + bytes.bytes.count)
      state.update(bytes.bytes)
    default: throw vm.typeError("object supporting the buffer API required")
    }
  }

  override func attribute(_ name: String, _ vm: Machine) throws(Raise) -> Value? {
    switch name {
    case "name": vm.string(self.name)
    case "digest_size": .int(digestSize)
    case "block_size": .int(blockSize)
    default: nil
    }
  }

  private func digest(_ name: String, _ arguments: Signature.Bound, _ vm: Machine) throws(Raise) -> [UInt8] {
    var count = digestSize
    if digestSize == 0 {
      guard let length = arguments[0] else {
        throw vm.typeError("\(name)() missing required argument 'length' (pos 1)")
      }
      count = try vm.index(length)
      if count < 0 { throw vm.valueError("value must be positive") }
      try vm.checkLength(count)
      try vm.charge(count)
    } else if arguments[0] != nil {
      throw vm.typeError("\(type.qualifiedName).\(name)() takes no arguments (1 given)")
    }
    try vm.charge(200)
    return state.digest(count: count)
  }

  private static let unwrap: @Sendable (Value) -> HashObject? = { $0.heapObject as? HashObject }

  private static let methods: [NativeFunction] = [
    Method.make("HASH", "update", "obj, /", unwrap) { vm, object, arguments throws(Raise) in
      try object.update(arguments.required(0), vm)
      return .null
    },
    Method.make("HASH", "digest", "length=0", unwrap) { vm, object, arguments throws(Raise) in
      try vm.bytes(object.digest("digest", arguments, vm))
    },
    Method.make("HASH", "hexdigest", "length=0", unwrap) { vm, object, arguments throws(Raise) in
      let bytes = try object.digest("hexdigest", arguments, vm)
      return try vm.text(Hexadecimal.text(bytes))
    },
    Method.make("HASH", "copy", "", unwrap) { vm, object, _ in
      .object(
        HashObject(
          vm.heap, object.state, name: object.name, digestSize: object.digestSize, blockSize: object.blockSize,
          typeName: object.typeName))
    },
  ]

  private static let hashType = TypeObject(builtin: "HASH", module: "_hashlib", isDerivable: false, methods: methods)
  private static let extendableType = TypeObject(
    builtin: "HASHXOF", module: "_hashlib", base: hashType, isDerivable: false)
  private static let blake2bType = TypeObject(
    builtin: "blake2b", module: "_blake2", isDerivable: false, methods: methods)
  private static let blake2sType = TypeObject(
    builtin: "blake2s", module: "_blake2", isDerivable: false, methods: methods)
}

/// `hashlib.blake2b` and `hashlib.blake2s`.
enum BLAKE2Function {
  static func function<Word: FixedWidthInteger & UnsignedInteger & Sendable>(
    _ word: Word.Type, _ name: String
  ) -> NativeFunction {
    let most = Word.bitWidth
    let saltSize = Word.bitWidth / 4
    return ModuleFunction.make(
      "hashlib", name,
      "data=b'', /, *, digest_size=64, key=b'', salt=b'', person=b'', fanout=1, depth=1, leaf_size=0, node_offset=0, "
        + "node_depth=0, inner_size=0, last_node=False, usedforsecurity=True"
    ) { vm, arguments throws(Raise) in
      func bytes(_ index: Int, _ what: String, _ most: Int) throws(Raise) -> [UInt8] {
        guard let value = arguments[index] else { return [] }
        guard case .bytes(let bytes) = value else {
          throw vm.typeError("a bytes-like object is required, not '\(value.typeName)'")
        }
        if bytes.bytes.count > most { throw vm.valueError("maximum \(what) length is \(most) bytes") }
        return bytes.bytes
      }
      func number(_ index: Int, _ fallback: Int, _ range: ClosedRange<Int>, _ message: String) throws(Raise) -> Int {
        guard let value = arguments[index] else { return fallback }
        let number = try vm.index(value, clamping: true)
        guard range.contains(number) else { throw vm.valueError(message) }
        return number
      }
      let size = try number(1, most, 1...most, "digest_size must be between 1 and \(most) bytes")
      var parameters = BLAKE2<Word>.Parameters(digestSize: size)
      parameters.key = try bytes(2, "key", most)
      parameters.salt = try bytes(3, "salt", saltSize)
      parameters.person = try bytes(4, "person", saltSize)
      parameters.fanout = try number(5, 1, 0...255, "fanout must be between 0 and 255")
      parameters.depth = try number(6, 1, 1...255, "depth must be between 1 and 255")
      parameters.leafSize = try number(7, 0, 0...Int(UInt32.max), "leaf_size is too large")
      parameters.nodeOffset = try number(
        8, 0, 0...(Word.bitWidth == 64 ? Int.max : 1 << 48 - 1), "node_offset is too large")
      parameters.nodeDepth = try number(9, 0, 0...255, "node_depth must be between 0 and 255")
      parameters.innerSize = try number(10, 0, 0...most, "inner_size must be between 0 and is \(most)")
      parameters.isLastNode = try arguments[11].map { value throws(Raise) in try vm.truth(value) } ?? false
      let object = HashObject(
        vm.heap, BLAKE2<Word>(parameters), name: name, digestSize: size, blockSize: Word.bitWidth * 2, typeName: name)
      if let data = arguments[0] { try object.update(data, vm) }
      return .object(object)
    }
  }
}
