import BigInt

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What a `random.Random` can do, as its methods and as functions of the module.
enum RandomFunctions {
  typealias Body = @Sendable (Machine, RandomObject, Signature.Bound) throws(Raise) -> Value

  private struct Entry: Sendable {
    let name: String
    let signature: Signature
    let body: Body
  }

  private static func entry(_ name: String, _ parameters: String, _ body: @escaping Body) -> Entry {
    Entry(name: name, signature: Signature(name, parameters), body: body)
  }

  static let methods: [NativeFunction] = entries.map { entry in
    NativeFunction(entry.name, .method) { vm, arguments throws(Raise) in
      guard arguments.count > 0, let random = arguments[0].heapObject as? RandomObject else {
        throw vm.typeError("unbound method Random.\(entry.name)() needs an argument")
      }
      return try entry.body(vm, random, entry.signature.bind(arguments.dropFirst, vm))
    }
  }

  /// The same as functions on one generator.
  static func functions(_ random: RandomObject) -> [String: Value] {
    var members: [String: Value] = ["Random": .object(RandomObject.randomType)]
    for entry in entries {
      members[entry.name] = .object(
        NativeFunction(entry.name) { vm, arguments throws(Raise) in
          try entry.body(vm, random, entry.signature.bind(arguments, vm))
        })
    }
    return members
  }

  private static let entries: [Entry] = basics + sequences + distributions

  private static let basics: [Entry] = [
    entry("seed", "a=None, version=2") { vm, random, arguments throws(Raise) in
      random.generator = MersenneTwister(seed: try RandomObject.seed(arguments[0] ?? .null, vm))
      random.nextGauss = nil
      return .null
    },
    entry("random", "") { _, random, _ in .float(random.generator.nextDouble()) },
    entry("getrandbits", "k, /") { vm, random, arguments throws(Raise) in
      let count = try vm.index(arguments.required(0))
      if count < 0 { throw vm.valueError("number of bits must be non-negative") }
      try vm.checkBits(count)
      return try vm.integer(BigInt(random.generator.nextBits(count)))
    },
    entry("randbytes", "n") { vm, random, arguments throws(Raise) in
      let count = try vm.index(arguments.required(0))
      if count < 0 { throw vm.valueError("number of bits must be non-negative") }
      try vm.checkLength(count)
      try vm.checkBits(count * 8)
      let bytes = Array(random.generator.nextBits(count * 8).serialize().reversed())
      return try vm.bytes(bytes + [UInt8](repeating: 0, count: max(0, count - bytes.count)))
    },
    entry("randrange", "start, stop=None, step=1") { vm, random, arguments throws(Raise) in
      try range(random, arguments.required(0), arguments[1] ?? .null, arguments[2] ?? .int(1), vm)
    },
    entry("randint", "a, b") { vm, random, arguments throws(Raise) in
      let end = try vm.binary(.add, arguments.required(1), .int(1))
      return try range(random, arguments.required(0), end, .int(1), vm)
    },
  ]

  private static func range(
    _ random: RandomObject, _ start: Value, _ stop: Value, _ step: Value, _ vm: Machine
  ) throws(Raise) -> Value {
    func integer(_ value: Value) throws(Raise) -> BigInt {
      guard let number = try vm.bigInt(value) else {
        throw vm.typeError("'\(value.typeName)' object cannot be interpreted as an integer")
      }
      return number
    }
    let first = try integer(start)
    if stop.isNone {
      guard first > 0 else { throw vm.valueError("empty range for randrange()") }
      return try vm.integer(BigInt(random.generator.nextInteger(below: first.magnitude)))
    }
    let (end, stride) = (try integer(stop), try integer(step))
    let width = end - first
    if stride == 1 {
      guard width > 0 else {
        throw vm.valueError("empty range for randrange() (\(first), \(end), \(width))")
      }
      return try vm.integer(first + BigInt(random.generator.nextInteger(below: width.magnitude)))
    }
    if stride == 0 { throw vm.valueError("zero step for randrange()") }
    let rounding: BigInt = stride > 0 ? stride - 1 : stride + 1
    let count = IntegerArithmetic.floorDivide(width + rounding, stride).quotient
    guard count > 0 else { throw vm.valueError("empty range for randrange()") }
    return try vm.integer(first + stride * BigInt(random.generator.nextInteger(below: count.magnitude)))
  }

