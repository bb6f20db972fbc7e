extension StringMethods {
  static let layoutMethods: [NativeFunction] = [
    padding("ljust", .left), padding("rjust", .right), padding("center", .center),
    method("zfill", "width, /") { vm, text, arguments throws(Raise) in
      let width = try vm.size(arguments.required(0))
      let missing = width - text.count
      guard missing > 0 else { return .str(text) }
      try vm.checkLength(text.string.utf8.count + missing)
      let zeros = String(repeating: "0", count: missing)
      if let first = text.string.unicodeScalars.first, first == "+" || first == "-" {
        return try vm.text(String(first) + zeros + text.text(1..<text.count))
      }
      return try vm.text(zeros + text.string)
    },
    stripping("strip", atStart: true, atEnd: true), stripping("lstrip", atStart: true, atEnd: false),
    stripping("rstrip", atStart: false, atEnd: true),
    method("expandtabs", "tabsize=8") { vm, text, arguments throws(Raise) in
      let size = try arguments[0].map { value throws(Raise) in try vm.size(value) } ?? 8
      return try expandTabs(text, size, vm)
    },
  ]

  private static func padding(_ name: String, _ alignment: FormatSpec.Alignment) -> NativeFunction {
    method(name, "width, fillchar=' ', /") { vm, text, arguments throws(Raise) in
      let width = try vm.size(arguments.required(0))
      var fill: Unicode.Scalar = " "
      if let given = arguments[1] {
        guard case .str(let character) = vm.plain(given) else {
          throw vm.typeError("The fill character must be a unicode character, not \(given.typeName)")
        }
        guard character.count == 1 else {
          throw vm.typeError("The fill character must be exactly one character long")
        }
        fill = character[0]
      }
      let count = text.count
      guard width > count else { return .str(text) }
      let missing = width - count
      let (fillBytes, overflow) = missing.multipliedReportingOverflow(by: String(fill).utf8.count)
      try vm.checkLength(overflow ? Int.max : fillBytes)
      // `center` puts the odd one on the left only where the width is odd.
      let left =
        switch alignment {
        case .left: 0
        case .center: missing / 2 + (missing & width & 1)
        default: missing
        }
      let character = String(fill)
      return try vm.text(
        String(repeating: character, count: left) + text.string
          + String(repeating: character, count: missing - left))
    }
  }

  private static func stripping(_ name: String, atStart: Bool, atEnd: Bool) -> NativeFunction {
    method(name, "chars=None, /") { vm, text, arguments throws(Raise) in
      var characters: Str?
      if let given = arguments[0], !given.isNone {
        guard case .str(let text) = vm.plain(given) else {
          throw vm.typeError("\(name) arg must be None or str")
        }
        characters = text
      }
      try vm.charge(text.string.utf8.count >> 6)
      if text.isASCII { return stripped(text, ByteSet(characters), atStart: atStart, atEnd: atEnd, vm) }
      let set = characters.map { Set($0.string.unicodeScalars) }
      let isStripped: (Unicode.Scalar) -> Bool = { set?.contains($0) ?? $0.isPythonSpace }
      var rest = text.string.unicodeScalars[...]
      if atStart { rest = rest.drop(while: isStripped) }
      if atEnd { rest = rest.droppingLast(while: isStripped) }
      if rest.startIndex == text.string.startIndex, rest.endIndex == text.string.endIndex { return .str(text) }
      return try vm.text(String(rest))
    }
  }

  private static func stripped(
    _ text: Str, _ bytes: ByteSet, atStart: Bool, atEnd: Bool, _ vm: Machine
  ) -> Value {
    let rest: Str? = text.withBytes { all in
      var start = 0
      var end = all.count
      if atStart { while start < end, bytes.contains(all[start]) { start += 1 } }
      if atEnd { while start < end, bytes.contains(all[end - 1]) { end -= 1 } }
      return end - start == all.count ? nil : Str(vm.heap, ascii: all[start..<end])
    }
    return .str(rest ?? text)
  }

  private static func expandTabs(_ text: Str, _ size: Int, _ vm: Machine) throws(Raise) -> Value {
    var result = String.UnicodeScalarView()
    var column = 0
    for scalar in text.string.unicodeScalars {
      switch scalar {
      case "\t":
        guard size > 0 else { continue }
        let spaces = size - column % size
        try vm.checkLength(spaces)
        try vm.checkLength(column + spaces)
        result.append(contentsOf: repeatElement(" ", count: spaces))
        column += spaces
      case "\n", "\r":
        result.append(scalar)
        column = 0
      default:
        result.append(scalar)
        column += 1
      }
    }
    return try vm.text(String(result))
  }
}
