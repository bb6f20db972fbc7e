/// Exceptions from Swift: `throw vm.typeError("…")`.
extension Machine {
  func raise(_ type: TypeObject, _ message: String) -> Raise {
    .exception(ExceptionObject(heap, type, [string(message)]))
  }

  func raise(_ type: TypeObject, arguments: [Value]) -> Raise {
    .exception(ExceptionObject(heap, type, arguments))
  }

  func typeError(_ message: String) -> Raise { raise(.typeError, message) }
  func valueError(_ message: String) -> Raise { raise(.valueError, message) }
  func indexError(_ message: String) -> Raise { raise(.indexError, message) }
  func keyError(_ key: Value) -> Raise { raise(.keyError, arguments: [key]) }
  func overflowError(_ message: String) -> Raise { raise(.overflowError, message) }
  func zeroDivisionError(_ message: String) -> Raise { raise(.zeroDivisionError, message) }
  func runtimeError(_ message: String) -> Raise { raise(.runtimeError, message) }
  func attributeError(_ message: String) -> Raise { raise(.attributeError, message) }

  /// The exception behind a raise, if it is of `type`: for Swift code that catches.
  func caught(_ raise: Raise, _ type: TypeObject) -> ExceptionObject? {
    if case .exception(let exception) = raise, exception.type.isSubtype(of: type) { return exception }
    return nil
  }
}