  private static let sequences: [Entry] = [
    entry("choice", "seq") { vm, random, arguments throws(Raise) in
      let sequence = arguments.required(0)
      let count = try vm.length(sequence)
      if count == 0 { throw vm.indexError("Cannot choose from an empty sequence") }
      return try vm.item(sequence, .int(random.generator.nextInteger(below: count)))
    },
    entry("shuffle", "x") { vm, random, arguments throws(Raise) in
      let sequence = arguments.required(0)
      let count = try vm.length(sequence)
      for last in stride(from: count - 1, to: 0, by: -1) {
        try vm.charge(1)
        let other = random.generator.nextInteger(below: last + 1)
        let (one, two) = (try vm.item(sequence, .int(last)), try vm.item(sequence, .int(other)))
        try vm.setItem(sequence, .int(last), two)
        try vm.setItem(sequence, .int(other), one)
      }
      return .null
    },
    entry("sample", "population, k, *, counts=None") { vm, random, arguments throws(Raise) in
      let population = arguments.required(0)
      switch population {
      case .dict, .set:
        throw vm.typeError("Population must be a sequence.  For dicts or sets, use sorted(d).")
      default: break
      }
      var elements = try vm.collect(population)
      if let counts = arguments[1].flatMap({ _ in arguments[2] }), !counts.isNone {
        let numbers = try vm.collect(counts)
        guard numbers.count == elements.count else {
          throw vm.valueError("The number of counts does not match the population")
        }
        var repeated: [Value] = []
        for (element, number) in zip(elements, numbers) {
          let count = try vm.index(number)
          try vm.checkCount(repeated.count + max(0, count))
          repeated.append(contentsOf: repeatElement(element, count: max(0, count)))
        }
        elements = repeated
      }
      let count = try vm.index(arguments.required(1))
      guard count >= 0, count <= elements.count else {
        throw vm.valueError("Sample larger than population or is negative")
      }
      return try vm.list(sample(random, elements, count, vm))
    },
    entry("choices", "population, weights=None, *, cum_weights=None, k=1") { vm, random, arguments throws(Raise) in
      let population = try vm.collect(arguments.required(0))
      let count = try arguments[3].map { value throws(Raise) in try vm.index(value) } ?? 1
      try vm.checkCount(max(count, 0))
      let cumulated = try cumulatedWeights(arguments[1], arguments[2], vm)
      guard let cumulated else {
        if population.isEmpty { throw vm.indexError("list index out of range") }
        return try vm.list(
          (0..<max(count, 0)).map { _ in
            population[Int(random.generator.nextDouble() * Double(population.count))]
          })
      }
      guard cumulated.count == population.count else {
        throw vm.valueError("The number of weights does not match the population")
      }
      guard let total = cumulated.last, total > 0 else {
        throw vm.valueError("Total of weights must be greater than zero")
      }
      guard total.isFinite else { throw vm.valueError("Total of weights must be finite") }
      return try vm.list(
        (0..<max(count, 0)).map { _ in
          let place = random.generator.nextDouble() * total
          var (low, high) = (0, cumulated.count - 1)
          while low < high {
            let middle = (low + high) / 2
            if place < cumulated[middle] { high = middle } else { low = middle + 1 }
          }
          return population[low]
        })
    },
  ]

  private static func cumulatedWeights(
    _ weights: Value?, _ cumulated: Value?, _ vm: Machine
  ) throws(Raise) -> [Double]? {
    if let cumulated, !cumulated.isNone {
      if let weights, !weights.isNone {
        throw vm.typeError("Cannot specify both weights and cumulative weights")
      }
      var numbers: [Double] = []
      for value in try vm.collect(cumulated) { numbers.append(try MathModule.real(value, vm)) }
      return numbers
    }
    guard let weights, !weights.isNone else { return nil }
    var numbers: [Double] = []
    var sum = 0.0
    for value in try vm.collect(weights) {
      sum += try MathModule.real(value, vm)
      numbers.append(sum)
    }
    return numbers
  }

