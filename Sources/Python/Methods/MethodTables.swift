/// The methods of the built-in types, one table a type.
enum MethodTables {
  static let int: [NativeFunction] = []
  static let float: [NativeFunction] = []
  static let str: [NativeFunction] = []
  static let bytes: [NativeFunction] = []
  static let tuple: [NativeFunction] = []
  static let list: [NativeFunction] = []
  static let dict: [NativeFunction] = []
  static let set: [NativeFunction] = []
  static let frozenset: [NativeFunction] = []
  static let range: [NativeFunction] = []
  static let slice: [NativeFunction] = []
}
