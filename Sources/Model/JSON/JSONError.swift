/// Why a text is not JSON that can be read, or a value cannot be written as JSON.
public struct JSONError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What kind of failure it is.
  public struct Code: RawRepresentable, Sendable, Hashable {
    /// The name that documents show.
    public let rawValue: String
    /// A code of this name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The text does not follow RFC 8259.
    public static let syntax = Code(rawValue: "json_syntax")
    /// The text is not valid UTF-8, or holds half of a surrogate pair.
    public static let encoding = Code(rawValue: "json_encoding")
    /// A number beyond the range of a double, or an integer of too many digits; in writing also NaN and infinities.
    public static let number = Code(rawValue: "json_number")
    /// Lists and dictionaries are nested too deeply.
    public static let depth = Code(rawValue: "json_depth")
    /// The text is longer than allowed.
    public static let size = Code(rawValue: "json_size")
    /// Two keys of an object are equal as Unicode text and differ in their code points, so that one dictionary cannot
    /// hold both.
    public static let key = Code(rawValue: "json_key")
  }

  /// A place in the text.
  public struct Place: Sendable, Hashable {
    /// The line, from 1.
    public let line: Int
    /// The column in the line, from 1, in Unicode scalars.
    public let column: Int
    /// The byte in the text, from 0.
    public let offset: Int
  }

  /// What kind of failure it is.
  public let code: Code
  /// What was expected and what is there, without the place.
  public let message: String
  /// Where in the text; nil in writing.
  public let place: Place?
  /// Where in the value.
  public let path: DataPath

  /// The message with its place: `expected a value, found "}" at line 3, column 7 (order.items[3])`.
  public var description: String {
    switch (place, path.isEmpty) {
    case (let place?, true): "\(message) at line \(place.line), column \(place.column)"
    case (let place?, false): "\(message) at line \(place.line), column \(place.column) (\(path))"
    case (nil, true): message
    case (nil, false): "\(message) at \(path)"
    }
  }
}

/// What the parser found wrong, and where: small, so that the hot functions' results stay in registers. It becomes a
/// ``JSONError`` once, outside.
struct JSONFault: Error {
  enum Kind: UInt8 {
    case value, key, colon, listEnd, objectEnd, end, literal, notANumber, byteOrderMark
    case number, infinite, digits
    case control, escape, surrogate, utf8, unterminated
    case depth, size, ambiguousKey
  }

  let kind: Kind
  let offset: Int
}

extension JSONFault {
  var code: JSONError.Code {
    switch kind {
    case .surrogate, .utf8: .encoding
    case .infinite, .digits, .notANumber: .number
    case .depth: .depth
    case .size: .size
    case .ambiguousKey: .key
    default: .syntax
    }
  }

  /// The error's wording. `found` describes what stands at the place.
  func message(found: String, options: JSONReader) -> String {
    switch kind {
    case .value: "expected a value, found \(found)"
    case .key: "expected a key in double quotes, found \(found)"
    case .colon: "expected \":\" after the key, found \(found)"
    case .listEnd: "expected \",\" or \"]\", found \(found)"
    case .objectEnd: "expected \",\" or \"}\", found \(found)"
    case .end: "expected the end of the text, found \(found)"
    case .literal: "expected true, false or null, found \(found)"
    case .notANumber: "NaN and Infinity are not JSON"
    case .byteOrderMark: "expected a value, found a byte order mark"
    case .number: "expected a digit, found \(found)"
    case .infinite: "the number is beyond the range of a double"
    case .digits: "the integer has more than \(options.maximumDigits) digits"
    case .control: "expected an escaped control character, found \(found)"
    case .escape: "expected one of the escapes \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX, found \(found)"
    case .surrogate: "half of a surrogate pair stands alone"
    case .utf8: "the text is not valid UTF-8"
    case .unterminated: "the string has no end"
    case .depth: "lists and objects are nested more than \(options.maximumDepth) deep"
    case .size: "the text is longer than \(options.maximumBytes) bytes"
    case .ambiguousKey: "a key is written twice, in different code points that mean the same text"
    }
  }
}
