/// The names that a program uses as globals, each with its slot.
final class GlobalTable: @unchecked Sendable {
  private(set) var names: [String] = []
  private var index: [String: Int] = [:]
  /// Whether annotations stay texts: `from __future__ import annotations`.
  var hasTextAnnotations = false

  /// The slot of a name.
  func slot(_ name: String) -> Int {
    if let known = index[name] { return known }
    index[name] = names.count
    names.append(name)
    return names.count - 1
  }

  func find(_ name: String) -> Int? { index[name] }
}

/// The global variables of a running script or environment module.
///
/// A slot is filled when it is first read: from the task's data, the names beside it, the environment, the built-ins.
final class Namespace: @unchecked Sendable {
  /// Where the value of a slot comes from.
  enum Origin: UInt8 {
    /// Nobody asked yet.
    case unknown
    /// The task's data, unchanged as far as the variable goes.
    case data
    /// Assigned by the program.
    case written
    /// Deleted by the program.
    case deleted
    /// A name beside the data, of the environment, or built in.
    case outside
  }

  let table: GlobalTable
  let values: UnsafeMutablePointer<Value>
  let origins: UnsafeMutablePointer<Origin>
  let count: Int
  /// Finds the value of a name that no slot holds.
  var source: any NameSource
  /// Names that `from module import *` or an exec of the same kind brought, beyond the table.
  var extra: [String: Value] = [:]
  /// What functions and classes of the program have as `__module__`.
  var moduleName = "__main__"

  /// The slots in the order in which they were first read from the data or assigned.
  private(set) var touched: [Int] = []

  init(_ table: GlobalTable, source: any NameSource) {
    self.table = table
    self.source = source
    count = table.names.count
    values = .allocate(capacity: count)
    values.initialize(repeating: .unbound, count: count)
    origins = .allocate(capacity: count)
    origins.initialize(repeating: .unknown, count: count)
  }

  deinit {
    values.deinitialize(count: count)
    values.deallocate()
    origins.deallocate()
  }

  /// Notes where the value of a slot comes from.
  @inline(__always)
  func note(_ slot: Int, _ origin: Origin) {
    if origins[slot] == origin { return }
    if origin != .outside { move(slot, origin) }
    origins[slot] = origin
  }

  private func move(_ slot: Int, _ origin: Origin) {
    // A variable of the data keeps its place in the data; a new one is placed where it is assigned.
    if origins[slot] == .unknown || origins[slot] == .outside { touched.append(slot) }
  }

  /// The names that the program assigned, with their values.
  var assigned: [(String, Value)] {
    var result: [(String, Value)] = []
    for slot in touched where origins[slot] == .written { result.append((table.names[slot], values[slot])) }
    return result + extra.map { ($0.key, $0.value) }
  }

  func traverse(_ visit: (Value) -> Void) {
    for slot in 0..<count where values[slot].isBound { visit(values[slot]) }
    for value in extra.values { visit(value) }
  }

  /// Assigns a name, whether the program has a slot for it or not.
  func assign(_ name: String, _ value: Value) {
    guard let slot = table.find(name), slot < count else {
      extra[name] = value
      return
    }
    values[slot] = value
    note(slot, .written)
  }

  /// The value of a name that the program assigned.
  subscript(name: String) -> Value? {
    guard let slot = table.find(name), slot < count else { return extra[name] }
    return values[slot].isBound && origins[slot] != .outside ? values[slot] : nil
  }

  /// Drops all values, so that functions which refer to this namespace are no cycle.
  func clear() {
    for slot in 0..<count {
      values[slot] = .unbound
      origins[slot] = .unknown
    }
    if !extra.isEmpty { extra = [:] }
    touched.removeAll(keepingCapacity: true)
  }
}

/// Where names come from that a program did not assign.
protocol NameSource: AnyObject {
  /// The value of a name, and whether it is the task's data.
  func find(_ name: String, _ vm: Machine) throws(Raise) -> (value: Value, isData: Bool)?
  /// The value of a name of the environment or a built-in one.
  func findOutside(_ name: String, _ vm: Machine) throws(Raise) -> Value?
  /// The names that `find` knows, in the order of the data.
  var names: [String] { get }
}
