/// The methods of `range` and `slice`.
enum RangeMethods {
  static let table: [NativeFunction] = [
    Method.make("range", "count", "value, /", unwrap) { vm, range, arguments throws(Raise) in
      .int(try vm.contains(.object(range), arguments.required(0)) ? 1 : 0)
    },
    Method.make("range", "index", "value, /", unwrap) { vm, range, arguments throws(Raise) in
      let value = arguments.required(0)
      if try vm.contains(.object(range), value) {
        var walk = try vm.walk(.object(range))
        if case .int(let number) = value, let index = range.position(of: number) { return .int(index) }
        var index = 0
        while let element = try walk.next(vm) {
          if try vm.equal(element, value) { return .int(index) }
          index += 1
        }
      }
      throw vm.valueError("\(try vm.repr(value)) is not in range")
    },
  ]

  static let sliceTable: [NativeFunction] = [
    Method.make("slice", "indices", "length, /", { $0.heapObject as? SliceObject }) {
      vm, slice, arguments throws(Raise) in
      let length = try vm.index(arguments.required(0))
      if length < 0 { throw vm.valueError("length should not be negative") }
      let indices = try slice.indices(length, vm)
      return vm.tuple([.int(indices.start), .int(indices.stop), .int(indices.step)])
    }
  ]

  private static func unwrap(_ value: Value) -> RangeObject? { value.heapObject as? RangeObject }
}
