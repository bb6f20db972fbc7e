import BigInt
import WorkflowScripting

/// A `random.Random`: a generator with a state of its own.
final class RandomObject: Object, @unchecked Sendable {
  var generator: MersenneTwister
  /// The second number of the pair that `gauss` made last.
  var nextGauss: Double?

  init(_ heap: Heap?, seed: BigUInt) {
    generator = MersenneTwister(seed: seed)
    super.init(heap)
  }

  override var type: TypeObject { RandomObject.randomType }

  static let randomType = TypeObject(
    builtin: "Random", module: "random", isDerivable: false,
    constructor: { vm, _, arguments throws(Raise) in
      guard arguments.values.count <= 1 else {
        throw vm.typeError("Random() takes at most 1 argument (\(arguments.values.count) given)")
      }
      let seed = arguments.values.first ?? .null
      return .object(RandomObject(vm.heap, seed: try RandomObject.seed(seed, vm)))
    },
    methods: RandomFunctions.methods)

  /// The integer that a value given as a seed stands for; without one, the next of the run's own sequence.
  static func seed(_ value: Value, _ vm: Machine) throws(Raise) -> BigUInt {
    switch vm.plain(value) {
    case .null: return BigUInt(vm.nextSeed())
    case .int, .bool, .big: return (value.asInteger ?? 0).magnitude
    case .float: return BigUInt(UInt(bitPattern: try vm.hash(value)))
    case .str(let text): return seed(Array(text.string.utf8))
    case .bytes(let bytes): return seed(bytes.bytes)
    default:
      throw vm.typeError("The only supported seed types are: None,\nint, float, str, bytes, and bytearray.")
    }
  }

  /// The bytes, then their digest, as one number.
  private static func seed(_ bytes: [UInt8]) -> BigUInt {
    (bytes + SHA512.digest(bytes)).reduce(into: BigUInt(0)) { $0 = $0 << 8 | BigUInt($1) }
  }
}

extension Machine {
  /// The next of the seeds that follow from the run's own.
  func nextSeed() -> UInt64 {
    seedsTaken &+= 1
    var mixed = host.seed &+ UInt64(seedsTaken) &* 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
