import BigInt

/// Data-model methods that scripts define on classes derived from `tuple`, `list`, `dict`, `set`, where the value is
/// not an ``Instance``; and what both kinds share.
extension Machine {
  /// A data-model method of a value's class; nil for values of built-in types.
  @inline(__always)
  func special(_ value: Value, _ name: String) -> Value? {
    switch value {
    case .tuple(let tuple): tuple.subtype?.type.lookup(name)
    case .list(let list): list.subtype?.type.lookup(name)
    case .dict(let dict): dict.subtype?.type.lookup(name)
    case .set(let set): set.subtype?.type.lookup(name)
    default: nil
    }
  }

  /// Calls a data-model method as it stands in a class.
  func callSpecial(_ function: Value, _ receiver: Value, _ arguments: [Value]) throws(Raise) -> Value {
    if case .object(let object) = function, object.kind == .function {
      return try call(function, ArgumentList([receiver] + arguments))
    }
    return try call(bind(function, to: receiver, receiver.type), ArgumentList(arguments))
  }

  /// The text that a method such as `__repr__` gives; nil where the class has none.
  func specialText(_ receiver: Value, _ type: TypeObject, _ name: String) throws(Raise) -> String? {
    guard let function = type.lookup(name) else { return nil }
    let value = try callSpecial(function, receiver, [])
    guard case .str(let text) = plain(value) else {
      throw typeError("\(name) returned non-string (type \(value.typeName))")
    }
    return text.string
  }

  /// The value of a built-in type behind an instance of a class derived from it, or the value itself.
  func plain(_ value: Value) -> Value {
    if case .object(let object) = value, object.kind == .instance {
      let base = unsafeDowncast(object, to: Instance.self).base
      if base.isBound { return base }
    }
    return value
  }

  /// Whether `left < right` is defined for these built-in values.
  func isComparable(_ left: Value, _ right: Value) -> Bool {
    switch (left, right) {
    case (.str, .str), (.bytes, .bytes), (.tuple, .tuple), (.list, .list), (.set, .set): true
    case (.int, _), (.float, _), (.big, _), (.bool, _):
      switch right {
      case .int, .float, .big, .bool: true
      default: false
      }
    default: false
    }
  }

  func isIterator(_ object: Object) -> Bool {
    switch object.kind {
    case .iterator, .rangeIterator, .listIterator, .generator: true
    case .instance: object.type.lookup("__next__") != nil
    default: object is IteratorObject
    }
  }

  func checkedLength(_ value: Value) throws(Raise) -> Int {
    guard let length = try bigInt(value) else {
      throw typeError("'\(value.typeName)' object cannot be interpreted as an integer")
    }
    guard length.signum() >= 0 else { throw valueError("__len__() should return >= 0") }
    guard let small = Int(exactly: length) else {
      throw overflowError("cannot fit '\(value.typeName)' into an index-sized integer")
    }
    return small
  }

  // MARK: For the entry points of other files

  func scriptedComparison(_ operation: Comparison, _ left: Value, _ right: Value) throws(Raise) -> Value? {
    guard let function = special(left, operation.methodName) else {
      if operation == .notEqual, let function = special(left, "__eq__") {
        let result = try callSpecial(function, left, [right])
        if case .notImplemented = result { return .unbound }
        return .bool(try !truth(result))
      }
      return nil
    }
    let result = try callSpecial(function, left, [right])
    if case .notImplemented = result { return .unbound }
    return result
  }

  func scriptedHash(_ value: Value) throws(Raise) -> Int? {
    guard let function = special(value, "__hash__"), !function.isNone else { return nil }
    let result = try callSpecial(function, value, [])
    guard case .int(let hash) = result else { throw typeError("__hash__ method should return an integer") }
    return hash == -1 ? -2 : hash
  }

  func scriptedTruth(_ value: Value) throws(Raise) -> Bool? {
    if let function = special(value, "__bool__") { return try truth(callSpecial(function, value, [])) }
    if let function = special(value, "__len__") {
      return try checkedLength(callSpecial(function, value, [])) != 0
    }
    return nil
  }

  func scriptedLength(_ value: Value) throws(Raise) -> Int? {
    guard let function = special(value, "__len__") else { return nil }
    return try checkedLength(callSpecial(function, value, []))
  }

  func scriptedText(_ value: Value, _ name: String) throws(Raise) -> String? {
    guard special(value, name) != nil else { return nil }
    return try specialText(value, value.type, name)
  }

  func scriptedFormat(_ value: Value, _ spec: String) throws(Raise) -> String? {
    var function = special(value, "__format__")
    if function == nil, case .object(let object) = value, object.kind == .instance {
      function = object.type.lookup("__format__")
    }
    guard let function else { return nil }
    let result = try callSpecial(function, value, [string(spec)])
    guard case .str(let text) = plain(result) else {
      throw typeError("__format__ must return a str, not \(result.typeName)")
    }
    return text.string
  }

  func scriptedIterator(of value: Value) throws(Raise) -> Value? {
    guard let function = special(value, "__iter__") else { return nil }
    let iterator = try callSpecial(function, value, [])
    guard case .object(let object) = iterator, isIterator(object) else {
      throw typeError("iter() returned non-iterator of type '\(iterator.typeName)'")
    }
    return iterator
  }

  func scriptedIndex(_ value: Value) throws(Raise) -> BigInt? {
    guard case .object(let object) = value, object.kind == .instance else { return nil }
    if let function = object.type.lookup("__index__") {
      let result = try callSpecial(function, value, [])
      switch result {
      case .int(let number): return BigInt(number)
      case .big(let big): return big.value
      case .bool(let flag): return BigInt(flag ? 1 : 0)
      default: throw typeError("__index__ returned non-int (type \(result.typeName))")
      }
    }
    switch plain(value) {
    case .int(let number): return BigInt(number)
    case .big(let big): return big.value
    default: return nil
    }
  }
}