  /// CPython's choice of method decides the sequence: a pool for large samples, a set of taken places for small ones.
  private static func sample(
    _ random: RandomObject, _ elements: [Value], _ count: Int, _ vm: Machine
  ) throws(Raise) -> [Value] {
    try vm.charge(count)
    var setSize = 21.0
    if count > 5 { setSize += pow(4, (log(Double(count * 3)) / log(4)).rounded(.up)) }
    var result: [Value] = []
    if Double(elements.count) <= setSize {
      var pool = elements
      for index in 0..<count {
        let place = random.generator.nextInteger(below: elements.count - index)
        result.append(pool[place])
        pool[place] = pool[elements.count - index - 1]
      }
      return result
    }
    var taken: Set<Int> = []
    for _ in 0..<count {
      var place = random.generator.nextInteger(below: elements.count)
      while !taken.insert(place).inserted { place = random.generator.nextInteger(below: elements.count) }
      result.append(elements[place])
    }
    return result
  }

  private static let distributions: [Entry] = [
    entry("uniform", "a, b") { vm, random, arguments throws(Raise) in
      let width = try vm.binary(.subtract, arguments.required(1), arguments.required(0))
      let offset = try vm.binary(.multiply, width, .float(random.generator.nextDouble()))
      return try vm.binary(.add, arguments.required(0), offset)
    },
    entry("triangular", "low=0.0, high=1.0, mode=None") { vm, random, arguments throws(Raise) in
      var low = try real(arguments[0], 0, vm)
      var high = try real(arguments[1], 1, vm)
      var place = random.generator.nextDouble()
      var mode = 0.5
      if let given = arguments[2], !given.isNone {
        if high == low { return .float(low) }
        mode = (try MathModule.real(given, vm) - low) / (high - low)
      }
      if place > mode {
        place = 1 - place
        mode = 1 - mode
        swap(&low, &high)
      }
      return .float(low + (high - low) * (place * mode).squareRoot())
    },
    entry("gauss", "mu=0.0, sigma=1.0") { vm, random, arguments throws(Raise) in
      let (mean, deviation) = (try real(arguments[0], 0, vm), try real(arguments[1], 1, vm))
      if let second = random.nextGauss {
        random.nextGauss = nil
        return .float(mean + second * deviation)
      }
      let angle = random.generator.nextDouble() * 2 * .pi
      let radius = (-2 * log(1 - random.generator.nextDouble())).squareRoot()
      random.nextGauss = sin(angle) * radius
      return .float(mean + cos(angle) * radius * deviation)
    },
    entry("normalvariate", "mu=0.0, sigma=1.0") { vm, random, arguments throws(Raise) in
      .float(try real(arguments[0], 0, vm) + normal(random) * real(arguments[1], 1, vm))
    },
    entry("lognormvariate", "mu, sigma") { vm, random, arguments throws(Raise) in
      .float(exp(try real(arguments[0], 0, vm) + normal(random) * real(arguments[1], 1, vm)))
    },
    entry("expovariate", "lambd") { vm, random, arguments throws(Raise) in
      let rate = try MathModule.real(arguments.required(0), vm)
      if rate == 0 { throw vm.zeroDivisionError("float division by zero") }
      return .float(-log(1 - random.generator.nextDouble()) / rate)
    },
  ]

  private static func real(_ value: Value?, _ fallback: Double, _ vm: Machine) throws(Raise) -> Double {
    guard let value else { return fallback }
    return try MathModule.real(value, vm)
  }

  /// A normally distributed number, by the ratio of uniform ones.
  private static func normal(_ random: RandomObject) -> Double {
    let magic = 4 * exp(-0.5) / 2.0.squareRoot()
    while true {
      let first = random.generator.nextDouble()
      let second = 1 - random.generator.nextDouble()
      let ratio = magic * (first - 0.5) / second
      if ratio * ratio / 4 <= -log(second) { return ratio }
    }
  }
}
