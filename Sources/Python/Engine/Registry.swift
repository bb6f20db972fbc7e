import WorkflowModel

/// The predefined `registry` of environment modules.
enum Registry {
  private static let signature = Signature(
    "register", "cls, to_dict, from_dict, typename=None, version=1, upgrades=None")

  /// `registry.register(cls, to_dict, from_dict, typename=None, version=1, upgrades=None)`.
  static func module(_ vm: Machine) -> ModuleObject {
    ModuleObject(vm.heap, "registry", ["register": .object(register)])
  }

  private static let register = NativeFunction("register") { vm, arguments throws(Raise) in
    let bound = try signature.bind(arguments, vm)
    guard case .object(let object) = bound.required(0), let type = object as? TypeObject else {
      throw vm.typeError("register() argument 'cls' must be a class, not \(bound.required(0).typeName)")
    }
    for index in [1, 2] where !vm.isCallable(bound.required(index)) {
      throw vm.typeError("register() argument '\(signature.parameters[index].name)' must be callable")
    }
    let typename = try typename(bound[3], of: type, vm)
    let version = try version(bound[4], vm)
    let upgrades = try upgrades(bound[5], to: version, of: typename, vm)
    vm.register(
      typename,
      Registration(
        type: type, version: version, upgrades: upgrades, toDict: bound.required(1), fromDict: bound.required(2)))
    return .null
  }

  private static func typename(_ given: Value?, of type: TypeObject, _ vm: Machine) throws(Raise) -> String {
    var typename = type.name
    if let given, !given.isNone {
      guard case .str(let text) = given else { throw vm.typeError("register() argument 'typename' must be a string") }
      typename = text.string
    }
    if StandardTypename(rawValue: typename) != nil {
      throw vm.valueError("the typename '\(typename)' is a standard one; choose another")
    }
    guard VersionedTypename.isName(typename) else {
      throw vm.valueError("the typename '\(typename)' ends like a version; register the version beside it")
    }
    if let known = vm.registrations[typename], known.type !== type {
      throw vm.valueError("the typename '\(typename)' is already registered")
    }
    return typename
  }

  private static func version(_ given: Value?, _ vm: Machine) throws(Raise) -> Int {
    guard let given else { return 1 }
    guard case .int(let version) = given else {
      throw vm.typeError("register() argument 'version' must be an integer, not \(given.typeName)")
    }
    guard (1...VersionedTypename.maximumVersion).contains(version) else {
      throw vm.valueError("register() argument 'version' must be from 1 to \(VersionedTypename.maximumVersion)")
    }
    return version
  }

  /// The functions by the versions that they upgrade: without gaps up to the one before `version`.
  private static func upgrades(
    _ given: Value?, to version: Int, of typename: String, _ vm: Machine
  ) throws(Raise) -> [Int: Value] {
    guard let given, !given.isNone else { return [:] }
    guard case .dict(let dict) = given else {
      throw vm.typeError("register() argument 'upgrades' must be a dict, not \(given.typeName)")
    }
    var upgrades: [Int: Value] = [:]
    for entry in dict.table.entries where entry.key.isBound {
      try vm.charge(1)
      guard case .int(let number) = entry.key, vm.isCallable(entry.value) else {
        throw vm.typeError("register() argument 'upgrades' must be a dict of versions and functions")
      }
      upgrades[number] = entry.value
    }
    let first = upgrades.keys.min() ?? version
    guard first > 0, first <= version, upgrades.count == version - first, upgrades.keys.allSatisfy({ $0 < version })
    else {
      throw vm.valueError(
        "the upgrades of '\(typename)' must be from each version up to \(version - 1), without gaps")
    }
    return upgrades
  }
}
