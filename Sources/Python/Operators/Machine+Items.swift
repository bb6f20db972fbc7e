import WorkflowScripting

/// Subscripts and membership: `value[key]`, `key in value`.
extension Machine {
  func item(_ container: Value, _ key: Value) throws(Raise) -> Value {
    switch container {
    case .list(let list):
      if let function = special(container, "__getitem__") { return try callSpecial(function, container, [key]) }
      if case .int(let index) = key {
        let position = index < 0 ? index &+ list.count : index
        guard position >= 0, position < list.count else { throw indexError("list index out of range") }
        return list.elements[position]
      }
      if let slice = slice(key) {
        return .list(List(heap, try part(list.elements, slice)))
      }
      let index = try self.index(key, "list indices must be integers or slices, not \(key.typeName)")
      return try item(container, .int(index))
    case .tuple(let tuple):
      if let function = special(container, "__getitem__") { return try callSpecial(function, container, [key]) }
      if case .int(let index) = key {
        let position = index < 0 ? index &+ tuple.elements.count : index
        guard position >= 0, position < tuple.elements.count else { throw indexError("tuple index out of range") }
        return tuple.elements[position]
      }
      if let slice = slice(key) { return .tuple(Tuple(heap, try part(tuple.elements, slice))) }
      let index = try self.index(key, "tuple indices must be integers or slices, not \(key.typeName)")
      return try item(container, .int(index))
    case .dict(let dict):
      if dict.subtype != nil {
        if let function = special(container, "__getitem__") { return try callSpecial(function, container, [key]) }
        if let value = try dict.get(key, self) { return value }
        if let function = special(container, "__missing__") { return try callSpecial(function, container, [key]) }
        throw keyError(key)
      }
      if let value = try dict.get(key, self) { return value }
      throw keyError(key)
    case .str(let text):
      if let slice = slice(key) {
        let indices = try slice.indices(text.count, self)
        if indices.step == 1 {
          let range = indices.start..<Swift.max(indices.start, indices.stop)
          if text.isASCII { return text.withBytes { part($0, range, of: text) } }
          return .str(Str(heap, text.text(range)))
        }
        try charge(indices.count)
        if text.isASCII {
          return text.withBytes { bytes in
            .str(Str(heap, ascii: (0..<indices.count).lazy.map { bytes[indices.start + $0 * indices.step] }))
          }
        }
        var scalars = String.UnicodeScalarView()
        for offset in 0..<indices.count { scalars.append(text[indices.start + offset * indices.step]) }
        return .str(Str(heap, String(scalars)))
      }
      let index = try self.index(key, "string indices must be integers, not '\(key.typeName)'")
      let count = text.count
      let position = index < 0 ? index &+ count : index
      guard position >= 0, position < count else { throw indexError("string index out of range") }
      return character(text[position])
    case .bytes(let bytes):
      if let slice = slice(key) {
        let indices = try slice.indices(bytes.bytes.count, self)
        try charge(indices.count >> 4)
        return .bytes(Bytes(heap, (0..<indices.count).map { bytes.bytes[indices.start + $0 * indices.step] }))
      }
      let index = try self.index(key, "byte indices must be integers or slices, not \(key.typeName)")
      let position = index < 0 ? index &+ bytes.bytes.count : index
      guard position >= 0, position < bytes.bytes.count else { throw indexError("index out of range") }
      return .int(Int(bytes.bytes[position]))
    case .object(let object): return try object.item(key, self)
    default:
      if let function = special(container, "__getitem__") { return try callSpecial(function, container, [key]) }
      throw typeError("'\(container.typeName)' object is not subscriptable")
    }
  }

  func slice(_ value: Value) -> SliceObject? {
    guard case .object(let object) = value, object.kind == .slice else { return nil }
    return unsafeDowncast(object, to: SliceObject.self)
  }

  private func part(_ elements: [Value], _ slice: SliceObject) throws(Raise) -> [Value] {
    let indices = try slice.indices(elements.count, self)
    try checkCount(indices.count)
    try charge(indices.count >> 2)
    if indices.step == 1 { return Array(elements[indices.start..<Swift.max(indices.start, indices.stop)]) }
    return (0..<indices.count).map { elements[indices.start + $0 * indices.step] }
  }

  func setItem(_ container: Value, _ key: Value, _ value: Value) throws(Raise) {
    if let function = special(container, "__setitem__") {
      _ = try callSpecial(function, container, [key, value])
      return
    }
    try plainSetItem(container, key, value)
  }

  /// What the built-in type itself does.
  func plainSetItem(_ container: Value, _ key: Value, _ value: Value) throws(Raise) {
    switch container {
    case .list(let list):
      if let slice = slice(key) { return try setSlice(list, slice, value) }
      let index = try self.index(key, "list indices must be integers or slices, not \(key.typeName)")
      let position = index < 0 ? index &+ list.count : index
      guard position >= 0, position < list.count else { throw indexError("list assignment index out of range") }
      list.elements[position] = value
    case .dict(let dict): try dict.set(key, value, self)
    case .object(let object): try object.setItem(key, value, self)
    default: throw typeError("'\(container.typeName)' object does not support item assignment")
    }
  }

