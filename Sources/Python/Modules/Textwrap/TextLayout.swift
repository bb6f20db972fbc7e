/// How `textwrap` breaks paragraphs into lines: the attributes of a `TextWrapper`.
struct TextLayout {
  typealias Text = [Unicode.Scalar]

  var width = 70
  var initialIndent: Text = []
  var subsequentIndent: Text = []
  var expandsTabs = true
  var replacesWhitespace = true
  var fixesSentenceEndings = false
  var breaksLongWords = true
  var dropsWhitespace = true
  var breaksOnHyphens = true
  var tabSize = 8
  var mostLines: Int?
  var placeholder: Text = Array(" [...]".unicodeScalars)

  static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case " ", "\t", "\n", "\u{B}", "\u{C}", "\r": true
    default: false
    }
  }

  /// The lines that a text of one paragraph is broken into.
  func lines(_ text: Text) throws(Fault) -> [Text] {
    var chunks = breaksOnHyphens ? TextLayout.words(prepared(text)) : TextLayout.runs(prepared(text))
    if fixesSentenceEndings { fixSentenceEndings(&chunks) }
    return try lines(chunks)
  }

  /// Tabs and other white space as spaces.
  private func prepared(_ text: Text) -> Text {
    var result: Text = []
    var column = 0
    for scalar in text {
      if expandsTabs, scalar == "\t" {
        let count = tabSize > 0 ? tabSize - column % tabSize : 0
        result += Text(repeating: " ", count: count)
        column += count
        continue
      }
      column = scalar == "\n" || scalar == "\r" ? 0 : column + 1
      result.append(replacesWhitespace && TextLayout.isSpace(scalar) ? " " : scalar)
    }
    return result
  }

  // MARK: Chunks

  /// Runs of white space, and of anything else.
  private static func runs(_ text: Text) -> [Text] {
    var chunks: [Text] = []
    for scalar in text {
      if let last = chunks.last?.last, isSpace(last) == isSpace(scalar) {
        chunks[chunks.count - 1].append(scalar)
      } else {
        chunks.append([scalar])
      }
    }
    return chunks
  }

  /// Runs of white space, words, the parts of hyphenated words, and dashes between words.
  private static func words(_ text: Text) -> [Text] {
    var chunks: [Text] = []
    var start = 0
    while start < text.count {
      var end = start + 1
      if isSpace(text[start]) {
        while end < text.count, isSpace(text[end]) { end += 1 }
      } else if let dash = dash(text, at: start) {
        end = dash
      } else {
        end = endOfWord(text, from: start)
      }
      chunks.append(Text(text[start..<end]))
      start = end
    }
    return chunks
  }

  private static func endOfWord(_ text: Text, from start: Int) -> Int {
    var end = start + 1
    while end < text.count, !isSpace(text[end]) {
      if isHyphen(text, at: end) { return end + 1 }
      if dash(text, at: end) != nil { return end }
      end += 1
    }
    return end
  }

  /// The end of a dash of two hyphens or more between words.
  private static func dash(_ text: Text, at start: Int) -> Int? {
    guard start > 0, isWordOrPunctuation(text[start - 1]), text[start] == "-" else { return nil }
    var end = start
    while end < text.count, text[end] == "-" { end += 1 }
    guard end - start >= 2, end < text.count, isWord(text[end]) else { return nil }
    return end
  }

  /// Whether a hyphen stands between letters, where a word can be broken.
  private static func isHyphen(_ text: Text, at index: Int) -> Bool {
    guard text[index] == "-", index >= 2, index + 2 < text.count else { return false }
    let isBehindLetters = isLetter(text[index - 2]) && isLetter(text[index - 1])
    let isBehindPart =
      index >= 3 && isLetter(text[index - 3]) && text[index - 2] == "-" && isWordOrPunctuation(text[index - 1])
    guard isBehindLetters || isBehindPart, isLetter(text[index + 1]) else { return false }
    if isLetter(text[index + 2]) { return true }
    return text[index + 2] == "-" && index + 3 < text.count && isLetter(text[index + 3])
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    isWord(scalar) && scalar.properties.numericType != .decimal
  }

  private static func isWordOrPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    isWord(scalar) || "!\"'&.,?".unicodeScalars.contains(scalar)
  }

  /// Two spaces behind what looks like the end of a sentence.
  private func fixSentenceEndings(_ chunks: inout [Text]) {
    var index = 0
    while index + 1 < chunks.count {
      if chunks[index + 1] == [" "], TextLayout.endsSentence(chunks[index]) {
        chunks[index + 1] = [" ", " "]
        index += 2
      } else {
        index += 1
      }
    }
  }

  private static func endsSentence(_ chunk: Text) -> Bool {
    var chunk = chunk[...]
    if let last = chunk.last, last == "\"" || last == "'" { chunk.removeLast() }
    guard let mark = chunk.popLast(), mark == "." || mark == "!" || mark == "?", let letter = chunk.last else {
      return false
    }
    return ("a"..."z").contains(letter)
  }

  // MARK: Lines

  private func lines(_ chunks: [Text]) throws(Fault) -> [Text] {
    if width <= 0 { throw .value("invalid width \(width) (must be > 0)") }
    if let mostLines {
      let indent = mostLines > 1 ? subsequentIndent : initialIndent
      let shown = Text(placeholder.drop { $0.isPythonSpace })
      if indent.count + shown.count > width { throw .value("placeholder too large for max width") }
    }
    var lines: [Text] = []
    // Slices: a long word is cut piece by piece.
    var rest = Array(chunks.reversed().map { $0[...] })
    while !rest.isEmpty {
      let indent = lines.isEmpty ? initialIndent : subsequentIndent
      let room = width - indent.count
      if dropsWhitespace, !lines.isEmpty, let chunk = rest.last, TextLayout.isBlank(chunk) { rest.removeLast() }
      var line: [ArraySlice<Unicode.Scalar>] = []
      var length = 0
      while let chunk = rest.last, length + chunk.count <= room {
        line.append(chunk)
        length += chunk.count
        rest.removeLast()
      }
      if let chunk = rest.last, chunk.count > room {
        breakWord(&rest, &line, length, room)
        length = line.reduce(0) { $0 + $1.count }
      }
      if dropsWhitespace, let chunk = line.last, TextLayout.isBlank(chunk) {
        length -= chunk.count
        line.removeLast()
      }
      guard !line.isEmpty else { continue }
      let isLast = rest.isEmpty || (dropsWhitespace && rest.count == 1 && TextLayout.isBlank(rest[0]))
      guard let mostLines, lines.count + 1 >= mostLines, !(isLast && length <= room) else {
        lines.append(indent + line.joined())
        continue
      }
      return truncated(lines, line, length, room, indent)
    }
    return lines
  }

  /// The last line that is allowed, with the placeholder for all that would follow.
  private func truncated(
    _ lines: [Text], _ line: [ArraySlice<Unicode.Scalar>], _ length: Int, _ room: Int, _ indent: Text
  ) -> [Text] {
    var (lines, line, length) = (lines, line, length)
    while let chunk = line.last {
      if !TextLayout.isBlank(chunk), length + placeholder.count <= room {
        return lines + [indent + line.joined() + placeholder]
      }
      length -= chunk.count
      line.removeLast()
    }
    if var last = lines.last {
      while let scalar = last.last, scalar.isPythonSpace { last.removeLast() }
      if last.count + placeholder.count <= width {
        lines[lines.count - 1] = last + placeholder
        return lines
      }
    }
    return lines + [indent + Text(placeholder.drop { $0.isPythonSpace })]
  }

  private static func isBlank(_ chunk: ArraySlice<Unicode.Scalar>) -> Bool { chunk.allSatisfy(\.isPythonSpace) }

  /// A word longer than a line: broken, or on a line of its own.
  private func breakWord(
    _ rest: inout [ArraySlice<Unicode.Scalar>], _ line: inout [ArraySlice<Unicode.Scalar>], _ length: Int, _ room: Int
  ) {
    guard let chunk = rest.last else { return }
    guard breaksLongWords else {
      if line.isEmpty {
        line.append(chunk)
        rest.removeLast()
      }
      return
    }
    let space = room < 1 ? 1 : room - length
    var end = chunk.startIndex + min(space, chunk.count)
    if breaksOnHyphens, chunk.count > space, let hyphen = chunk[..<end].lastIndex(of: "-"),
      chunk[..<hyphen].contains(where: { $0 != "-" })
    {
      end = hyphen + 1
    }
    line.append(chunk[..<end])
    rest[rest.count - 1] = chunk[end...]
  }
}
