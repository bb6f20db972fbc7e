/// The built-in types of the language itself. Their methods and constructors stand in `Methods/` and `Builtins/`.
extension TypeObject {
  static let object = TypeObject(builtin: "object", base: nil, constructor: Constructors.object)
  static let typeType = TypeObject(builtin: "type", constructor: Constructors.type)
  static let noneType = TypeObject(builtin: "NoneType", isDerivable: false)
  static let ellipsisType = TypeObject(builtin: "ellipsis", isDerivable: false)
  static let notImplementedType = TypeObject(builtin: "NotImplementedType", isDerivable: false)
  static let int = TypeObject(builtin: "int", constructor: Constructors.int, methods: MethodTables.int)
  static let bool = TypeObject(
    builtin: "bool", base: .int, isDerivable: false, constructor: Constructors.bool)
  static let float = TypeObject(builtin: "float", constructor: Constructors.float, methods: MethodTables.float)
  static let str = TypeObject(builtin: "str", constructor: Constructors.str, methods: MethodTables.str)
  static let bytes = TypeObject(builtin: "bytes", constructor: Constructors.bytes, methods: MethodTables.bytes)
  static let tuple = TypeObject(builtin: "tuple", constructor: Constructors.tuple, methods: MethodTables.tuple)
  static let list = TypeObject(builtin: "list", constructor: Constructors.list, methods: MethodTables.list)
  static let dict = TypeObject(builtin: "dict", constructor: Constructors.dict, methods: MethodTables.dict)
  static let set = TypeObject(builtin: "set", constructor: Constructors.set, methods: MethodTables.set)
  static let frozenset = TypeObject(
    builtin: "frozenset", constructor: Constructors.frozenset, methods: MethodTables.frozenset)
  static let range = TypeObject(
    builtin: "range", isDerivable: false, constructor: Constructors.range, methods: MethodTables.range)
  static let slice = TypeObject(
    builtin: "slice", isDerivable: false, constructor: Constructors.slice, methods: MethodTables.slice)

  static let function = TypeObject(builtin: "function", isDerivable: false)
  static let builtinFunction = TypeObject(builtin: "builtin_function_or_method", isDerivable: false)
  static let methodDescriptor = TypeObject(builtin: "method_descriptor", isDerivable: false)
  static let methodType = TypeObject(builtin: "method", isDerivable: false)
  static let module = TypeObject(builtin: "module", isDerivable: false)
  static let generator = TypeObject(builtin: "generator", isDerivable: false, methods: Generator.methods)
  static let cell = TypeObject(builtin: "cell", isDerivable: false)

  static let listIterator = TypeObject(builtin: "list_iterator", isDerivable: false)
  static let tupleIterator = TypeObject(builtin: "tuple_iterator", isDerivable: false)
  static let strIterator = TypeObject(builtin: "str_iterator", isDerivable: false)
  static let rangeIterator = TypeObject(builtin: "range_iterator", isDerivable: false)
  static let dictKeyIterator = TypeObject(builtin: "dict_keyiterator", isDerivable: false)
  static let dictValueIterator = TypeObject(builtin: "dict_valueiterator", isDerivable: false)
  static let dictItemIterator = TypeObject(builtin: "dict_itemiterator", isDerivable: false)
  static let setIterator = TypeObject(builtin: "set_iterator", isDerivable: false)
  static let bytesIterator = TypeObject(builtin: "bytes_iterator", isDerivable: false)
  static let callableIterator = TypeObject(builtin: "callable_iterator", isDerivable: false)
  static let sequenceIterator = TypeObject(builtin: "iterator", isDerivable: false)
}
