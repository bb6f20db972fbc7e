/// Why a text is not in the language, as CPython says it.
struct SyntaxFailure: Error {
  /// `SyntaxError`, `IndentationError` or `TabError`.
  var exception = "SyntaxError"
  let message: String
  /// From 1.
  let line: Int
  /// From 1, in characters.
  let column: Int
  /// Whether the text is valid Python that the language does not offer.
  var isRefusal = false
}

/// A place in the text: line and column, both from 1, the column in characters.
struct Place: Equatable {
  var line: Int32
  var column: Int32

  func failure(_ message: String, _ exception: String = "SyntaxError") -> SyntaxFailure {
    SyntaxFailure(exception: exception, message: message, line: Int(line), column: Int(column))
  }

  /// What the language does not offer although Python does.
  func refusal(_ message: String) -> SyntaxFailure {
    SyntaxFailure(message: message, line: Int(line), column: Int(column), isRefusal: true)
  }
}
