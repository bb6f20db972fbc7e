/// Collections, texts and unpacking, as instructions make them.
extension Machine {
  /// Takes values off the stack.
  @inline(__always)
  func moved(_ start: UnsafeMutablePointer<Value>, _ count: Int) -> [Value] {
    if count == 0 { return [] }
    return [Value](unsafeUninitializedCapacity: count) { buffer, initialized in
      if let place = buffer.baseAddress { place.moveInitialize(from: start, count: count) }
      initialized = count
    }
  }

  /// The less frequent ones.
  func build(_ instruction: Instruction, _ frame: FramePlace, _ sp: inout UnsafeMutablePointer<Value>) throws(Raise) {
    let count = Int(instruction.a)
    let top = sp - 1
    switch instruction.operation {
    case .buildSet:
      let set = SetObject(heap)
      for index in 0..<count { try set.insert((sp - count + index).pointee, self) }
      replace(&sp, count, .set(set))
    case .buildDict:
      let dict = Dict(heap)
      for index in 0..<count {
        let key = sp - 2 * count + 2 * index
        try dict.set(key.pointee, (key + 1).pointee, self)
      }
      replace(&sp, 2 * count, .dict(dict))
    case .listExtend:
      guard case .list(let list) = (sp - 2).pointee else { return }
      let elements: [Value]
      do throws(Raise) {
        elements = try collect(top.pointee)
      } catch {
        guard caught(error, .typeError) != nil, !isIterable(top.pointee) else { throw error }
        // In a call the callee lies below the list.
        throw typeError(
          instruction.c == 1
            ? "\(functionText((sp - 3).pointee)) argument after * must be an iterable, not \(top.pointee.typeName)"
            : "Value after * must be an iterable, not \(top.pointee.typeName)")
      }
      try checkCount(list.count + elements.count)
      list.elements.append(contentsOf: elements)
      list.account()
      drop(&sp, 1)
    case .setUpdate:
      guard case .set(let set) = (sp - 2).pointee else { return }
      for element in try collect(top.pointee) { try set.insert(element, self) }
      drop(&sp, 1)
    case .setAdd:
      if case .set(let set) = (top - count).pointee { try set.insert(top.pointee, self) }
      drop(&sp, 1)
    case .dictAdd:
      if case .dict(let dict) = (top - 1 - count).pointee { try dict.set((top - 1).pointee, top.pointee, self) }
      drop(&sp, 2)
    case .dictUpdate:
      if case .dict(let dict) = (sp - 2).pointee {
        try update(dict, top.pointee, "'\(top.pointee.typeName)' object is not a mapping", repeated: nil)
      }
      drop(&sp, 1)
    case .dictMerge:
      if case .dict(let dict) = (sp - 2).pointee {
        let name = functionText((top - count).pointee)
        try update(
          dict, top.pointee, "\(name) argument after ** must be a mapping, not \(top.pointee.typeName)", repeated: name)
      }
      drop(&sp, 1)
    case .listToTuple:
      if case .list(let list) = top.pointee { top.pointee = .tuple(Tuple(heap, list.elements)) }
    case .format: try format(instruction, &sp)
    case .buildString:
      try buildString(&sp, count)
    case .unpackRest: try unpackRest(&sp, count, Int(instruction.b))
    default: break
    }
  }

  private func isIterable(_ value: Value) -> Bool {
    switch value {
    case .list, .tuple, .str, .bytes, .dict, .set: true
    case .object(let object): object.type.lookup("__iter__") != nil || object is IteratorObject
    default: false
    }
  }

  private func functionText(_ callee: Value) -> String {
    let name = qualifiedName(of: callee)
    guard case .object(let object) = callee else { return "\(name)()" }
    return object.kind == .native || object.kind == .type ? "\(name)()" : "__main__.\(name)()"
  }

  private func drop(_ sp: inout UnsafeMutablePointer<Value>, _ count: Int) {
    sp -= count
    sp.deinitialize(count: count)
  }

  private func replace(_ sp: inout UnsafeMutablePointer<Value>, _ count: Int, _ value: Value) {
    sp -= count
    sp.deinitialize(count: count)
    sp.initialize(to: value)
    sp += 1
  }

