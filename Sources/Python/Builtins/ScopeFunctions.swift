/// Built-in functions that show variables and attributes: `vars`, `dir`, `globals`, `locals`. What they give of variables
/// is a snapshot, never the machine's own.
enum ScopeFunctions {
  static let table: [NativeFunction] = [
    BuiltinTable.function("globals", "") { vm, _ throws(Raise) in
      try vm.dict(checked: vm.visibleGlobals())
    },
    BuiltinTable.function("locals", "") { vm, _ throws(Raise) in try vm.dict(checked: vm.visibleLocals()) },
    NativeFunction("vars") { vm, arguments throws(Raise) in
      guard arguments.count <= 1 else {
        throw vm.typeError("vars expected at most 1 argument, got \(arguments.count)")
      }
      guard arguments.keywords.isEmpty else { throw vm.typeError("vars() takes no keyword arguments") }
      guard arguments.count == 1 else { return try vm.dict(checked: vm.visibleLocals()) }
      if case .object(let object) = arguments[0], let module = object as? ModuleObject {
        return vm.dict(module.members.sorted { $0.key < $1.key }.filter { !$0.key.hasPrefix("_") })
      }
      guard let attributes = try vm.attributeOrNil(arguments[0], "__dict__") else {
        throw vm.typeError("vars() argument must have __dict__ attribute")
      }
      return attributes
    },
    NativeFunction("dir") { vm, arguments throws(Raise) in
      guard arguments.count <= 1 else {
        throw vm.typeError("dir expected at most 1 argument, got \(arguments.count)")
      }
      guard arguments.keywords.isEmpty else { throw vm.typeError("dir() takes no keyword arguments") }
      guard arguments.count == 1 else { return try vm.sortedNames(vm.visibleLocals().map(\.0)) }
      let value = arguments[0]
      let hook = value.isType ? value.type.lookup("__dir__") : vm.subclass(of: value)?.lookup("__dir__")
      if let hook {
        let names = try vm.collect(vm.callSpecial(hook, value, []))
        let list = List(vm.heap, names)
        try vm.sort(list)
        return .list(list)
      }
      return try vm.sortedNames(vm.attributeNames(of: value))
    },
  ]
}

extension Machine {
  /// A dictionary of variables, whose number the task's data decides.
  fileprivate func dict(checked entries: [(String, Value)]) throws(Raise) -> Value {
    try checkCount(entries.count)
    return dict(entries)
  }

  fileprivate func sortedNames(_ names: [String]) throws(Raise) -> Value {
    try charge(names.count)
    return try list(Set(names).sorted { $0.precedes($1) }.map { string($0) })
  }

  fileprivate func sort(_ list: List) throws(Raise) {
    _ = try callMethod(.list(list), "sort")
  }

  /// The script's class of a value; nil for values of built-in types.
  fileprivate func subclass(of value: Value) -> TypeObject? {
    value.type.isScripted ? value.type : nil
  }

  /// The variables of the running program: the task's data, then what the program assigned.
  fileprivate func visibleGlobals() throws(Raise) -> [(String, Value)] {
    guard stack.depth > 0 else { return [] }
    let globals = stack.innermost.pointee.globals
    var result: [(String, Value)] = []
    var seen: Set<String> = []
    for name in globals.source.names {
      try charge(4)
      seen.insert(name)
      if let slot = globals.table.find(name), slot < globals.count {
        guard globals.origins[slot] != .deleted else { continue }
        result.append((name, try global(globals, slot)))
      } else if let found = try globals.source.find(name, self) {
        result.append((name, found.value))
      }
    }
    for (name, value) in globals.assigned where !seen.contains(name) && !name.hasPrefix("__") {
      result.append((name, value))
    }
    return result
  }

  /// The variables of the function or class body that runs; at the top level the global ones.
  fileprivate func visibleLocals() throws(Raise) -> [(String, Value)] {
    guard stack.depth > 0 else { return [] }
    let frame = stack.innermost.pointee
    if let names = frame.classNames {
      guard case .dict(let dict) = names.mapping else { return names.members }
      return dict.table.entries.compactMap { entry in
        if case .str(let name) = entry.key { (name.string, entry.value) } else { nil }
      }
    }
    guard frame.code.kind != .module else { return try visibleGlobals() }
    var result: [(String, Value)] = []
    for (index, name) in frame.code.localNames.enumerated() {
      var value = frame.base[index]
      if case .object(let object) = value, object.kind == .cell {
        value = unsafeDowncast(object, to: Cell.self).value
      }
      if value.isBound { result.append((name, value)) }
    }
    return result
  }

  /// The names of a value's attributes, without those that reach the implementation.
  fileprivate func attributeNames(of value: Value) throws(Raise) -> [String] {
    var names: [String] = []
    var types: [TypeObject] = []
    switch value {
    case .object(let object):
      if let module = object as? ModuleObject { return module.members.keys.filter { !$0.hasPrefix("_") } }
      if let type = object as? TypeObject { types = type.resolution } else { types = object.type.resolution }
      if let instance = object as? Instance { names = instance.ownMembers.map(\.0) }
      if let exception = object as? ExceptionObject { names = exception.attributes.members.map(\.0) + ["args"] }
    default:
      types = value.type.resolution
      if let subtype = subtype(of: value) { names = subtype.attributes.members.map(\.0) }
    }
    for type in types {
      try charge(type.ownAttributes.count)
      names += type.ownAttributes.map(\.0).filter { type.isScripted || !$0.hasPrefix("_") }
    }
    return names
  }
}
