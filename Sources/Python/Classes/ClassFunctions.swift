/// Built-in functions about classes.
enum ClassFunctions {
  static let table: [NativeFunction] = [
    BuiltinTable.function("isinstance", "obj, class_or_tuple, /") { vm, arguments throws(Raise) in
      .bool(try vm.isInstance(arguments.required(0), arguments.required(1)))
    },
    BuiltinTable.function("issubclass", "cls, class_or_tuple, /") { vm, arguments throws(Raise) in
      .bool(try vm.isSubclass(arguments.required(0), arguments.required(1)))
    },
  ]
}
