extension StringMethods {
  static let caseMethods: [NativeFunction] = [
    method("upper", "") { vm, text, _ throws(Raise) in
      if text.isASCII { return asciiCased(text, from: UInt8(ascii: "a")...UInt8(ascii: "z"), vm) }
      return try cased(text, vm) { $0.properties.uppercaseMapping }
    },
    method("lower", "") { vm, text, _ throws(Raise) in
      if text.isASCII { return asciiCased(text, from: UInt8(ascii: "A")...UInt8(ascii: "Z"), vm) }
      return try vm.text(lowercased(text))
    },
    method("casefold", "") { vm, text, _ throws(Raise) in
      try cased(text, vm) { CaseFolding.fold($0) }
    },
    method("capitalize", "") { vm, text, _ throws(Raise) in
      guard let first = text.string.unicodeScalars.first else { return .str(text) }
      let rest = Str(nil, text.text(1..<text.count))
      return try vm.text(first.properties.titlecaseMapping + lowercased(rest))
    },
    method("title", "") { vm, text, _ throws(Raise) in
      var result = ""
      var afterCased = false
      for scalar in text.string.unicodeScalars {
        result += afterCased ? scalar.properties.lowercaseMapping : scalar.properties.titlecaseMapping
        afterCased = scalar.properties.isCased
      }
      return try vm.text(result)
    },
    method("swapcase", "") { vm, text, _ throws(Raise) in
      try cased(text, vm) { scalar in
        if scalar.properties.isUppercase { return scalar.properties.lowercaseMapping }
        if scalar.properties.isLowercase { return scalar.properties.uppercaseMapping }
        return String(scalar)
      }
    },
  ]

  /// A text of ASCII whose letters in `letters` change their case: in ASCII that is one bit.
  private static func asciiCased(_ text: Str, from letters: ClosedRange<UInt8>, _ vm: Machine) -> Value {
    text.withBytes { bytes in
      .str(Str(vm.heap, ascii: bytes.lazy.map { letters.contains($0) ? $0 ^ 0x20 : $0 }))
    }
  }

  private static func cased(
    _ text: Str, _ vm: Machine, _ mapping: (Unicode.Scalar) -> String
  ) throws(Raise) -> Value {
    try vm.charge(text.string.utf8.count >> 2)
    var result = String.UnicodeScalarView()
    for scalar in text.string.unicodeScalars { result.append(contentsOf: mapping(scalar).unicodeScalars) }
    return try vm.text(String(result))
  }

  private static func lowercased(_ text: Str) -> String {
    if text.isASCII { return text.string.lowercased() }
    var result = String.UnicodeScalarView()
    let scalars = text.codePoints
    for (index, scalar) in scalars.enumerated() {
      if scalar == "\u{3A3}" {
        result.append(isFinalSigma(scalars, index) ? "\u{3C2}" : "\u{3C3}")
      } else {
        result.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
      }
    }
    return String(result)
  }

  /// Whether the sigma at an index ends a word: a cased letter before it and none behind, case-ignorable ones aside.
  private static func isFinalSigma(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    let before = scalars[..<index].last { !$0.properties.isCaseIgnorable }
    let after = scalars[(index + 1)...].first { !$0.properties.isCaseIgnorable }
    return before?.properties.isCased == true && after?.properties.isCased != true
  }
}

/// Full case folding as Unicode's CaseFolding defines it, from the mappings that the standard library has.
enum CaseFolding {
  static func fold(_ scalar: Unicode.Scalar) -> String {
    if scalar.isASCII { return scalar.properties.lowercaseMapping }
    switch scalar.value {
    case 0x13A0...0x13F5: return String(scalar)  // Cherokee folds to its capitals.
    case 0x13F8...0x13FD: return Unicode.Scalar(scalar.value - 8).map { String($0) } ?? String(scalar)
    case 0xAB70...0xABBF: return Unicode.Scalar(scalar.value - 0x97D0).map { String($0) } ?? String(scalar)
    case 0x130: return "i\u{307}"
    case 0x131: return String(scalar)
    case 0x3C2: return "\u{3C3}"
    case 0x1E9E: return "ss"
    default: break
    }
    guard scalar.properties.changesWhenCaseFolded else { return String(scalar) }
    // What is left folds to the small letters of its capitals: `ß` to `ss`, `ſ` to `s`, ypogegrammeni to iota.
    let upper = scalar.properties.uppercaseMapping
    var folded = String.UnicodeScalarView()
    for part in upper.unicodeScalars { folded.append(contentsOf: part.properties.lowercaseMapping.unicodeScalars) }
    return String(folded)
  }
}
