/// What `json.loads` is told beside the text.
struct JSONDecoderOptions {
  var objectHook: Value?
  var pairsHook: Value?
  var parseFloat: Value?
  var parseInteger: Value?
  var parseConstant: Value?
  /// Whether control characters in strings are refused.
  var isStrict = true
}

/// Reads JSON as Python does, NaN and the infinities included. It keeps its own stack, so that nesting costs no native
/// one.
struct JSONDecoder {
  private let text: String
  private let bytes: [UInt8]
  private let options: JSONDecoderOptions
  private let vm: Machine
  private var position = 0
  private var open: [Open] = []

  /// A list or object whose end was not met yet.
  private enum Open {
    case list([Value])
    case object([(key: Value, value: Value)], key: Value)
  }

  init(_ text: String, _ options: JSONDecoderOptions, _ vm: Machine) {
    self.text = text
    bytes = Array(text.utf8)
    self.options = options
    self.vm = vm
  }

  /// The value of the whole text.
  mutating func decode() throws(Raise) -> Value {
    try vm.charge(bytes.count >> 4)
    skipSpace()
    let value = try value()
    skipSpace()
    if position < bytes.count { throw failure("Extra data", position) }
    return value
  }

  private mutating func value() throws(Raise) -> Value {
    while true {
      try vm.charge(1)
      if open.count > 900 {
        throw vm.raise(.recursionError, "maximum recursion depth exceeded while decoding a JSON document")
      }
      var finished: Value
      switch peek {
      case UInt8(ascii: "["):
        position += 1
        skipSpace()
        if peek == UInt8(ascii: "]") {
          position += 1
          finished = try vm.list([])
        } else {
          open.append(.list([]))
          continue
        }
      case UInt8(ascii: "{"):
        position += 1
        skipSpace()
        if peek == UInt8(ascii: "}") {
          position += 1
          finished = try object([])
        } else {
          open.append(.object([], key: try key(errorAt: position)))
          continue
        }
      default: finished = try scalar()
      }
      // A value is complete: put it where it belongs, and close what ends with it.
      while true {
        guard let container = open.popLast() else { return finished }
        guard let closed = try add(finished, to: container) else { break }
        finished = closed
      }
    }
  }

  /// Adds a value to the innermost container; gives the container back when it ends there.
  private mutating func add(_ value: Value, to container: Open) throws(Raise) -> Value? {
    skipSpace()
    switch container {
    case .list(var elements):
      elements.append(value)
      switch peek {
      case UInt8(ascii: ","):
        position += 1
        skipSpace()
        open.append(.list(elements))
        return nil
      case UInt8(ascii: "]"):
        position += 1
        return try vm.list(elements)
      default: throw failure("Expecting ',' delimiter", position)
      }
    case .object(var pairs, let name):
      pairs.append((name, value))
      switch peek {
      case UInt8(ascii: ","):
        position += 1
        skipSpace()
        open.append(.object(pairs, key: try key(errorAt: position)))
        return nil
      case UInt8(ascii: "}"):
        position += 1
        return try object(pairs)
      default: throw failure("Expecting ',' delimiter", position)
      }
    }
  }

  private func object(_ pairs: [(key: Value, value: Value)]) throws(Raise) -> Value {
    if let hook = options.pairsHook {
      return try vm.call(hook, vm.list(pairs.map { vm.tuple([$0.key, $0.value]) }))
    }
    let dict = Dict(vm.heap)
    for (key, value) in pairs { try dict.set(key, value, vm) }
    if let hook = options.objectHook { return try vm.call(hook, .dict(dict)) }
    return .dict(dict)
  }

  /// A key, its colon and the space before the value.
  private mutating func key(errorAt place: Int) throws(Raise) -> Value {
    guard peek == UInt8(ascii: "\"") else {
      throw failure("Expecting property name enclosed in double quotes", place)
    }
    let key = try string()
    skipSpace()
    guard peek == UInt8(ascii: ":") else { throw failure("Expecting ':' delimiter", position) }
    position += 1
    skipSpace()
    return key
  }

  private mutating func scalar() throws(Raise) -> Value {
    switch peek {
    case UInt8(ascii: "\""): return try string()
    case UInt8(ascii: "n") where take("null"): return .null
    case UInt8(ascii: "t") where take("true"): return .bool(true)
    case UInt8(ascii: "f") where take("false"): return .bool(false)
    case UInt8(ascii: "N") where take("NaN"): return try constant("NaN", .nan)
    case UInt8(ascii: "I") where take("Infinity"): return try constant("Infinity", .infinity)
    case UInt8(ascii: "-") where take("-Infinity"): return try constant("-Infinity", -.infinity)
    case UInt8(ascii: "-"): return try number()
    case .some(let byte) where byte >= 48 && byte <= 57: return try number()
    default: throw failure("Expecting value", position)
    }
  }

  private func constant(_ name: String, _ value: Double) throws(Raise) -> Value {
    guard let parse = options.parseConstant else { return .float(value) }
    return try vm.call(parse, vm.string(name))
  }

