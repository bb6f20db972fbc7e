import BigInt

/// The methods of `bytes`.
enum BytesMethods {
  static let table: [NativeFunction] = [
    method("decode", "encoding='utf-8', errors='strict'") { vm, bytes, arguments throws(Raise) in
      try TextCoding.decode(
        bytes.bytes, TextCoding.name(arguments[0], "decode", "encoding", vm) ?? "utf-8",
        errors: TextCoding.name(arguments[1], "decode", "errors", vm) ?? "strict", vm)
    },
    method("hex", "sep=None, bytes_per_sep=1") { vm, bytes, arguments throws(Raise) in
      try hex(bytes.bytes, arguments, vm)
    },
    NativeFunction("fromhex", .classMethod) { vm, arguments throws(Raise) in
      let bound = try fromHexSignature.bind(arguments.dropFirst, vm)
      guard case .str(let text) = bound.required(0) else {
        throw vm.typeError("fromhex() argument must be str, not \(bound.required(0).typeName)")
      }
      return try fromHex(text, vm)
    },
    finder("find", raises: false, fromEnd: false), finder("index", raises: true, fromEnd: false),
    finder("rfind", raises: false, fromEnd: true), finder("rindex", raises: true, fromEnd: true),
    search("count") { _, bytes, needle, range in
      guard let range else { return .int(0) }
      if needle.isEmpty { return .int(range.count + 1) }
      return .int(
        bytes.bytes.withUnsafeBufferPointer { haystack in
          needle.withUnsafeBufferPointer { ByteSearch.all($0, in: haystack, range).count }
        })
    },
    affix("startswith", atEnd: false), affix("endswith", atEnd: true),
    method("replace", "old, new, count=-1, /") { vm, bytes, arguments throws(Raise) in
      let old = try part(arguments.required(0), vm)
      let new = try part(arguments.required(1), vm)
      let limit = try arguments[2].map { value throws(Raise) in try vm.size(value) } ?? -1
      return try replace(bytes.bytes, old, new, limit: limit < 0 ? .max : limit, vm)
    },
    method("split", "sep=None, maxsplit=-1") { vm, bytes, arguments throws(Raise) in
      try split(bytes.bytes, arguments, fromEnd: false, vm)
    },
    method("rsplit", "sep=None, maxsplit=-1") { vm, bytes, arguments throws(Raise) in
      try split(bytes.bytes, arguments, fromEnd: true, vm)
    },
    method("join", "iterable, /") { vm, bytes, arguments throws(Raise) in
      var result: [UInt8] = []
      let elements = try vm.collect(arguments.required(0), orTypeError: "can only join an iterable")
      for (index, element) in elements.enumerated() {
        guard case .bytes(let part) = element else {
          throw vm.typeError("sequence item \(index): expected a bytes-like object, \(element.typeName) found")
        }
        if index > 0 { result += bytes.bytes }
        try vm.checkLength(result.count + part.bytes.count)
        result += part.bytes
      }
      return try vm.bytes(result)
    },
    stripping("strip", atStart: true, atEnd: true), stripping("lstrip", atStart: true, atEnd: false),
    stripping("rstrip", atStart: false, atEnd: true),
    mapping("upper") { (97...122).contains($0) ? $0 - 32 : $0 },
    mapping("lower") { (65...90).contains($0) ? $0 + 32 : $0 },
    mapping("swapcase") { isLetter($0) ? $0 ^ 32 : $0 },
    predicate("isalpha") { isLetter($0) },
    predicate("isdigit") { (48...57).contains($0) },
    predicate("isalnum") { isLetter($0) || (48...57).contains($0) },
    predicate("isspace") { $0 == 32 || (9...13).contains($0) },
    method("isascii", "") { _, bytes, _ in .bool(bytes.bytes.allSatisfy { $0 < 128 }) },
    method("removeprefix", "prefix, /") { vm, bytes, arguments throws(Raise) in
      let prefix = try part(arguments.required(0), vm)
      return bytes.bytes.starts(with: prefix) ? try vm.bytes(Array(bytes.bytes.dropFirst(prefix.count))) : .bytes(bytes)
    },
    method("removesuffix", "suffix, /") { vm, bytes, arguments throws(Raise) in
      let suffix = try part(arguments.required(0), vm)
      guard bytes.bytes.count >= suffix.count, bytes.bytes.suffix(suffix.count).elementsEqual(suffix) else {
        return .bytes(bytes)
      }
      return try vm.bytes(bytes.bytes.dropLast(suffix.count))
    },
  ]

  private static let fromHexSignature = Signature("bytes.fromhex", "string, /")

