/// The parsed name of a replacement field: where its value starts, and the attributes and items that lead on from it.
struct FieldPath: Equatable {
  enum Start: Equatable {
    /// No name: the next positional argument.
    case automatic
    case index(Int)
    case name(String)
  }

  enum Step: Equatable {
    case attribute(String)
    case index(Int)
    case key(String)
  }

  let start: Start
  /// The steps as they are parsed one after the other: an error in a later one comes after the earlier were taken.
  private var rest: ArraySlice<Unicode.Scalar>

  init(_ name: String) throws(Fault) {
    let scalars = Array(name.unicodeScalars)
    let end = scalars.firstIndex { $0 == "." || $0 == "[" } ?? scalars.count
    rest = scalars[end...]
    let first = scalars[..<end]
    if first.isEmpty {
      start = .automatic
    } else if let index = try FieldPath.index(first) {
      start = .index(index)
    } else {
      start = .name(FieldPath.text(first))
    }
  }

  /// The next step; nil at the end.
  mutating func next() throws(Fault) -> Step? {
    guard let opener = rest.popFirst() else { return nil }
    switch opener {
    case ".":
      let name = rest.prefix { $0 != "." && $0 != "[" }
      rest = rest[name.endIndex...]
      if name.isEmpty { throw .value("Empty attribute in format string") }
      return .attribute(FieldPath.text(name))
    case "[":
      let key = rest.prefix { $0 != "]" }
      guard key.endIndex < rest.endIndex else { throw .value("Missing ']' in format string") }
      rest = rest[(key.endIndex + 1)...]
      if key.isEmpty { throw .value("Empty attribute in format string") }
      if let index = try FieldPath.index(key) { return .index(index) }
      return .key(FieldPath.text(key))
    default:
      throw .value("Only '.' or '[' may follow ']' in format field specifier")
    }
  }

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    String(String.UnicodeScalarView(scalars))
  }

  /// The number, if the text is one of digits only.
  private static func index(_ scalars: ArraySlice<Unicode.Scalar>) throws(Fault) -> Int? {
    var number = 0
    for scalar in scalars {
      guard let digit = scalar.decimalDigit else { return nil }
      let (tens, overflow) = number.multipliedReportingOverflow(by: 10)
      let (sum, overflow2) = tens.addingReportingOverflow(digit)
      if overflow || overflow2 { throw .value("Too many decimal digits in format string") }
      number = sum
    }
    return number
  }
}
