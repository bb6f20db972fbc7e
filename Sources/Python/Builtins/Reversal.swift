/// What `reversed(value)` gives.
enum Reversal {
  static let listType = TypeObject(builtin: "list_reverseiterator", isDerivable: false)
  static let keysType = TypeObject(builtin: "dict_reversekeyiterator", isDerivable: false)
  static let valuesType = TypeObject(builtin: "dict_reversevalueiterator", isDerivable: false)
  static let itemsType = TypeObject(builtin: "dict_reverseitemiterator", isDerivable: false)

  static func iterator(_ value: Value, _ vm: Machine) throws(Raise) -> Value {
    if let method = try vm.attributeOfType(value, "__reversed__") {
      return try vm.callSpecial(method, value, [])
    }
    switch value {
    case .list(let list):
      // Like CPython's, it walks down from the end that the list has now.
      var position = list.count
      return made(listType, value, vm) { _ in
        position = min(position, list.count)
        guard position > 0 else { return nil }
        position -= 1
        return list.elements[position]
      }
    case .tuple(let tuple):
      return counting(.reversed, value, tuple.elements.count, vm) { _, index in tuple.elements[index] }
    case .str(let text):
      return counting(.reversed, value, text.count, vm) { vm, index in vm.character(text[index]) }
    case .bytes(let bytes):
      return counting(.reversed, value, bytes.bytes.count, vm) { _, index in .int(Int(bytes.bytes[index])) }
    case .dict(let dict):
      return entries(dict, .keys, vm)
    case .object(let object):
      if let range = object as? RangeObject { return .object(RangeIterator(vm.heap, reversing: range)) }
      if let view = object as? DictView { return entries(view.dict, view.part, vm) }
      if object.kind != .instance, object.hasItems, let count = try object.length(vm) {
        return counting(.reversed, value, count, vm) { vm, index throws(Raise) in try vm.item(value, .int(index)) }
      }
      if object.type.lookup("__len__") != nil, object.type.lookup("__getitem__") != nil {
        return counting(.reversed, value, try vm.length(value), vm) { vm, index throws(Raise) in
          try vm.item(value, .int(index))
        }
      }
    default: break
    }
    throw vm.typeError("'\(value.typeName)' object is not reversible")
  }

  private static func made(
    _ type: TypeObject, _ source: Value, _ vm: Machine, _ step: @escaping ClosureIterator.Step
  ) -> Value {
    .object(ClosureIterator(vm.heap, type, sources: [source], step: step))
  }

  private static func counting(
    _ type: TypeObject, _ source: Value, _ count: Int, _ vm: Machine,
    _ element: @escaping (Machine, Int) throws(Raise) -> Value
  ) -> Value {
    var position = count
    return made(type, source, vm) { vm throws(Raise) in
      guard position > 0 else { return nil }
      position -= 1
      return try element(vm, position)
    }
  }

  private static func entries(_ dict: Dict, _ part: DictIterator.Part, _ vm: Machine) -> Value {
    var position = dict.table.entries.count
    let expected = dict.count
    let type =
      switch part {
      case .keys: keysType
      case .values: valuesType
      case .items: itemsType
      }
    return made(type, .dict(dict), vm) { vm throws(Raise) in
      guard dict.count == expected else { throw vm.runtimeError("dictionary changed size during iteration") }
      while position > 0 {
        position -= 1
        guard position < dict.table.entries.count else { continue }
        let entry = dict.table.entries[position]
        guard entry.key.isBound else { continue }
        switch part {
        case .keys: return entry.key
        case .values: return entry.value
        case .items: return vm.tuple([entry.key, entry.value])
        }
      }
      return nil
    }
  }
}
