extension StringMethods {
  static let splitMethods: [NativeFunction] = [
    method("split", "sep=None, maxsplit=-1") { vm, text, arguments throws(Raise) in
      try split(text, arguments, fromEnd: false, vm)
    },
    method("rsplit", "sep=None, maxsplit=-1") { vm, text, arguments throws(Raise) in
      try split(text, arguments, fromEnd: true, vm)
    },
    method("splitlines", "keepends=False") { vm, text, arguments throws(Raise) in
      let keepsEnds = try arguments[0].map { value throws(Raise) in try vm.index(value) != 0 } ?? false
      return try vm.list(lines(text, keepsEnds: keepsEnds).map { vm.string($0) })
    },
    method("partition", "sep, /") { vm, text, arguments throws(Raise) in
      try partition(text, arguments.required(0), fromEnd: false, vm)
    },
    method("rpartition", "sep, /") { vm, text, arguments throws(Raise) in
      try partition(text, arguments.required(0), fromEnd: true, vm)
    },
    method("join", "iterable, /") { vm, text, arguments throws(Raise) in
      try join(text, arguments.required(0), vm)
    },
  ]

  private static func split(
    _ text: Str, _ arguments: Signature.Bound, fromEnd: Bool, _ vm: Machine
  ) throws(Raise) -> Value {
    let limit = try arguments[1].map { value throws(Raise) in try vm.size(value) } ?? -1
    let most = limit < 0 ? Int.max : limit
    try vm.charge(text.string.utf8.count >> 3)
    let separator = arguments[0] ?? .null
    if separator.isNone {
      if text.isASCII, !fromEnd { return try vm.list(splitAtASCIISpace(text, most, vm)) }
      return try vm.list(splitAtSpace(text.string, most, fromEnd: fromEnd).map { vm.string($0) })
    }
    guard case .str(let separator) = vm.plain(separator) else {
      throw vm.typeError("must be str or None, not \(separator.typeName)")
    }
    if separator.string.isEmpty { throw vm.valueError("empty separator") }
    return try vm.list(pieces(text, separator, most, fromEnd: fromEnd, vm))
  }

  /// The texts between the places of a separator, at most `most` of which count.
  private static func pieces(
    _ text: Str, _ separator: Str, _ most: Int, fromEnd: Bool, _ vm: Machine
  ) -> [Value] {
    let length = separator.string.utf8.count
    return text.withBytes { haystack in
      separator.withBytes { needle in
        var places: [Int] = []
        if fromEnd {
          var end = haystack.count
          while places.count < most, let place = ByteSearch.last(needle, in: haystack, 0..<end) {
            places.append(place)
            end = place
          }
          places.reverse()
        } else {
          places = ByteSearch.all(needle, in: haystack, 0..<haystack.count, limit: most)
        }
        var pieces: [Value] = []
        pieces.reserveCapacity(places.count + 1)
        var start = 0
        for place in places {
          pieces.append(vm.part(haystack, start..<place, of: text))
          start = place + length
        }
        pieces.append(vm.part(haystack, start..<haystack.count, of: text))
        return pieces
      }
    }
  }

  private static func splitAtASCIISpace(_ text: Str, _ most: Int, _ vm: Machine) -> [Value] {
    text.withBytes { bytes in
      var pieces: [Value] = []
      var start = 0
      while true {
        while start < bytes.count, ByteSet.space.contains(bytes[start]) { start += 1 }
        guard start < bytes.count else { return pieces }
        var end = start
        if pieces.count == most {
          end = bytes.count
        } else {
          while end < bytes.count, !ByteSet.space.contains(bytes[end]) { end += 1 }
        }
        pieces.append(vm.part(bytes, start..<end, of: text))
        start = end
      }
    }
  }

