/// The methods of `str`.
enum StringMethods {
  static let table: [NativeFunction] =
    caseMethods + searchMethods + splitMethods + layoutMethods + predicateMethods
    + templateMethods

  static func method(
    _ name: String, _ parameters: String, _ body: @escaping Method.Body<Str>
  ) -> NativeFunction {
    Method.make("str", name, parameters, \.asStr, body)
  }

  /// An argument that must be a `str`, with CPython's shortest message.
  static func text(_ value: Value, _ vm: Machine) throws(Raise) -> Str {
    guard case .str(let text) = vm.plain(value) else { throw vm.typeError("must be str, not \(value.typeName)") }
    return text
  }

  /// An argument that must be a `str`, with a message that names the function.
  static func text(_ value: Value, _ function: String, argument: Int?, _ vm: Machine) throws(Raise) -> Str {
    guard case .str(let text) = vm.plain(value) else {
      let place = argument.map { " \($0)" } ?? ""
      throw vm.typeError("\(function)() argument\(place) must be str, not \(value.argumentTypeName)")
    }
    return text
  }
}

extension Machine {
  /// A part of a text's bytes, cut between code points, as a text.
  @inline(__always)
  func part(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, of text: Str) -> Value {
    if !text.isASCII { return string(String(utf8Slice: bytes[range])) }
    return range.count == 1 ? characters[Int(bytes[range.lowerBound])] : .str(Str(heap, ascii: bytes[range]))
  }
}

extension Str {
  /// The bytes of the text.
  func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    var text = string
    return text.withUTF8(body)
  }

  /// The offset of the byte at which the code point `index` begins.
  func byteOffset(of index: Int) -> Int {
    if isASCII { return index }
    return withBytes { bytes in
      var seen = 0
      for offset in bytes.indices where bytes[offset] & 0xC0 != 0x80 {
        if seen == index { return offset }
        seen += 1
      }
      return bytes.count
    }
  }

  /// The number of code points before a byte.
  func index(ofByte offset: Int) -> Int {
    if isASCII { return offset }
    return withBytes { bytes in bytes[..<offset].count { $0 & 0xC0 != 0x80 } }
  }
}

extension String {
  /// The text of bytes that were cut out of a text between code points.
  init(utf8Slice bytes: some Collection<UInt8>) {
    self.init(decoding: bytes, as: UTF8.self)
  }
}
