import BigInt
import OrderedCollections
import WorkflowModel

/// A `range`. Its bounds fit `Int`: a longer one is refused by the constructor.
final class RangeObject: Object, @unchecked Sendable {
  let start: Int
  let stop: Int
  let step: Int
  let count: Int

  /// `step` is not 0. Nil where the number of elements does not fit `Int`.
  init?(_ heap: Heap?, start: Int, stop: Int, step: Int) {
    self.start = start
    self.stop = stop
    self.step = step
    let (distance, overflow) =
      step > 0 ? stop.subtractingReportingOverflow(start) : start.subtractingReportingOverflow(stop)
    let isEmpty = step > 0 ? start >= stop : start <= stop
    if isEmpty {
      count = 0
    } else {
      if overflow { return nil }
      count = Int((UInt(distance) - 1) / step.magnitude) + 1
    }
    super.init(heap, kind: .range)
  }

  override var type: TypeObject { .range }

  /// The element at an index in `0..<count`.
  subscript(index: Int) -> Int { start &+ index &* step }

  override func repr(_ vm: Machine) throws(Raise) -> String {
    step == 1 ? "range(\(start), \(stop))" : "range(\(start), \(stop), \(step))"
  }

  override func length(_ vm: Machine) throws(Raise) -> Int? { count }

  override func iterate(_ vm: Machine) throws(Raise) -> Value? { .object(RangeIterator(vm.heap, self)) }

  override func item(_ key: Value, _ vm: Machine) throws(Raise) -> Value {
    if case .object(let object) = key, let slice = object as? SliceObject {
      let part = try slice.indices(count, vm)
      let start = self[part.start]
      let (step, overflow) = self.step.multipliedReportingOverflow(by: part.step)
      guard !overflow else { throw vm.overflowError("Python int too large to convert to C ssize_t") }
      let stop = part.stop == -1 && part.step < 0 ? self.start &- self.step : self[part.stop]
      guard let range = RangeObject(vm.heap, start: start, stop: stop, step: step) else {
        throw vm.overflowError("Python int too large to convert to C ssize_t")
      }
      return .object(range)
    }
    let index = try vm.index(key, "range indices must be integers or slices, not \(key.typeName)")
    let position = index < 0 ? index &+ count : index
    guard position >= 0, position < count else { throw vm.indexError("range object index out of range") }
    return .int(self[position])
  }

  /// The place of an integer among the elements.
  func position(of value: Int) -> Int? {
    guard count > 0 else { return nil }
    let last = self[count - 1]
    guard value >= Swift.min(start, last), value <= Swift.max(start, last) else { return nil }
    let distance = value >= start ? UInt(bitPattern: value &- start) : UInt(bitPattern: start &- value)
    return distance % step.magnitude == 0 ? Int(distance / step.magnitude) : nil
  }

  override func contains(_ value: Value, _ vm: Machine) throws(Raise) -> Bool? {
    switch value {
    case .int(let number): return position(of: number) != nil
    case .bool(let flag): return position(of: flag ? 1 : 0) != nil
    case .float(let number): return Int(exactly: number).flatMap(position) != nil
    case .big: return false
    default: return nil
    }
  }

  override func equals(_ other: Value, _ vm: Machine) throws(Raise) -> Bool? {
    guard case .object(let object) = other, let range = object as? RangeObject else { return nil }
    guard count == range.count else { return false }
    return count == 0 || (start == range.start && (count == 1 || step == range.step))
  }

  override func hash(_ vm: Machine) throws(Raise) -> Int {
    var hash = Hashing.TupleHash()
    hash.add(count)
    hash.add(count == 0 ? Hashing.none : Hashing.integer(start))
    hash.add(count <= 1 ? Hashing.none : Hashing.integer(step))
    return hash.finish()
  }

  override func attribute(_ name: String, _ vm: Machine) throws(Raise) -> Value? {
    switch name {
    case "start": .int(start)
    case "stop": .int(stop)
    case "step": .int(step)
    default: nil
    }
  }

  override func data(_ writer: DataWriter) throws(Raise) -> DataValue? {
    .typed(
      TypedValue(
        typename: StandardTypename.range.rawValue,
        content: ["start": .integer(start), "stop": .integer(stop), "step": .integer(step)]))
  }
}

/// The elements of a range.
final class RangeIterator: IteratorObject, @unchecked Sendable {
  @exclusivity(unchecked) var current: Int
  let step: Int
  @exclusivity(unchecked) var remaining: Int

  init(_ heap: Heap?, _ range: RangeObject) {
    current = range.start
    step = range.step
    remaining = range.count
    super.init(heap, .rangeIterator, kind: .rangeIterator)
  }

  /// Backwards, for `reversed(range)`.
  init(_ heap: Heap?, reversing range: RangeObject) {
    current = range.count == 0 ? 0 : range[range.count - 1]
    step = 0 &- range.step
    remaining = range.count
    super.init(heap, .rangeIterator, kind: .rangeIterator)
  }

  @inline(__always)
  func advance() -> Int? {
    guard remaining > 0 else { return nil }
    remaining &-= 1
    defer { current &+= step }
    return current
  }

  override func next(_ vm: Machine) throws(Raise) -> Value? { advance().map { .int($0) } }
}
