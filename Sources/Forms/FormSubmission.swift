public import OrderedCollections
public import WorkflowModel

/// What a form is held against: the task's variables with the submitted ones put over them, key by key.
public struct FormSubmission: Sendable {
  /// The task's variables before.
  public let variables: TaskData
  /// What is put over them.
  public let submitted: DataDictionary

  /// A submission of `submitted` to a task with these `variables`.
  public init(variables: TaskData, submitted: DataDictionary) {
    self.variables = variables
    self.submitted = submitted
  }

  /// The value of a member after the submission.
  func value(_ name: String) -> DataValue? {
    submitted[name] ?? variables[name]
  }

  /// The members that a form is about: those that it names, as they are after the submission, and all that were
  /// submitted. The other variables of the process are none of its business.
  func members(naming names: OrderedSet<String>) -> DataDictionary {
    var members: DataDictionary = [:]
    for name in names { members[name] = value(name) }
    for (name, value) in submitted { members[name] = value }
    return members
  }
}
