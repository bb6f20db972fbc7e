import WorkflowScripting

/// Iteration from Swift.
extension Machine {
  /// A walk over anything that iterates.
  func walk(_ value: Value) throws(Raise) -> Walk {
    switch value {
    case .list(let list) where list.subtype == nil: return Walk(list: list)
    case .tuple(let tuple) where tuple.subtype == nil: return Walk(tuple: tuple)
    default:
      guard case .object(let iterator) = try iterator(of: value) else {
        throw typeError("'\(value.typeName)' object is not iterable")
      }
      return Walk(iterator: iterator)
    }
  }

  /// All elements of what iterates.
  func collect(_ value: Value) throws(Raise) -> [Value] {
    switch value {
    case .list(let list) where list.subtype == nil:
      try checkCount(list.count)
      return list.elements
    case .tuple(let tuple) where tuple.subtype == nil: return tuple.elements
    case .set(let set) where set.subtype == nil:
      try checkCount(set.count)
      return set.elements
    case .dict(let dict) where dict.subtype == nil:
      try checkCount(dict.count)
      return dict.keys
    case .object(let object) where object.kind == .range:
      let range = unsafeDowncast(object, to: RangeObject.self)
      try checkCount(range.count)
      try charge(range.count >> 2)
      return (0..<range.count).map { .int(range[$0]) }
    default:
      if case .object(let object) = value, object.kind == .range {
        try checkCount(unsafeDowncast(object, to: RangeObject.self).count)
      }
      var walk = try walk(value)
      try askLength(value)
      var elements: [Value] = []
      while let element = try walk.next(self) {
        if elements.count & 255 == 255 { try checkTemporary(count: elements.count + 1) }
        elements.append(element)
      }
      return elements
    }
  }

  /// CPython asks an object of a script's class how long it is before it takes its elements; a TypeError means nothing.
  private func askLength(_ value: Value) throws(Raise) {
    guard case .object(let object) = value, object.kind == .instance, object.type.lookup("__len__") != nil else {
      return
    }
    do throws(Raise) {
      _ = try length(value)
    } catch {
      guard caught(error, .typeError) != nil else { throw error }
    }
  }

  /// Python's `iter(value)`.
  func iterator(of value: Value) throws(Raise) -> Value {
    if let scripted = try scriptedIterator(of: value) { return scripted }
    switch value {
    case .list(let list): return .object(SequenceIterator(heap, list: list))
    case .tuple(let tuple): return .object(SequenceIterator(heap, tuple: tuple))
    case .str(let text): return .object(TextIterator(heap, text))
    case .dict(let dict): return .object(DictIterator(heap, dict, .keys))
    case .set(let set): return .object(SetIterator(heap, set))
    case .bytes(let bytes):
      var position = 0
      return .object(
        ClosureIterator(heap, .bytesIterator, sources: [value]) { _ throws(Raise) in
          guard position < bytes.bytes.count else { return nil }
          position += 1
          return .int(Int(bytes.bytes[position - 1]))
        })
    case .object(let object):
      if let iterator = try object.iterate(self) { return iterator }
    default: break
    }
    throw typeError("'\(value.typeName)' object is not iterable")
  }

  /// The next value of an iterator; a StopIteration at its end, with what a generator returned.
  func nextOrStop(_ iterator: Object) throws(Raise) -> Value {
    if let generator = iterator as? Generator { return try generator.result(resume(generator, .null), self) }
    if iterator.kind == .instance, let function = iterator.type.lookup("__next__") {
      return try callSpecial(function, .object(iterator), [])
    }
    guard let value = try next(iterator) else { throw raise(.stopIteration, arguments: []) }
    return value
  }

  /// The next value of an iterator; nil at its end.
  func next(_ iterator: Object) throws(Raise) -> Value? {
    try descend()
    defer { ascend() }
    try charge(6)
    return try iterator.next(self)
  }
}
