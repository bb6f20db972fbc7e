public import WorkflowModel

/// Where the records of an instance are read from, those that are needed, when they are.
///
/// What is missing is an error of the source. Every task has its ``TaskRecord/place``, and every scope its root.
public protocol InstanceSource: AnyObject {
  /// What is kept of the whole.
  var instance: InstanceRecord { get }

  /// The tasks that are neither completed nor cancelled, and those whose tokens wait at joins, in the order of their
  /// numbers.
  func openTasks() throws -> [TaskRecord]

  /// A task by its number.
  func task(_ number: Int) throws -> TaskRecord

  /// The number of a task by its identifier; nil where there is none.
  func number(ofTask id: Identifier) throws -> Int?

  /// A scope by its number.
  func scope(_ number: Int) throws -> ScopeRecord

  /// A version of the data by its number.
  func version(_ number: Int) throws -> DataVersionRecord
}
