/// `collections.namedtuple`.
enum NamedTuple {
  static let factory = NativeFunction("namedtuple") { vm, arguments throws(Raise) in
    var fieldNames: Value?
    var typeName: Value?
    var isRenaming = false
    var defaults: [Value] = []
    var module = "__main__"
    if arguments.count > 2 {
      throw vm.typeError("namedtuple() takes 2 positional arguments but \(arguments.count) were given")
    }
    if arguments.count > 0 { typeName = arguments[0] }
    if arguments.count > 1 { fieldNames = arguments[1] }
    for (name, value) in arguments.named {
      switch name {
      case "typename": typeName = value
      case "field_names": fieldNames = value
      case "rename": isRenaming = try vm.truth(value)
      case "defaults": defaults = value.isNone ? [] : try vm.collect(value)
      case "module": if !value.isNone { module = try vm.str(value) }
      default: throw vm.typeError("namedtuple() got an unexpected keyword argument '\(name)'")
      }
    }
    try requireBoth(typeName, fieldNames, vm)
    let fields = try fieldList(fieldNames ?? .null, isRenaming: isRenaming, vm)
    let name = try vm.str(typeName ?? .null)
    try check(name, fields, vm)
    if defaults.count > fields.count { throw vm.typeError("Got more default values than field names") }
    return .object(try makeType(name, module: module, fields, defaults, vm))
  }

  private static func requireBoth(_ typeName: Value?, _ fieldNames: Value?, _ vm: Machine) throws(Raise) {
    switch (typeName, fieldNames) {
    case (nil, nil):
      throw vm.typeError("namedtuple() missing 2 required positional arguments: 'typename' and 'field_names'")
    case (nil, _): throw vm.typeError("namedtuple() missing 1 required positional argument: 'typename'")
    case (_, nil): throw vm.typeError("namedtuple() missing 1 required positional argument: 'field_names'")
    default: break
    }
  }

  /// The names of the fields: a text of names, or what iterates over them.
  private static func fieldList(_ value: Value, isRenaming: Bool, _ vm: Machine) throws(Raise) -> [String] {
    var names: [String] = []
    if case .str(let text) = value {
      names = text.string.unicodeScalars.split { $0 == "," || $0.isPythonSpace }.map { String($0) }
    } else {
      for element in try vm.collect(value) { names.append(try vm.str(element)) }
    }
    guard isRenaming else { return names }
    var seen: Set<String> = []
    for (index, name) in names.enumerated() {
      let isUsable =
        StringMethods.isIdentifier(name) && !Keywords.all.contains(name) && !name.hasPrefix("_")
        && !seen.contains(name)
      if !isUsable { names[index] = "_\(index)" }
      seen.insert(name)
    }
    return names
  }

  private static func check(_ typeName: String, _ fields: [String], _ vm: Machine) throws(Raise) {
    for name in [typeName] + fields {
      guard StringMethods.isIdentifier(name) else {
        throw vm.valueError(
          "Type names and field names must be valid identifiers: \(StringRepr.repr(name.unicodeScalars))")
      }
      guard !Keywords.all.contains(name) else {
        throw vm.valueError("Type names and field names cannot be a keyword: '\(name)'")
      }
    }
    var seen: Set<String> = []
    for (index, name) in fields.enumerated() {
      if name.hasPrefix("_"), name != "_\(index)" {
        throw vm.valueError("Field names cannot start with an underscore: '\(name)'")
      }
      guard seen.insert(name).inserted else { throw vm.valueError("Encountered duplicate field name: '\(name)'") }
    }
  }

  private static func makeType(
    _ name: String, module: String, _ fields: [String], _ defaults: [Value], _ vm: Machine
  ) throws(Raise) -> TypeObject {
    let names = vm.tuple(fields.map { vm.string($0) })
    let firstDefault = fields.count - defaults.count
    let shape = NamedTupleShape(typeName: name, fields: fields, defaults: defaults)
    var attributes: [(String, Value)] = [
      ("_fields", names), ("__match_args__", names),
      ("_field_defaults", vm.dict(zip(fields[firstDefault...], defaults).map { ($0, $1) })),
      ("__doc__", vm.string("\(name)(\(fields.joined(separator: ", ")))")),
    ]
    for (index, field) in fields.enumerated() {
      attributes.append((field, .object(getter(field, index, vm))))
    }
    for method in methods(shape, vm) { attributes.append((method.name, .object(method))) }
    return try TypeObject(
      vm, name: name, qualifiedName: name, module: module, bases: [.tuple], attributes: attributes,
      constructor: { vm, type, arguments throws(Raise) in try shape.make(type, arguments, vm) })
  }

  private static func getter(_ field: String, _ index: Int, _ vm: Machine) -> NativeFunction {
    NativeFunction(field, .getter, heap: vm.heap) { vm, arguments throws(Raise) in
      guard case .tuple(let tuple) = arguments[0], index < tuple.elements.count else {
        throw vm.attributeError("'\(arguments[0].typeName)' object has no attribute '\(field)'")
      }
      return tuple.elements[index]
    }
  }

