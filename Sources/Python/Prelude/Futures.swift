/// `Future` and `submit`, which environment modules find predefined; see `Resources/futures.py`.
enum Futures {
  private static let module = "futures"

  /// The value of a predefined name; nil for any other.
  static func find(_ name: String, _ vm: Machine) throws(Raise) -> Value? {
    guard name == "Future" || name == "submit" else { return nil }
    // A module of its own that scripts cannot import.
    if loaded(vm) == nil { _ = try Prelude.load(module, vm) }
    return loaded(vm)?[name]
  }

  /// The value itself, or what it holds if it is a future: its result, or the error that it raises.
  static func settled(_ value: Value, _ vm: Machine) throws(Raise) -> Value {
    guard case .object(let object) = value, object.kind == .instance, let settle = loaded(vm)?["settled"] else {
      return value
    }
    return try vm.call(settle, value)
  }

  private static func loaded(_ vm: Machine) -> Namespace? { vm.preludes.first { $0.moduleName == module } }
}
