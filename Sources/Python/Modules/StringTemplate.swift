/// A `string.Template`: a text with `$name` and `${name}` to fill in.
final class StringTemplate: Object, @unchecked Sendable {
  private let template: String

  init(_ heap: Heap?, _ template: String) {
    self.template = template
    super.init(heap)
  }

  override var type: TypeObject { StringTemplate.templateType }

  private enum Part {
    case text(String)
    case placeholder(name: String, source: String)
    case escape
    /// A `$` that begins nothing, at an offset in the template.
    case invalid(Int)
  }

  private var parts: [Part] {
    var parts: [Part] = []
    let scalars = Array(template.unicodeScalars)
    var literal = ""
    var position = 0
    func name(at start: Int) -> String {
      var name = ""
      for scalar in scalars[start...] {
        let isLetter = scalar == "_" || (scalar.isASCII && scalar.properties.isAlphabetic)
        guard isLetter || (!name.isEmpty && ("0"..."9").contains(scalar)) else { break }
        name.unicodeScalars.append(scalar)
      }
      return name
    }
    while position < scalars.count {
      guard scalars[position] == "$" else {
        literal.unicodeScalars.append(scalars[position])
        position += 1
        continue
      }
      if !literal.isEmpty { parts.append(.text(literal)) }
      literal = ""
      let next = position + 1 < scalars.count ? scalars[position + 1] : " "
      if next == "$" {
        parts.append(.escape)
        position += 2
        continue
      }
      let isBraced = next == "{"
      let found = name(at: position + (isBraced ? 2 : 1))
      let end = position + found.utf8.count + (isBraced ? 2 : 1)
      if found.isEmpty || (isBraced && (end >= scalars.count || scalars[end] != "}")) {
        parts.append(.invalid(position))
        position += 1
      } else {
        parts.append(.placeholder(name: found, source: isBraced ? "${\(found)}" : "$\(found)"))
        position = isBraced ? end + 1 : end
      }
    }
    if !literal.isEmpty { parts.append(.text(literal)) }
    return parts
  }

  /// The template with its placeholders replaced. What `isSafe` cannot replace it leaves as it is.
  private func substituted(_ arguments: Arguments, isSafe: Bool, _ vm: Machine) throws(Raise) -> Value {
    guard arguments.count <= 1 else {
      throw vm.typeError(
        "Template.\(isSafe ? "safe_" : "")substitute() takes from 1 to 2 positional arguments but \(arguments.count + 1) "
          + "were given")
    }
    try vm.charge(template.utf8.count >> 2)
    let mapping = arguments.count == 1 ? arguments[0] : .dict(Dict(vm.heap))
    let named = arguments.named
    var result = ""
    for part in parts {
      switch part {
      case .text(let text): result += text
      case .escape: result += "$"
      case .invalid(let offset):
        guard isSafe else { throw invalid(offset, vm) }
        result += "$"
      case .placeholder(let name, let source):
        if let given = named.first(where: { $0.name == name }) {
          result += try vm.str(given.value)
          break
        }
        do throws(Raise) {
          result += try vm.str(vm.item(mapping, vm.string(name)))
        } catch {
          guard isSafe, vm.caught(error, .keyError) != nil else { throw error }
          result += source
        }
      }
      try vm.checkLength(result.utf8.count)
    }
    return try vm.text(result)
  }

  private func invalid(_ offset: Int, _ vm: Machine) -> Raise {
    let before = template.unicodeScalars.prefix(offset)
    let line = before.count { $0 == "\n" } + 1
    let column = offset - (before.lastIndex(of: "\n").map { before.distance(from: before.startIndex, to: $0) } ?? -1)
    return vm.valueError("Invalid placeholder in string: line \(line), col \(column)")
  }

  private static let unwrap: @Sendable (Value) -> StringTemplate? = { $0.heapObject as? StringTemplate }

  static let templateType = TypeObject(
    builtin: "Template", module: "string", isDerivable: false, isPlainlyNamed: true,
    constructor: { vm, _, arguments throws(Raise) in
      guard case .str(let text) = vm.plain(try signature.bind(arguments, vm).required(0)) else {
        throw vm.typeError("a template must be a str")
      }
      return .object(StringTemplate(vm.heap, text.string))
    },
    methods: [
      Method.raw("Template", "substitute", unwrap) { vm, template, arguments throws(Raise) in
        try template.substituted(arguments, isSafe: false, vm)
      },
      Method.raw("Template", "safe_substitute", unwrap) { vm, template, arguments throws(Raise) in
        try template.substituted(arguments, isSafe: true, vm)
      },
      Method.make("Template", "is_valid", "", unwrap) { _, template, _ in
        .bool(!template.parts.contains { if case .invalid = $0 { true } else { false } })
      },
      Method.make("Template", "get_identifiers", "", unwrap) { vm, template, _ throws(Raise) in
        var names: [String] = []
        for part in template.parts {
          if case .placeholder(let name, _) = part, !names.contains(name) { names.append(name) }
        }
        return try vm.list(names.map { vm.string($0) })
      },
      Method.getter("Template", "template", unwrap) { vm, template in vm.string(template.template) },
    ],
    attributes: ["delimiter": .str(Str(nil, "$")), "idpattern": .str(Str(nil, "(?a:[_a-z][_a-z0-9]*)"))])

  private static let signature = Signature("Template.__init__", "template")
}