  private static func methods(_ shape: NamedTupleShape, _ vm: Machine) -> [NativeFunction] {
    [
      NativeFunction("__new__", heap: vm.heap) { vm, arguments throws(Raise) in
        guard arguments.count > 0, case .object(let object) = arguments[0], let type = object as? TypeObject else {
          throw vm.typeError("\(shape.typeName).__new__(): not enough arguments")
        }
        return try shape.make(type, arguments.dropFirst, vm)
      },
      NativeFunction("_make", .classMethod, heap: vm.heap) { vm, arguments throws(Raise) in
        guard arguments.count == 2, case .object(let object) = arguments[0], let type = object as? TypeObject else {
          throw vm.typeError(
            "\(shape.typeName)._make() missing 1 required positional argument: 'iterable'")
        }
        let elements = try vm.collect(arguments[1])
        guard elements.count == shape.fields.count else {
          throw vm.typeError("Expected \(shape.fields.count) arguments, got \(elements.count)")
        }
        return .tuple(Tuple(vm.heap, elements, subtype: Subtype(type)))
      },
      NativeFunction("_asdict", .method, heap: vm.heap) { vm, arguments throws(Raise) in
        let tuple = try shape.receiver(arguments, "_asdict", vm)
        return vm.dict(zip(shape.fields, tuple.elements).map { ($0, $1) })
      },
      NativeFunction("_replace", .method, heap: vm.heap) { vm, arguments throws(Raise) in
        let tuple = try shape.receiver(arguments, "_replace", vm)
        guard arguments.count == 1 else {
          throw vm.typeError(
            "\(shape.typeName)._replace() takes 1 positional argument but \(arguments.count) were given")
        }
        var elements = tuple.elements
        var unknown: [Value] = []
        for (name, value) in arguments.named {
          if let index = shape.fields.firstIndex(of: name) {
            elements[index] = value
          } else {
            unknown.append(vm.string(name))
          }
        }
        if !unknown.isEmpty {
          throw vm.valueError("Got unexpected field names: \(try vm.repr(vm.list(unknown)))")
        }
        return .tuple(Tuple(vm.heap, elements, subtype: Subtype(tuple.type)))
      },
      NativeFunction("__repr__", .method, heap: vm.heap) { vm, arguments throws(Raise) in
        let tuple = try shape.receiver(arguments, "__repr__", vm)
        var text = tuple.type.name + "("
        for (index, (field, value)) in zip(shape.fields, tuple.elements).enumerated() {
          if index > 0 { text += ", " }
          text += "\(field)=\(try vm.repr(value))"
          try vm.checkLength(text.utf8.count)
        }
        return try vm.text(text + ")")
      },
    ]
  }
}

/// The fields of a named tuple's type.
final class NamedTupleShape: @unchecked Sendable {
  let typeName: String
  let fields: [String]
  private let defaults: [Value]

  init(typeName: String, fields: [String], defaults: [Value]) {
    self.typeName = typeName
    self.fields = fields
    self.defaults = defaults
  }

  fileprivate func receiver(_ arguments: Arguments, _ method: String, _ vm: Machine) throws(Raise) -> Tuple {
    guard arguments.count > 0, case .tuple(let tuple) = arguments[0], tuple.elements.count == fields.count else {
      throw vm.typeError("\(typeName).\(method)() missing 1 required positional argument: 'self'")
    }
    return tuple
  }

  /// An instance from the arguments of a call.
  func make(_ type: TypeObject, _ arguments: Arguments, _ vm: Machine) throws(Raise) -> Value {
    if arguments.keywords.isEmpty, arguments.count == fields.count {
      return .tuple(Tuple(vm.heap, arguments.positional, subtype: Subtype(type)))
    }
    let function = "\(typeName).__new__()"
    if arguments.count > fields.count {
      let least = fields.count - defaults.count + 1
      let bound = defaults.isEmpty ? "\(fields.count + 1)" : "from \(least) to \(fields.count + 1)"
      throw vm.typeError("\(function) takes \(bound) positional arguments but \(arguments.count + 1) were given")
    }
    var values = [Value](repeating: .unbound, count: fields.count)
    for index in 0..<arguments.count { values[index] = arguments[index] }
    for (name, value) in arguments.named {
      guard let index = fields.firstIndex(of: name) else {
        throw vm.typeError("\(function) got an unexpected keyword argument '\(name)'")
      }
      guard !values[index].isBound else {
        throw vm.typeError("\(function) got multiple values for argument '\(name)'")
      }
      values[index] = value
    }
    let firstDefault = fields.count - defaults.count
    var missing: [String] = []
    for index in fields.indices where !values[index].isBound {
      if index >= firstDefault { values[index] = defaults[index - firstDefault] } else { missing.append(fields[index]) }
    }
    if !missing.isEmpty { throw vm.typeError("\(function) missing \(NamedTupleShape.listed(missing))") }
    return .tuple(Tuple(vm.heap, values, subtype: Subtype(type)))
  }

  /// `2 required positional arguments: 'x' and 'y'`, as Python lists them.
  private static func listed(_ names: [String]) -> String {
    let quoted = names.map { "'\($0)'" }
    let list =
      switch quoted.count {
      case 1: quoted[0]
      case 2: "\(quoted[0]) and \(quoted[1])"
      default: quoted.dropLast().joined(separator: ", ") + ", and " + quoted[quoted.count - 1]
      }
    return "\(names.count) required positional argument\(names.count == 1 ? "" : "s"): \(list)"
  }
}

/// The reserved words of the language.
enum Keywords {
  static let all: Set<String> = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
    "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
    "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
  ]
}
