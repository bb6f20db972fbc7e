/// The data-model methods that the built-in types themselves have, for `super().__init__(…)`, `object.__setattr__(…)`,
/// `dict.__setitem__(…)`: they do what the type does, whatever a class defines over it. They are found nowhere else.
enum BaseMethods {
  /// The method of a name, bound to the object; nil where there is none.
  static func method(_ name: String, of type: TypeObject, receiver: Value, _ vm: Machine) -> Value? {
    guard let function = table[name] else { return nil }
    if name == "__new__" { return .object(function) }
    if ofClasses.contains(name), receiver.type === TypeObject.typeType || !receiver.isType { return nil }
    return .object(BoundMethod(vm.heap, receiver, .object(function)))
  }

  /// The method of a name, not bound. What only classes have is found through metaclasses alone.
  static func function(_ name: String, of type: TypeObject) -> Value? {
    if name == "__hash__", unhashable.contains(where: { type.isSubtype(of: $0) }) { return .null }
    guard let function = table[name], type.isSubtype(of: .typeType) || !ofClasses.contains(name) else { return nil }
    return .object(function)
  }

  /// `__new__` of a built-in type: makes instances of the type and of those derived from it alone.
  static func constructor(of owner: TypeObject, _ vm: Machine) -> Value {
    .object(
      NativeFunction("__new__", heap: vm.heap) { vm, arguments throws(Raise) in
        guard arguments.count > 0 else {
          throw vm.typeError("\(owner.name).__new__(): not enough arguments")
        }
        guard case .object(let object) = arguments[0], let type = object as? TypeObject else {
          throw vm.typeError("\(owner.name).__new__(X): X is not a type object (\(arguments[0].typeName))")
        }
        guard type.isSubtype(of: owner) else {
          throw vm.typeError("\(owner.name).__new__(\(type.name)): \(type.name) is not a subtype of \(owner.name)")
        }
        let maker = type.resolution.first { !$0.isScripted } ?? owner
        guard maker === owner else {
          throw vm.typeError(
            "\(owner.name).__new__(\(type.name)) is not safe, use \(maker.name).__new__()")
        }
        guard type.isScripted else { return try vm.construct(type, arguments.dropFirst) }
        return try vm.makeBare(type, arguments.dropFirst, hasInitializer: true)
      })
  }

  private static let unhashable: [TypeObject] = [.list, .dict, .set]

  /// The methods that only classes have.
  private static let ofClasses: Set<String> = ["__call__", "__prepare__", "__instancecheck__", "__subclasscheck__"]

  private static let table: [String: NativeFunction] = {
    var table: [String: NativeFunction] = [:]
    for function in functions { table[function.name] = function }
    return table
  }()

  private static func define(
    _ name: String, _ count: Int, _ body: @escaping NativeFunction.Body
  ) -> NativeFunction {
    NativeFunction(name, name == "__new__" ? .function : .method) { vm, arguments throws(Raise) in
      guard arguments.count == count + 1 || count < 0 && arguments.count > 0 else {
        throw vm.typeError(
          "expected \(Swift.max(count, 0)) argument\(count == 1 ? "" : "s"), got \(Swift.max(arguments.count - 1, 0))")
      }
      return try body(vm, arguments)
    }
  }

