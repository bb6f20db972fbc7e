import OrderedCollections
import WorkflowModel
import WorkflowScripting

/// A script engine for tests that knows a dozen kinds of expressions: numbers, strings, lists, names, comparisons, `+`,
/// `*`, conditional expressions, functions of one expression and their calls. It counts what it is asked.
final class MiniEngine: ScriptEngine {
  let name = "mini"
  let typenames: Set<String> = []
  private(set) var evaluations = 0
  private(set) var checks = 0

  func evaluate(_ expression: String, data: TaskData, locals: DataDictionary) throws(ScriptError) -> DataValue {
    evaluations += 1
    var names: [String: MiniValue] = [:]
    for (name, value) in data.variables { names[name] = .data(value) }
    for (name, value) in locals { names[name] = .data(value) }
    var parser = MiniParser(expression)
    guard case .data(let value) = try MiniEvaluator.value(of: try parser.parse(), names: names) else {
      throw ScriptError(.value, exception: "TypeError", message: "a function is no data")
    }
    return value
  }

  func check(_ script: String, as kind: ScriptKind) -> [ScriptDiagnostic] {
    checks += 1
    var parser = MiniParser(script)
    do throws(ScriptError) {
      _ = try parser.parse()
      return []
    } catch {
      return [ScriptDiagnostic(message: "SyntaxError: \(error.message)", line: 1, column: 1)]
    }
  }

  func execute(_ script: String, data: inout TaskData, locals: DataDictionary) throws(ScriptError) {
    throw ScriptError(.refused, message: "the test's engine runs no scripts")
  }

  func callService(_ call: ServiceCall, data: TaskData) throws(ScriptError) -> ServiceReply {
    throw ScriptError(.refused, message: "the test's engine calls no services")
  }
}

/// An expression.
indirect enum MiniExpression {
  case literal(DataValue)
  case name(String)
  case list([MiniExpression])
  case binary(String, MiniExpression, MiniExpression)
  /// `a < b < c`: the operators between the operands.
  case comparison([MiniExpression], [String])
  case conditional(MiniExpression, test: MiniExpression, MiniExpression)
  case function([String], MiniExpression)
  case call(MiniExpression, [MiniExpression])
}

/// A value: data, or a function.
enum MiniValue {
  case data(DataValue)
  case function([String], MiniExpression, [String: MiniValue])
}

/// Text to expression.
struct MiniParser {
  private var tokens: [String] = []
  private var position = 0

  init(_ text: String) {
    let characters = Array(text)
    var index = 0
    while index < characters.count {
      let character = characters[index]
      var end = index + 1
      if character == "\"" || character == "'" {
        while end < characters.count, characters[end] != character { end += 1 }
        end = min(end + 1, characters.count)
      } else if character.isLetter || character.isNumber || character == "_" {
        while end < characters.count, characters[end].isLetter || characters[end].isNumber || characters[end] == "_" {
          end += 1
        }
      } else if "<>=!".contains(character), end < characters.count, characters[end] == "=" {
        end += 1
      }
      if !character.isWhitespace { tokens.append(String(characters[index..<end])) }
      index = end
    }
  }

  mutating func parse() throws(ScriptError) -> MiniExpression {
    let expression = try conditional()
    guard position == tokens.count else { throw syntaxError() }
    return expression
  }

  private mutating func conditional() throws(ScriptError) -> MiniExpression {
    if take("lambda") {
      var parameters: [String] = []
      while !take(":") {
        if !parameters.isEmpty, !take(",") { throw syntaxError() }
        parameters.append(try next())
      }
      return .function(parameters, try conditional())
    }
    let value = try comparison()
    guard take("if") else { return value }
    let test = try comparison()
    guard take("else") else { throw syntaxError() }
    return .conditional(value, test: test, try conditional())
  }

  private mutating func comparison() throws(ScriptError) -> MiniExpression {
    var operands = [try sum()]
    var operators: [String] = []
    while position < tokens.count, ["==", "!=", "<", "<=", ">", ">=", "in"].contains(tokens[position]) {
      operators.append(try next())
      operands.append(try sum())
    }
    return operators.isEmpty ? operands[0] : .comparison(operands, operators)
  }

  private mutating func sum() throws(ScriptError) -> MiniExpression {
    var left = try primary()
    while position < tokens.count, ["+", "*"].contains(tokens[position]) {
      left = .binary(try next(), left, try primary())
    }
    return left
  }

