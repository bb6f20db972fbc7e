import OrderedCollections

/// One pass over the bytes of a text, without recursion: what is open stands in `frames`, what is read and not yet
/// closed in `values` and `keys`.
///
/// `position` never exceeds `end`, and every load of eight bytes is preceded by a check that they are there.
struct JSONParser: ~Copyable {
  /// A list or an object that is open.
  struct Frame {
    var isObject: Bool
    /// A key is `typename`.
    var hasTypename = false
    /// Two keys may be equal, or there are so many that nobody looked: the dictionary is built key by key.
    var mayRepeat = false
    /// Where its elements begin among the values.
    let values: Int
    /// Where its keys begin among the keys.
    let keys: Int
  }

  let bytes: UnsafePointer<UInt8>
  let end: Int
  let options: JSONReader
  var position = 0
  /// Takes strings with escapes.
  var text: [UInt8] = []
  var keyCache = JSONKeyCache()
  /// Whether the last string was ASCII without escapes.
  var isPlain = true

  private var values = JSONScratch<DataValue>()
  private var keys = JSONScratch<String>()
  /// A fingerprint of each key.
  private var marks = JSONScratch<UInt64>()
  private var frames: [Frame] = []

  /// Objects with more keys than this are built key by key.
  private static let fewKeys = 24

  private static let nothing: StaticString = ""

  init(_ buffer: UnsafeBufferPointer<UInt8>, options: JSONReader) {
    bytes = buffer.baseAddress ?? Self.nothing.utf8Start
    end = buffer.count
    self.options = options
    frames.reserveCapacity(16)
  }

  @inline(__always)
  func fault(_ kind: JSONFault.Kind, at offset: Int? = nil) -> JSONFault {
    JSONFault(kind: kind, offset: offset ?? position)
  }

  /// The byte at the position; 0, which no token begins with, at the end.
  @inline(__always)
  var next: UInt8 { position < end ? bytes[position] : 0 }

  mutating func parse() throws(JSONFault) -> DataValue {
    guard end <= options.maximumBytes else { throw fault(.size, at: options.maximumBytes) }
    if end >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { throw fault(.byteOrderMark) }
    skipSpace()
    while true {
      switch next {
      case UInt8(ascii: "\""):
        values.append(.string(try readString()))
      case UInt8(ascii: "{"):
        try open(isObject: true)
        if next != UInt8(ascii: "}") {
          try readKey()
          continue
        }
        position += 1
        try closeObject()
      case UInt8(ascii: "["):
        try open(isObject: false)
        if next != UInt8(ascii: "]") { continue }
        position += 1
        closeList()
      case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        values.append(try readNumber())
      case UInt8(ascii: "t"):
        try expect("true")
        values.append(.bool(true))
      case UInt8(ascii: "f"):
        try expect("false")
        values.append(.bool(false))
      case UInt8(ascii: "n"):
        try expect("null")
        values.append(.null)
      case UInt8(ascii: "N"), UInt8(ascii: "I"):
        throw fault(.notANumber)
      default:
        throw fault(.value)
      }
      if try closeAll() { return values.removeLast() }
    }
  }

  /// Goes on after a value: closes what ends here and stops before the next value, or at the end of the text.
  @inline(__always)
  private mutating func closeAll() throws(JSONFault) -> Bool {
    while let frame = frames.last {
      skipSpace()
      let byte = next
      if byte == UInt8(ascii: ",") {
        position += 1
        skipSpace()
        if frame.isObject { try readKey() }
        return false
      }
      if frame.isObject {
        guard byte == UInt8(ascii: "}") else { throw fault(.objectEnd) }
        position += 1
        try closeObject()
      } else {
        guard byte == UInt8(ascii: "]") else { throw fault(.listEnd) }
        position += 1
        closeList()
      }
    }
    skipSpace()
    guard position == end else { throw fault(.end) }
    return true
  }

  private mutating func open(isObject: Bool) throws(JSONFault) {
    guard frames.count < options.maximumDepth else { throw fault(.depth) }
    position += 1
    frames.append(Frame(isObject: isObject, values: values.count, keys: keys.count))
    skipSpace()
  }

  private mutating func closeList() {
    let frame = frames.removeLast()
    let elements = values.popArray(from: frame.values)
    values.append(.list(elements))
  }

