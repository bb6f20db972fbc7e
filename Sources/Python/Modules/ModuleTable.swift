import BigInt

/// The modules that scripts may import: each is made when it is first imported in a run.
enum ModuleTable {
  typealias Maker = @Sendable (_ vm: Machine) throws(Raise) -> ModuleObject

  static let modules: [String: Maker] = [
    "math": { vm in ModuleObject(vm.heap, "math", MathModule.members) },
    "time": { vm in ModuleObject(vm.heap, "time", TimeModule.members) },
    "datetime": { vm in ModuleObject(vm.heap, "datetime", DateTimeModule.members) },
    "json": { vm in ModuleObject(vm.heap, "json", JSONModule.members) },
    "itertools": { vm in ModuleObject(vm.heap, "itertools", ItertoolsModule.members) },
    "functools": { vm in ModuleObject(vm.heap, "functools", FunctoolsModule.members) },
    "operator": { vm in ModuleObject(vm.heap, "operator", OperatorModule.members) },
    "string": { vm in ModuleObject(vm.heap, "string", StringModule.members) },
    "re": { vm in ModuleObject(vm.heap, "re", RegexModule.members) },
    "copy": { vm in ModuleObject(vm.heap, "copy", CopyModule.members) },
    "collections": { vm in ModuleObject(vm.heap, "collections", CollectionsModule.members) },
    "decimal": { vm in ModuleObject(vm.heap, "decimal", DecimalModule.members) },
    "fractions": { vm in ModuleObject(vm.heap, "fractions", FractionsModule.members) },
    "statistics": { vm in ModuleObject(vm.heap, "statistics", StatisticsModule.members) },
    "uuid": { vm in ModuleObject(vm.heap, "uuid", UUIDModule.members(vm)) },
    "hashlib": { vm throws(Raise) in ModuleObject(vm.heap, "hashlib", try HashlibModule.members(vm)) },
    "base64": { vm in ModuleObject(vm.heap, "base64", Base64Module.members) },
    "textwrap": { vm in ModuleObject(vm.heap, "textwrap", TextwrapModule.members) },
    "zoneinfo": { vm in ModuleObject(vm.heap, "zoneinfo", ZoneInfoModule.members) },
    "abc": { vm throws(Raise) in try Prelude.load("abc", vm) },
    "collections.abc": { vm throws(Raise) in try Prelude.load("collections.abc", vm) },
    "contextlib": { vm throws(Raise) in try Prelude.load("contextlib", vm) },
    "dataclasses": { vm throws(Raise) in try Prelude.load("dataclasses", vm) },
    "enum": { vm throws(Raise) in try Prelude.load("enum", vm) },
    "numbers": { vm throws(Raise) in try Prelude.load("numbers", vm) },
    "types": { vm throws(Raise) in try Prelude.load("types", vm) },
    "typing": { vm throws(Raise) in try Prelude.load("typing", vm) },
    "random": { vm in
      let random = RandomObject(vm.heap, seed: BigUInt(vm.nextSeed()))
      return ModuleObject(vm.heap, "random", RandomFunctions.functions(random))
    },
  ]
}
