/// Fills in a `str.format` template.
struct TemplateFormatter {
  enum Named {
    case keywords([(name: String, value: Value)])
    case mapping(Value)
  }

  private let vm: Machine
  /// Nil for `format_map`, which knows names only.
  private let positional: [Value]?
  private let named: Named
  private var nextIndex = 0
  private var numbering = Numbering.undecided

  private enum Numbering { case undecided, automatic, manual }

  init(_ vm: Machine, positional: [Value]?, named: Named) {
    self.vm = vm
    self.positional = positional
    self.named = named
  }

  /// The template with its fields filled in; `depth` bounds how deep specifications may nest.
  mutating func format(_ template: String, depth: Int) throws(Raise) -> String {
    if depth == 0 { throw vm.valueError("Max string recursion exceeded") }
    var parser = TemplateParser(template)
    var result = ""
    while true {
      let piece: TemplatePiece
      do throws(Fault) {
        guard let next = try parser.next() else { return result }
        piece = next
      } catch {
        throw vm.raise(error)
      }
      result += piece.literal
      if let field = piece.field {
        result += try text(of: field, depth: depth)
        try vm.checkLength(result.utf8.count)
      }
      try vm.charge(1)
    }
  }

  private mutating func text(of field: ReplacementField, depth: Int) throws(Raise) -> String {
    var value = try value(field.name)
    switch field.conversion {
    case nil: break
    case "r": value = try vm.text(vm.repr(value))
    case "s": value = try vm.text(vm.str(value))
    case "a": value = try vm.text(Representation.ascii(value, vm))
    case .some(let conversion):
      let shown =
        conversion.value > 32 && conversion.value < 127
        ? String(conversion) : "\\x" + String(conversion.value, radix: 16)
      throw vm.valueError("Unknown conversion specifier \(shown)")
    }
    let specification = field.isNested ? try format(field.specification, depth: depth - 1) : field.specification
    return try vm.format(value, specification)
  }

  private mutating func value(_ name: String) throws(Raise) -> Value {
    var path = try vm.raising { () throws(Fault) in try FieldPath(name) }
    var value: Value
    switch path.start {
    case .automatic:
      try decide(.automatic)
      value = try positional(at: nextIndex)
      nextIndex += 1
    case .index(let index):
      try decide(.manual)
      value = try positional(at: index)
    case .name(let name):
      value = try named(name)
    }
    while let step = try nextStep(&path) {
      switch step {
      case .attribute(let name):
        if name.hasPrefix("_"), !vm.isScriptAttribute(value, name) {
          throw vm.missingAttribute(value, name)
        }
        value = try vm.attribute(value, name)
      case .index(let index): value = try vm.item(value, .int(index))
      case .key(let key): value = try vm.item(value, vm.string(key))
      }
    }
    return value
  }

  private func nextStep(_ path: inout FieldPath) throws(Raise) -> FieldPath.Step? {
    do throws(Fault) {
      return try path.next()
    } catch {
      throw vm.raise(error)
    }
  }

  private mutating func decide(_ wanted: Numbering) throws(Raise) {
    guard positional != nil else { throw vm.valueError("Format string contains positional fields") }
    if numbering == .undecided { numbering = wanted }
    guard numbering != wanted else { return }
    throw vm.valueError(
      numbering == .automatic
        ? "cannot switch from automatic field numbering to manual field specification"
        : "cannot switch from manual field specification to automatic field numbering")
  }

  private func positional(at index: Int) throws(Raise) -> Value {
    guard let positional, index < positional.count else {
      throw vm.indexError("Replacement index \(index) out of range for positional args tuple")
    }
    return positional[index]
  }

  private func named(_ name: String) throws(Raise) -> Value {
    switch named {
    case .mapping(let mapping): return try vm.item(mapping, vm.string(name))
    case .keywords(let keywords):
      guard let keyword = keywords.first(where: { $0.name.isIdentical(to: name) }) else {
        throw vm.keyError(vm.string(name))
      }
      return keyword.value
    }
  }
}
