import WorkflowScripting

/// How evaluation is left early: by an exception that scripts can catch, or by the end of the whole evaluation.
enum Raise: Error {
  case exception(ExceptionObject)
  /// A budget is exceeded, or the engine refuses something: no script can catch it.
  case abort(Abort)
}

/// The reason of an evaluation's end, boxed to keep ``Raise`` small.
final class Abort: Sendable {
  let error: ScriptError
  init(_ error: ScriptError) { self.error = error }
}
