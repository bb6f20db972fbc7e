/// The modules that scripts may import: each is made when it is first imported in a run.
enum ModuleTable {
  typealias Maker = @Sendable (_ vm: Machine) throws(Raise) -> ModuleObject

  static let modules: [String: Maker] = [
    "math": { vm in ModuleObject(vm.heap, "math", MathModule.members) },
    "time": { vm in ModuleObject(vm.heap, "time", TimeModule.members) },
    "datetime": { vm in ModuleObject(vm.heap, "datetime", DateTimeModule.members) },
    "json": { vm in ModuleObject(vm.heap, "json", JSONModule.members) },
    "collections": { vm in ModuleObject(vm.heap, "collections", CollectionsModule.members) },
  ]
}
