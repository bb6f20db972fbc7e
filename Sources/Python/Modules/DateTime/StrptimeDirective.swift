/// A piece of a `strptime` format.
enum StrptimeDirective {
  case character(Unicode.Scalar)
  case whitespace
  case field(Field)

  enum Field: Unicode.Scalar {
    case day = "d"
    case microsecond = "f"
    case hour24 = "H"
    case hour12 = "I"
    case isoYear = "G"
    case dayOfYear = "j"
    case month = "m"
    case minute = "M"
    case second = "S"
    case weekFromSunday = "U"
    case weekFromMonday = "W"
    case weekdayFromSunday = "w"
    case isoWeekday = "u"
    case isoWeek = "V"
    case shortYear = "y"
    case year = "Y"
    case offset = "z"
    case weekdayName = "A"
    case shortWeekdayName = "a"
    case monthName = "B"
    case shortMonthName = "b"
    case halfOfDay = "p"
    case zoneName = "Z"
  }

  static func directives(of format: String) throws(Fault) -> [StrptimeDirective] {
    var directives: [StrptimeDirective] = []
    var seen: Set<Field> = []
    var pending = Array(format.unicodeScalars)[...]
    while let scalar = pending.popFirst() {
      if scalar.isPythonSpace {
        while pending.first?.isPythonSpace == true { pending.removeFirst() }
        directives.append(.whitespace)
      } else if scalar != "%" {
        directives.append(.character(scalar))
      } else {
        guard let letter = pending.popFirst() else { throw .value("stray % in format '\(format)'") }
        switch letter {
        case "%": directives.append(.character("%"))
        case "c": pending = Array("%a %b %d %H:%M:%S %Y".unicodeScalars) + pending
        case "x": pending = Array("%m/%d/%y".unicodeScalars) + pending
        case "X": pending = Array("%H:%M:%S".unicodeScalars) + pending
        default:
          guard let field = Field(rawValue: letter) else {
            throw .value("'\(String(letter))' is a bad directive in format '\(format)'")
          }
          guard seen.insert(field).inserted else {
            throw .value("redefinition of group name '\(String(letter))' in format '\(format)'")
          }
          directives.append(.field(field))
        }
      }
    }
    return directives
  }

  /// Where a match that begins at `start` may end, the preferred end first.
  func ends(in text: [Unicode.Scalar], from start: Int) -> [Int] {
    switch self {
    case .character(let scalar):
      guard start < text.count, Self.fold(text[start]) == Self.fold(scalar) else { return [] }
      return [start + 1]
    case .whitespace:
      var end = start
      while end < text.count, text[end].isPythonSpace { end += 1 }
      return end > start ? Array(((start + 1)...end).reversed()) : []
    case .field(let field):
      return field.ends(in: text, from: start)
    }
  }

  fileprivate static func fold(_ scalar: Unicode.Scalar) -> String {
    scalar.properties.lowercaseMapping
  }
}

extension StrptimeDirective.Field {
  fileprivate func ends(in text: [Unicode.Scalar], from start: Int) -> [Int] {
    switch self {
    case .day:
      let ends = numbers(text, start, [2: 1...31, 1: 1...9])
      if start + 1 < text.count, text[start] == " ", ("1"..."9").contains(text[start + 1]) {
        return [start + 2]
      }
      return ends
    case .microsecond: return (1...6).reversed().flatMap { numbers(text, start, [$0: 0...999_999]) }
    case .hour24: return numbers(text, start, [2: 0...23, 1: 0...9])
    case .hour12, .month: return numbers(text, start, [2: 1...12, 1: 1...9])
    case .dayOfYear: return numbers(text, start, [3: 1...366, 2: 1...99, 1: 1...9])
    case .minute: return numbers(text, start, [2: 0...59, 1: 0...9])
    case .second: return numbers(text, start, [2: 0...61, 1: 0...9])
    case .weekFromSunday, .weekFromMonday: return numbers(text, start, [2: 0...53, 1: 0...9])
    case .isoWeek: return numbers(text, start, [2: 1...53, 1: 0...9])
    case .weekdayFromSunday: return numbers(text, start, [1: 0...6])
    case .isoWeekday: return numbers(text, start, [1: 1...7])
    case .shortYear: return numbers(text, start, [2: 0...99])
    case .year, .isoYear: return numbers(text, start, [4: 0...9999])
    case .weekdayName: return words(text, start, CalendarNames.days)
    case .shortWeekdayName:
      return words(text, start, CalendarNames.days.map { String($0.prefix(3)) })
    case .monthName: return words(text, start, CalendarNames.months)
    case .shortMonthName:
      return words(text, start, CalendarNames.months.map { String($0.prefix(3)) })
    case .halfOfDay: return words(text, start, ["am", "pm"])
    case .zoneName: return words(text, start, ["utc", "gmt"])
    case .offset: return offsets(text, start)
    }
  }

  /// Numbers of so many digits within so wide ranges, the longest first.
  private func numbers(_ text: [Unicode.Scalar], _ start: Int, _ ranges: [Int: ClosedRange<Int>])
    -> [Int]
  {
    var ends: [Int] = []
    for count in ranges.keys.sorted(by: >) {
      guard let range = ranges[count], let value = value(text, start, count), range.contains(value)
      else { continue }
      ends.append(start + count)
    }
    return ends
  }

  private func value(_ text: [Unicode.Scalar], _ start: Int, _ count: Int) -> Int? {
    guard start + count <= text.count else { return nil }
    var value = 0
    for scalar in text[start..<(start + count)] {
      guard scalar.isASCII, let digit = scalar.decimalDigit else { return nil }
      value = value * 10 + digit
    }
    return value
  }

  private func words(_ text: [Unicode.Scalar], _ start: Int, _ words: [String]) -> [Int] {
    words.sorted { $0.utf8.count > $1.utf8.count }.compactMap { word in
      let scalars = Array(word.unicodeScalars)
      guard start + scalars.count <= text.count else { return nil }
      let part = text[start..<(start + scalars.count)]
      let same = zip(part, scalars).allSatisfy {
        StrptimeDirective.fold($0) == StrptimeDirective.fold($1)
      }
      return same ? start + scalars.count : nil
    }
  }

  /// `Z`, or a sign, hours, minutes and perhaps seconds with decimals; the longest first.
  private func offsets(_ text: [Unicode.Scalar], _ start: Int) -> [Int] {
    guard start < text.count else { return [] }
    if text[start] == "Z" { return [start + 1] }
    guard text[start] == "+" || text[start] == "-", value(text, start + 1, 2) != nil else {
      return []
    }
    var ends: [Int] = []
    var position = start + 3
    for _ in 0..<2 {
      let next = position < text.count && text[position] == ":" ? position + 1 : position
      guard let number = value(text, next, 2), number < 60 else { break }
      position = next + 2
      ends.insert(position, at: 0)
    }
    guard ends.count == 2, position < text.count, text[position] == "." else { return ends }
    for count in 1...6 where value(text, position + 1, count) != nil {
      ends.insert(position + 1 + count, at: 0)
    }
    return ends
  }
}
