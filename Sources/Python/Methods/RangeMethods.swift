/// The methods of `range` and `slice`.
enum RangeMethods {
  static let table: [NativeFunction] = [
    Method.make("range", "count", "value, /", unwrap) { vm, range, arguments throws(Raise) in
      .int(try vm.contains(.object(range), arguments.required(0)) ? 1 : 0)
    },
    Method.make("range", "index", "value, /", unwrap) { vm, range, arguments throws(Raise) in
      var walk = try vm.walk(.object(range))
      var index = 0
      guard try vm.contains(.object(range), arguments.required(0)) else {
        throw vm.valueError("\(try vm.repr(arguments.required(0))) is not in range")
      }
      while let element = try walk.next(vm) {
        if try vm.equal(element, arguments.required(0)) { return .int(index) }
        index += 1
      }
      throw vm.valueError("\(try vm.repr(arguments.required(0))) is not in range")
    },
  ]

  private static func unwrap(_ value: Value) -> RangeObject? { value.heapObject as? RangeObject }
}
