/// The module `decimal`.
///
/// The current context belongs to one evaluation: each begins with the one that the environment modules left.
enum DecimalModule {
  static let members: [String: Value] = {
    var members = ModuleFunction.members(
      [getContext, setContext, localContext],
      [
        "Decimal": .object(DecimalObject.decimalType), "Context": .object(DecimalContextObject.contextType),
        "DecimalTuple": .object(DecimalMethods.tupleType),
        "DefaultContext": .object(DecimalContextObject.standard),
        "BasicContext": .object(DecimalContextObject.basic),
        "ExtendedContext": .object(DecimalContextObject.extended),
        "MAX_PREC": .int(DecimalContext.mostPrecision), "MAX_EMAX": .int(DecimalContext.mostExponent),
        "MIN_EMIN": .int(-DecimalContext.mostExponent), "MIN_ETINY": .int(DecimalContext.leastSubnormalExponent),
        "HAVE_THREADS": .bool(true), "HAVE_CONTEXTVAR": .bool(true),
      ])
    for rounding in DecimalRounding.allCases { members[rounding.rawValue] = .str(Str(nil, rounding.rawValue)) }
    for type in DecimalExceptions.all { members[type.name] = .object(type) }
    return members
  }()

  private static let getContext = ModuleFunction.make("decimal", "getcontext", "") { vm, _ in
    .object(vm.decimalContext)
  }

  private static let setContext = ModuleFunction.make("decimal", "setcontext", "ctx, /") {
    vm, arguments throws(Raise) in
    guard let context = arguments.required(0).heapObject as? DecimalContextObject else {
      throw vm.typeError("argument must be a context")
    }
    vm.decimalContext = context.usable(vm)
    return .null
  }

  private static let localContext = ModuleFunction.make(
    "decimal", "localcontext",
    "ctx=None, *, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None"
  ) { vm, arguments throws(Raise) in
    let context = try vm.decimalContext(arguments[0]).usable(vm).copied(vm)
    for (index, parameter) in DecimalContextObject.signature.parameters.enumerated() {
      guard let value = arguments[index + 1], !value.isNone else { continue }
      try context.set(parameter.name, value, allowsList: true, vm)
    }
    return .object(LocalDecimalContext(vm.heap, context))
  }
}

/// What `localcontext()` gives: makes a context current inside a `with`.
private final class LocalDecimalContext: Object, @unchecked Sendable {
  private let context: DecimalContextObject
  private var outer: DecimalContextObject?

  init(_ heap: Heap?, _ context: DecimalContextObject) {
    self.context = context
    super.init(heap)
  }

  override var type: TypeObject { LocalDecimalContext.managerType }

  private static let managerType = TypeObject(
    builtin: "ContextManager", module: "decimal", isDerivable: false,
    methods: [
      Method.raw("decimal.ContextManager", "__enter__", { $0.heapObject as? LocalDecimalContext }) { vm, manager, _ in
        manager.outer = vm.decimalContext
        vm.decimalContext = manager.context
        return .object(manager.context)
      },
      Method.raw("decimal.ContextManager", "__exit__", { $0.heapObject as? LocalDecimalContext }) { vm, manager, _ in
        if let outer = manager.outer { vm.decimalContext = outer }
        return .bool(false)
      },
    ])
}
