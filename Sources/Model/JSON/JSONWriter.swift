/// Writes data values as JSON: UTF-8, characters outside ASCII as they are, numbers laid out as in Python.
///
/// What was written in the form ``Form/exact`` a ``JSONReader`` with `restoring` turns into the same value again. (The
/// exceptions are values that break the rules of ``DataValue``: a ``DataValue/bigInteger(_:)`` that fits `Int`.)
/// NaN, infinities, and what goes beyond the reader's bounds are refused with their path, so that nothing is written
/// that cannot be read.
public struct JSONWriter: Sendable {
  /// What becomes of values that JSON does not have.
  public enum Form: Sendable {
    /// Typed values with their typename, dictionaries with a key `typename` so that they cannot be mistaken for one.
    case exact
    /// For people and for programs that know only JSON: tuples, sets and frozensets are arrays, other typed values
    /// objects with their typename, dictionaries are what they are.
    case readable
  }

  /// What becomes of values that JSON does not have.
  public var form: Form
  /// How many spaces each level is indented by; nil for everything on one line.
  public var indentation: Int?
  /// The reader's ``JSONReader/maximumDepth``.
  public var maximumDepth: Int = 512
  /// The reader's ``JSONReader/maximumDigits``.
  public var maximumDigits: Int = 100_000

  /// A writer with the default bounds.
  public init(_ form: Form = .exact, indentation: Int? = nil) {
    self.form = form
    self.indentation = indentation
  }

  /// The text of a value.
  public func text(of value: DataValue) throws(JSONError) -> String {
    try encode(value) { String(decoding: $0, as: UTF8.self) }
  }

  /// The text of a value, in UTF-8.
  public func bytes(of value: DataValue) throws(JSONError) -> [UInt8] {
    try encode(value) { Array($0) }
  }

  /// Calls `body` with the text of a value, in UTF-8, without a copy of it. The buffer is valid during the call only.
  public func encode<Result>(
    _ value: DataValue, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) throws(JSONError) -> Result {
    var encoder = JSONEncoding(writer: self)
    do throws(JSONRefusal) {
      try encoder.write(value)
    } catch {
      throw encoder.describe(error, in: value)
    }
    return encoder.output.withBytes(body)
  }
}
