extension StringMethods {
  static let predicateMethods: [NativeFunction] = [
    predicate("isalpha") { $0.isPythonAlphabetic },
    predicate("isdecimal") { $0.decimalDigit != nil },
    predicate("isdigit") { $0.isPythonDigit },
    predicate("isnumeric") { $0.properties.numericType != nil },
    predicate("isalnum") { $0.isPythonAlphabetic || $0.properties.numericType != nil },
    predicate("isspace") { $0.isPythonSpace },
    predicate("isprintable", ofEmpty: true) { $0.isPythonPrintable },
    predicate("isascii", ofEmpty: true) { $0.isASCII },
    method("islower", "") { _, text, _ in
      .bool(hasCase(text, wanted: { $0.properties.isLowercase }, unwanted: { $0.isUpperOrTitle }))
    },
    method("isupper", "") { _, text, _ in
      .bool(
        hasCase(
          text, wanted: { $0.properties.isUppercase },
          unwanted: { $0.properties.isLowercase || $0.properties.generalCategory == .titlecaseLetter }))
    },
    method("istitle", "") { _, text, _ in .bool(isTitle(text)) },
    method("isidentifier", "") { _, text, _ in .bool(isIdentifier(text.string)) },
  ]

  private static func predicate(
    _ name: String, ofEmpty: Bool = false, _ holds: @escaping @Sendable (Unicode.Scalar) -> Bool
  ) -> NativeFunction {
    method(name, "") { vm, text, _ throws(Raise) in
      if text.string.isEmpty { return .bool(ofEmpty) }
      try vm.charge(text.string.utf8.count >> 4)
      return .bool(text.string.unicodeScalars.allSatisfy(holds))
    }
  }

  private static func hasCase(
    _ text: Str, wanted: (Unicode.Scalar) -> Bool, unwanted: (Unicode.Scalar) -> Bool
  ) -> Bool {
    var found = false
    for scalar in text.string.unicodeScalars {
      if unwanted(scalar) { return false }
      if wanted(scalar) { found = true }
    }
    return found
  }

  private static func isTitle(_ text: Str) -> Bool {
    var afterCased = false
    var found = false
    for scalar in text.string.unicodeScalars {
      if scalar.isUpperOrTitle {
        if afterCased { return false }
        afterCased = true
        found = true
      } else if scalar.properties.isLowercase {
        if !afterCased { return false }
        afterCased = true
        found = true
      } else {
        afterCased = false
      }
    }
    return found
  }

  /// Whether the text is an identifier, as the language's grammar defines it.
  static func isIdentifier(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, first == "_" || first.properties.isXIDStart else { return false }
    return text.unicodeScalars.dropFirst().allSatisfy { $0.properties.isXIDContinue }
  }
}

extension Unicode.Scalar {
  fileprivate var isUpperOrTitle: Bool {
    properties.isUppercase || properties.generalCategory == .titlecaseLetter
  }

  /// Whether the character is a letter, by its general category.
  fileprivate var isPythonAlphabetic: Bool {
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: isInUnicode14
    default: false
    }
  }

  /// Whether the character is a digit in the wider sense: superscripts and circled digits included.
  fileprivate var isPythonDigit: Bool {
    switch properties.numericType {
    case .decimal, .digit: true
    default: false
    }
  }
}
