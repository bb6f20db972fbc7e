/// The methods of `tuple`.
enum TupleMethods {
  static let table: [NativeFunction] = [
    Method.make("tuple", "count", "value, /", \.asTuple) { vm, tuple, arguments throws(Raise) in
      try ListMethods.count(arguments.required(0), vm) { $0 < tuple.elements.count ? tuple.elements[$0] : nil }
    },
    Method.make("tuple", "index", "value, start=0, stop=9223372036854775807, /", \.asTuple) {
      vm, tuple, arguments throws(Raise) in
      let element = { (index: Int) in index < tuple.elements.count ? tuple.elements[index] : nil }
      guard let index = try ListMethods.search(arguments, count: tuple.elements.count, vm, element) else {
        throw vm.valueError("tuple.index(x): x not in tuple")
      }
      return .int(index)
    },
  ]
}
