import BigInt

/// The module `statistics`.
enum StatisticsModule {
  static let error = TypeObject(builtin: "StatisticsError", module: "statistics", base: .valueError)

  static let members: [String: Value] = ModuleFunction.members(
    averages + medians + spreads + relations,
    ["StatisticsError": .object(error), "LinearRegression": .object(regressionType)])

  static func function(
    _ name: String, _ parameters: String,
    _ body: @escaping @Sendable (_ vm: Machine, _ arguments: Signature.Bound) throws(Raise) -> Value
  ) -> NativeFunction {
    ModuleFunction.make("statistics", name, parameters, body)
  }

  static func failure(_ message: String, _ vm: Machine) -> Raise { vm.raise(error, message) }

  /// The exact sums of what iterates.
  static func sums(_ data: Value, _ vm: Machine) throws(Raise) -> ExactStatistics {
    var sums = ExactStatistics()
    var walk = try vm.walk(data)
    while let element = try walk.next(vm) { try sums.add(element, vm) }
    return sums
  }

  // MARK: Averages

  private static let averages: [NativeFunction] = [
    function("mean", "data") { vm, arguments throws(Raise) in
      let sums = try sums(arguments.required(0), vm)
      if sums.count < 1 { throw failure("mean requires at least one data point", vm) }
      if let special = sums.special { return try vm.binary(.divide, special, .int(sums.count)) }
      let sum = try sums.sum(vm)
      return try sums.value(FractionValue(sum.numerator, sum.denominator * BigInt(sums.count)), vm)
    },
    function("fmean", "data, weights=None") { vm, arguments throws(Raise) in
      let data = try vm.collect(arguments.required(0))
      guard let weights = arguments[1], !weights.isNone else {
        if data.isEmpty { throw failure("fmean requires at least one data point", vm) }
        return .float(try sum(data, vm) / Double(data.count))
      }
      let factors = try vm.collect(weights)
      var products: [Value] = []
      for (value, weight) in zip(data, factors) { products.append(try vm.binary(.multiply, value, weight)) }
      let total = try sum(products, vm)
      guard data.count == factors.count else { throw failure("data and weights must be the same length", vm) }
      let divisor = try sum(factors, vm)
      if divisor == 0 { throw failure("sum of weights must be non-zero", vm) }
      return .float(total / divisor)
    },
    function("geometric_mean", "data") { vm, arguments throws(Raise) in
      let data = try vm.collect(arguments.required(0))
      let refusal = failure("geometric mean requires a non-empty dataset containing positive numbers", vm)
      var logarithms: [Value] = []
      for value in data {
        do throws(Raise) {
          logarithms.append(try vm.call(member("log", of: MathModule.members), value))
        } catch {
          throw vm.caught(error, .valueError) == nil ? error : refusal
        }
      }
      if data.isEmpty { throw refusal }
      let mean = try sum(logarithms, vm) / Double(data.count)
      return try vm.call(member("exp", of: MathModule.members), .float(mean))
    },
    function("harmonic_mean", "data, weights=None") { vm, arguments throws(Raise) in
      try harmonicMean(vm.collect(arguments.required(0)), arguments[1] ?? .null, vm)
    },
  ]

  private static func member(_ name: String, of members: [String: Value]) -> Value { members[name] ?? .null }

  /// `math.fsum`.
  static func sum(_ values: [Value], _ vm: Machine) throws(Raise) -> Double {
    let sum = try vm.call(member("fsum", of: MathModule.members), vm.list(values))
    return try vm.realNumber(sum) ?? .nan
  }

