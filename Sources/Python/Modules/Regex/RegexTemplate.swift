/// The replacement text of `re.sub`: literal text and groups.
struct RegexTemplate {
  private enum Part {
    case text(String)
    case group(Int)
  }

  private var parts: [Part] = []

  init(_ template: Str, _ pattern: PatternObject, _ vm: Machine) throws(Raise) {
    let scalars = template.codePoints
    var literal = String.UnicodeScalarView()
    var position = 0
    func fail(_ message: String, _ place: Int) -> Raise {
      PatternObject.error(RegexFailure(message: message, position: place), template, vm)
    }
    func digit(_ place: Int) -> Int? {
      guard place < scalars.count, scalars[place].isASCII else { return nil }
      return scalars[place].decimalDigit
    }
    while position < scalars.count {
      let place = position
      position += 1
      guard scalars[place] == "\\" else {
        literal.append(scalars[place])
        continue
      }
      guard position < scalars.count else { throw fail("bad escape (end of pattern)", place) }
      let letter = scalars[position]
      position += 1
      var group: Int?
      switch letter {
      case "g":
        guard position < scalars.count, scalars[position] == "<" else { throw fail("missing <", position) }
        let start = position + 1
        guard let end = scalars[start...].firstIndex(of: ">") else {
          throw fail("missing >, unterminated name", start)
        }
        let name = String(String.UnicodeScalarView(scalars[start..<end]))
        if name.isEmpty { throw fail("missing group name", start) }
        position = end + 1
        if let number = Int(name) {
          guard number >= 0, number <= pattern.program.groupCount else {
            throw fail("invalid group reference \(number)", start)
          }
          group = number
        } else {
          guard StringMethods.isIdentifier(name) else { throw fail("bad character in group name '\(name)'", start) }
          guard let found = try pattern.group(vm.string(name), vm) else {
            throw vm.indexError("unknown group name '\(name)'")
          }
          group = found
        }
      case "0":
        var code = 0
        for _ in 0..<2 {
          guard let next = digit(position), next < 8 else { break }
          code = code * 8 + next
          position += 1
        }
        literal.append(Unicode.Scalar(UInt8(truncatingIfNeeded: code)))
      case "1"..."9":
        var number = Int(letter.value) - 48
        if let next = digit(position) {
          number = number * 10 + next
          position += 1
        }
        guard number <= pattern.program.groupCount else {
          throw fail("invalid group reference \(number)", place + 1)
        }
        group = number
      case "n": literal.append("\n")
      case "t": literal.append("\t")
      case "r": literal.append("\r")
      case "f": literal.append("\u{C}")
      case "v": literal.append("\u{B}")
      case "a": literal.append("\u{7}")
      case "b": literal.append("\u{8}")
      case "\\": literal.append("\\")
      default:
        if letter.isASCII, letter.properties.isAlphabetic { throw fail("bad escape \\\(String(letter))", place) }
        literal.append("\\")
        literal.append(letter)
      }
      if let group {
        if !literal.isEmpty { parts.append(.text(String(literal))) }
        literal = String.UnicodeScalarView()
        parts.append(.group(group))
      }
    }
    if !literal.isEmpty { parts.append(.text(String(literal))) }
  }

  func fill(_ match: MatchObject, _ vm: Machine) throws(Raise) -> String {
    var result = ""
    for part in parts {
      switch part {
      case .text(let text): result += text
      case .group(let group): if case .str(let text) = match.text(group, vm) { result += text.string }
      }
      try vm.checkLength(result.utf8.count)
    }
    return result
  }
}
