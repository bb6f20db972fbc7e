/// Tuples with named fields that Python's own modules give: `time.struct_time`, `datetime.IsoCalendarDate`.
enum StructSequence {
  /// The type of such tuples. The first `visible` fields are the tuple's elements.
  /// The constructor takes a sequence, or with `takesFields` the fields by position or name, as a named tuple's does.
  static func type(
    _ module: String, _ name: String, _ fields: [String], shown: String? = nil, takesFields: Bool = false
  ) -> TypeObject {
    let signature = Signature("\(name).__new__", fields.joined(separator: ", "))
    let getters = fields.enumerated().map { index, field in
      NativeFunction(field, .getter) { _, arguments in
        guard case .tuple(let tuple) = arguments[0], index < tuple.elements.count else { return .null }
        return tuple.elements[index]
      }
    }
    let repr = NativeFunction("__repr__", .method) { vm, arguments throws(Raise) in
      guard case .tuple(let tuple) = arguments[0] else { return .null }
      var parts: [String] = []
      for (field, value) in zip(fields, tuple.elements) { parts.append("\(field)=\(try vm.repr(value))") }
      return vm.string("\(shown ?? "\(module).\(name)")(\(parts.joined(separator: ", ")))")
    }
    return TypeObject(
      builtin: name, module: module, base: .tuple, isDerivable: false,
      constructor: { vm, type, arguments throws(Raise) in
        if takesFields {
          let bound = try signature.bind(arguments, vm)
          return .tuple(Tuple(vm.heap, fields.indices.map { bound.required($0) }, subtype: Subtype(type)))
        }
        guard arguments.count == 1 else {
          throw vm.typeError("\(name) expected 1 argument, got \(arguments.count)")
        }
        let elements = try vm.collect(arguments[0], orTypeError: "constructor requires a sequence")
        guard elements.count >= fields.count else {
          throw vm.typeError(
            "\(module).\(name)() takes an at least \(fields.count)-sequence (\(elements.count)-sequence given)")
        }
        return .tuple(Tuple(vm.heap, Array(elements.prefix(fields.count)), subtype: Subtype(type)))
      },
      methods: getters + [repr])
  }

  static func make(_ type: TypeObject, _ elements: [Value], _ vm: Machine) -> Value {
    .tuple(Tuple(vm.heap, elements, subtype: Subtype(type)))
  }
}