  private static func method(
    _ name: String, _ parameters: String, _ body: @escaping Method.Body<Bytes>
  ) -> NativeFunction {
    Method.make("bytes", name, parameters, \.asBytes, body)
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte) || (97...122).contains(byte) }

  private static func part(_ value: Value, _ vm: Machine) throws(Raise) -> [UInt8] {
    guard case .bytes(let bytes) = value else {
      throw vm.typeError("a bytes-like object is required, not '\(value.typeName)'")
    }
    return bytes.bytes
  }

  /// The bytes that a value is, or that it iterates over.
  static func bytes(from value: Value, _ vm: Machine) throws(Raise) -> [UInt8] {
    if case .bytes(let bytes) = value { return bytes.bytes }
    if case .str = value { throw vm.typeError("cannot convert 'str' object to bytes") }
    let elements = try vm.collect(value, orTypeError: "cannot convert '\(value.typeName)' object to bytes")
    var bytes: [UInt8] = []
    bytes.reserveCapacity(elements.count)
    for element in elements {
      let number = try vm.index(element)
      guard let byte = UInt8(exactly: number) else { throw vm.valueError("bytes must be in range(0, 256)") }
      bytes.append(byte)
    }
    return bytes
  }

  private static func hex(_ bytes: [UInt8], _ arguments: Signature.Bound, _ vm: Machine) throws(Raise) -> Value {
    try vm.checkLength(bytes.count * 3)
    let group = try arguments[1].map { value throws(Raise) in try DateTimeArguments.integer(value, 1, vm) } ?? 1
    var separator: String?
    if let given = arguments[0] {
      guard try vm.length(given) == 1 else { throw vm.valueError("sep must be length 1.") }
      switch given {
      case .str(let text):
        guard text.isASCII else { throw vm.valueError("sep must be ASCII.") }
        separator = text.string
      case .bytes(let part):
        guard part.bytes[0] < 128 else { throw vm.valueError("sep must be ASCII.") }
        separator = String(decoding: part.bytes, as: UTF8.self)
      default: throw vm.typeError("sep must be str or bytes.")
      }
    }
    var result = ""
    for (index, byte) in bytes.enumerated() {
      if let separator, group != 0, index > 0 {
        let place = group > 0 ? bytes.count - index : index
        if place % Int(group.magnitude) == 0 { result += separator }
      }
      result += (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    return try vm.text(result)
  }

  private static func fromHex(_ text: Str, _ vm: Machine) throws(Raise) -> Value {
    var bytes: [UInt8] = []
    var high: UInt8?
    for (index, scalar) in text.string.unicodeScalars.enumerated() {
      if high == nil, scalar.isASCII, scalar.isPythonSpace { continue }
      guard scalar.isASCII, let digit = Character(scalar).hexDigitValue else {
        throw vm.valueError("non-hexadecimal number found in fromhex() arg at position \(index)")
      }
      if let first = high {
        bytes.append(first << 4 | UInt8(digit))
        high = nil
      } else {
        high = UInt8(digit)
      }
    }
    if high != nil {
      throw vm.valueError("non-hexadecimal number found in fromhex() arg at position \(text.count)")
    }
    return try vm.bytes(bytes)
  }

  /// The bounds of the optional arguments; nil where the start is behind the end.
  private static func range(_ bytes: Bytes, _ arguments: Arguments, _ vm: Machine) throws(Raise) -> Range<Int>? {
    let count = bytes.bytes.count
    var start = 0
    if arguments.count > 1, !arguments[1].isNone {
      start = try vm.index(
        arguments[1], clamping: true, "slice indices must be integers or None or have an __index__ method")
      if start < 0 { start = max(0, start &+ count) }
    }
    let end = try vm.sliceBound(arguments.count > 2 ? arguments[2] : nil, count: count, default: count)
    return start <= end ? start..<end : nil
  }

  /// A method that searches for bytes, or one byte, between bounds.
  private static func search(
    _ name: String,
    _ body: @escaping @Sendable (Machine, Bytes, [UInt8], Range<Int>?) throws(Raise) -> Value
  ) -> NativeFunction {
    Method.raw("bytes", name, \.asBytes) { vm, bytes, arguments throws(Raise) in
      try vm.checkSearch("bytes", name, arguments)
      let range = try range(bytes, arguments, vm)
      let needle: [UInt8]
      if arguments[0].asInteger != nil {
        guard let byte = arguments[0].asInteger.flatMap({ UInt8(exactly: $0) }) else {
          throw vm.valueError("byte must be in range(0, 256)")
        }
        needle = [byte]
      } else {
        guard case .bytes(let part) = arguments[0] else {
          throw vm.typeError(
            "argument should be integer or bytes-like object, not '\(arguments[0].typeName)'")
        }
        needle = part.bytes
      }
      return try body(vm, bytes, needle, range)
    }
  }

  private static func finder(_ name: String, raises: Bool, fromEnd: Bool) -> NativeFunction {
    search(name) { vm, bytes, needle, range throws(Raise) in
      var found: Int?
      if let range {
        found = bytes.bytes.withUnsafeBufferPointer { haystack in
          needle.withUnsafeBufferPointer {
            fromEnd ? ByteSearch.last($0, in: haystack, range) : ByteSearch.first($0, in: haystack, range)
          }
        }
      }
      if found == nil, raises { throw vm.valueError("subsection not found") }
      return .int(found ?? -1)
    }
  }

  private static func affix(_ name: String, atEnd: Bool) -> NativeFunction {
    Method.raw("bytes", name, \.asBytes) { vm, bytes, arguments throws(Raise) in
      try vm.checkSearch("bytes", name, arguments)
      let range = try range(bytes, arguments, vm)
      var candidates = [arguments[0]]
      var isTuple = false
      if case .tuple(let tuple) = arguments[0] {
        candidates = tuple.elements
        isTuple = true
      }
      for candidate in candidates {
        guard case .bytes(let part) = candidate else {
          throw vm.typeError(
            isTuple
              ? "a bytes-like object is required, not '\(candidate.typeName)'"
              : "\(name) first arg must be bytes or a tuple of bytes, not \(candidate.typeName)")
        }
        guard let range else { continue }
        let window = bytes.bytes[range]
        let end = atEnd ? window.suffix(part.bytes.count) : window.prefix(part.bytes.count)
        if end.elementsEqual(part.bytes) { return .bool(true) }
      }
      return .bool(false)
    }
  }

  private static func replace(
    _ bytes: [UInt8], _ old: [UInt8], _ new: [UInt8], limit: Int, _ vm: Machine
  ) throws(Raise) -> Value {
    var places: [Int]
    if old.isEmpty {
      places = Array((0...bytes.count).prefix(limit))
    } else {
      places = bytes.withUnsafeBufferPointer { haystack in
        old.withUnsafeBufferPointer { ByteSearch.all($0, in: haystack, 0..<haystack.count, limit: limit) }
      }
    }
    try vm.checkLength(bytes.count + places.count * max(0, new.count - old.count))
    var result: [UInt8] = []
    var start = 0
    for place in places {
      result += bytes[start..<place]
      result += new
      start = place + old.count
    }
    result += bytes[start...]
    return try vm.bytes(result)
  }

  private static func split(
    _ bytes: [UInt8], _ arguments: Signature.Bound, fromEnd: Bool, _ vm: Machine
  ) throws(Raise) -> Value {
    let limit = try arguments[1].map { value throws(Raise) in try vm.size(value) } ?? -1
    let most = limit < 0 ? Int.max : limit
    var pieces: [ArraySlice<UInt8>] = []
    if let given = arguments[0], !given.isNone {
      let separator = try part(given, vm)
      if separator.isEmpty { throw vm.valueError("empty separator") }
      var rest = bytes[...]
      while pieces.count < most {
        let place = bytes.withUnsafeBufferPointer { haystack in
          separator.withUnsafeBufferPointer {
            fromEnd
              ? ByteSearch.last($0, in: haystack, rest.indices) : ByteSearch.first($0, in: haystack, rest.indices)
          }
        }
        guard let place else { break }
        pieces.append(fromEnd ? rest[(place + separator.count)...] : rest[..<place])
        rest = fromEnd ? rest[..<place] : rest[(place + separator.count)...]
      }
      pieces.append(rest)
    } else {
      var rest = bytes[...]
      let isSpace = { (byte: UInt8) in byte == 32 || (9...13).contains(byte) }
      while true {
        if fromEnd {
          while let last = rest.last, isSpace(last) { rest.removeLast() }
        } else {
          rest = rest.drop(while: isSpace)
        }
        if rest.isEmpty { break }
        if pieces.count == most {
          pieces.append(rest)
          break
        }
        if fromEnd {
          let start = rest.lastIndex(where: isSpace).map { $0 + 1 } ?? rest.startIndex
          pieces.append(rest[start...])
          rest = rest[..<start]
        } else {
          let end = rest.firstIndex(where: isSpace) ?? rest.endIndex
          pieces.append(rest[..<end])
          rest = rest[end...]
        }
      }
    }
    if fromEnd { pieces.reverse() }
    var values: [Value] = []
    for piece in pieces { values.append(try vm.bytes(Array(piece))) }
    return try vm.list(values)
  }

  private static func stripping(_ name: String, atStart: Bool, atEnd: Bool) -> NativeFunction {
    method(name, "bytes=None, /") { vm, bytes, arguments throws(Raise) in
      var isStripped = { (byte: UInt8) in byte == 32 || (9...13).contains(byte) }
      if let given = arguments[0], !given.isNone {
        let set = Set(try part(given, vm))
        isStripped = { set.contains($0) }
      }
      var rest = bytes.bytes[...]
      if atStart { rest = rest.drop(while: isStripped) }
      while atEnd, let last = rest.last, isStripped(last) { rest.removeLast() }
      return try vm.bytes(Array(rest))
    }
  }

  private static func mapping(_ name: String, _ map: @escaping @Sendable (UInt8) -> UInt8) -> NativeFunction {
    method(name, "") { vm, bytes, _ throws(Raise) in try vm.bytes(bytes.bytes.map(map)) }
  }

  private static func predicate(_ name: String, _ holds: @escaping @Sendable (UInt8) -> Bool) -> NativeFunction {
    method(name, "") { _, bytes, _ in .bool(!bytes.bytes.isEmpty && bytes.bytes.allSatisfy(holds)) }
  }
}
