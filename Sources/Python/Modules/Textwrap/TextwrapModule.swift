/// The module `textwrap`.
enum TextwrapModule {
  static let members: [String: Value] = ModuleFunction.members(
    [
      wrapping("wrap", most: nil) { vm, wrapper, text throws(Raise) in try wrapper.wrap(text, vm) },
      wrapping("fill", most: nil) { vm, wrapper, text throws(Raise) in try wrapper.fill(text, vm) },
      wrapping("shorten", most: 1) { vm, wrapper, text throws(Raise) in
        let words = try vm.callMethod(text, "split")
        return try wrapper.fill(vm.callMethod(vm.string(" "), "join", words), vm)
      },
      dedent, indent,
    ], ["TextWrapper": .object(TextWrapperObject.wrapperType)])

  /// A function of a text, a width and the attributes of a wrapper.
  private static func wrapping(
    _ name: String, most: Int?,
    _ body: @escaping @Sendable (Machine, TextWrapperObject, Value) throws(Raise) -> Value
  ) -> NativeFunction {
    NativeFunction(name) { vm, arguments throws(Raise) in
      let wrapper = TextWrapperObject(vm.heap)
      wrapper.layout.mostLines = most
      var text: Value?
      let positional = arguments.positional
      let limit = most == nil ? 2 : 2
      guard positional.count <= limit else {
        throw vm.typeError("\(name)() takes from 1 to 2 positional arguments but \(positional.count) were given")
      }
      var hasWidth = positional.count > 1
      if hasWidth { try wrapper.set("width", positional[1], vm) }
      text = positional.first
      for (keyword, value) in arguments.named {
        if keyword == "text", text == nil {
          text = value
        } else if keyword == "width", !hasWidth {
          hasWidth = true
          try wrapper.set("width", value, vm)
        } else {
          try wrapper.setParameter(keyword, value, vm)
        }
      }
      guard let text else { throw vm.typeError("\(name)() missing 1 required positional argument: 'text'") }
      if most != nil, !hasWidth {
        throw vm.typeError("\(name)() missing 1 required positional argument: 'width'")
      }
      return try body(vm, wrapper, text)
    }
  }

  private static let dedent = ModuleFunction.make("textwrap", "dedent", "text") { vm, arguments throws(Raise) in
    guard case .str(let text) = vm.plain(arguments.required(0)) else {
      throw vm.typeError("expected string or bytes-like object, got '\(arguments.required(0).typeName)'")
    }
    try vm.charge(text.string.utf8.count >> 2)
    var lines = text.string.utf8.split(separator: 10, omittingEmptySubsequences: false).map { Array($0) }
    func isIndent(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 }
    var margin: [UInt8]?
    for index in lines.indices {
      if lines[index].allSatisfy(isIndent) {
        lines[index] = []
        continue
      }
      let indent = Array(lines[index].prefix(while: isIndent))
      margin = margin.map { old in Array(zip(old, indent).prefix { $0 == $1 }.map(\.0)) } ?? indent
    }
    let count = margin?.count ?? 0
    let result = lines.map { $0.dropFirst(count) }.joined(separator: [10])
    return try vm.text(String(decoding: Array(result), as: UTF8.self))
  }

  private static let indent = ModuleFunction.make("textwrap", "indent", "text, prefix, predicate=None") {
    vm, arguments throws(Raise) in
    let lines = try vm.collect(vm.callMethod(arguments.required(0), "splitlines", .bool(true)))
    let predicate = arguments[2] ?? .null
    var parts: [Value] = []
    for line in lines {
      let isWanted = try predicate.isNone ? vm.callMethod(line, "strip") : vm.call(predicate, line)
      parts.append(try vm.truth(isWanted) ? vm.binary(.add, arguments.required(1), line) : line)
    }
    return try vm.callMethod(vm.string(""), "join", vm.list(parts))
  }
}

/// A `textwrap.TextWrapper`.
final class TextWrapperObject: Object, @unchecked Sendable {
  var layout = TextLayout()

  override var type: TypeObject { TextWrapperObject.wrapperType }

  init(_ heap: Heap?) { super.init(heap) }

  func wrap(_ text: Value, _ vm: Machine) throws(Raise) -> Value {
    try vm.list(lines(text, vm).map { vm.string($0) })
  }

  func fill(_ text: Value, _ vm: Machine) throws(Raise) -> Value {
    try vm.text(lines(text, vm).joined(separator: "\n"))
  }

  private func lines(_ text: Value, _ vm: Machine) throws(Raise) -> [String] {
    guard case .str(let text) = vm.plain(text) else {
      throw vm.attributeError("'\(text.typeName)' object has no attribute 'expandtabs'")
    }
    try vm.checkCount(text.string.utf8.count)
    try vm.charge(text.string.utf8.count)
    let tabs = text.string.utf8.count { $0 == 9 }
    try vm.checkLength(min(tabs, 1 << 30) * max(0, min(layout.tabSize, 1 << 30)))
    let lines = try vm.raising { () throws(Fault) in try layout.lines(Array(text.string.unicodeScalars)) }
    try vm.checkLength(lines.count * max(layout.initialIndent.count, layout.subsequentIndent.count))
    return lines.map { line in
      var text = ""
      text.unicodeScalars.append(contentsOf: line)
      return text
    }
  }