  private mutating func readKey() throws(JSONFault) {
    guard next == UInt8(ascii: "\"") else { throw fault(.key) }
    let (key, mark) = try readKeyString()
    let top = frames.count - 1
    // Strings are compared as Unicode text, where different bytes may be equal: outside ASCII a fingerprint proves
    // nothing.
    if !isPlain || keys.count - frames[top].keys >= Self.fewKeys || marks.contains(mark, from: frames[top].keys) {
      frames[top].mayRepeat = true
    }
    if mark == JSONKeyCache.typenameMark, key == JSONTypedForm.typename { frames[top].hasTypename = true }
    keys.append(key)
    marks.append(mark)
    skipSpace()
    guard next == UInt8(ascii: ":") else { throw fault(.colon) }
    position += 1
    skipSpace()
  }

  private mutating func closeObject() throws(JSONFault) {
    let frame = frames[frames.count - 1]
    let dictionary: DataDictionary
    if frame.mayRepeat {
      dictionary = try popWithRepetitions(frame)
    } else {
      dictionary = DataDictionary(
        uncheckedUniqueKeys: keys.popContiguous(from: frame.keys), values: values.popContiguous(from: frame.values))
    }
    marks.remove(from: frame.keys)
    frames.removeLast()
    if frame.hasTypename, options.restoring {
      values.append(JSONTypedForm.restored(dictionary))
    } else {
      values.append(.dictionary(dictionary))
    }
  }

  private mutating func popWithRepetitions(_ frame: Frame) throws(JSONFault) -> DataDictionary {
    let names = keys.popContiguous(from: frame.keys)
    var elements = values.popContiguous(from: frame.values)
    var dictionary = DataDictionary(minimumCapacity: names.count)
    for index in names.indices {
      // Moved out, since a copy would keep a second reference to what is in it.
      var element = DataValue.null
      swap(&element, &elements[index])
      let count = dictionary.count
      let known = dictionary.updateValue(element, forKey: names[index], insertingAt: count).originalMember
      guard known != nil, let place = dictionary.index(forKey: names[index]) else { continue }
      guard dictionary.keys[place].utf8.elementsEqual(names[index].utf8) else {
        throw fault(.ambiguousKey, at: position - 1)
      }
    }
    return dictionary
  }

  @inline(__always)
  mutating func skipSpace() {
    // Compact text has none: one comparison says so.
    while position < end, bytes[position] <= 0x20 {
      switch bytes[position] {
      case 0x20, 0x0A, 0x0D, 0x09: position += 1
      default: return
      }
    }
  }

  private mutating func expect(_ word: StaticString) throws(JSONFault) {
    let count = word.utf8CodeUnitCount
    var index = 0
    while index < count {
      guard position + index < end, bytes[position + index] == word.utf8Start[index] else { throw fault(.literal) }
      index += 1
    }
    position += count
  }
}

extension JSONParser {
  /// The error for a fault: what is at its place, its line and column, and the path of what was being read.
  func describe(_ fault: JSONFault) -> JSONError {
    let offset = min(fault.offset, end)
    var line = 1
    var column = 1
    for index in 0..<offset {
      if bytes[index] == 0x0A {
        line += 1
        column = 1
      } else if bytes[index] & 0xC0 != 0x80 {
        column += 1
      }
    }
    return JSONError(
      code: fault.code, message: fault.message(found: found(at: offset), options: options),
      place: JSONError.Place(line: line, column: column, offset: offset), path: path)
  }

  private func found(at offset: Int) -> String {
    guard offset < end else { return "the end of the text" }
    let byte = bytes[offset]
    switch byte {
    case UInt8(ascii: "\""): return "a double quote"
    case 0x00..<0x20, 0x7F: return "the control character 0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    case 0x80...: return "a character outside ASCII"
    default: return "\"" + String(UnicodeScalar(byte)) + "\""
    }
  }

  private var path: DataPath {
    var components: [DataPath.Component] = []
    for (level, frame) in frames.enumerated() {
      let inner = level + 1 < frames.count ? frames[level + 1] : nil
      let elements = (inner?.values ?? values.count) - frame.values
      if !frame.isObject {
        components.append(.index(elements))
      } else {
        let last = (inner?.keys ?? keys.count) - 1
        // Without a key that still waits for its value, the fault is between two members.
        if last - frame.keys == elements { components.append(.key(keys[last])) }
      }
    }
    return DataPath(components)
  }
}
