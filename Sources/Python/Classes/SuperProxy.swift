/// What `super()` gives: the attributes of the classes behind one, bound to an object.
final class SuperProxy: Object, @unchecked Sendable {
  let start: TypeObject
  let receiver: Value
  /// The class whose order of bases counts.
  let receiverType: TypeObject

  init(_ heap: Heap?, start: TypeObject, receiver: Value, receiverType: TypeObject) {
    self.start = start
    self.receiver = receiver
    self.receiverType = receiverType
    super.init(heap, kind: .superProxy)
  }

  override var type: TypeObject { .superType }

  override func attribute(_ name: String, _ vm: Machine) throws(Raise) -> Value? {
    if let (value, _) = receiverType.lookup(name, after: start) {
      if case .object(let object) = receiver, object === receiverType {
        return try receiverType.bound(value, vm, name)
      }
      return try vm.bind(value, to: receiver, receiverType)
    }
    return BaseMethods.method(name, of: receiverType, receiver: receiver, vm)
  }

  override func traverse(_ visit: (Value) -> Void) {
    visit(.object(start))
    visit(receiver)
  }
}

extension TypeObject {
  static let superType = TypeObject(
    builtin: "super", isDerivable: false,
    constructor: { vm, _, arguments throws(Raise) in
      switch arguments.count {
      case 0: return try vm.implicitSuper()
      case 2:
        guard case .object(let object) = arguments[0], let type = object as? TypeObject else {
          throw vm.typeError("super() argument 1 must be a type, not \(arguments[0].typeName)")
        }
        return try vm.makeSuper(type, arguments[1])
      default: throw vm.typeError("super() takes 0 or 2 arguments in this language")
      }
    })
}

extension Machine {
  /// `super()`: the class and the first argument of the method that calls it.
  fileprivate func implicitSuper() throws(Raise) -> Value {
    guard stack.depth > 0 else { throw runtimeError("super(): no current frame") }
    let frame = stack.innermost.pointee
    let code = frame.code
    guard code.parameters.positional > 0 else { throw runtimeError("super(): no arguments") }
    guard let index = code.localNames[code.freeStart...].firstIndex(of: "__class__"),
      case .object(let type) = cell(frame.base, Int32(index)).value, let type = type as? TypeObject
    else { throw runtimeError("super(): __class__ cell not found") }
    var receiver = frame.base[0]
    if case .object(let object) = receiver, object.kind == .cell {
      receiver = unsafeDowncast(object, to: Cell.self).value
    }
    guard receiver.isBound else { throw runtimeError("super(): arg[0] deleted") }
    return try makeSuper(type, receiver)
  }

  fileprivate func makeSuper(_ type: TypeObject, _ receiver: Value) throws(Raise) -> Value {
    if case .object(let object) = receiver, let own = object as? TypeObject, own.isSubtype(of: type) {
      return .object(SuperProxy(heap, start: type, receiver: receiver, receiverType: own))
    }
    guard receiver.type.isSubtype(of: type) else {
      throw typeError("super(type, obj): obj must be an instance or subtype of type")
    }
    return .object(SuperProxy(heap, start: type, receiver: receiver, receiverType: receiver.type))
  }
}