  private mutating func number() throws(Raise) -> Value {
    let start = position
    if peek == UInt8(ascii: "-") { position += 1 }
    let digits = skipDigits(from: position)
    if digits == 0 {
      position = start
      throw failure("Expecting value", start)
    }
    // A leading zero stands alone; what follows is extra data.
    position += peek == UInt8(ascii: "0") ? 1 : digits
    var isInteger = true
    if peek == UInt8(ascii: "."), skipDigits(from: position + 1) > 0 {
      position += 1 + skipDigits(from: position + 1)
      isInteger = false
    }
    if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
      var next = position + 1
      if next < bytes.count, bytes[next] == UInt8(ascii: "+") || bytes[next] == UInt8(ascii: "-") { next += 1 }
      let exponent = skipDigits(from: next)
      if exponent > 0 {
        position = next + exponent
        isInteger = false
      }
    }
    if isInteger, position - start <= 18, options.parseInteger == nil { return .int(small(start..<position)) }
    let shown = vm.string(String(decoding: bytes[start..<position], as: UTF8.self))
    if isInteger { return try vm.call(options.parseInteger ?? .object(TypeObject.int), shown) }
    if let parse = options.parseFloat { return try vm.call(parse, shown) }
    guard case .str(let text) = shown, let value = Double(text.string) else { return .float(.nan) }
    return .float(value)
  }

  private func small(_ range: Range<Int>) -> Int {
    var value = 0
    for byte in bytes[range] where byte != UInt8(ascii: "-") { value = value * 10 + Int(byte) - 48 }
    return bytes[range.lowerBound] == UInt8(ascii: "-") ? -value : value
  }

  private func skipDigits(from start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end] >= 48, bytes[end] <= 57 { end += 1 }
    return max(0, end - start)
  }

  private mutating func string() throws(Raise) -> Value {
    let start = position
    position += 1
    let first = position
    var isASCII = true
    // Most strings have no escapes: they are a slice of the text.
    while position < bytes.count, bytes[position] != UInt8(ascii: "\""), bytes[position] != UInt8(ascii: "\\") {
      if bytes[position] < 32, options.isStrict { throw failure("Invalid control character at", position) }
      if bytes[position] > 127 { isASCII = false }
      position += 1
    }
    if peek == UInt8(ascii: "\"") {
      position += 1
      try vm.charge((position - first) >> 4)
      let slice = String(decoding: bytes[first..<(position - 1)], as: UTF8.self)
      return .str(Str(vm.heap, slice, isASCII: isASCII))
    }
    var result = Array(bytes[first..<position])
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return try vm.text(String(decoding: result, as: UTF8.self))
      case UInt8(ascii: "\\"):
        try escape(into: &result, start: start)
      default:
        if byte < 32, options.isStrict { throw failure("Invalid control character at", position) }
        result.append(byte)
        position += 1
      }
    }
    throw failure("Unterminated string starting at", start)
  }

  private mutating func escape(into result: inout [UInt8], start: Int) throws(Raise) {
    let place = position
    position += 1
    guard position < bytes.count else { throw failure("Unterminated string starting at", start) }
    let letter = bytes[position]
    position += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): result.append(letter)
    case UInt8(ascii: "b"): result.append(8)
    case UInt8(ascii: "f"): result.append(12)
    case UInt8(ascii: "n"): result.append(10)
    case UInt8(ascii: "r"): result.append(13)
    case UInt8(ascii: "t"): result.append(9)
    case UInt8(ascii: "u"):
      var code = try hexadecimal(errorAt: place + 1)
      if (0xD800..<0xDC00).contains(code), position + 6 <= bytes.count, bytes[position] == UInt8(ascii: "\\"),
        bytes[position + 1] == UInt8(ascii: "u")
      {
        let before = position
        position += 2
        let low = try hexadecimal(errorAt: before + 1)
        if (0xDC00..<0xE000).contains(low) {
          code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        } else {
          position = before
        }
      }
      // Half of a pair is no character: a `str` here cannot hold it.
      let scalar = Unicode.Scalar(code) ?? "\u{FFFD}"
      result.append(contentsOf: String(scalar).utf8)
    default: throw failure("Invalid \\escape", place)
    }
  }

  private mutating func hexadecimal(errorAt place: Int) throws(Raise) -> UInt32 {
    guard position + 4 <= bytes.count else { throw failure("Invalid \\uXXXX escape", place) }
    var code: UInt32 = 0
    for byte in bytes[position..<(position + 4)] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 128 else {
        throw failure("Invalid \\uXXXX escape", place)
      }
      code = code << 4 | UInt32(digit)
    }
    position += 4
    return code
  }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while position < bytes.count, [32, 9, 10, 13].contains(bytes[position]) { position += 1 }
  }

  private mutating func take(_ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard position + count <= bytes.count else { return false }
    for offset in 0..<count where bytes[position + offset] != word.utf8Start[offset] { return false }
    position += count
    return true
  }

  private func failure(_ message: String, _ byte: Int) -> Raise {
    JSONDecoder.failure(message, text, byte: byte, vm)
  }

  /// The error at a byte of the text, which its message counts in characters.
  static func failure(_ message: String, _ text: String, byte: Int, _ vm: Machine) -> Raise {
    let before = text.utf8.prefix(byte)
    let characters = before.count { $0 & 0xC0 != 0x80 }
    let line = before.count { $0 == 10 } + 1
    let lineStart = before.lastIndex(of: 10).map { before.index(after: $0) } ?? before.startIndex
    let column = before[lineStart...].count { $0 & 0xC0 != 0x80 } + 1
    let full = "\(message): line \(line) column \(column) (char \(characters))"
    let exception = ExceptionObject(vm.heap, JSONModule.decodeErrorType, [vm.string(full)])
    exception.attributes.set("msg", vm.string(message))
    exception.attributes.set("doc", vm.string(text))
    exception.attributes.set("pos", .int(characters))
    exception.attributes.set("lineno", .int(line))
    exception.attributes.set("colno", .int(column))
    return .exception(exception)
  }
}
