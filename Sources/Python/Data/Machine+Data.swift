import BigInt
import OrderedCollections
import WorkflowModel
import WorkflowScripting

/// Values from the task's data, made when they are touched.
extension Machine {
  /// The value of data. Lists and dictionaries stay data until somebody looks inside.
  func value(of data: DataValue) -> Value {
    switch data {
    case .null: return .null
    case .bool(let flag): return .bool(flag)
    case .integer(let number): return .int(number)
    case .bigInteger(let number):
      if let small = Int(exactly: number) { return .int(small) }
      return .big(BigInteger(heap, number))
    case .double(let number): return .float(number)
    case .string(let text): return .str(Str(heap, text))
    case .list(let elements): return .list(List(heap, pending: elements))
    case .dictionary(let members): return .dict(Dict(heap, pending: members))
    case .typed(let typed):
      do throws(Raise) {
        return try value(of: typed)
      } catch {
        // A list that makes its elements cannot throw: the error surfaces at the next look at the budgets.
        deferred = deferred ?? error
        fuel = -1
        return .null
      }
    }
  }

  func values(of data: some Collection<DataValue>) -> [Value] { data.map { value(of: $0) } }

  /// The value of typed data: of a standard type, or of one that an environment registered.
  func value(of typed: TypedValue) throws(Raise) -> Value {
    try descend()
    defer { ascend() }
    if let standard = StandardTypename(rawValue: typed.typename) {
      switch standard {
      case .tuple: return .tuple(Tuple(heap, values(of: items(typed))))
      case .set: return try set(values(of: items(typed)))
      case .frozenset: return try set(values(of: items(typed)), isFrozen: true)
      case .dict:
        let dict = Dict(heap)
        for item in items(typed) {
          guard case .list(let pair) = item, pair.count == 2 else { continue }
          try dict.set(value(of: pair[0]), value(of: pair[1]), self)
        }
        return .dict(dict)
      case .range:
        guard case .integer(let start) = typed.content["start"], case .integer(let stop) = typed.content["stop"],
          case .integer(let step) = typed.content["step"], step != 0,
          let range = RangeObject(heap, start: start, stop: stop, step: step)
        else { throw unreadable(typed) }
        return .object(range)
      default:
        if let reader = TypedReaders.table[standard] { return try reader(self, typed.content) }
      }
    }
    let tag = VersionedTypename(typed.typename)
    if let registered = registrations[tag.name] {
      return try call(registered.fromDict, upgraded(typed.content, tag, registered))
    }
    throw .abort(
      Abort(
        ScriptError(
          .value,
          message: "no type is registered for the typename '\(typed.typename)': "
            + "an environment module registers it with registry.register")))
  }

  /// The content for a registered type, brought up from the version that the data has to the type's, one at a time.
  private func upgraded(
    _ content: DataDictionary, _ tag: VersionedTypename, _ registered: Registration
  ) throws(Raise) -> Value {
    guard tag.version <= registered.version else {
      throw .abort(
        Abort(
          ScriptError(
            .value,
            message: "the content of a value with the typename '\(tag.name)' has version \(tag.version), "
              + "registered is version \(registered.version)")))
    }
    var value = value(of: .dictionary(content))
    for version in tag.version..<registered.version {
      guard let upgrade = registered.upgrades[version] else {
        throw .abort(
          Abort(ScriptError(.value, message: "there is no upgrade of '\(tag.name)' from version \(version)")))
      }
      value = try call(upgrade, value)
      guard case .dict = value else {
        throw typeError(
          "the upgrade of '\(tag.name)' from version \(version) must return a dict, not \(value.typeName)")
      }
    }
    return value
  }

  private func items(_ typed: TypedValue) -> [DataValue] {
    if case .list(let items) = typed.content["items"] { items } else { [] }
  }

  /// The error for typed data whose content is not what its type needs.
  func unreadable(_ typed: TypedValue) -> Raise {
    .abort(
      Abort(ScriptError(.value, message: "the content of a value with the typename '\(typed.typename)' is damaged")))
  }
}

/// A type that an environment module registered.
struct Registration {
  let type: TypeObject
  /// The version of the content that `to_dict` gives and `from_dict` takes.
  let version: Int
  /// The functions that make the content of a version that of the next one.
  let upgrades: [Int: Value]
  let toDict: Value
  let fromDict: Value
}
