/// Imports, classes and patterns, as instructions ask for them.
extension Machine {
  func rare(_ instruction: Instruction, _ frame: FramePlace, _ sp: inout UnsafeMutablePointer<Value>) throws(Raise) {
    let top = sp - 1
    switch instruction.operation {
    case .importName:
      let module = try importModule(
        frame.pointee.code.names[Int(instruction.a)], level: Int(instruction.c), isFrom: instruction.b != 0)
      sp.initialize(to: module)
      sp += 1
    case .importFrom:
      sp.initialize(to: try importMember(top.pointee, frame.pointee.code.names[Int(instruction.a)]))
      sp += 1
    case .importAll:
      if case .object(let object) = top.pointee, let module = object as? ModuleObject {
        for (name, value) in module.members where !name.hasPrefix("_") { frame.pointee.globals.assign(name, value) }
      }
      sp -= 1
      sp.deinitialize(count: 1)
    case .buildClass:
      let total = Int(instruction.a)
      let names = instruction.b == 0 ? [] : keywordNames(frame.pointee.code.constants[Int(instruction.b) - 1])
      let values = (0..<total).map { (sp - total + $0).pointee }
      let type = try buildClass(
        (sp - total - 2).pointee, (sp - total - 1).pointee, Array(values.dropLast(names.count)),
        Array(zip(names, values.suffix(names.count))))
      sp -= total + 2
      sp.deinitialize(count: total + 2)
      sp.initialize(to: type)
      sp += 1
    case .buildClassSpread:
      var bases: [Value] = []
      if case .tuple(let tuple) = (sp - 2).pointee { bases = tuple.elements }
      var named: [(String, Value)] = []
      if case .dict(let dict) = top.pointee {
        for entry in dict.table.entries {
          if case .str(let name) = entry.key { named.append((name.string, entry.value)) }
        }
      }
      let type = try buildClass((sp - 4).pointee, (sp - 3).pointee, bases, named)
      sp -= 4
      sp.deinitialize(count: 4)
      sp.initialize(to: type)
      sp += 1
    case .matchGroup, .collectGroup, .joinGroup: try group(instruction.operation, &sp)
    case .matchSequence:
      sp.initialize(to: .bool(isMatchSequence(top.pointee)))
      sp += 1
    case .matchMapping:
      if case .dict = top.pointee { sp.initialize(to: .bool(true)) } else { sp.initialize(to: .bool(false)) }
      sp += 1
    case .matchKeys:
      sp.initialize(to: try matchKeys((sp - 2).pointee, top.pointee))
      sp += 1
    case .matchClass:
      let result = try matchClass((sp - 3).pointee, (sp - 2).pointee, keywordNames(top.pointee), Int(instruction.a))
      sp -= 2
      sp.deinitialize(count: 2)
      (sp - 1).pointee = result
    case .length:
      sp.initialize(to: .int(try length(top.pointee)))
      sp += 1
    case .mappingRest:
      let rest = Dict(heap)
      if case .dict(let dict) = (sp - 2).pointee, case .tuple(let keys) = top.pointee {
        for entry in dict.table.entries where entry.key.isBound { try rest.set(entry.key, entry.value, self) }
        for key in keys.elements { _ = try rest.remove(key, self) }
      }
      top.pointee = .dict(rest)
    default: break
    }
  }

  // MARK: Imports

  private func importModule(_ name: String, level: Int, isFrom: Bool) throws(Raise) -> Value {
    guard level == 0 else { throw raise(.importError, "attempted relative import with no known parent package") }
    if let module = try loadModule(name) {
      // `import a.b` binds `a`.
      if !isFrom, name.contains("."), let root = try loadModule(String(name.prefix { $0 != "." })) {
        return .object(root)
      }
      return .object(module)
    }
    throw Machine.refusedImport(name)
  }

  /// A module of the list; nil for any other.
  func loadModule(_ name: String) throws(Raise) -> ModuleObject? {
    if let known = modules[name] { return known }
    guard let make = ModuleTable.modules[name] else { return nil }
    let module = try make(self)
    modules[name] = module
    // A module inside another is also its attribute.
    if let dot = name.lastIndex(of: "."), let outer = try loadModule(String(name[..<dot])) {
      outer.add(String(name[name.index(after: dot)...]), module)
    }
    return module
  }

  private func importMember(_ module: Value, _ name: String) throws(Raise) -> Value {
    if let value = try attributeOrNil(module, name) { return value }
    guard case .object(let object) = module, let module = object as? ModuleObject else {
      throw raise(.importError, "cannot import name '\(name)'")
    }
    if let inner = try loadModule("\(module.name).\(name)") { return .object(inner) }
    throw raise(.importError, "cannot import name '\(name)' from '\(module.name)' (unknown location)")
  }

  // MARK: Matching

  private func isMatchSequence(_ value: Value) -> Bool {
    switch value {
    case .list, .tuple: true
    case .object(let object): object.kind == .range
    default: false
    }
  }

  private func matchKeys(_ subject: Value, _ keys: Value) throws(Raise) -> Value {
    guard case .dict(let dict) = subject, case .tuple(let keys) = keys else { return .null }
    var values: [Value] = []
    for key in keys.elements {
      guard let value = try dict.get(key, self) else { return .null }
      values.append(value)
    }
    return tuple(values)
  }

  private func matchClass(
    _ subject: Value, _ type: Value, _ names: [String], _ positional: Int
  ) throws(Raise) -> Value {
    guard case .object(let object) = type, object.kind == .type else {
      throw typeError("called match pattern must be a class")
    }
    let type = unsafeDowncast(object, to: TypeObject.self)
    guard subject.type.isSubtype(of: type) else { return .null }
    var values: [Value] = []
    if positional > 0 {
      let plain: [TypeObject] = [
        .bool, .bytes, .dict, .float, .frozenset, .int, .list, .set, .str, .tuple,
      ]
      if case .tuple(let tuple)? = type.lookup("__match_args__") {
        guard positional <= tuple.elements.count else {
          throw typeError(
            "\(type.name)() accepts \(tuple.elements.count) positional sub-pattern\(tuple.elements.count == 1 ? "" : "s") (\(positional) given)"
          )
        }
        for element in tuple.elements.prefix(positional) {
          guard case .str(let name) = element, let value = try attributeOrNil(subject, name.string) else {
            return .null
          }
          values.append(value)
        }
      } else if positional == 1, plain.contains(where: { type.isSubtype(of: $0) }) {
        values.append(subject)
      } else {
        throw typeError("\(type.name)() accepts 0 positional sub-patterns (\(positional) given)")
      }
    }
    for name in names {
      guard let value = try attributeOrNil(subject, name) else { return .null }
      values.append(value)
    }
    return tuple(values)
  }
}
