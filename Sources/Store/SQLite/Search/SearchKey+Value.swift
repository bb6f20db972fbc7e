import Crypto
import OrderedCollections
import WorkflowModel

extension SearchKey {
  /// How long the JSON of a value may be to stand in a row itself, in bytes.
  private static let longestText = 128

  /// The key of a value.
  ///
  /// - Throws: `JSONError` where the value cannot be saved.
  init(_ value: DataValue) throws(JSONError) {
    let text = try DataCoding.text(of: value.withPositiveZero)
    self = text.count <= Self.longestText ? .text(text) : .digest(Array(SHA256.hash(data: text)))
  }

  /// The key in a column.
  init(_ row: PreparedStatement.Row, _ column: Int) {
    self = row.isBlob(column) ? .digest(row.blob(column)) : .text(row.withText(column) { Array($0) })
  }
}

extension DataValue {
  /// The same with 0.0 for -0.0, which is equal to it.
  fileprivate var withPositiveZero: DataValue {
    switch self {
    case .double(let number): .double(number == 0 ? 0 : number)
    case .list(let items): .list(items.map(\.withPositiveZero))
    case .dictionary(let members): .dictionary(members.mapValues(\.withPositiveZero))
    case .typed(let typed):
      .typed(TypedValue(typename: typed.typename, content: typed.content.mapValues(\.withPositiveZero)))
    case .null, .bool, .integer, .bigInteger, .string: self
    }
  }
}
