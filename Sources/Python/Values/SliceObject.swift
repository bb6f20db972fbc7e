/// A `slice`: `start:stop:step` between brackets.
final class SliceObject: Object, @unchecked Sendable {
  let start: Value
  let stop: Value
  let step: Value

  init(_ heap: Heap?, start: Value, stop: Value, step: Value) {
    self.start = start
    self.stop = stop
    self.step = step
    super.init(heap, kind: .slice)
  }

  override var type: TypeObject { .slice }

  override func repr(_ vm: Machine) throws(Raise) -> String {
    "slice(\(try vm.repr(start)), \(try vm.repr(stop)), \(try vm.repr(step)))"
  }

  override func hash(_ vm: Machine) throws(Raise) -> Int { throw vm.typeError("unhashable type: 'slice'") }

  override func equals(_ other: Value, _ vm: Machine) throws(Raise) -> Bool? {
    guard case .object(let object) = other, let slice = object as? SliceObject else { return nil }
    guard try vm.equal(start, slice.start), try vm.equal(stop, slice.stop) else { return false }
    return try vm.equal(step, slice.step)
  }

  override func attribute(_ name: String, _ vm: Machine) throws(Raise) -> Value? {
    switch name {
    case "start": start
    case "stop": stop
    case "step": step
    default: nil
    }
  }

  /// What the slice means for a sequence of `length` elements: `start`, `start + step`, … `count` of them.
  struct Indices {
    let start: Int
    let stop: Int
    let step: Int
    let count: Int
  }

  func indices(_ length: Int, _ vm: Machine) throws(Raise) -> Indices {
    let message = "slice indices must be integers or None or have an __index__ method"
    var step = 1
    if !self.step.isNone {
      step = Swift.max(try vm.index(self.step, clamping: true, message), -Int.max)
      if step == 0 { throw vm.valueError("slice step cannot be zero") }
    }
    func bound(_ value: Value, _ fallback: Int) throws(Raise) -> Int {
      if value.isNone { return fallback }
      var index = try vm.index(value, clamping: true, message)
      if index < 0 {
        index &+= length
        if index < 0 { index = step < 0 ? -1 : 0 }
      } else if index >= length {
        index = step < 0 ? length - 1 : length
      }
      return index
    }
    let start = try bound(self.start, step < 0 ? length - 1 : 0)
    let stop = try bound(self.stop, step < 0 ? -1 : length)
    let count: Int
    if step > 0 {
      count = start < stop ? (stop - start - 1) / step + 1 : 0
    } else {
      count = stop < start ? (start - stop - 1) / -step + 1 : 0
    }
    return Indices(start: start, stop: stop, step: step, count: count)
  }

  override func traverse(_ visit: (Value) -> Void) {
    visit(start)
    visit(stop)
    visit(step)
  }
}
