import OrderedCollections
import WorkflowModel

/// How values of the standard types are made from the task's data.
enum TypedReaders {
  typealias Reader = @Sendable (_ vm: Machine, _ content: DataDictionary) throws(Raise) -> Value

  static let table: [StandardTypename: Reader] = [
    .bytes: { vm, content throws(Raise) in
      guard case .string(let text) = content["value"], let bytes = Base64.decode(text) else {
        throw vm.unreadable(TypedValue(typename: "bytes", content: content))
      }
      return try vm.bytes(bytes)
    }
  ]
}
