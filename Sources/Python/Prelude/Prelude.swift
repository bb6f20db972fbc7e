/// The modules that are written in the language itself, because they are about its classes: each text stands in
/// `Resources`, and is compiled and run when the module is first imported.
///
/// Beside the built-in names they see ``PreludeFunctions``. What they offer is what their `__all__` names; it can be
/// derived from, but not changed.
enum Prelude {
  private static let sources: [String: [UInt8]] = [
    "abc": PackageResources.abc_py,
    "collections.abc": PackageResources.collections_abc_py,
    "contextlib": PackageResources.contextlib_py,
    "dataclasses": PackageResources.dataclasses_py,
    "enum": PackageResources.enum_py,
    "futures": PackageResources.futures_py,
    "numbers": PackageResources.numbers_py,
    "types": PackageResources.types_py,
    "typing": PackageResources.typing_py,
  ]

  /// The module of a name of ``sources``.
  static func load(_ name: String, _ vm: Machine) throws(Raise) -> ModuleObject {
    try vm.descend()
    defer { vm.ascend() }
    let script = try compile(String(decoding: sources[name] ?? [], as: UTF8.self), vm)
    let namespace = Namespace(script.table, source: PreludeNames())
    namespace.moduleName = name
    vm.preludes.append(namespace)
    _ = try vm.run(script.code, namespace)
    var members: [String: Value] = [:]
    for name in try vm.collect(namespace["__all__"] ?? vm.tuple([])) {
      guard case .str(let name) = name, let value = namespace[name.string] else { continue }
      members[name.string] = value
    }
    for (_, value) in namespace.assigned { seal(value) }
    return ModuleObject(vm.heap, name, members)
  }

  /// Takes from scripts the power to change a class or function.
  private static func seal(_ value: Value) {
    guard case .object(let object) = value else { return }
    switch object {
    case let function as Function: function.isSealed = true
    case let wrapper as MethodWrapper: seal(wrapper.function)
    case let type as TypeObject where type.isScripted && !type.isSealed:
      type.isSealed = true
      for (_, member) in type.ownAttributes { seal(member) }
    default: break
    }
  }

  static func compile(_ source: String, _ vm: Machine) throws(Raise) -> CompiledScript {
    do throws(SyntaxFailure) {
      return try CompiledScript(source, .script)
    } catch {
      throw vm.raise(.syntaxError, error.message)
    }
  }
}

/// Where a module that is written in the language finds names that it did not assign itself.
final class PreludeNames: NameSource {
  var names: [String] { [] }

  func find(_ name: String, _ vm: Machine) throws(Raise) -> (value: Value, isData: Bool)? { nil }

  func findOutside(_ name: String, _ vm: Machine) throws(Raise) -> Value? {
    PreludeFunctions.members[name] ?? BuiltinTable.members[name]
  }
}