  private mutating func primary() throws(ScriptError) -> MiniExpression {
    let token = try next()
    var value: MiniExpression
    if token == "(" {
      value = try conditional()
      guard take(")") else { throw syntaxError() }
    } else if token == "[" {
      value = .list(try items(until: "]"))
    } else if let quote = token.first, quote == "\"" || quote == "'" {
      guard token.count > 1, token.last == quote else { throw syntaxError() }
      value = .literal(.string(String(token.dropFirst().dropLast())))
    } else if let integer = Int(token) {
      value = .literal(.integer(integer))
    } else if token == "True" || token == "False" {
      value = .literal(.bool(token == "True"))
    } else if token.first?.isLetter == true || token.first == "_", !["if", "else", "in"].contains(token) {
      value = .name(token)
    } else {
      throw syntaxError()
    }
    while take("(") {
      value = .call(value, try items(until: ")"))
    }
    return value
  }

  private mutating func items(until end: String) throws(ScriptError) -> [MiniExpression] {
    var items: [MiniExpression] = []
    while !take(end) {
      if !items.isEmpty, !take(",") { throw syntaxError() }
      items.append(try conditional())
    }
    return items
  }

  private mutating func next() throws(ScriptError) -> String {
    guard position < tokens.count else { throw syntaxError() }
    position += 1
    return tokens[position - 1]
  }

  private mutating func take(_ token: String) -> Bool {
    guard position < tokens.count, tokens[position] == token else { return false }
    position += 1
    return true
  }

  private func syntaxError() -> ScriptError {
    ScriptError(.syntax, exception: "SyntaxError", message: "invalid syntax")
  }
}

/// Expression to value.
enum MiniEvaluator {
  static func value(of expression: MiniExpression, names: [String: MiniValue]) throws(ScriptError) -> MiniValue {
    switch expression {
    case .literal(let value): return .data(value)
    case .name(let name):
      guard let value = names[name] else {
        throw ScriptError(.exception, exception: "NameError", message: "name '\(name)' is not defined")
      }
      return value
    case .list(let items): return .data(.list(try datas(of: items, names: names)))
    case .binary(let sign, let left, let right):
      let operands = try datas(of: [left, right], names: names)
      guard case .integer(let a) = operands[0], case .integer(let b) = operands[1] else {
        throw ScriptError(.exception, exception: "TypeError", message: "no numbers")
      }
      return .data(.integer(sign == "+" ? a + b : a * b))
    case .comparison(let operands, let operators):
      let values = try datas(of: operands, names: names)
      for (index, sign) in operators.enumerated() {
        guard try holds(values[index], sign, values[index + 1]) else { return .data(false) }
      }
      return .data(true)
    case .conditional(let first, let test, let second):
      guard case .data(let value) = try self.value(of: test, names: names) else { return .data(nil) }
      return try self.value(of: isTrue(value) ? first : second, names: names)
    case .function(let parameters, let body): return .function(parameters, body, names)
    case .call(.name(let function), let arguments) where ["sum", "min", "max"].contains(function):
      return .data(try aggregate(function, try datas(of: arguments, names: names)))
    case .call(let callee, let arguments):
      guard case .function(let parameters, let body, var inner) = try value(of: callee, names: names) else {
        throw ScriptError(.exception, exception: "TypeError", message: "not callable")
      }
      for (name, argument) in zip(parameters, arguments) {
        inner[name] = try value(of: argument, names: names)
      }
      return try value(of: body, names: inner)
    }
  }

  private static func datas(
    of expressions: [MiniExpression], names: [String: MiniValue]
  ) throws(ScriptError) -> [DataValue] {
    var values: [DataValue] = []
    for expression in expressions {
      guard case .data(let value) = try value(of: expression, names: names) else {
        throw ScriptError(.exception, exception: "TypeError", message: "a function is no data")
      }
      values.append(value)
    }
    return values
  }

  private static func isTrue(_ value: DataValue) -> Bool {
    ![.null, .bool(false), .integer(0), .string(""), .list([])].contains(value)
  }

  private static func holds(_ left: DataValue, _ sign: String, _ right: DataValue) throws(ScriptError) -> Bool {
    if sign == "==" { return left == right }
    if sign == "!=" { return left != right }
    if sign == "in", case .list(let items) = right { return items.contains(left) }
    guard case .integer(let a) = left, case .integer(let b) = right else {
      throw ScriptError(.exception, exception: "TypeError", message: "'\(sign)' not supported")
    }
    switch sign {
    case "<": return a < b
    case "<=": return a <= b
    case ">": return a > b
    default: return a >= b
    }
  }

  private static func aggregate(_ function: String, _ arguments: [DataValue]) throws(ScriptError) -> DataValue {
    guard case .list(let items)? = arguments.first else { return nil }
    let numbers = items.compactMap { if case .integer(let number) = $0 { number } else { nil } }
    switch function {
    case "sum": return .integer(numbers.reduce(0, +))
    case "min": return numbers.min().map { .integer($0) } ?? nil
    default: return numbers.max().map { .integer($0) } ?? nil
    }
  }
}
