/// The methods of `deque`.
enum DequeMethods {
  static let table: [NativeFunction] = [
    method("append", "x, /") { vm, deque, arguments throws(Raise) in
      try deque.append(arguments.required(0), vm)
      return .null
    },
    method("appendleft", "x, /") { vm, deque, arguments throws(Raise) in
      try deque.prepend(arguments.required(0), vm)
      return .null
    },
    method("extend", "iterable, /") { vm, deque, arguments throws(Raise) in
      for element in try vm.collect(arguments.required(0)) { try deque.append(element, vm) }
      return .null
    },
    method("extendleft", "iterable, /") { vm, deque, arguments throws(Raise) in
      for element in try vm.collect(arguments.required(0)) { try deque.prepend(element, vm) }
      return .null
    },
    method("pop", "") { vm, deque, _ throws(Raise) in
      guard let value = deque.removeLast() else { throw vm.indexError("pop from an empty deque") }
      return value
    },
    method("popleft", "") { vm, deque, _ throws(Raise) in
      guard let value = deque.removeFirst() else { throw vm.indexError("pop from an empty deque") }
      return value
    },
    method("clear", "") { _, deque, _ in
      deque.replaceAll([])
      return .null
    },
    method("copy", "") { vm, deque, _ throws(Raise) in .object(try deque.made(deque.elements, vm)) },
    method("count", "value, /") { vm, deque, arguments throws(Raise) in
      try ListMethods.count(arguments.required(0), vm) { $0 < deque.count ? deque[$0] : nil }
    },
    method("index", "value, start=0, stop=9223372036854775807, /") { vm, deque, arguments throws(Raise) in
      let element = { (index: Int) in index < deque.count ? deque[index] : nil }
      guard let index = try ListMethods.search(arguments, count: deque.count, vm, element) else {
        throw vm.valueError("\(try vm.repr(arguments.required(0))) is not in deque")
      }
      return .int(index)
    },
    method("insert", "index, value, /") { vm, deque, arguments throws(Raise) in
      if deque.count == deque.limit { throw vm.indexError("deque already at its maximum size") }
      var index = try vm.index(arguments.required(0), clamping: true)
      if index < 0 { index = max(0, index &+ deque.count) }
      try vm.checkGrowth(to: deque.count + 1)
      try vm.charge(deque.count >> 4)
      var elements = deque.elements
      elements.insert(arguments.required(1), at: min(index, elements.count))
      deque.replaceAll(elements)
      return .null
    },
    method("remove", "value, /") { vm, deque, arguments throws(Raise) in
      var elements = deque.elements
      for (index, element) in elements.enumerated() {
        try vm.charge(1)
        guard try vm.equal(element, arguments.required(0)) else { continue }
        elements.remove(at: index)
        deque.replaceAll(elements)
        return .null
      }
      throw vm.valueError("\(try vm.repr(arguments.required(0))) is not in deque")
    },
    method("reverse", "") { _, deque, _ in
      deque.replaceAll(deque.elements.reversed())
      return .null
    },
    method("rotate", "n=1, /") { vm, deque, arguments throws(Raise) in
      let count = try arguments[0].map { value throws(Raise) in try vm.index(value) } ?? 1
      guard deque.count > 1 else { return .null }
      try vm.charge(deque.count >> 4)
      let shift = (deque.count - count.flooredRemainder(deque.count)) % deque.count
      let elements = deque.elements
      deque.replaceAll(Array(elements[shift...] + elements[..<shift]))
      return .null
    },
    Method.getter("collections.deque", "maxlen", unwrap) { _, deque in deque.limit.map { .int($0) } ?? .null },
  ]

  private static let unwrap: @Sendable (Value) -> DequeObject? = { $0.heapObject as? DequeObject }

  private static func method(
    _ name: String, _ parameters: String, _ body: @escaping Method.Body<DequeObject>
  ) -> NativeFunction {
    Method.make("collections.deque", name, parameters, unwrap, body)
  }
}
