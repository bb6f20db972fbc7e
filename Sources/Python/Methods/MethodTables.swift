/// The methods of the built-in types, one table a type.
enum MethodTables {
  static let int: [NativeFunction] = IntegerMethods.table
  static let float: [NativeFunction] = FloatMethods.table
  static let str: [NativeFunction] = StringMethods.table
  static let bytes: [NativeFunction] = BytesMethods.table
  static let tuple: [NativeFunction] = TupleMethods.table
  static let list: [NativeFunction] = ListMethods.table
  static let dict: [NativeFunction] = DictMethods.table
  static let set: [NativeFunction] = SetMethods.table
  static let frozenset: [NativeFunction] = SetMethods.frozenTable
  static let range: [NativeFunction] = RangeMethods.table
  static let slice: [NativeFunction] = RangeMethods.sliceTable
}