  private static func splitAtSpace(_ text: String, _ most: Int, fromEnd: Bool) -> [String] {
    var pieces: [Substring.UnicodeScalarView] = []
    var rest = text.unicodeScalars[...]
    func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar.isPythonSpace }
    while true {
      rest = fromEnd ? rest.droppingLast(while: isSpace) : rest.drop(while: isSpace)
      if rest.isEmpty { break }
      if pieces.count == most {
        pieces.append(fromEnd ? rest : rest)
        break
      }
      if fromEnd {
        let start = rest.lastIndex(where: isSpace).map { rest.index(after: $0) } ?? rest.startIndex
        pieces.append(rest[start...])
        rest = rest[..<start]
      } else {
        let end = rest.firstIndex(where: isSpace) ?? rest.endIndex
        pieces.append(rest[..<end])
        rest = rest[end...]
      }
    }
    if fromEnd { pieces.reverse() }
    return pieces.map { String($0) }
  }

  /// The lines of a text, at all of Python's line boundaries.
  static func lines(_ text: Str, keepsEnds: Bool) -> [String] {
    if text.isASCII { return asciiLines(text, keepsEnds: keepsEnds) }
    let scalars = text.codePoints
    var lines: [String] = []
    var start = 0
    var index = 0
    while index < scalars.count {
      guard scalars[index].isLineBreak else {
        index += 1
        continue
      }
      var next = index + 1
      if scalars[index] == "\r", next < scalars.count, scalars[next] == "\n" { next += 1 }
      lines.append(String(String.UnicodeScalarView(scalars[start..<(keepsEnds ? next : index)])))
      start = next
      index = next
    }
    if start < scalars.count { lines.append(String(String.UnicodeScalarView(scalars[start...]))) }
    return lines
  }

  private static func asciiLines(_ text: Str, keepsEnds: Bool) -> [String] {
    text.withBytes { bytes in
      var lines: [String] = []
      var start = 0
      var index = 0
      while index < bytes.count {
        guard Unicode.Scalar(bytes[index]).isLineBreak else {
          index += 1
          continue
        }
        let isPair = bytes[index] == 13 && index + 1 < bytes.count && bytes[index + 1] == 10
        let next = index + (isPair ? 2 : 1)
        lines.append(String(utf8Slice: bytes[start..<(keepsEnds ? next : index)]))
        start = next
        index = next
      }
      if start < bytes.count { lines.append(String(utf8Slice: bytes[start...])) }
      return lines
    }
  }

  private static func partition(
    _ text: Str, _ separator: Value, fromEnd: Bool, _ vm: Machine
  ) throws(Raise) -> Value {
    let separator = try StringMethods.text(separator, vm)
    if separator.string.isEmpty { throw vm.valueError("empty separator") }
    let parts = pieces(text, separator, 1, fromEnd: fromEnd, vm)
    if parts.count == 1 {
      let empty = vm.string("")
      return vm.tuple(fromEnd ? [empty, empty, .str(text)] : [.str(text), empty, empty])
    }
    return vm.tuple([parts[0], .str(separator), parts[1]])
  }

  private static func join(_ separator: Str, _ iterable: Value, _ vm: Machine) throws(Raise) -> Value {
    let elements = try vm.collect(iterable, orTypeError: "can only join an iterable")
    if elements.count == 1, case .str = elements[0] { return elements[0] }
    var length = max(0, elements.count - 1) * separator.string.utf8.count
    for (index, element) in elements.enumerated() {
      guard case .str(let text) = vm.plain(element) else {
        throw vm.typeError("sequence item \(index): expected str instance, \(element.typeName) found")
      }
      length += text.string.utf8.count
    }
    try vm.checkLength(length)
    try vm.charge(elements.count)
    var isASCII = separator.isASCII
    let result = String(unsafeUninitializedCapacity: length) { buffer in
      var end = buffer.startIndex
      for (index, element) in elements.enumerated() {
        guard case .str(let text) = vm.plain(element) else { continue }
        if index > 0 { end = separator.withBytes { buffer[end...].initialize(fromContentsOf: $0) } }
        end = text.withBytes { buffer[end...].initialize(fromContentsOf: $0) }
        isASCII = isASCII && text.isASCII
      }
      return end
    }
    return .str(Str(vm.heap, result, isASCII: isASCII))
  }
}

extension Unicode.Scalar {
  /// Whether `str.splitlines` ends a line here.
  var isLineBreak: Bool {
    switch value {
    case 10...13, 28...30, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }
}

extension Substring.UnicodeScalarView {
  func droppingLast(while predicate: (Unicode.Scalar) -> Bool) -> Substring.UnicodeScalarView {
    guard let last = lastIndex(where: { !predicate($0) }) else { return self[startIndex..<startIndex] }
    return self[...last]
  }
}
