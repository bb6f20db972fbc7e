import BigInt
import OrderedCollections

/// Why a value cannot be written; its path is in ``JSONEncoding/steps``.
enum JSONRefusal: Error {
  case notANumber, infinite, depth, digits
}

/// One pass over a value. The recursion is bounded by the writer's depth.
struct JSONEncoding: ~Copyable {
  let writer: JSONWriter
  var output = JSONOutput()
  /// How many lists and objects of the text are open.
  private var depth = 0
  /// For each value that is open, which of its elements is being written.
  private var steps: [Int] = []

  init(writer: JSONWriter) {
    self.writer = writer
    steps.reserveCapacity(16)
  }

  mutating func write(_ value: DataValue) throws(JSONRefusal) {
    switch value {
    case .null: output.append("null")
    case .bool(let flag): flag ? output.append("true") : output.append("false")
    case .integer(let integer): output.append(integer)
    case .bigInteger(let integer): try write(integer)
    case .double(let double):
      guard double.isFinite else { throw double.isNaN ? .notANumber : .infinite }
      output.append(double)
    case .string(let string): output.append(quoted: string)
    case .list(let elements): try write(elements)
    case .dictionary(let dictionary):
      if writer.form == .exact, dictionary[JSONTypedForm.typename] != nil {
        try writePairs(dictionary)
      } else {
        try write(dictionary, typename: nil)
      }
    case .typed(let typed): try write(typed)
    }
  }

  private mutating func write(_ integer: BigInt) throws(JSONRefusal) {
    // The width first: the conversion of a far too big number would take long. A digit has 3.32 bits.
    guard integer.bitWidth / 4 <= writer.maximumDigits else { throw .digits }
    let text = String(integer)
    guard text.utf8.count - (integer < 0 ? 1 : 0) <= writer.maximumDigits else { throw .digits }
    output.append(ascii: text)
  }

  private mutating func write(_ elements: [DataValue]) throws(JSONRefusal) {
    try open(UInt8(ascii: "["))
    steps.append(0)
    // Through pointers: the arrays live as long as the value, and counting references for each element would take a
    // quarter of the time.
    try elements.withUnsafeBufferPointer { elements throws(JSONRefusal) in
      for index in elements.indices {
        separate(isFirst: index == 0)
        steps[steps.count - 1] = index
        try write(elements[index])
      }
    }
    steps.removeLast()
    close(UInt8(ascii: "]"), isEmpty: elements.isEmpty)
  }

  private mutating func write(_ dictionary: DataDictionary, typename: String?) throws(JSONRefusal) {
    try open(UInt8(ascii: "{"))
    steps.append(0)
    var isFirst = true
    try dictionary.keys.elements.withUnsafeBufferPointer { keys throws(JSONRefusal) in
      try dictionary.values.elements.withUnsafeBufferPointer { values throws(JSONRefusal) in
        for index in keys.indices {
          // Only the readable form comes here with content that has a member of this name.
          if typename != nil, keys[index] == JSONTypedForm.typename { continue }
          separate(isFirst: isFirst)
          isFirst = false
          writeKey(keys[index])
          steps[steps.count - 1] = index
          try write(values[index])
        }
      }
    }
    steps.removeLast()
    if let typename {
      separate(isFirst: isFirst)
      writeKey(JSONTypedForm.typename)
      output.append(quoted: typename)
    }
    close(UInt8(ascii: "}"), isEmpty: isFirst && typename == nil)
  }

  private mutating func write(_ typed: TypedValue) throws(JSONRefusal) {
    if writer.form == .readable {
      if let elements = JSONTypedForm.elements(of: typed) {
        // The path goes through the member of the content that holds them.
        steps.append(0)
        try write(elements)
        steps.removeLast()
      } else {
        try write(typed.content, typename: typed.typename)
      }
    } else if JSONTypedForm.needsWrapper(typed) {
      try open(UInt8(ascii: "{"))
      separate(isFirst: true)
      writeKey(JSONTypedForm.wrappedName)
      output.append(quoted: typed.typename)
      separate(isFirst: false)
      writeKey(JSONTypedForm.wrappedContent)
      try write(.dictionary(typed.content))
      separate(isFirst: false)
      writeKey(JSONTypedForm.typename)
      output.append(quoted: JSONTypedForm.wrapper)
      close(UInt8(ascii: "}"), isEmpty: false)
    } else {
      try write(typed.content, typename: typed.typename)
    }
  }

  /// A dictionary with a key `typename`.
  private mutating func writePairs(_ dictionary: DataDictionary) throws(JSONRefusal) {
    try open(UInt8(ascii: "{"))
    separate(isFirst: true)
    writeKey(JSONTypedForm.items)
    try open(UInt8(ascii: "["))
    steps.append(0)
    for (index, element) in dictionary.elements.enumerated() {
      separate(isFirst: index == 0)
      try open(UInt8(ascii: "["))
      separate(isFirst: true)
      output.append(quoted: element.key)
      separate(isFirst: false)
      steps[steps.count - 1] = index
      try write(element.value)
      close(UInt8(ascii: "]"), isEmpty: false)
    }
    steps.removeLast()
    close(UInt8(ascii: "]"), isEmpty: false)
    separate(isFirst: false)
    writeKey(JSONTypedForm.typename)
    output.append(quoted: StandardTypename.dict.rawValue)
    close(UInt8(ascii: "}"), isEmpty: false)
  }

  // MARK: Layout

  @inline(__always)
  private mutating func open(_ bracket: UInt8) throws(JSONRefusal) {
    guard depth < writer.maximumDepth else { throw .depth }
    depth += 1
    output.append(bracket)
  }

  @inline(__always)
  private mutating func close(_ bracket: UInt8, isEmpty: Bool) {
    depth -= 1
    if let indentation = writer.indentation, !isEmpty { output.appendNewline(indentation: max(0, indentation) * depth) }
    output.append(bracket)
  }

  @inline(__always)
  private mutating func separate(isFirst: Bool) {
    if !isFirst { output.append(UInt8(ascii: ",")) }
    if let indentation = writer.indentation { output.appendNewline(indentation: max(0, indentation) * depth) }
  }

  @inline(__always)
  private mutating func writeKey(_ key: String) {
    output.append(quoted: key)
    output.append(UInt8(ascii: ":"))
    if writer.indentation != nil { output.append(UInt8(ascii: " ")) }
  }

  // MARK: Errors

  /// The error for a refusal, with the path of the value that was being written.
  func describe(_ refusal: JSONRefusal, in value: DataValue) -> JSONError {
    let (code, message): (JSONError.Code, String) =
      switch refusal {
      case .notANumber: (.number, "NaN cannot be written as JSON")
      case .infinite: (.number, "an infinity cannot be written as JSON")
      case .digits: (.number, "the integer has more than \(writer.maximumDigits) digits")
      case .depth: (.depth, "lists and dictionaries are nested more than \(writer.maximumDepth) deep")
      }
    return JSONError(code: code, message: message, place: nil, path: path(in: value))
  }

  private func path(in value: DataValue) -> DataPath {
    var components: [DataPath.Component] = []
    var value = value
    for step in steps {
      switch value {
      case .list(let elements) where elements.indices.contains(step):
        components.append(.index(step))
        value = elements[step]
      case .dictionary(let dictionary) where dictionary.elements.indices.contains(step):
        components.append(.key(dictionary.keys[step]))
        value = dictionary.values[step]
      case .typed(let typed) where typed.content.elements.indices.contains(step):
        components.append(.key(typed.content.keys[step]))
        value = typed.content.values[step]
      default: return DataPath(components)
      }
    }
    return DataPath(components)
  }
}
