/// What functions ask of an object without calling it.
extension Object {
  /// Whether the object has items to look up by `[]`: what `%` formatting takes for a mapping.
  var hasItems: Bool {
    switch kind {
    case .range: true
    case .instance: type.lookup("__getitem__") != nil
    default: self is any SubscriptableObject
    }
  }
}

extension Machine {
  /// Whether an attribute that begins with an underscore is one that a script's own class or a named tuple defines.
  func isScriptAttribute(_ value: Value, _ name: String) -> Bool {
    if name.hasPrefix("__") { return false }
    switch value {
    case .object(let object): return object.kind == .instance
    case .tuple(let tuple): return tuple.subtype != nil
    case .list(let list): return list.subtype != nil
    case .dict(let dict): return dict.subtype != nil
    case .set(let set): return set.subtype != nil
    default: return false
    }
  }
}

/// A built-in object with items, such as a deque.
protocol SubscriptableObject: Object {}
