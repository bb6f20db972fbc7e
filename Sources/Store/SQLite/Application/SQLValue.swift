/// A value in the application's own tables: one of SQLite's storage classes.
public enum SQLValue: Sendable, Hashable {
  case null
  case integer(Int)
  case real(Double)
  case text(String)
  case blob([UInt8])

  /// The integer; nil where it is something else.
  public var integer: Int? { if case .integer(let value) = self { value } else { nil } }
  /// The number; nil where it is neither real nor an integer.
  public var real: Double? {
    switch self {
    case .real(let value): value
    case .integer(let value): Double(value)
    default: nil
    }
  }
  /// The text; nil where it is something else.
  public var text: String? { if case .text(let value) = self { value } else { nil } }
  /// The bytes; nil where it is something else.
  public var blob: [UInt8]? { if case .blob(let value) = self { value } else { nil } }
}

extension SQLValue: ExpressibleByNilLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByStringLiteral
{
  /// `nil`: NULL.
  public init(nilLiteral: ()) { self = .null }
  /// An integer.
  public init(integerLiteral value: Int) { self = .integer(value) }
  /// A number in floating point.
  public init(floatLiteral value: Double) { self = .real(value) }
  /// A text.
  public init(stringLiteral value: String) { self = .text(value) }
}

/// A row out of the application's own tables.
public struct SQLRow: Sendable, Hashable {
  /// The names of the columns.
  public let columns: [String]
  /// The values, in the order of the columns.
  public let values: [SQLValue]

  /// The value of the first column of this name; nil where there is none.
  public subscript(column: String) -> SQLValue? {
    columns.firstIndex(of: column).map { values[$0] }
  }
}
