/// The methods of `list`.
enum ListMethods {
  static let table: [NativeFunction] = [
    method("append", "object, /") { vm, list, arguments throws(Raise) in
      try vm.checkGrowth(to: list.count + 1)
      list.append(arguments.required(0))
      list.account()
      return .null
    },
    method("extend", "iterable, /") { vm, list, arguments throws(Raise) in
      try extend(list, arguments.required(0), vm)
      return .null
    },
    method("insert", "index, object, /") { vm, list, arguments throws(Raise) in
      var index = try vm.size(arguments.required(0))
      try vm.checkGrowth(to: list.count + 1)
      if index < 0 { index = max(0, index &+ list.count) }
      index = min(index, list.count)
      try vm.charge((list.count - index) >> 6)
      list.elements.insert(arguments.required(1), at: index)
      list.account()
      return .null
    },
    method("pop", "index=-1, /") { vm, list, arguments throws(Raise) in
      var index = try arguments[0].map { value throws(Raise) in try vm.size(value) } ?? -1
      guard list.count > 0 else { throw vm.indexError("pop from empty list") }
      if index < 0 { index &+= list.count }
      guard index >= 0, index < list.count else { throw vm.indexError("pop index out of range") }
      if index == list.count - 1 { return list.elements.removeLast() }
      try vm.charge((list.count - index) >> 6)
      return list.elements.remove(at: index)
    },
    method("remove", "value, /") { vm, list, arguments throws(Raise) in
      guard let index = try position(of: arguments.required(0), in: list, vm) else {
        throw vm.valueError("list.remove(x): x not in list")
      }
      // The comparison may have run code that made the list shorter.
      if index < list.count { list.elements.remove(at: index) }
      return .null
    },
    method("clear", "") { _, list, _ in
      list.elements.removeAll()
      list.account()
      return .null
    },
    method("copy", "") { vm, list, _ throws(Raise) in try vm.list(list.elements) },
    method("reverse", "") { vm, list, _ throws(Raise) in
      try vm.charge(list.count >> 4)
      list.elements.reverse()
      return .null
    },
    method("count", "value, /") { vm, list, arguments throws(Raise) in
      try count(arguments.required(0), vm) { $0 < list.count ? list.elements[$0] : nil }
    },
    method("index", "value, start=0, stop=9223372036854775807, /") { vm, list, arguments throws(Raise) in
      guard
        let index = try search(arguments, count: list.count, vm, { $0 < list.count ? list.elements[$0] : nil })
      else {
        throw vm.valueError("\(try vm.repr(arguments.required(0))) is not in list")
      }
      return .int(index)
    },
    Method.raw("list", "sort", \.asList) { vm, list, arguments throws(Raise) in
      guard arguments.values.count <= 2 else {
        throw vm.typeError("sort() takes at most 2 arguments (\(arguments.values.count) given)")
      }
      guard arguments.count == 0 else { throw vm.typeError("sort() takes no positional arguments") }
      let order = try Sorting.Order(sortSignature.bind(arguments, vm), first: 0, vm)
      try sort(list, order, vm)
      return .null
    },
  ]

  private static let sortSignature = Signature("sort", "*, key=None, reverse=False")

  private static func method(
    _ name: String, _ parameters: String, _ body: @escaping Method.Body<List>
  ) -> NativeFunction {
    Method.make("list", name, parameters, \.asList, body)
  }

  /// Appends all that `iterable` gives.
  static func extend(_ list: List, _ iterable: Value, _ vm: Machine) throws(Raise) {
    if case .list(let other) = iterable, other === list {
      try vm.checkCount(list.count * 2)
      list.elements += list.elements
      list.account()
      return
    }
    let added = try vm.collect(iterable)
    try vm.checkCount(list.count + added.count)
    list.append(contentsOf: added)
    list.account()
  }

  private static func position(of value: Value, in list: List, _ vm: Machine) throws(Raise) -> Int? {
    var index = 0
    while index < list.count {
      try vm.charge(1)
      if try vm.equal(list.elements[index], value) { return index }
      index += 1
    }
    return nil
  }

  /// How often a value is among the elements that `element` gives, up to its nil.
  static func count(_ value: Value, _ vm: Machine, _ element: (Int) -> Value?) throws(Raise) -> Value {
    var count = 0
    var index = 0
    while let candidate = element(index) {
      try vm.charge(1)
      if try vm.equal(candidate, value) { count += 1 }
      index += 1
    }
    return .int(count)
  }

  /// Where the first argument is found, between the optional bounds of the others.
  static func search(
    _ arguments: Signature.Bound, count: Int, _ vm: Machine, _ element: (Int) -> Value?
  ) throws(Raise) -> Int? {
    let message = "slice indices must be integers or have an __index__ method"
    func bound(_ value: Value?, _ fallback: Int) throws(Raise) -> Int {
      guard let value else { return fallback }
      let index = try vm.index(value, clamping: true, message)
      return index < 0 ? max(0, index &+ count) : index
    }
    var index = try bound(arguments[1], 0)
    let end = try bound(arguments[2], Int.max)
    while index < end, let candidate = element(index) {
      try vm.charge(1)
      if try vm.equal(candidate, arguments.required(0)) { return index }
      index += 1
    }
    return nil
  }

  /// Sorts in place. The list is empty meanwhile, so that a comparison that looks at it does no harm; one that changes
  /// it is found out.
  private static func sort(_ list: List, _ order: Sorting.Order, _ vm: Machine) throws(Raise) {
    var elements = list.elements
    list.elements = []
    var failure: Raise?
    do throws(Raise) {
      try Sorting.sort(&elements, order, vm)
    } catch {
      failure = error
    }
    let changed = list.count > 0
    list.elements = elements
    list.account()
    if let failure { throw failure }
    if changed { throw vm.valueError("list modified during sort") }
  }
}
