extension ItertoolsModule {
  static let combinatoric: [TypeObject] = [
    variadic("product") { vm, arguments throws(Raise) in
      var times = 1
      for (name, value) in arguments.named {
        guard name == "repeat" else { throw vm.typeError("'\(name)' is an invalid keyword argument for product()") }
        times = try vm.index(value)
        if times < 0 { throw vm.valueError("repeat argument cannot be negative") }
      }
      var given: [[Value]] = []
      for value in arguments.positional { given.append(try vm.collect(value)) }
      let (total, overflow) = given.count.multipliedReportingOverflow(by: times)
      try vm.checkCount(overflow ? Int.max >> 5 : total)
      let pools = Array(repeatElement(given, count: times).joined())
      var indices: [Int]? = pools.contains(where: \.isEmpty) ? nil : [Int](repeating: 0, count: pools.count)
      return (
        pools.flatMap { $0 },
        { vm throws(Raise) in
          guard var current = indices else { return nil }
          try vm.charge(pools.count)
          let result = vm.tuple(current.indices.map { pools[$0][current[$0]] })
          var position = pools.count - 1
          while position >= 0 {
            current[position] += 1
            if current[position] < pools[position].count { break }
            current[position] = 0
            position -= 1
          }
          indices = position < 0 ? nil : current
          return result
        }
      )
    },
    lazy("permutations", "iterable, r=None") { vm, arguments throws(Raise) in
      let pool = try vm.collect(arguments.required(0))
      let given = arguments[1] ?? .null
      let length = given.isNone ? pool.count : try size(given, "r", vm)
      var indices = Array(pool.indices)
      var cycles = (0..<max(0, min(length, pool.count))).map { pool.count - $0 }
      var isDone = length > pool.count
      return (
        pool,
        { vm throws(Raise) in
          if isDone { return nil }
          try vm.charge(length)
          let result = vm.tuple(indices.prefix(length).map { pool[$0] })
          var position = length - 1
          while position >= 0 {
            cycles[position] -= 1
            if cycles[position] > 0 {
              indices.swapAt(position, indices.count - cycles[position])
              break
            }
            let moved = indices.remove(at: position)
            indices.append(moved)
            cycles[position] = pool.count - position
            position -= 1
          }
          if position < 0 { isDone = true }
          return result
        }
      )
    },
    combinations("combinations", repeats: false), combinations("combinations_with_replacement", repeats: true),
  ]

  private static func size(_ value: Value, _ name: String, _ vm: Machine) throws(Raise) -> Int {
    guard value.asInteger != nil else { throw vm.typeError("Expected int as \(name)") }
    let size = try vm.index(value)
    if size < 0 { throw vm.valueError("\(name) must be non-negative") }
    return size
  }

  private static func combinations(_ name: String, repeats: Bool) -> TypeObject {
    lazy(name, "iterable, r") { vm, arguments throws(Raise) in
      let pool = try vm.collect(arguments.required(0))
      let length = try size(arguments.required(1), "r", vm)
      try vm.checkCount(length)
      let isPossible = repeats ? (length == 0 || !pool.isEmpty) : length <= pool.count
      var indices: [Int]? = isPossible ? (repeats ? [Int](repeating: 0, count: length) : Array(0..<length)) : nil
      return (
        pool,
        { vm throws(Raise) in
          guard var current = indices else { return nil }
          try vm.charge(length)
          let result = vm.tuple(current.map { pool[$0] })
          let limit = { (position: Int) in repeats ? pool.count - 1 : position + pool.count - length }
          if let position = current.indices.last(where: { current[$0] < limit($0) }) {
            let start = current[position] + 1
            for index in position..<length { current[index] = repeats ? start : start + index - position }
            indices = current
          } else {
            indices = nil
          }
          return result
        }
      )
    }
  }
}
