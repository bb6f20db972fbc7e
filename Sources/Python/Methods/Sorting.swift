/// Stable sorting by Python's `<`, with a key function and in either direction.
enum Sorting {
  struct Order {
    var key: Value?
    var isReversed: Bool

    /// The arguments `key` and `reverse`, which stand at `first` and behind it.
    init(_ arguments: Signature.Bound, first: Int, _ vm: Machine) throws(Raise) {
      let key = arguments[first] ?? .null
      self.key = key.isNone ? nil : key
      isReversed = try arguments[first + 1].map { value throws(Raise) in try vm.index(value) != 0 } ?? false
    }

    init(key: Value? = nil, isReversed: Bool = false) {
      self.key = key
      self.isReversed = isReversed
    }
  }

  /// Sorts `elements`. Where a comparison fails they are left in some order, all of them still there.
  static func sort(_ elements: inout [Value], _ order: Order, _ vm: Machine) throws(Raise) {
    try vm.checkBytes(elements.count * 32)
    var keys: [Value]?
    if let key = order.key {
      var made: [Value] = []
      made.reserveCapacity(elements.count)
      for element in elements { made.append(try vm.call(key, element)) }
      keys = made
    }
    guard elements.count > 1 else { return }
    let sorted = try permutation(keys ?? elements, order.isReversed, vm)
    elements = sorted.map { elements[$0] }
  }

  /// The positions of the keys in sorted order.
  private static func permutation(_ keys: [Value], _ isReversed: Bool, _ vm: Machine) throws(Raise) -> [Int] {
    if let fast = try uniformPermutation(keys, isReversed, vm) { return fast }
    return try mergeSorted(keys.count, vm) { left, right throws(Raise) in
      isReversed ? try vm.isLess(keys[left], keys[right]) : try vm.isLess(keys[right], keys[left])
    }
  }

  /// Keys that are all integers, all floats or all texts need no code of the script to compare, nor do tuples of such.
  private static func uniformPermutation(
    _ keys: [Value], _ isReversed: Bool, _ vm: Machine
  ) throws(Raise) -> [Int]? {
    switch SortColumn(keys.count, { keys[$0] }) {
    case .integers(let numbers)?:
      return try mergeSorted(keys.count, vm) { left, right in
        isReversed ? numbers[left] < numbers[right] : numbers[right] < numbers[left]
      }
    case .floats(let numbers)?:
      return try mergeSorted(keys.count, vm) { left, right in
        isReversed ? numbers[left] < numbers[right] : numbers[right] < numbers[left]
      }
    case .texts(let texts)?:
      return try mergeSorted(keys.count, vm) { left, right in
        isReversed ? texts[left].precedes(texts[right]) : texts[right].precedes(texts[left])
      }
    case nil: break
    }
    guard let columns = SortColumn.columns(keys) else { return nil }
    return try mergeSorted(keys.count, vm) { left, right throws(Raise) in
      try vm.charge(1)
      return isReversed ? columns.isLess(left, right) : columns.isLess(right, left)
    }
  }

  /// A natural merge sort: runs that are there already are kept, so that sorted input takes one comparison an element.
  /// `isAfter(left, right)` says whether the element at `right`, which stands behind, must come before `left`.
  private static func mergeSorted(
    _ count: Int, _ vm: Machine, _ isAfter: (_ left: Int, _ right: Int) throws(Raise) -> Bool
  ) throws(Raise) -> [Int] {
    var order = Array(0..<count)
    var runs = try naturalRuns(&order, vm, isAfter)
    var target = order
    while runs.count > 1 {
      var merged: [Range<Int>] = []
      var index = 0
      while index < runs.count {
        guard index + 1 < runs.count else {
          target.replaceSubrange(runs[index], with: order[runs[index]])
          merged.append(runs[index])
          break
        }
        try merge(order, runs[index], runs[index + 1], into: &target, vm, isAfter)
        merged.append(runs[index].lowerBound..<runs[index + 1].upperBound)
        index += 2
      }
      swap(&order, &target)
      runs = merged
    }
    return order
  }

  /// Ascending runs, descending ones turned around, each brought to at least eight elements by insertion.
  private static func naturalRuns(
    _ order: inout [Int], _ vm: Machine, _ isAfter: (Int, Int) throws(Raise) -> Bool
  ) throws(Raise) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start = 0
    while start < order.count {
      var end = start + 1
      if end < order.count {
        let descends = try isAfter(order[start], order[end])
        end += 1
        while end < order.count, try isAfter(order[end - 1], order[end]) == descends { end += 1 }
        if descends { order[start..<end].reverse() }
      }
      try vm.charge(end - start)
      let least = min(start + 8, order.count)
      while end < least {
        try insert(&order, start, end, isAfter)
        end += 1
      }
      runs.append(start..<end)
      start = end
    }
    return runs
  }

  private static func insert(
    _ order: inout [Int], _ start: Int, _ position: Int, _ isAfter: (Int, Int) throws(Raise) -> Bool
  ) throws(Raise) {
    let moved = order[position]
    var low = start
    var high = position
    while low < high {
      let middle = (low + high) / 2
      if try isAfter(order[middle], moved) { high = middle } else { low = middle + 1 }
    }
    var place = position
    while place > low {
      order[place] = order[place - 1]
      place -= 1
    }
    order[low] = moved
  }

  private static func merge(
    _ order: [Int], _ left: Range<Int>, _ right: Range<Int>, into target: inout [Int], _ vm: Machine,
    _ isAfter: (Int, Int) throws(Raise) -> Bool
  ) throws(Raise) {
    try vm.charge(left.count + right.count)
    var (i, j) = (left.lowerBound, right.lowerBound)
    for position in left.lowerBound..<right.upperBound {
      let takesRight: Bool
      if i == left.upperBound {
        takesRight = true
      } else if j == right.upperBound {
        takesRight = false
      } else {
        takesRight = try isAfter(order[i], order[j])
      }
      target[position] = takesRight ? order[j] : order[i]
      if takesRight { j += 1 } else { i += 1 }
    }
  }
}
