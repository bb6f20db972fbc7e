/// An exception of the language, raised by code that knows no values: formatting, number parsing, calendar arithmetic.
///
/// The native functions turn it into an exception object of the class that ``kind`` names.
struct Fault: Error, Equatable {
  /// The exception classes that such code raises; the raw value is the class's name.
  enum Kind: String {
    case valueError = "ValueError"
    case typeError = "TypeError"
    case overflowError = "OverflowError"
    case zeroDivisionError = "ZeroDivisionError"
    case keyError = "KeyError"
    case indexError = "IndexError"
    case attributeError = "AttributeError"
  }

  let kind: Kind
  let message: String

  init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }

  static func value(_ message: String) -> Fault { Fault(.valueError, message) }
  static func type(_ message: String) -> Fault { Fault(.typeError, message) }
  static func overflow(_ message: String) -> Fault { Fault(.overflowError, message) }
  static func zeroDivision(_ message: String) -> Fault { Fault(.zeroDivisionError, message) }
}
