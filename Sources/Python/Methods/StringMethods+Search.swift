extension StringMethods {
  static let searchMethods: [NativeFunction] = [
    finder("find", raises: false, fromEnd: false), finder("index", raises: true, fromEnd: false),
    finder("rfind", raises: false, fromEnd: true), finder("rindex", raises: true, fromEnd: true),
    Method.raw("str", "count", \.asStr) { vm, text, arguments throws(Raise) in
      let window = try window("count", text, arguments, vm)
      guard let range = window.range else { return .int(0) }
      if window.needle.string.isEmpty { return .int(window.bounds.count + 1) }
      try vm.charge(range.count >> 4)
      return .int(
        text.withBytes { haystack in
          window.needle.withBytes { ByteSearch.all($0, in: haystack, range).count }
        })
    },
    affix("startswith", atEnd: false), affix("endswith", atEnd: true),
    method("removeprefix", "prefix, /") { vm, text, arguments throws(Raise) in
      let prefix = try StringMethods.text(arguments.required(0), "removeprefix", argument: nil, vm)
      guard text.string.utf8.starts(with: prefix.string.utf8) else { return .str(text) }
      return try vm.text(String(utf8Slice: text.string.utf8.dropFirst(prefix.string.utf8.count)))
    },
    method("removesuffix", "suffix, /") { vm, text, arguments throws(Raise) in
      let suffix = try StringMethods.text(arguments.required(0), "removesuffix", argument: nil, vm)
      let length = suffix.string.utf8.count
      guard text.string.utf8.count >= length, text.string.utf8.suffix(length).elementsEqual(suffix.string.utf8) else {
        return .str(text)
      }
      return try vm.text(String(utf8Slice: text.string.utf8.dropLast(length)))
    },
    method("replace", "old, new, count=-1, /") { vm, text, arguments throws(Raise) in
      let old = try StringMethods.text(arguments.required(0), "replace", argument: 1, vm)
      let new = try StringMethods.text(arguments.required(1), "replace", argument: 2, vm)
      let count = try arguments[2].map { value throws(Raise) in try vm.size(value) } ?? -1
      return try replace(text, old, new, limit: count < 0 ? .max : count, vm)
    },
  ]

  /// What is searched for and where: code point bounds, and the same in bytes (nil where the start is behind the end).
  private struct Window {
    let needle: Str
    let bounds: Range<Int>
    let range: Range<Int>?
  }

  private static func window(
    _ function: String, _ text: Str, _ arguments: Arguments, _ vm: Machine
  ) throws(Raise) -> Window {
    try vm.checkSearch("str", function, arguments)
    // CPython looks at the bounds first.
    _ = try bounds(text, arguments, vm)
    let needle = try StringMethods.text(arguments[0], vm)
    return try window(needle, text, arguments, vm)
  }

  private static func window(
    _ needle: Str, _ text: Str, _ arguments: Arguments, _ vm: Machine
  ) throws(Raise) -> Window {
    let (start, end) = try bounds(text, arguments, vm)
    guard start <= end, start <= text.count else { return Window(needle: needle, bounds: 0..<0, range: nil) }
    if start == 0, end == text.count {
      return Window(needle: needle, bounds: 0..<end, range: 0..<text.string.utf8.count)
    }
    return Window(
      needle: needle, bounds: start..<end, range: text.byteOffset(of: start)..<text.byteOffset(of: end))
  }

  /// The bounds of the optional arguments `start` and `end`; the start may be beyond the end.
  private static func bounds(
    _ text: Str, _ arguments: Arguments, _ vm: Machine
  ) throws(Raise) -> (start: Int, end: Int) {
    if arguments.count == 1 { return (0, text.count) }
    let count = text.count
    var start = 0
    if !arguments[1].isNone {
      start = try vm.index(
        arguments[1], clamping: true, "slice indices must be integers or None or have an __index__ method")
      if start < 0 { start = max(0, start &+ count) }
    }
    let end = try vm.sliceBound(arguments.count > 2 ? arguments[2] : nil, count: count, default: count)
    return (start, end)
  }

  private static func finder(_ name: String, raises: Bool, fromEnd: Bool) -> NativeFunction {
    Method.raw("str", name, \.asStr) { vm, text, arguments throws(Raise) in
      let window = try window(name, text, arguments, vm)
      var offset: Int?
      if let range = window.range {
        try vm.charge(range.count >> 4)
        offset = text.withBytes { haystack in
          window.needle.withBytes { needle in
            fromEnd
              ? ByteSearch.last(needle, in: haystack, range) : ByteSearch.first(needle, in: haystack, range)
          }
        }
      }
      if let offset { return .int(text.index(ofByte: offset)) }
      if raises { throw vm.valueError("substring not found") }
      return .int(-1)
    }
  }

  private static func affix(_ name: String, atEnd: Bool) -> NativeFunction {
    Method.raw("str", name, \.asStr) { vm, text, arguments throws(Raise) in
      try vm.checkSearch("str", name, arguments)
      _ = try bounds(text, arguments, vm)
      if case .tuple(let tuple) = arguments[0] {
        for element in tuple.elements {
          guard case .str(let candidate) = vm.plain(element) else {
            throw vm.typeError("tuple for \(name) must only contain str, not \(element.typeName)")
          }
          let window = try window(candidate, text, arguments, vm)
          if hasAffix(text, window, atEnd: atEnd) { return .bool(true) }
        }
        return .bool(false)
      }
      guard case .str(let candidate) = vm.plain(arguments[0]) else {
        throw vm.typeError(
          "\(name) first arg must be str or a tuple of str, not \(arguments[0].typeName)")
      }
      return .bool(hasAffix(text, try window(candidate, text, arguments, vm), atEnd: atEnd))
    }
  }

  private static func hasAffix(_ text: Str, _ window: Window, atEnd: Bool) -> Bool {
    guard let range = window.range else { return false }
    let length = window.needle.string.utf8.count
    guard length <= range.count else { return false }
    let start = atEnd ? range.upperBound - length : range.lowerBound
    return text.withBytes { haystack in
      window.needle.withBytes { needle in
        UnsafeBufferPointer(rebasing: haystack[start..<(start + length)]).elementsEqual(needle)
      }
    }
  }

  private static func replace(
    _ text: Str, _ old: Str, _ new: Str, limit: Int, _ vm: Machine
  ) throws(Raise) -> Value {
    let length = text.string.utf8.count
    try vm.charge(length >> 4)
    if limit == 0 { return .str(text) }
    if old.string.isEmpty { return try interleave(text, new, limit: limit, vm) }
    let places = text.withBytes { haystack in
      old.withBytes { ByteSearch.all($0, in: haystack, 0..<length, limit: limit) }
    }
    if places.isEmpty { return .str(text) }
    let growth = new.string.utf8.count - old.string.utf8.count
    let size = length + places.count * growth
    try vm.checkLength(size)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size)
    text.withBytes { haystack in
      var start = 0
      for place in places {
        bytes.append(contentsOf: haystack[start..<place])
        bytes.append(contentsOf: new.string.utf8)
        start = place + old.string.utf8.count
      }
      bytes.append(contentsOf: haystack[start...])
    }
    return try vm.text(String(utf8Slice: bytes))
  }

  /// The replacement of the empty text: before each code point and at the end.
  private static func interleave(_ text: Str, _ new: Str, limit: Int, _ vm: Machine) throws(Raise) -> Value {
    let count = min(limit, text.count + 1)
    try vm.checkLength(text.string.utf8.count + count * new.string.utf8.count)
    var result = String.UnicodeScalarView()
    var placed = 0
    for scalar in text.string.unicodeScalars {
      if placed < count {
        result.append(contentsOf: new.string.unicodeScalars)
        placed += 1
      }
      result.append(scalar)
    }
    if placed < count { result.append(contentsOf: new.string.unicodeScalars) }
    return try vm.text(String(result))
  }
}
