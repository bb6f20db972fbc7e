/// Reads the parts of an f-string, as Python 3.11 does: expressions without backslashes, comments or the literal's own
/// quotes; format specs with expressions inside, one level deep.
struct FormatReader {
  let text: [UInt8]
  let literal: StringToken
  let place: Place
  let nesting: Int

  mutating func parts() throws(SyntaxFailure) -> [FormatPart] {
    guard nesting < 100 else { throw place.failure("f-string: expressions nested too deeply") }
    var position = literal.start
    return try parts(&position, literal.end, depth: 0)
  }

  /// Reads up to `end`, or in a format spec up to the closing brace.
  private func parts(_ position: inout Int, _ end: Int, depth: Int) throws(SyntaxFailure) -> [FormatPart] {
    var parts: [FormatPart] = []
    var start = position
    func flush(_ stop: Int) throws(SyntaxFailure) {
      if start < stop {
        parts.append(.text(try StringLiteral.text(text, start..<stop, literal.isRaw, place)))
      }
    }
    while position < end {
      let byte = text[position]
      if byte == UInt8(ascii: "\\"), !literal.isRaw {
        // `\N{…}` has braces of its own.
        if position + 2 < end, text[position + 1] == UInt8(ascii: "N"), text[position + 2] == UInt8(ascii: "{") {
          while position < end, text[position] != UInt8(ascii: "}") { position += 1 }
          position += 1
        } else {
          position +=
            position + 1 < end && text[position + 1] != UInt8(ascii: "{") && text[position + 1] != UInt8(ascii: "}")
            ? 2 : 1
        }
        continue
      }
      if byte == UInt8(ascii: "{") {
        if depth == 0, position + 1 < end, text[position + 1] == byte {
          try flush(position + 1)
          position += 2
          start = position
          continue
        }
        try flush(position)
        position += 1
        parts.append(try value(&position, end, depth: depth))
        start = position
        continue
      }
      if byte == UInt8(ascii: "}") {
        if depth > 0 { break }
        guard position + 1 < end, text[position + 1] == byte else {
          throw place.failure("f-string: single '}' is not allowed")
        }
        try flush(position + 1)
        position += 2
        start = position
        continue
      }
      position += 1
    }
    try flush(Swift.min(position, end))
    return parts
  }

  /// Reads an expression field behind its opening brace.
  private func value(_ position: inout Int, _ end: Int, depth: Int) throws(SyntaxFailure) -> FormatPart {
    guard depth < 2 else { throw place.failure("f-string: expressions nested too deeply") }
    let start = position
    let stop = try expressionEnd(start, end)
    position = stop
    let content = text[start..<stop]
    guard content.contains(where: { ![0x20, 0x09, 0x0a, 0x0c, 0x0d].contains($0) }) else {
      throw place.failure("f-string: empty expression not allowed")
    }
    var scanner = Scanner(text, part: start..<stop, place: placeOf(start))
    var parser = Parser(text: text, tokens: try scanner.scan(), nesting: nesting + 10)
    let expression = parser.at(.yield) ? try parser.yieldExpression() : try parser.expressionList()
    guard parser.kind == .end else { throw place.failure("f-string: invalid syntax") }
    var conversion: UInt8 = 0
    var prefix: [FormatPart] = []
    if position < end, text[position] == UInt8(ascii: "=") {
      position += 1
      while position < end, text[position] == UInt8(ascii: " ") { position += 1 }
      prefix = [.text(String(decoding: text[start..<position], as: UTF8.self))]
      conversion = 2
    }
    if position < end, text[position] == UInt8(ascii: "!") {
      let letter = position + 1 < end ? text[position + 1] : 0
      switch letter {
      case UInt8(ascii: "s"): conversion = 1
      case UInt8(ascii: "r"): conversion = 2
      case UInt8(ascii: "a"): conversion = 3
      default:
        throw place.failure(
          letter == UInt8(ascii: "}") || letter == 0
            ? "f-string: invalid conversion character: expected 's', 'r', or 'a'"
            : "f-string: invalid conversion character: '\(Character(Unicode.Scalar(letter)))': expected 's', 'r', or 'a'"
        )
      }
      position += 2
    }
    var spec: [FormatPart]?
    if position < end, text[position] == UInt8(ascii: ":") {
      position += 1
      let parts = try parts(&position, end, depth: depth + 1)
      spec = parts
      if !prefix.isEmpty, conversion == 2 { conversion = 0 }
    }
    guard position < end, text[position] == UInt8(ascii: "}") else {
      throw place.failure("f-string: expecting '}'")
    }
    position += 1
    let part = FormatPart.value(expression, conversion: conversion, spec: spec)
    guard case .text(let text)? = prefix.first else { return part }
    return .value(try labelled(text, part, expression.place), conversion: 0, spec: nil)
  }

  /// `{name=}`: the text before the value.
  private func labelled(_ label: String, _ part: FormatPart, _ place: Place) throws(SyntaxFailure) -> Expression {
    let parts: [FormatPart] = [.text(label), part]
    let depth = Parser.expressions(in: parts).map(\.depth).max() ?? 0
    return Expression(.formatted(parts), place, depth: depth + 1)
  }

  /// Where the expression that begins at `start` ends: at `!`, `:`, `=` or the closing brace outside of brackets.
  private func expressionEnd(_ start: Int, _ end: Int) throws(SyntaxFailure) -> Int {
    var position = start
    var brackets: [UInt8] = []
    var quote: (byte: UInt8, length: Int)?
    while position < end {
      let byte = text[position]
      if byte == UInt8(ascii: "\\") {
        throw place.failure("f-string expression part cannot include a backslash")
      }
      if let open = quote {
        if byte == open.byte {
          if open.length == 1 {
            quote = nil
          } else if position + 2 < end, text[position + 1] == byte, text[position + 2] == byte {
            quote = nil
            position += 2
          }
        }
        position += 1
        continue
      }
      switch byte {
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        if position + 2 < end, text[position + 1] == byte, text[position + 2] == byte {
          quote = (byte, 3)
          position += 2
        } else {
          quote = (byte, 1)
        }
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): brackets.append(byte)
      case UInt8(ascii: "#"): throw place.failure("f-string expression part cannot include '#'")
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
        if brackets.isEmpty {
          guard byte == UInt8(ascii: "}") else {
            throw place.failure("f-string: unmatched '\(Character(Unicode.Scalar(byte)))'")
          }
          return position
        }
        brackets.removeLast()
      case UInt8(ascii: "!") where brackets.isEmpty:
        if position + 1 < end, text[position + 1] == UInt8(ascii: "=") {
          position += 2
          continue
        }
        return position
      case UInt8(ascii: ":") where brackets.isEmpty: return position
      case UInt8(ascii: "=") where brackets.isEmpty:
        if position + 1 < end, text[position + 1] == UInt8(ascii: "=") {
          position += 2
          continue
        }
        return position
      case UInt8(ascii: "<"), UInt8(ascii: ">"):
        if position + 1 < end, text[position + 1] == UInt8(ascii: "=") {
          position += 2
          continue
        }
      default: break
      }
      position += 1
    }
    if quote != nil { throw place.failure("f-string: unterminated string") }
    throw place.failure("f-string: expecting '}'")
  }

  /// The place of an offset in the literal.
  private func placeOf(_ offset: Int) -> Place {
    var place = literal.contentPlace
    for byte in text[literal.start..<offset] {
      if byte == UInt8(ascii: "\n") {
        place.line += 1
        place.column = 1
      } else if byte & 0xc0 != 0x80 {
        place.column += 1
      }
    }
    return place
  }
}