  // MARK: Attributes

  override func attribute(_ name: String, _ vm: Machine) throws(Raise) -> Value? {
    func text(_ scalars: [Unicode.Scalar]) -> Value {
      var text = ""
      text.unicodeScalars.append(contentsOf: scalars)
      return vm.string(text)
    }
    return switch name {
    case "width": .int(layout.width)
    case "initial_indent": text(layout.initialIndent)
    case "subsequent_indent": text(layout.subsequentIndent)
    case "expand_tabs": .bool(layout.expandsTabs)
    case "replace_whitespace": .bool(layout.replacesWhitespace)
    case "fix_sentence_endings": .bool(layout.fixesSentenceEndings)
    case "break_long_words": .bool(layout.breaksLongWords)
    case "drop_whitespace": .bool(layout.dropsWhitespace)
    case "break_on_hyphens": .bool(layout.breaksOnHyphens)
    case "tabsize": .int(layout.tabSize)
    case "max_lines": layout.mostLines.map { .int($0) } ?? .null
    case "placeholder": text(layout.placeholder)
    default: nil
    }
  }

  override func setAttribute(_ name: String, _ value: Value?, _ vm: Machine) throws(Raise) -> Bool {
    guard let value else { return false }
    return try set(name, value, vm)
  }

  fileprivate func setParameter(_ name: String, _ value: Value, _ vm: Machine) throws(Raise) {
    guard try set(name, value, vm) else {
      throw vm.typeError("TextWrapper.__init__() got an unexpected keyword argument '\(name)'")
    }
  }

  /// False where there is no such attribute.
  @discardableResult
  fileprivate func set(_ name: String, _ value: Value, _ vm: Machine) throws(Raise) -> Bool {
    func scalars() throws(Raise) -> [Unicode.Scalar] {
      guard case .str(let text) = vm.plain(value) else {
        throw vm.typeError("can only concatenate str (not \"\(value.typeName)\") to str")
      }
      return Array(text.string.unicodeScalars)
    }
    switch name {
    case "width": layout.width = try vm.index(value)
    case "initial_indent": layout.initialIndent = try scalars()
    case "subsequent_indent": layout.subsequentIndent = try scalars()
    case "expand_tabs": layout.expandsTabs = try vm.truth(value)
    case "replace_whitespace": layout.replacesWhitespace = try vm.truth(value)
    case "fix_sentence_endings": layout.fixesSentenceEndings = try vm.truth(value)
    case "break_long_words": layout.breaksLongWords = try vm.truth(value)
    case "drop_whitespace": layout.dropsWhitespace = try vm.truth(value)
    case "break_on_hyphens": layout.breaksOnHyphens = try vm.truth(value)
    case "tabsize": layout.tabSize = try vm.index(value)
    case "max_lines": layout.mostLines = value.isNone ? nil : try vm.index(value)
    case "placeholder": layout.placeholder = try scalars()
    default: return false
    }
    return true
  }

  static let wrapperType = TypeObject(
    builtin: "TextWrapper", module: "textwrap", isDerivable: false, isPlainlyNamed: true,
    constructor: { vm, _, arguments throws(Raise) in
      for name in arguments.keywords where !signature.parameters.contains(where: { $0.name == name }) {
        throw vm.typeError("TextWrapper.__init__() got an unexpected keyword argument '\(name)'")
      }
      let bound = try signature.bind(arguments, vm)
      let wrapper = TextWrapperObject(vm.heap)
      for (index, parameter) in signature.parameters.enumerated() {
        if let value = bound[index] { try wrapper.set(parameter.name, value, vm) }
      }
      return .object(wrapper)
    },
    methods: [
      Method.make("TextWrapper", "wrap", "text", { $0.heapObject as? TextWrapperObject }) {
        vm, wrapper, arguments throws(Raise) in
        try wrapper.wrap(arguments.required(0), vm)
      },
      Method.make("TextWrapper", "fill", "text", { $0.heapObject as? TextWrapperObject }) {
        vm, wrapper, arguments throws(Raise) in
        try wrapper.fill(arguments.required(0), vm)
      },
    ])

  private static let signature = Signature(
    "TextWrapper.__init__",
    "width=70, initial_indent='', subsequent_indent='', expand_tabs=True, replace_whitespace=True, "
      + "fix_sentence_endings=False, break_long_words=True, drop_whitespace=True, break_on_hyphens=True, tabsize=8, *, "
      + "max_lines=None, placeholder=' [...]'")
}
