import BigInt

extension Representation {
  /// `text % argument`.
  static func percent(_ text: Str, _ argument: Value, _ vm: Machine) throws(Raise) -> String {
    var formatter = PercentFormatter(vm, argument)
    return try formatter.format(text.string)
  }
}

/// Fills in a `%` template.
private struct PercentFormatter {
  private let vm: Machine
  private let argument: Value
  /// The values of a tuple, or the one value.
  private let values: [Value]
  private var position = 0
  private var usesMapping = false

  init(_ vm: Machine, _ argument: Value) {
    self.vm = vm
    self.argument = argument
    if case .tuple(let tuple) = argument {
      values = tuple.elements
    } else {
      values = [argument]
    }
  }

  /// Whether names can be looked up in the argument: anything with items but tuples and texts.
  private var isMapping: Bool {
    switch argument {
    case .tuple, .str: false
    case .dict, .list, .bytes: true
    case .object(let object): object.hasItems
    default: false
    }
  }

  mutating func format(_ template: String) throws(Raise) -> String {
    var parser = PercentParser(template)
    var result = ""
    while true {
      result += parser.literal()
      if parser.isAtEnd { break }
      result += try directive(&parser)
      try vm.checkLength(result.utf8.count)
      try vm.charge(1)
    }
    if position < values.count, !usesMapping, !isMapping {
      throw vm.typeError("not all arguments converted during string formatting")
    }
    return result
  }

  private mutating func directive(_ parser: inout PercentParser) throws(Raise) -> String {
    let key: String?
    do throws(Fault) {
      key = try parser.key()
    } catch {
      throw vm.raise(error)
    }
    var keyed: Value?
    if let key {
      guard isMapping else { throw vm.typeError("format requires a mapping") }
      keyed = try vm.item(argument, vm.string(key))
      usesMapping = true
      position = values.count
    }
    let directive = try parser.directive(
      star: { () throws(Raise) in
        guard case .int(let number) = try next() else { throw vm.typeError("* wants int") }
        return number
      }, fault: { vm.raise($0) })
    if let width = directive.width { try vm.checkLength(width) }
    if let precision = directive.precision, !["s", "r", "a"].contains(directive.type) { try vm.checkLength(precision) }
    let value: Value
    if let keyed { value = keyed } else { value = try next() }
    return try text(value, directive, parser)
  }

  private mutating func next() throws(Raise) -> Value {
    guard position < values.count else { throw vm.typeError("not enough arguments for format string") }
    position += 1
    return values[position - 1]
  }

  private func text(
    _ value: Value, _ directive: PercentDirective, _ parser: PercentParser
  ) throws(Raise) -> String {
    switch directive.type {
    case "s": return try directive.format(value: vm.str(value))
    case "r": return try directive.format(value: vm.repr(value))
    case "a": return try directive.format(value: Representation.ascii(value, vm))
    case "c": return try directive.format(value: character(value))
    case "d", "i", "u": return directive.format(try decimal(value, directive.type))
    case "x", "X", "o":
      guard let number = try vm.bigInt(value) else {
        throw vm.typeError(
          "%\(String(directive.type)) format: an integer is required, not \(value.typeName)")
      }
      return directive.format(number)
    case "e", "E", "f", "F", "g", "G":
      guard let number = try vm.realNumber(value) else {
        throw vm.typeError("must be real number, not \(value.typeName)")
      }
      return try vm.raising { () throws(Fault) in try directive.format(number) }
    default:
      throw vm.raise(parser.unsupported(directive.type))
    }
  }

  private func character(_ value: Value) throws(Raise) -> String {
    if case .str(let text) = value, text.count == 1 { return text.string }
    guard case .str = value else {
      guard let number = try vm.bigInt(value) else { throw vm.typeError("%c requires int or char") }
      guard let code = UInt32(exactly: number), code < 0x110000 else {
        throw vm.overflowError("%c arg not in range(0x110000)")
      }
      return String(Unicode.Scalar(code) ?? "\u{FFFD}")
    }
    throw vm.typeError("%c requires int or char")
  }

  private func decimal(_ value: Value, _ type: Unicode.Scalar) throws(Raise) -> BigInt {
    switch value {
    case .int, .bool, .big:
      let number = value.asInteger ?? 0
      try Representation.checkDigits(number, vm)
      return number
    case .float(let number):
      return try vm.wholePart(number)
    default:
      if let number = try vm.bigInt(value) { return number }
      if case .object(let object) = value, let method = object.type.lookup("__int__"),
        let number = try vm.callSpecial(method, value, []).asInteger
      {
        return number
      }
      if let number = try vm.realNumber(value) { return try vm.wholePart(number) }
      throw vm.typeError("%\(String(type)) format: a real number is required, not \(value.typeName)")
    }
  }
}

extension PercentDirective {
  fileprivate func format(value text: String) -> String {
    format(text, length: text.unicodeScalars.count)
  }
}
