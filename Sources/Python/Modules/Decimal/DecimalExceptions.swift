/// The exception classes of `decimal`: one for each signal, and those of the conditions that `InvalidOperation` covers.
enum DecimalExceptions {
  private static func derive(_ name: String, _ base: TypeObject, _ others: TypeObject...) -> TypeObject {
    TypeObject(builtin: name, module: "decimal", base: base, others: others)
  }

  static let base = derive("DecimalException", .arithmeticError)
  static let invalidOperation = derive("InvalidOperation", base)
  static let conversionSyntax = derive("ConversionSyntax", invalidOperation)
  static let divisionImpossible = derive("DivisionImpossible", invalidOperation)
  static let divisionUndefined = derive("DivisionUndefined", invalidOperation, .zeroDivisionError)
  static let invalidContext = derive("InvalidContext", invalidOperation)
  static let floatOperation = derive("FloatOperation", base, .typeError)
  static let divisionByZero = derive("DivisionByZero", base, .zeroDivisionError)
  static let inexact = derive("Inexact", base)
  static let rounded = derive("Rounded", base)
  static let subnormal = derive("Subnormal", base)
  static let clamped = derive("Clamped", base)
  static let overflow = derive("Overflow", inexact, rounded)
  static let underflow = derive("Underflow", inexact, rounded, subnormal)

  /// The signals, in the order of a context's flags; what each stands for.
  static let signals: [(type: TypeObject, signals: DecimalSignals)] = [
    (invalidOperation, .invalid), (floatOperation, .floatOperation), (divisionByZero, .divisionByZero),
    (overflow, .overflow), (underflow, .underflow), (subnormal, .subnormal), (inexact, .inexact),
    (rounded, .rounded), (clamped, .clamped),
  ]

  /// The signals in the order in which a context's `repr` names them.
  static let shownSignals: [(type: TypeObject, signals: DecimalSignals)] = [
    (clamped, .clamped), (invalidOperation, .invalid), (divisionByZero, .divisionByZero), (inexact, .inexact),
    (floatOperation, .floatOperation), (overflow, .overflow), (rounded, .rounded), (subnormal, .subnormal),
    (underflow, .underflow),
  ]

  /// The conditions that are reported by a name of their own.
  private static let conditions: [(type: TypeObject, signals: DecimalSignals)] = [
    (invalidOperation, .invalidOperation), (conversionSyntax, .conversionSyntax),
    (divisionImpossible, .divisionImpossible), (divisionUndefined, .divisionUndefined),
    (invalidContext, .invalidContext),
  ]

  static let all: [TypeObject] = [
    base, invalidOperation, conversionSyntax, divisionImpossible, divisionUndefined, invalidContext, floatOperation,
    divisionByZero, inexact, rounded, subnormal, clamped, overflow, underflow,
  ]

  /// The exception for signals that are trapped; nil where there are none.
  static func raise(_ trapped: DecimalSignals, _ vm: Machine) -> Raise? {
    guard let first = signals.first(where: { !$0.signals.isDisjoint(with: trapped) }) else { return nil }
    let reasons = (conditions + signals.dropFirst()).filter { !$0.signals.isDisjoint(with: trapped) }
    return vm.raise(first.type, arguments: [.list(List(vm.heap, reasons.map { .object($0.type) }))])
  }
}
