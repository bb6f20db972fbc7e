import BigInt

extension StatisticsModule {
  private static func sorted(_ data: Value, _ vm: Machine) throws(Raise) -> [Value] {
    var values = try vm.collect(data)
    try Sorting.sort(&values, Sorting.Order(), vm)
    return values
  }

  static let medians: [NativeFunction] = [
    function("median", "data") { vm, arguments throws(Raise) in
      let values = try nonempty(arguments.required(0), vm)
      let middle = values.count / 2
      if values.count % 2 == 1 { return values[middle] }
      return try vm.binary(.divide, vm.binary(.add, values[middle - 1], values[middle]), .int(2))
    },
    function("median_low", "data") { vm, arguments throws(Raise) in
      let values = try nonempty(arguments.required(0), vm)
      return values[(values.count - 1) / 2]
    },
    function("median_high", "data") { vm, arguments throws(Raise) in
      let values = try nonempty(arguments.required(0), vm)
      return values[values.count / 2]
    },
    function("median_grouped", "data, interval=1.0") { vm, arguments throws(Raise) in
      let values = try nonempty(arguments.required(0), vm)
      let middle = values[values.count / 2]
      let first = try partition(values, from: 0) { value throws(Raise) in try !vm.isLess(value, middle) }
      let after = try partition(values, from: first) { value throws(Raise) in try vm.isLess(middle, value) }
      let interval = try real(arguments[1] ?? .float(1), vm)
      let lower = try real(middle, vm) - interval / 2
      return .float(
        lower + interval * (Double(values.count) / 2 - Double(first)) / Double(after - first))
    },
    function("mode", "data") { vm, arguments throws(Raise) in
      let counts = try counts(arguments.required(0), vm)
      guard let most = counts.map(\.count).max(), let first = counts.first(where: { $0.count == most }) else {
        throw failure("no mode for empty data", vm)
      }
      return first.value
    },
    function("multimode", "data") { vm, arguments throws(Raise) in
      let counts = try counts(arguments.required(0), vm)
      let most = counts.map(\.count).max() ?? 0
      return try vm.list(counts.filter { $0.count == most }.map(\.value))
    },
    function("quantiles", "data, *, n=4, method='exclusive'") { vm, arguments throws(Raise) in
      let parts = try arguments[1].map { value throws(Raise) in try vm.index(value) } ?? 4
      if parts < 1 { throw failure("n must be at least 1", vm) }
      let values = try sorted(arguments.required(0), vm)
      if values.count < 2 { throw failure("must have at least two data points", vm) }
      try vm.checkCount(parts)
      let method = try arguments[2].map { value throws(Raise) in try vm.str(value) } ?? "exclusive"
      guard method == "exclusive" || method == "inclusive" else {
        throw vm.valueError("Unknown method: \(try vm.repr(arguments[2] ?? .null))")
      }
      return try vm.list(quantiles(values, parts, isInclusive: method == "inclusive", vm))
    },
  ]

  /// The first element behind `start` of which something holds that then holds for all later ones.
  private static func partition(
    _ values: [Value], from start: Int, _ isBeyond: (Value) throws(Raise) -> Bool
  ) throws(Raise) -> Int {
    var (low, high) = (start, values.count)
    while low < high {
      let middle = (low + high) / 2
      if try isBeyond(values[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private static func nonempty(_ data: Value, _ vm: Machine) throws(Raise) -> [Value] {
    let values = try sorted(data, vm)
    if values.isEmpty { throw failure("no median for empty data", vm) }
    return values
  }

  private static func real(_ value: Value, _ vm: Machine) throws(Raise) -> Double {
    guard let number = try vm.realNumber(value) else { throw vm.typeError("Value cannot be converted to a float") }
    return number
  }

  /// The cut points between `parts` groups of equal probability, between two neighbours each.
  private static func quantiles(
    _ values: [Value], _ parts: Int, isInclusive: Bool, _ vm: Machine
  ) throws(Raise) -> [Value] {
    var result: [Value] = []
    for part in 1..<max(parts, 1) {
      try vm.charge(4)
      let position = part * (isInclusive ? values.count - 1 : values.count + 1)
      let index =
        isInclusive ? position / parts : min(max(position / parts, 1), values.count - 1) - 1
      let weight = position - (isInclusive ? index : index + 1) * parts
      let low = try vm.binary(.multiply, values[index], .int(parts - weight))
      let high = try vm.binary(.multiply, values[index + 1], .int(weight))
      result.append(try vm.binary(.divide, vm.binary(.add, low, high), .int(parts)))
    }
    return result
  }

  /// How often each value occurs, in the order of the first.
  private static func counts(_ data: Value, _ vm: Machine) throws(Raise) -> [(value: Value, count: Int)] {
    var counts: [(value: Value, count: Int)] = []
    let positions = Dict(vm.heap)
    var walk = try vm.walk(vm.iterator(of: data))
    while let element = try walk.next(vm) {
      let hash = try vm.hash(element)
      if let found = try positions.find(element, hash: hash, vm),
        case .int(let position) = positions.table.entries[found].value
      {
        counts[position].count += 1
      } else {
        try positions.set(element, .int(counts.count), vm)
        counts.append((element, 1))
      }
    }
    return counts
  }

  // MARK: Spreads

  static let spreads: [NativeFunction] = [
    spread("pvariance", "mu", isSample: false, isRoot: false),
    spread("variance", "xbar", isSample: true, isRoot: false),
    spread("pstdev", "mu", isSample: false, isRoot: true), spread("stdev", "xbar", isSample: true, isRoot: true),
  ]

  private static func spread(_ name: String, _ center: String, isSample: Bool, isRoot: Bool) -> NativeFunction {
    function(name, "data, \(center)=None") { vm, arguments throws(Raise) in
      var sums = ExactStatistics()
      var deviations: FractionValue?
      if let mean = arguments[1], !mean.isNone {
        var walk = try vm.walk(arguments.required(0))
        while let element = try walk.next(vm) {
          let distance = try vm.binary(.subtract, element, mean)
          try sums.add(vm.binary(.multiply, distance, distance), vm)
        }
        if sums.special == nil { deviations = try sums.sum(vm) }
      } else {
        sums = try StatisticsModule.sums(arguments.required(0), vm)
        if sums.special == nil, sums.count > 0 { deviations = try sums.squaredDeviations(vm) }
      }
      let divisor = sums.count - (isSample ? 1 : 0)
      if divisor < 1 {
        throw failure("\(name) requires at least \(isSample ? "two data points" : "one data point")", vm)
      }
      guard let deviations else {
        let quotient = try vm.binary(.divide, sums.special ?? .float(.nan), .int(divisor))
        // CPython takes the root of a ratio only.
        if isRoot { throw vm.missingAttribute(quotient, "numerator") }
        return quotient
      }
      let variance = FractionValue(deviations.numerator, deviations.denominator * BigInt(divisor))
      return isRoot ? try sums.root(variance, vm) : try sums.value(variance, vm)
    }
  }
}
