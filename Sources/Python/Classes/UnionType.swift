/// What `int | None` gives: several types of which one is meant.
final class UnionType: Object, @unchecked Sendable {
  /// The types, none of them twice, none of them a union.
  let members: [Value]

  init(_ heap: Heap?, _ members: [Value]) {
    self.members = members
    super.init(heap)
  }

  override var type: TypeObject { .union }

  /// The union of types; nil where one of them is none.
  static func joined(_ types: [Value], _ vm: Machine) throws(Raise) -> Value? {
    var members: [Value] = []
    for value in types {
      switch value {
      case .null: try add(.object(TypeObject.noneType), to: &members, vm)
      case .object(let object):
        if let union = object as? UnionType {
          for member in union.members { try add(member, to: &members, vm) }
        } else if object.kind == .type || object is GenericAlias {
          try add(value, to: &members, vm)
        } else {
          return nil
        }
      default: return nil
      }
    }
    return members.count == 1 ? members[0] : .object(UnionType(vm.heap, members))
  }

  private static func add(_ type: Value, to members: inout [Value], _ vm: Machine) throws(Raise) {
    try vm.checkTemporary(count: members.count)
    try vm.charge(members.count)
    for member in members where try vm.equal(member, type) { return }
    members.append(type)
  }

  override func repr(_ vm: Machine) throws(Raise) -> String {
    var parts: [String] = []
    for member in members { parts.append(try GenericAlias.text(of: member, vm)) }
    return parts.joined(separator: " | ")
  }

  override func hash(_ vm: Machine) throws(Raise) -> Int {
    var hash = 0
    for member in members { hash ^= try vm.hash(member) }
    return hash
  }

  override func equals(_ other: Value, _ vm: Machine) throws(Raise) -> Bool? {
    guard let other = other.heapObject as? UnionType else { return nil }
    guard members.count == other.members.count else { return false }
    for member in members {
      var isThere = false
      for candidate in other.members where try vm.equal(member, candidate) { isThere = true }
      guard isThere else { return false }
    }
    return true
  }

  override func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, _ vm: Machine
  ) throws(Raise) -> Value? {
    guard operation == .or else { return nil }
    return try UnionType.joined(reflected ? [other, .object(self)] : [.object(self), other], vm)
  }

  override func attribute(_ name: String, _ vm: Machine) throws(Raise) -> Value? {
    name == "__args__" ? vm.tuple(members) : nil
  }

  override func traverse(_ visit: (Value) -> Void) {
    for member in members { visit(member) }
  }
}

extension TypeObject {
  static let union = TypeObject(builtin: "UnionType", module: "types", isDerivable: false)
}