  private static func harmonicMean(_ data: [Value], _ weights: Value, _ vm: Machine) throws(Raise) -> Value {
    let refusal = "harmonic mean does not support negative values"
    if data.isEmpty { throw failure("harmonic_mean requires at least one data point", vm) }
    if data.count == 1, weights.isNone {
      guard try vm.realNumber(data[0]) != nil else { throw vm.typeError("unsupported type") }
      if try vm.isLess(data[0], .int(0)) { throw failure(refusal, vm) }
      return data[0]
    }
    var factors = [Value](repeating: .int(1), count: data.count)
    if !weights.isNone {
      factors = try vm.collect(weights)
      guard factors.count == data.count else {
        throw failure("Number of weights does not match data size", vm)
      }
    }
    var weightSums = ExactStatistics()
    for weight in factors {
      if try vm.isLess(weight, .int(0)) { throw failure(refusal, vm) }
      try weightSums.add(weight, vm)
    }
    var sums = ExactStatistics()
    for (value, weight) in zip(data, factors) {
      if try vm.isLess(value, .int(0)) { throw failure(refusal, vm) }
      do throws(Raise) {
        try sums.add(vm.truth(weight) ? vm.binary(.divide, weight, value) : .int(0), vm)
      } catch {
        guard vm.caught(error, .zeroDivisionError) != nil else { throw error }
        return .int(0)
      }
    }
    if let special = sums.special {
      if try vm.truth(vm.compare(.lessOrEqual, special, .int(0))) {
        throw failure("Weighted sum must be positive", vm)
      }
      return try vm.binary(.divide, sums.value(weightSums.sum(vm), vm), special)
    }
    let (total, weight) = (try sums.sum(vm), try weightSums.sum(vm))
    if total.numerator.signum() <= 0 { throw failure("Weighted sum must be positive", vm) }
    let mean = try FractionObject.reduced(
      weight.numerator * total.denominator, weight.denominator * total.numerator, vm)
    return try sums.value(mean, vm)
  }

  // MARK: Relations

  private static let regressionType = StructSequence.type(
    "statistics", "LinearRegression", ["slope", "intercept"], shown: "LinearRegression", takesFields: true)

  private static let relations: [NativeFunction] = [
    function("covariance", "x, y, /") { vm, arguments throws(Raise) in
      let pairs = try Pairs(arguments.required(0), arguments.required(1), "covariance", vm)
      return .float(try pairs.products(vm) / Double(pairs.count - 1))
    },
    function("correlation", "x, y, /") { vm, arguments throws(Raise) in
      let pairs = try Pairs(arguments.required(0), arguments.required(1), "correlation", vm)
      let scale = (try pairs.squares(isLeft: true, vm) * pairs.squares(isLeft: false, vm)).squareRoot()
      if scale == 0 { throw failure("at least one of the inputs is constant", vm) }
      return .float(try pairs.products(vm) / scale)
    },
    function("linear_regression", "x, y, /, *, proportional=False") { vm, arguments throws(Raise) in
      var pairs = try Pairs(arguments.required(0), arguments.required(1), "linear regression", vm)
      let isProportional = try arguments[2].map { value throws(Raise) in try vm.truth(value) } ?? false
      if isProportional { pairs.center = (0, 0) }
      let (products, squares) = (try pairs.products(vm), try pairs.squares(isLeft: true, vm))
      if squares == 0 { throw failure("x is constant", vm) }
      let slope = products / squares
      let intercept = isProportional ? 0 : pairs.center.right - slope * pairs.center.left
      return StructSequence.make(regressionType, [.float(slope), .float(intercept)], vm)
    },
  ]

  /// Two sequences of the same length, with their means.
  private struct Pairs {
    private let left: [Value]
    private let right: [Value]
    var center: (left: Double, right: Double)

    var count: Int { left.count }

    init(_ left: Value, _ right: Value, _ name: String, _ vm: Machine) throws(Raise) {
      let (one, two) = (try vm.length(left), try vm.length(right))
      guard one == two else {
        throw failure("\(name) requires that both inputs have same number of data points", vm)
      }
      guard one >= 2 else { throw failure("\(name) requires at least two data points", vm) }
      self.left = try vm.collect(left)
      self.right = try vm.collect(right)
      center = (
        try sum(self.left, vm) / Double(one), try sum(self.right, vm) / Double(one)
      )
    }

    private func deviations(_ values: [Value], _ mean: Double, _ vm: Machine) throws(Raise) -> [Value] {
      if mean == 0 { return values }
      var result: [Value] = []
      for value in values { result.append(try vm.binary(.subtract, value, .float(mean))) }
      return result
    }

    private func sumOfProducts(_ one: [Value], _ two: [Value], _ vm: Machine) throws(Raise) -> Double {
      var products: [Value] = []
      for (a, b) in zip(one, two) { products.append(try vm.binary(.multiply, a, b)) }
      return try sum(products, vm)
    }

    func products(_ vm: Machine) throws(Raise) -> Double {
      try sumOfProducts(deviations(left, center.left, vm), deviations(right, center.right, vm), vm)
    }

    func squares(isLeft: Bool, _ vm: Machine) throws(Raise) -> Double {
      let distances =
        isLeft ? try deviations(left, center.left, vm) : try deviations(right, center.right, vm)
      return try sumOfProducts(distances, distances, vm)
    }
  }
}
