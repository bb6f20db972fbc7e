/// A piece of a `str.format` template: text that stands for itself, and the field that follows it, if one does.
struct TemplatePiece: Equatable {
  var literal: String
  var field: ReplacementField?
}

/// What stands between the braces of a `str.format` template.
struct ReplacementField: Equatable {
  /// The name before the first `.` or `[`, with what follows it.
  var name: String
  /// The character after `!`: `r`, `s` or `a`, or one that is unknown.
  var conversion: Unicode.Scalar?
  /// The format specification, before its own fields are filled in.
  var specification: String
  /// Whether the specification has fields of its own.
  var isNested: Bool
}

/// Splits a `str.format` template into its pieces, one at a time, so that an error in a later piece comes after the
/// effects of the earlier ones.
struct TemplateParser {
  private let scalars: [Unicode.Scalar]
  private var position = 0

  init(_ template: String) {
    scalars = Array(template.unicodeScalars)
  }

  /// The next piece; nil at the end.
  mutating func next() throws(Fault) -> TemplatePiece? {
    guard position < scalars.count else { return nil }
    let literal = try literal()
    guard position < scalars.count, literal.opensField else {
      return TemplatePiece(literal: literal.text, field: nil)
    }
    return TemplatePiece(literal: literal.text, field: try field())
  }

  /// Text up to a brace. A doubled brace ends it too, and gives one brace.
  private mutating func literal() throws(Fault) -> (text: String, opensField: Bool) {
    var text = String.UnicodeScalarView()
    while position < scalars.count {
      let scalar = scalars[position]
      position += 1
      guard scalar == "{" || scalar == "}" else {
        text.append(scalar)
        continue
      }
      if position < scalars.count, scalars[position] == scalar {
        position += 1
        text.append(scalar)
        return (String(text), false)
      }
      if scalar == "}" || position == scalars.count {
        throw .value("Single '\(String(scalar))' encountered in format string")
      }
      return (String(text), true)
    }
    return (String(text), false)
  }

  private mutating func field() throws(Fault) -> ReplacementField {
    var name = String.UnicodeScalarView()
    var inBrackets = false
    var end: Unicode.Scalar?
    while end == nil, position < scalars.count {
      let scalar = scalars[position]
      position += 1
      switch scalar {
      case "{": throw .value("unexpected '{' in field name")
      case "[": inBrackets = true
      case "]": inBrackets = false
      case "}", ":", "!": if !inBrackets { end = scalar }
      default: break
      }
      if end == nil { name.append(scalar) }
    }
    guard let end else { throw .value("expected '}' before end of string") }
    var field = ReplacementField(
      name: String(name), conversion: nil, specification: "", isNested: false)
    if end == "}" { return field }
    if end == "!" {
      guard position < scalars.count else {
        throw .value("end of string while looking for conversion specifier")
      }
      field.conversion = scalars[position]
      position += 1
      if position < scalars.count {
        let next = scalars[position]
        position += 1
        if next == "}" { return field }
        if next != ":" { throw .value("expected ':' after conversion specifier") }
      }
    }
    try specification(into: &field)
    return field
  }

  private mutating func specification(into field: inout ReplacementField) throws(Fault) {
    let start = position
    var depth = 1
    while position < scalars.count {
      switch scalars[position] {
      case "{":
        field.isNested = true
        depth += 1
      case "}":
        depth -= 1
      default: break
      }
      position += 1
      if depth == 0 {
        field.specification = String(String.UnicodeScalarView(scalars[start..<(position - 1)]))
        return
      }
    }
    throw .value("unmatched '{' in format spec")
  }
}