  private func setSlice(_ list: List, _ slice: SliceObject, _ value: Value) throws(Raise) {
    let elements: [Value]
    do throws(Raise) {
      elements = try collect(value)
    } catch {
      guard caught(error, .typeError) != nil else { throw error }
      throw typeError(
        slice.step.isNone ? "can only assign an iterable" : "must assign iterable to extended slice")
    }
    let indices = try slice.indices(list.count, self)
    if indices.step == 1 {
      let stop = Swift.max(indices.start, indices.stop)
      try checkCount(list.count + elements.count)
      try charge(list.count >> 4)
      list.elements.replaceSubrange(indices.start..<stop, with: elements)
      list.account()
      return
    }
    guard elements.count == indices.count else {
      throw valueError(
        "attempt to assign sequence of size \(elements.count) to extended slice of size \(indices.count)")
    }
    for offset in 0..<indices.count { list.elements[indices.start + offset * indices.step] = elements[offset] }
  }

  /// CPython has two wordings: one for an index of a type that could be a sequence, one for everything else.
  func undeletable(_ container: Value, _ key: Value) -> Raise {
    var verb = "does not"
    if case .int = key {
      switch container {
      case .str, .tuple, .bytes, .set: verb = "doesn't"
      case .object(let object) where object.kind == .instance || object.kind == .range: verb = "doesn't"
      default: break
      }
    }
    return typeError("'\(container.typeName)' object \(verb) support item deletion")
  }

  func deleteItem(_ container: Value, _ key: Value) throws(Raise) {
    if let function = special(container, "__delitem__") {
      _ = try callSpecial(function, container, [key])
      return
    }
    try plainDeleteItem(container, key)
  }

  /// What the built-in type itself does.
  func plainDeleteItem(_ container: Value, _ key: Value) throws(Raise) {
    switch container {
    case .list(let list):
      if let slice = slice(key) {
        let indices = try slice.indices(list.count, self)
        try charge(list.count >> 4)
        if indices.step == 1 {
          list.elements.removeSubrange(indices.start..<Swift.max(indices.start, indices.stop))
        } else {
          let removed = Set((0..<indices.count).map { indices.start + $0 * indices.step })
          list.elements = list.elements.enumerated().filter { !removed.contains($0.offset) }.map(\.element)
        }
      } else {
        let index = try self.index(key, "list indices must be integers or slices, not \(key.typeName)")
        let position = index < 0 ? index &+ list.count : index
        guard position >= 0, position < list.count else { throw indexError("list assignment index out of range") }
        try charge((list.count - position) >> 6)
        list.elements.remove(at: position)
      }
      list.account()
    case .dict(let dict):
      guard try dict.remove(key, self) != nil else { throw keyError(key) }
    case .object(let object): try object.deleteItem(key, self)
    default: throw undeletable(container, key)
    }
  }

  /// `value in container`.
  func contains(_ container: Value, _ value: Value) throws(Raise) -> Bool {
    if let function = special(container, "__contains__") {
      return try truth(callSpecial(function, container, [value]))
    }
    switch container {
    case .list, .tuple:
      var walk = try walk(container)
      while let element = try walk.next(self) {
        if try equal(element, value) { return true }
      }
      return false
    case .dict(let dict): return try dict.get(value, self) != nil
    case .set(let set):
      if case .set(let key) = value, !key.isFrozen {
        let frozen = SetObject(heap, isFrozen: true)
        try frozen.merge(key, self)
        return try set.has(.set(frozen), self)
      }
      return try set.has(value, self)
    case .str(let text):
      guard case .str(let part) = plain(value) else {
        throw typeError("'in <string>' requires string as left operand, not \(value.typeName)")
      }
      try charge(text.string.utf8.count >> 4)
      return text.string.hasPart(part.string)
    case .bytes(let bytes):
      if case .bytes(let part) = value { return bytes.bytes.hasPart(part.bytes) }
      if case .big = value { throw valueError("byte must be in range(0, 256)") }
      guard case .int(let number) = value else {
        throw typeError("a bytes-like object is required, not '\(value.typeName)'")
      }
      guard let byte = UInt8(exactly: number) else { throw valueError("byte must be in range(0, 256)") }
      return bytes.bytes.contains(byte)
    case .object(let object):
      if let result = try object.contains(value, self) { return result }
      guard object.kind != .type else { break }
      let iterator: Value
      do throws(Raise) {
        iterator = try self.iterator(of: container)
      } catch {
        guard caught(error, .typeError) != nil, object.type.lookup("__iter__") == nil else { throw error }
        break
      }
      var walk = try walk(iterator)
      while let element = try walk.next(self) {
        if try equal(element, value) { return true }
      }
      return false
    default: break
    }
    throw typeError("argument of type '\(container.typeName)' is not iterable")
  }
}

extension String {
  /// Whether the bytes of `part` stand in the text.
  func hasPart(_ part: String) -> Bool {
    guard !part.isEmpty else { return true }
    let found = utf8.withContiguousStorageIfAvailable { bytes in
      part.utf8.withContiguousStorageIfAvailable { wanted in bytes.find(wanted) != nil } ?? false
    }
    return found ?? false
  }
}

extension Array where Element == UInt8 {
  func hasPart(_ part: [UInt8]) -> Bool {
    withUnsafeBufferPointer { bytes in part.withUnsafeBufferPointer { bytes.find($0) != nil } }
  }
}

extension UnsafeBufferPointer where Element == UInt8 {
  /// Where `part` first begins, from `start` on.
  func find(_ part: UnsafeBufferPointer<UInt8>, from start: Int = 0) -> Int? {
    guard let first = part.first else { return start }
    guard count >= part.count, start <= count - part.count else { return nil }
    for position in start...(count - part.count) where self[position] == first {
      var offset = 1
      while offset < part.count, self[position + offset] == part[offset] { offset += 1 }
      if offset == part.count { return position }
    }
    return nil
  }
}
