/// A value of the language: small ones in place, all others a reference.
///
/// Sixteen bytes. Nothing here is shared between threads: an engine and all that it made is used from one.
enum Value {
  /// Nothing is there: an unassigned variable, a removed entry. Never seen by a script.
  case unbound
  /// Python's `None`.
  case null
  case ellipsis
  case notImplemented
  case bool(Bool)
  case int(Int)
  case float(Double)
  case str(Str)
  case tuple(Tuple)
  case list(List)
  case dict(Dict)
  case set(SetObject)
  case bytes(Bytes)
  /// An integer that does not fit `Int`; never one that does.
  case big(BigInteger)
  /// Everything else: functions, types, instances, exceptions, iterators, modules, the values of the modules.
  case object(Object)
}

extension Value {
  /// Whether something is there.
  var isBound: Bool {
    if case .unbound = self { false } else { true }
  }

  /// Whether it is a class.
  var isType: Bool {
    if case .object(let object) = self { object.kind == .type } else { false }
  }

  var isNone: Bool {
    if case .null = self { true } else { false }
  }

  /// The heap object behind the value, if there is one.
  var heapObject: Object? {
    switch self {
    case .str(let object): object
    case .tuple(let object): object
    case .list(let object): object
    case .dict(let object): object
    case .set(let object): object
    case .bytes(let object): object
    case .big(let object): object
    case .object(let object): object
    default: nil
    }
  }

  /// Python's `is`.
  func isIdentical(to other: Value) -> Bool {
    switch (self, other) {
    case (.null, .null), (.ellipsis, .ellipsis), (.notImplemented, .notImplemented): true
    case (.bool(let left), .bool(let right)): left == right
    case (.int(let left), .int(let right)): left == right
    case (.float(let left), .float(let right)): left.bitPattern == right.bitPattern
    case (.object(let left), .object(let right)): left === right
    default:
      if let left = heapObject, let right = other.heapObject { left === right } else { false }
    }
  }

  /// The type of the value, as `type(value)` gives it.
  var type: TypeObject {
    switch self {
    case .unbound, .null: .noneType
    case .ellipsis: .ellipsisType
    case .notImplemented: .notImplementedType
    case .bool: .bool
    case .int, .big: .int
    case .float: .float
    case .str: .str
    case .tuple(let tuple): tuple.subtype?.type ?? .tuple
    case .list(let list): list.subtype?.type ?? .list
    case .dict(let dict): dict.subtype?.type ?? .dict
    case .set(let set): set.subtype?.type ?? (set.isFrozen ? .frozenset : .set)
    case .bytes: .bytes
    case .object(let object): object.type
    }
  }

  /// The name of the value's type, for messages: with the module where the type is one of a module in Swift.
  var typeName: String {
    let type = type
    return type.isScripted ? type.name : type.messageName
  }
}
