extension Constructors {
  static let str: TypeObject.Constructor = { vm, _, arguments throws(Raise) in
    let bound = try strSignature.bind(arguments, vm)
    let encoding = try TextCoding.name(bound[1], "str", "encoding", vm)
    let errors = try TextCoding.name(bound[2], "str", "errors", vm)
    guard let value = bound[0] else { return vm.string("") }
    if encoding == nil, errors == nil {
      if case .str = value { return value }
      return try vm.text(vm.str(value))
    }
    switch value {
    case .bytes(let bytes):
      // CPython does not look at the encoding when there is nothing to decode.
      if bytes.bytes.isEmpty { return vm.string("") }
      return try TextCoding.decode(bytes.bytes, encoding ?? "utf-8", errors: errors ?? "strict", vm)
    case .str: throw vm.typeError("decoding str is not supported")
    default:
      throw vm.typeError("decoding to str: need a bytes-like object, \(value.typeName) found")
    }
  }

  static let bytes: TypeObject.Constructor = { vm, _, arguments throws(Raise) in
    let bound = try bytesSignature.bind(arguments, vm)
    let encoding = try TextCoding.name(bound[1], "bytes", "encoding", vm)
    let errors = try TextCoding.name(bound[2], "bytes", "errors", vm)
    guard let value = bound[0] else { return try vm.bytes([]) }
    if case .str(let text) = value {
      guard let encoding else {
        throw vm.typeError("string argument without an encoding")
      }
      return try TextCoding.encode(text, encoding, errors: errors ?? "strict", vm)
    }
    if encoding != nil { throw vm.typeError("encoding without a string argument") }
    if errors != nil { throw vm.typeError("errors without a string argument") }
    switch value {
    case .bytes: return value
    case .int, .bool, .big:
      let count = try vm.index(value)
      if count < 0 { throw vm.valueError("negative count") }
      try vm.checkLength(count)
      return try vm.bytes([UInt8](repeating: 0, count: count))
    default:
      return try vm.bytes(BytesMethods.bytes(from: value, vm))
    }
  }

  private static let strSignature = Signature("str", "object='', encoding='utf-8', errors='strict'")
  private static let bytesSignature = Signature("bytes", "source=b'', encoding='utf-8', errors='strict'")
}
