import WorkflowModel

/// What every heap value inherits. A built-in type of a module is a subclass that overrides what it can do; the
/// defaults are those of Python's `object`.
///
/// `nil` as a result means "not supported" (Python's `NotImplemented` or a missing slot); the caller then makes the
/// error that Python would raise.
class Object: @unchecked Sendable {
  /// What the hot paths of the machine ask for instead of a dynamic cast.
  enum Kind: UInt8 {
    case other, function, boundMethod, native, type, instance, exception, generator, cell, iterator, rangeIterator,
      listIterator, module, slice, range, property, classMethod, staticMethod, code, superProxy
  }

  /// Where the object is accounted; nil for those that live as long as the program.
  final let heap: Heap?
  final let kind: Kind
  /// The last search for reachable objects that came by; belongs to ``Heap/collect(newerThan:roots:)``.
  final var mark: UInt32 = 0

  init(_ heap: Heap?, kind: Kind = .other) {
    self.heap = heap
    self.kind = kind
    heap?.add(Heap.objectBytes)
  }

  deinit { heap?.remove(Heap.objectBytes) }

  /// The object's type.
  var type: TypeObject { .object }

  func repr(_ vm: Machine) throws(Raise) -> String { "<\(type.qualifiedName) object at \(addressText)>" }
  func str(_ vm: Machine) throws(Raise) -> String { try repr(vm) }
  /// `format(self, spec)` for a spec that is not empty.
  func format(_ spec: String, _ vm: Machine) throws(Raise) -> String {
    throw vm.typeError("unsupported format string passed to \(type.name).__format__")
  }
  func hash(_ vm: Machine) throws(Raise) -> Int { identityHash }
  func equals(_ other: Value, _ vm: Machine) throws(Raise) -> Bool? { nil }
  /// One of `<`, `<=`, `>`, `>=`.
  func compare(_ operation: Comparison, _ other: Value, _ vm: Machine) throws(Raise) -> Value? { nil }
  /// `self op other`, or `other op self` where `reflected`.
  func binary(_ operation: BinaryOperator, _ other: Value, reflected: Bool, _ vm: Machine) throws(Raise) -> Value? {
    nil
  }
  /// `self op= other`; nil makes the machine use ``binary(_:_:reflected:_:)``.
  func inPlace(_ operation: BinaryOperator, _ other: Value, _ vm: Machine) throws(Raise) -> Value? { nil }
  func unary(_ operation: UnaryOperator, _ vm: Machine) throws(Raise) -> Value? { nil }
  func isTrue(_ vm: Machine) throws(Raise) -> Bool {
    if let length = try length(vm) { return length != 0 }
    return true
  }
  func length(_ vm: Machine) throws(Raise) -> Int? { nil }
  func item(_ key: Value, _ vm: Machine) throws(Raise) -> Value {
    throw vm.typeError("'\(type.name)' object is not subscriptable")
  }
  func setItem(_ key: Value, _ value: Value, _ vm: Machine) throws(Raise) {
    throw vm.typeError("'\(type.name)' object does not support item assignment")
  }
  func deleteItem(_ key: Value, _ vm: Machine) throws(Raise) {
    throw vm.undeletable(.object(self), key)
  }
  /// `value in self`; nil makes the machine iterate.
  func contains(_ value: Value, _ vm: Machine) throws(Raise) -> Bool? { nil }
  /// The iterator that `iter(self)` gives.
  func iterate(_ vm: Machine) throws(Raise) -> Value? { nil }
  /// The next element of an iterator, nil at its end. Only iterators are asked (``IteratorObject``).
  func next(_ vm: Machine) throws(Raise) -> Value? {
    throw vm.typeError("'\(type.name)' object is not an iterator")
  }
  /// An attribute of the object itself; methods and getters are found in the type's table before.
  func attribute(_ name: String, _ vm: Machine) throws(Raise) -> Value? { nil }
  /// Sets, or with nil deletes, an attribute. Answers false where there are none to set.
  func setAttribute(_ name: String, _ value: Value?, _ vm: Machine) throws(Raise) -> Bool { false }
  func call(_ arguments: Arguments, _ vm: Machine) throws(Raise) -> Value {
    throw vm.typeError("'\(type.name)' object is not callable")
  }
  var isCallable: Bool { false }
  /// The value as data of the task; nil where it has no converter.
  func data(_ writer: DataWriter) throws(Raise) -> DataValue? { nil }
  /// Shows every value that the object refers to.
  func traverse(_ visit: (Value) -> Void) {}

  /// A hash that only the object itself has.
  final var identityHash: Int { ObjectIdentifier(self).hashValue & 0x0fff_ffff_ffff_ffff }

  final var addressText: String {
    "0x" + String(UInt(bitPattern: ObjectIdentifier(self).hashValue) & 0xffff_ffff_ffff, radix: 16)
  }
}

enum Comparison: UInt8, CaseIterable {
  case less, lessOrEqual, equal, notEqual, greater, greaterOrEqual

  var symbol: String { ["<", "<=", "==", "!=", ">", ">="][Int(rawValue)] }
  var methodName: String {
    switch self {
    case .less: "__lt__"
    case .lessOrEqual: "__le__"
    case .equal: "__eq__"
    case .notEqual: "__ne__"
    case .greater: "__gt__"
    case .greaterOrEqual: "__ge__"
    }
  }
  /// The same comparison with its sides exchanged.
  var reflected: Comparison {
    switch self {
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    case .equal, .notEqual: self
    }
  }
}

enum BinaryOperator: UInt8, CaseIterable {
  case add, subtract, multiply, divide, floorDivide, modulo, power, matrixMultiply, shiftLeft, shiftRight, and, or, xor

  var symbol: String {
    ["+", "-", "*", "/", "//", "%", "** or pow()", "@", "<<", ">>", "&", "|", "^"][Int(rawValue)]
  }
  var inPlaceSymbol: String { self == .power ? "**=" : symbol + "=" }
  /// `__add__`.
  var methodName: String { BinaryOperator.methodNames[Int(rawValue)] }
  /// `__radd__`.
  var reflectedMethodName: String { BinaryOperator.reflectedMethodNames[Int(rawValue)] }
  /// `__iadd__`.
  var inPlaceMethodName: String { BinaryOperator.inPlaceMethodNames[Int(rawValue)] }

  private static let stems = [
    "add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul", "lshift", "rshift", "and", "or", "xor",
  ]
  private static let methodNames = stems.map { "__\($0)__" }
  private static let reflectedMethodNames = stems.map { "__r\($0)__" }
  private static let inPlaceMethodNames = stems.map { "__i\($0)__" }
}

enum UnaryOperator: UInt8 {
  case negate, plus, invert

  var symbol: String { ["-", "+", "~"][Int(rawValue)] }
  var methodName: String { ["__neg__", "__pos__", "__invert__"][Int(rawValue)] }
}
