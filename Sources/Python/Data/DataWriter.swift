import OrderedCollections
import WorkflowModel
import WorkflowScripting

/// Turns values into the task's data, and knows where it is, for messages: `order.items[3]`.
final class DataWriter {
  let vm: Machine
  private var path: [Step] = []

  private enum Step {
    case name(String)
    case index(Int)
  }

  /// A writer for the value of the variable `name`; without one for the value of an expression.
  init(_ vm: Machine, name: String? = nil) {
    self.vm = vm
    if let name { path.append(.name(name)) }
  }

  /// The data of a value; a ScriptError where its type has no converter.
  func write(_ value: Value) throws(Raise) -> DataValue {
    switch value {
    case .unbound, .null: return .null
    case .bool(let flag): return .bool(flag)
    case .int(let number): return .integer(number)
    case .float(let number):
      guard number.isFinite else { throw .abort(Abort(.notFinite(number, place: place))) }
      return .double(number)
    case .big(let big): return DataValue(big.value)
    case .str(let text): return .string(text.string)
    case .ellipsis, .notImplemented: throw noConverter(value)
    case .list(let list):
      if let subtype = list.subtype { return try writeRegistered(value, subtype.type) }
      guard let pending = list.pending else { return .list(try write(elements: list.elements)) }
      if list.count == pending.count, list.appended.isEmpty, !list.hasChangeableElements { return .list(pending) }
      return .list(try write(pending.prefix(list.pendingCount), list.touched) + writeAppended(to: list))
    case .dict(let dict):
      if let subtype = dict.subtype, let registered = try registeredData(value, subtype.type) { return registered }
      guard let pending = dict.pending else { return try write(entries: dict.table.entries) }
      // Where the data has more members than it gave, they are those that were added.
      return .dictionary(dict.added.isEmpty ? pending : pending.merging(try writeAdded(to: dict)) { $1 })
    case .tuple(let tuple):
      if let subtype = tuple.subtype { return try writeRegistered(value, subtype.type) }
      return typed(.tuple, ["items": .list(try write(elements: tuple.elements))])
    case .set(let set):
      if let subtype = set.subtype { return try writeRegistered(value, subtype.type) }
      return typed(set.isFrozen ? .frozenset : .set, ["items": .list(try write(elements: set.elements))])
    case .bytes(let bytes):
      return typed(.bytes, ["value": .string(Base64.encode(bytes.bytes))])
    case .object(let object):
      if let registered = try registeredData(value, object.type) { return registered }
      if let data = try object.data(self) { return data }
      throw noConverter(value)
    }
  }

  func typed(_ typename: StandardTypename, _ content: DataDictionary) -> DataValue {
    .typed(TypedValue(typename: typename.rawValue, content: content))
  }

  /// The data of what was appended to a list of the task's data.
  func writeAppended(to list: List) throws(Raise) -> [DataValue] {
    list.appended.isEmpty ? [] : try write(elements: list.appended, from: list.pendingCount)
  }

  /// The data of what was added to a dictionary of the task's data.
  func writeAdded(to dict: Dict) throws(Raise) -> DataDictionary {
    guard !dict.added.isEmpty, case .dictionary(let members) = try write(entries: dict.added) else { return [:] }
    return members
  }

  /// Data of which some elements were looked at, and may have changed inside.
  private func write(_ pending: ArraySlice<DataValue>, _ touched: [Int: Value]) throws(Raise) -> [DataValue] {
    var data = Array(pending)
    for (index, element) in touched where element.isChangeable {
      path.append(.index(index))
      data[index] = try write(element)
      path.removeLast()
    }
    return data
  }

  private func write(elements: [Value], from first: Int = 0) throws(Raise) -> [DataValue] {
    try enter()
    defer { vm.ascend() }
    var data: [DataValue] = []
    data.reserveCapacity(elements.count)
    for (index, element) in elements.enumerated() {
      try vm.charge(1)
      switch element {
      case .int(let number): data.append(.integer(number))
      case .str(let text): data.append(.string(text.string))
      default:
        path.append(.index(first + index))
        data.append(try write(element))
        path.removeLast()
      }
    }
    return data
  }

  private func write(entries: [KeyTable.Entry]) throws(Raise) -> DataValue {
    try enter()
    defer { vm.ascend() }
    let isPlain = entries.allSatisfy { entry in
      switch entry.key {
      case .unbound: true
      case .str(let key): key.string != "typename"
      default: false
      }
    }
    if isPlain {
      var members = DataDictionary(minimumCapacity: entries.count)
      for entry in entries {
        guard case .str(let key) = entry.key else { continue }
        try vm.charge(1)
        path.append(.name(key.string))
        members[key.string] = try write(entry.value)
        path.removeLast()
      }
      return .dictionary(members)
    }
    var pairs: [DataValue] = []
    for entry in entries where entry.key.isBound {
      try vm.charge(1)
      path.append(.index(pairs.count))
      pairs.append(.list([try write(entry.key), try write(entry.value)]))
      path.removeLast()
    }
    return typed(.dict, ["items": .list(pairs)])
  }

  private func writeRegistered(_ value: Value, _ type: TypeObject) throws(Raise) -> DataValue {
    if let data = try registeredData(value, type) { return data }
    throw noConverter(value)
  }

  /// What `to_dict` of a registered type gives; nil where the type is not registered.
  private func registeredData(_ value: Value, _ type: TypeObject) throws(Raise) -> DataValue? {
    guard let typename = vm.typenames[ObjectIdentifier(type)], let registration = vm.registrations[typename] else {
      return nil
    }
    try enter()
    defer { vm.ascend() }
    let content = try vm.call(registration.toDict, value)
    guard case .dict(let dict) = content else {
      throw vm.typeError("to_dict of '\(typename)' must return a dict, not \(content.typeName)")
    }
    guard case .dictionary(var members) = try write(entries: dict.table.entries) else {
      throw vm.typeError("to_dict of '\(typename)' must return a dict whose keys are strings other than 'typename'")
    }
    members["typename"] = nil
    let tag = VersionedTypename(typename, version: registration.version)
    return .typed(TypedValue(typename: tag.description, content: members))
  }

  private func enter() throws(Raise) {
    vm.nativeDepth += 1
    if vm.nativeDepth > Machine.nativeDepthLimit {
      vm.nativeDepth -= 1
      throw .abort(
        Abort(ScriptError(.value, message: "the value of '\(pathText)' is nested too deeply or contains itself")))
    }
  }

  /// What is written, for messages.
  private var place: String { path.isEmpty ? "the value of the expression" : "the value of '\(pathText)'" }

  private func noConverter(_ value: Value) -> Raise {
    .abort(
      Abort(
        ScriptError(
          .value,
          message: "\(place) cannot become data: no converter is registered for the type '\(value.typeName)'")))
  }

  private var pathText: String {
    var text = ""
    for step in path.prefix(12) {
      switch step {
      case .name(let name): text += text.isEmpty ? name : ".\(name)"
      case .index(let index): text += "[\(index)]"
      }
    }
    return path.count > 12 ? text + "…" : text
  }
}