  private static let functions: [NativeFunction] = [
    define("__init__", -1) { vm, arguments throws(Raise) in
      try initialize(vm, arguments)
      return .null
    },
    define("__new__", -1) { vm, arguments throws(Raise) in
      guard case .object(let object) = arguments[0], let type = object as? TypeObject else {
        throw vm.typeError("object.__new__(X): X is not a type object (\(arguments[0].typeName))")
      }
      guard type.isScripted else { return try vm.construct(type, arguments.dropFirst) }
      return try vm.makeBare(type, arguments.dropFirst, hasInitializer: true)
    },
    define("__init_subclass__", -1) { vm, arguments throws(Raise) in
      guard arguments.keywords.isEmpty else {
        var name = "object"
        if case .object(let object) = arguments[0], let type = object as? TypeObject { name = type.name }
        throw vm.typeError("\(name).__init_subclass__() takes no keyword arguments")
      }
      return .null
    },
    define("__call__", -1) { vm, arguments throws(Raise) in
      guard case .object(let object) = arguments[0], let type = object as? TypeObject else {
        throw vm.notCallable(arguments[0])
      }
      guard type.isScripted, type.constructor == nil else { return try vm.construct(type, arguments.dropFirst) }
      return try vm.makeInstance(type, arguments.dropFirst)
    },
    define("__prepare__", -1) { vm, _ throws(Raise) in vm.dict([]) },
    define("__instancecheck__", 1) { _, arguments throws(Raise) in
      guard case .object(let object) = arguments[0], let type = object as? TypeObject else { return .bool(false) }
      return .bool(arguments[1].type.isSubtype(of: type))
    },
    define("__subclasscheck__", 1) { _, arguments throws(Raise) in
      guard case .object(let object) = arguments[0], let type = object as? TypeObject,
        case .object(let other) = arguments[1], let derived = other as? TypeObject
      else { return .bool(false) }
      return .bool(derived.isSubtype(of: type))
    },
    define("__setattr__", 2) { vm, arguments throws(Raise) in
      try set(vm, arguments[0], arguments[1], arguments[2])
    },
    define("__delattr__", 1) { vm, arguments throws(Raise) in
      try set(vm, arguments[0], arguments[1], nil)
    },
    define("__getattribute__", 1) { vm, arguments throws(Raise) in
      guard case .str(let name) = arguments[1] else { throw vm.typeError("attribute name must be string") }
      guard case .object(let object) = arguments[0], let instance = object as? Instance else {
        return try vm.attribute(arguments[0], name.string)
      }
      guard let value = try instance.plainAttribute(name.string, vm) else {
        throw vm.missingAttribute(arguments[0], name.string)
      }
      return value
    },
    define("__repr__", 0) { vm, arguments throws(Raise) in
      try vm.text(Representation.repr(bare(arguments[0], vm), vm))
    },
    define("__str__", 0) { vm, arguments throws(Raise) in
      if case .object(let object) = arguments[0], let exception = object as? ExceptionObject {
        return try vm.text(exception.plainText(vm))
      }
      return try vm.text(Representation.str(bare(arguments[0], vm), vm))
    },
    define("__format__", 1) { vm, arguments throws(Raise) in
      guard case .str(let spec) = arguments[1] else { throw vm.typeError("format_spec must be str") }
      return try vm.text(vm.format(bare(arguments[0], vm), spec.string))
    },
    define("__hash__", 0) { vm, arguments throws(Raise) in
      if case .object(let object) = arguments[0], let instance = object as? Instance, !instance.base.isBound {
        return .int(object.identityHash)
      }
      return .int(try vm.hash(bare(arguments[0], vm)))
    },
    define("__eq__", 1) { vm, arguments throws(Raise) in
      let left = bare(arguments[0], vm)
      if case .object(let object) = left, object.kind == .instance {
        return left.isIdentical(to: arguments[1]) ? .bool(true) : .notImplemented
      }
      return try vm.compare(.equal, left, bare(arguments[1], vm))
    },
    define("__ne__", 1) { vm, arguments throws(Raise) in
      let left = bare(arguments[0], vm)
      if case .object(let object) = left, object.kind == .instance {
        return left.isIdentical(to: arguments[1]) ? .bool(false) : .notImplemented
      }
      return try vm.compare(.notEqual, left, bare(arguments[1], vm))
    },
    define("__len__", 0) { vm, arguments throws(Raise) in .int(try vm.length(bare(arguments[0], vm))) },
    define("__iter__", 0) { vm, arguments throws(Raise) in try vm.iterator(of: bare(arguments[0], vm)) },
    define("__contains__", 1) { vm, arguments throws(Raise) in
      .bool(try vm.contains(bare(arguments[0], vm), arguments[1]))
    },
    define("__getitem__", 1) { vm, arguments throws(Raise) in
      try vm.item(bare(arguments[0], vm), arguments[1])
    },
    define("__setitem__", 2) { vm, arguments throws(Raise) in
      try vm.plainSetItem(arguments[0], arguments[1], arguments[2])
      return .null
    },
    define("__delitem__", 1) { vm, arguments throws(Raise) in
      try vm.plainDeleteItem(arguments[0], arguments[1])
      return .null
    },
  ]

  private static func set(_ vm: Machine, _ receiver: Value, _ name: Value, _ value: Value?) throws(Raise) -> Value {
    guard case .str(let name) = name else {
      throw vm.typeError("attribute name must be string, not '\(name.typeName)'")
    }
    if case .object(let object) = receiver, let type = object as? TypeObject {
      guard try type.setPlainAttribute(name.string, value, vm) else { throw vm.missingAttribute(receiver, name.string) }
    } else if case .object(let object) = receiver, let instance = object as? Instance {
      guard try instance.setPlainAttribute(name.string, value, vm) else {
        throw vm.missingAttribute(receiver, name.string)
      }
    } else {
      try vm.setAttribute(receiver, name.string, value)
    }
    return .null
  }

  private static func initialize(_ vm: Machine, _ arguments: Arguments) throws(Raise) {
    switch arguments[0] {
    case .object(let object):
      if let exception = object as? ExceptionObject { exception.arguments = Array(arguments.positional.dropFirst()) }
    case .list(let list):
      if arguments.count > 1 {
        list.elements = try vm.collect(arguments[1])
        list.account()
      }
    case .dict(let dict):
      guard arguments.count > 1 || !arguments.keywords.isEmpty else { return }
      guard case .dict(let made) = try Constructors.dict(vm, .dict, arguments.dropFirst) else { return }
      for entry in made.table.entries where entry.key.isBound { try dict.set(entry.key, entry.value, vm) }
    case .set(let set):
      if arguments.count > 1 {
        for element in try vm.collect(arguments[1]) { try set.insert(element, vm) }
      }
    default: break
    }
  }

  /// The value without its class: what the built-in type itself would see. Lists, sets and dictionaries are copied.
  private static func bare(_ value: Value, _ vm: Machine) -> Value {
    switch value {
    case .tuple(let tuple) where tuple.subtype != nil: return .tuple(Tuple(vm.heap, tuple.elements))
    case .list(let list) where list.subtype != nil: return .list(List(vm.heap, list.elements))
    case .dict(let dict) where dict.subtype != nil: return .dict(Dict(vm.heap, copying: dict))
    default: return vm.plain(value)
    }
  }
}
