/// A place in a model's file.
public struct SourceLocation: Sendable, Hashable {
  /// The file, as it was named when it was read.
  public let file: String
  /// From 1.
  public let line: Int
  /// From 1, in bytes.
  public let column: Int

  /// A place in `file`.
  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }
}

extension SourceLocation: CustomStringConvertible {
  /// `FILE:LINE:COLUMN`.
  public var description: String { "\(file):\(line):\(column)" }
}

/// A script or expression of a model, as it stands there.
public struct ScriptText: Sendable, Hashable {
  /// The text, with all its white space.
  public let text: String
  /// Where the element that holds it begins; the first line of the text stands on or after this line.
  public let location: SourceLocation

  /// The text at a place.
  public init(_ text: String, at location: SourceLocation) {
    self.text = text
    self.location = location
  }
}
