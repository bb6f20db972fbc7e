/// The text of an annotation that is kept unevaluated, written as CPython writes an expression.
enum AnnotationText {
  static func text(of expression: Expression) -> String {
    switch expression.kind {
    case .constant(let constant): return text(of: constant)
    case .name(let name): return name
    case .attribute(let object, let name): return "\(part(object)).\(name)"
    case .item(let container, let key):
      if case .tuple(let elements) = key.kind, !elements.isEmpty {
        return "\(part(container))[\(list(elements))\(elements.count == 1 ? "," : "")]"
      }
      return "\(part(container))[\(text(of: key))]"
    case .slice(let start, let stop, let step):
      let range = (start.map(text(of:)) ?? "") + ":" + (stop.map(text(of:)) ?? "")
      return range + (step.map { ":" + text(of: $0) } ?? "")
    case .call(let callee, let arguments):
      return "\(part(callee))(\(arguments.map(text(of:)).joined(separator: ", ")))"
    case .tuple(let elements): return "(\(list(elements))\(elements.count == 1 ? "," : ""))"
    case .list(let elements): return "[\(list(elements))]"
    case .set(let elements): return "{\(list(elements))}"
    case .dict(let pairs):
      let entries = pairs.map { pair in
        pair.key.map { "\(text(of: $0)): \(text(of: pair.value))" } ?? "**\(part(pair.value))"
      }
      return "{\(entries.joined(separator: ", "))}"
    case .starred(let inner): return "*\(part(inner))"
    case .unary(let operation, let operand): return "\(operation.symbol)\(part(operand))"
    case .not(let operand): return "not \(part(operand))"
    case .binary(let operation, let left, let right):
      let symbol = operation == .power ? "**" : operation.symbol
      return "\(left.isBinary ? text(of: left) : part(left)) \(symbol) \(part(right))"
    case .boolean(let isAnd, let operands):
      return operands.map(part).joined(separator: isAnd ? " and " : " or ")
    case .conditional(let test, let then, let otherwise):
      return "\(part(then)) if \(part(test)) else \(text(of: otherwise))"
    case .comparison, .lambda, .comprehension, .named, .yield, .yieldFrom, .formatted: return "..."
    }
  }

  private static func list(_ elements: [Expression]) -> String {
    elements.map(text(of:)).joined(separator: ", ")
  }

  private static func text(of argument: Argument) -> String {
    switch argument.kind {
    case .positional: text(of: argument.value)
    case .keyword(let name): "\(name)=\(text(of: argument.value))"
    case .spread: "*\(part(argument.value))"
    case .keywordSpread: "**\(part(argument.value))"
    }
  }

  /// The text of an operand, in parentheses where it is an operation itself.
  private static func part(_ expression: Expression) -> String {
    switch expression.kind {
    case .binary, .boolean, .conditional, .not, .unary: "(\(text(of: expression)))"
    default: text(of: expression)
    }
  }

  private static func text(of constant: Constant) -> String {
    switch constant {
    case .null: "None"
    case .ellipsis: "..."
    case .bool(let flag): flag ? "True" : "False"
    case .integer(let number): String(number)
    case .bigInteger(let number): String(number)
    case .float(let number): FloatText.repr(number)
    case .string(let text): StringRepr.repr(text.unicodeScalars)
    case .bytes(let bytes): StringRepr.repr(bytes: bytes)
    }
  }
}

extension Expression {
  fileprivate var isBinary: Bool {
    if case .binary = kind { true } else { false }
  }
}