  /// Adds the pairs of a mapping; with `repeated` a key that is there is an error.
  private func update(_ dict: Dict, _ source: Value, _ message: String, repeated: String?) throws(Raise) {
    func add(_ key: Value, _ value: Value) throws(Raise) {
      if let repeated {
        guard case .str(let name) = key else { throw typeError("keywords must be strings") }
        guard try dict.get(key, self) == nil else {
          throw typeError("\(repeated) got multiple values for keyword argument '\(name.string)'")
        }
      }
      try dict.set(key, value, self)
    }
    if case .dict(let other) = source, other.subtype == nil {
      for entry in other.table.entries where entry.key.isBound { try add(entry.key, entry.value) }
      return
    }
    guard let keys = try attributeOrNil(source, "keys") else { throw typeError(message) }
    for key in try collect(call(keys)) { try add(key, item(source, key)) }
  }

  private func format(_ instruction: Instruction, _ sp: inout UnsafeMutablePointer<Value>) throws(Raise) {
    let hasSpec = instruction.c & 4 != 0
    let place = hasSpec ? sp - 2 : sp - 1
    var spec = ""
    if hasSpec, case .str(let text) = (sp - 1).pointee { spec = text.string }
    let value: Value
    switch instruction.c & 3 {
    case 1: value = try text(str(place.pointee))
    case 2: value = try text(repr(place.pointee))
    case 3: value = try text(Representation.ascii(place.pointee, self))
    default: value = place.pointee
    }
    let result: Value
    if case .str = value, spec.isEmpty { result = value } else { result = try text(format(value, spec)) }
    if hasSpec { drop(&sp, 1) }
    (sp - 1).pointee = result
  }

  private func buildString(_ sp: inout UnsafeMutablePointer<Value>, _ count: Int) throws(Raise) {
    var length = 0
    var isASCII = true
    for index in 0..<count {
      guard case .str(let part) = (sp - count + index).pointee else { continue }
      length += part.string.utf8.count
      isASCII = isASCII && part.isASCII
    }
    try checkLength(length)
    var joined = ""
    joined.reserveCapacity(length)
    for index in 0..<count {
      if case .str(let part) = (sp - count + index).pointee { joined += part.string }
    }
    replace(&sp, count, .str(Str(heap, joined, isASCII: isASCII)))
  }

  // MARK: Unpacking

  /// Replaces the iterable at the top by its elements, the first on top.
  func unpack(_ sp: inout UnsafeMutablePointer<Value>, _ count: Int) throws(Raise) {
    let value = (sp - 1).pointee
    let elements: [Value]
    switch value {
    case .tuple(let tuple) where tuple.subtype == nil: elements = tuple.elements
    case .list(let list) where list.subtype == nil: elements = list.elements
    default:
      var found: [Value] = []
      var walk = try unpackable(value)
      while found.count <= count, let element = try walk.next(self) { found.append(element) }
      if found.count > count {
        throw valueError("too many values to unpack (expected \(count))")
      }
      elements = found
    }
    guard elements.count == count else {
      if elements.count > count { throw valueError("too many values to unpack (expected \(count))") }
      throw valueError("not enough values to unpack (expected \(count), got \(elements.count))")
    }
    drop(&sp, 1)
    for element in elements.reversed() {
      sp.initialize(to: element)
      sp += 1
    }
  }

  private func unpackable(_ value: Value) throws(Raise) -> Walk {
    do throws(Raise) {
      return try walk(value)
    } catch {
      guard caught(error, .typeError) != nil, !isIterable(value) else { throw error }
      throw typeError("cannot unpack non-iterable \(value.typeName) object")
    }
  }

  private func unpackRest(_ sp: inout UnsafeMutablePointer<Value>, _ before: Int, _ behind: Int) throws(Raise) {
    var walk = try unpackable((sp - 1).pointee)
    var elements: [Value] = []
    while let element = try walk.next(self) {
      elements.append(element)
      try checkTemporary(count: elements.count)
    }
    guard elements.count >= before + behind else {
      let got = elements.count
      throw valueError("not enough values to unpack (expected at least \(before + behind), got \(got))")
    }
    drop(&sp, 1)
    let rest = before..<(elements.count - behind)
    for element in elements[rest.upperBound...].reversed() {
      sp.initialize(to: element)
      sp += 1
    }
    sp.initialize(to: .list(List(heap, Array(elements[rest]))))
    sp += 1
    for element in elements[..<before].reversed() {
      sp.initialize(to: element)
      sp += 1
    }
  }
}
