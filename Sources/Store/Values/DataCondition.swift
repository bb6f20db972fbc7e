import WorkflowEngine
public import WorkflowModel

/// A value that the data of a listed instance must have: the workflow data, or that of an active task.
///
/// Values are the same where their JSON is: `1`, `1.0` and `true` are three values, and `-0.0` is `0.0`. An instance
/// fits whether or not an index helps to find it.
public struct DataCondition: Sendable, Hashable {
  /// The names on the way to the value, the variable's first: `order.customer.id`.
  public let path: [String]
  /// The value that must stand there.
  public let value: DataValue

  /// The condition that a value stands at a path.
  public init(path: [String], value: DataValue) {
    self.path = path
    self.value = value
  }
}

/// A value as rows are searched by it: its JSON, or the hash of it where that is long.
enum SearchKey: Hashable {
  case text([UInt8])
  case digest([UInt8])
}

extension PreparedStatement {
  mutating func bind(_ key: SearchKey) {
    switch key {
    case .text(let text): bind(text: text)
    case .digest(let digest): bind(blob: digest)
    }
  }
}
