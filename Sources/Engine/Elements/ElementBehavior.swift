import WorkflowModel
import WorkflowScripting

/// What an element does with a token: the interface of the files in this folder, one for each BPMN element.
///
/// A behaviour has no state of its own. It sees and changes its task by a ``Step`` and says what is to happen next; the
/// life cycle itself (``WorkflowInstance``) makes the transitions.
protocol ElementBehavior: Sendable {
  /// Whether somebody outside completes the task.
  var isManual: Bool { get }

  /// Whether a waiting task looks again whenever something in its scope, or its data, may have changed.
  var watchesScope: Bool { get }

  /// Whether tokens wait at it for others.
  var holdsTokens: Bool { get }

  /// A token has arrived: may the task run, must it wait, or has it begun what runs within it?
  func arrive(_ step: Step) throws(ElementFailure) -> Arrival

  /// Something in the scope has changed: may the waiting task go on?
  func mayGoOn(_ step: Step) throws(ElementFailure) -> Bool

  /// The task's own work. Afterwards its token leaves by the flows that are returned.
  func run(_ step: Step) throws(ElementFailure) -> Departure

  /// The process that runs within the task is complete.
  func insideCompleted(_ scope: Int32, _ step: Step) throws(ElementFailure)

  /// What the task waits for while it is WAITING or STARTED, as far as it has begun to; nil where others tell that.
  func awaited(_ step: Step) -> TaskWait.Reason?

  /// Whether it runs scripts of its own, beside those that stand before, behind and on the flows of any element.
  var hasScripts: Bool { get }

  /// Runs the scripts of a task's work once more, for comparison: on a task of its own, touching nothing else.
  ///
  /// - Parameter recorded: the data that the work left when it was done.
  func redo(_ step: Step, recorded: TaskData) throws(ElementFailure) -> Redone
}

/// An element that a process runs within.
protocol RunsProcess: ElementBehavior {
  /// The id of the process or subprocess.
  var process: String { get }
}

/// What becomes of a task that a token has reached.
enum Arrival {
  case ready
  case waiting
  /// Its inside runs.
  case started
}

/// By which flows a token leaves a completed task.
enum Departure {
  case all
  /// By those with these places among the node's outgoing flows.
  case only([Int])
  /// By none: everything else in the scope is cancelled, and the scope is over.
  case endOfScope
  /// By none yet: the task is STARTED until its service has answered.
  case later
}

extension ElementBehavior {
  var isManual: Bool { false }
  var watchesScope: Bool { false }
  var holdsTokens: Bool { false }
  var hasScripts: Bool { false }

  func arrive(_ step: Step) throws(ElementFailure) -> Arrival {
    try step.prepare()
    return .ready
  }

  func mayGoOn(_ step: Step) throws(ElementFailure) -> Bool { false }

  func run(_ step: Step) throws(ElementFailure) -> Departure { .all }

  func insideCompleted(_ scope: Int32, _ step: Step) throws(ElementFailure) {}

  func awaited(_ step: Step) -> TaskWait.Reason? { nil }
}

extension RunsProcess {
  func awaited(_ step: Step) -> TaskWait.Reason? { .inside(process: process) }
}

/// Why a task failed.
struct ElementFailure: Error {
  /// The code of a gateway none of whose conditions holds.
  static let noFlow = "no_flow"

  var code: String
  var message: String
  var line: Int?
  var script: String?
  /// What is thrown as an error event, where somebody catches it.
  var bpmnError: BpmnErrorContent?

  init(_ code: String, _ message: String, line: Int? = nil, script: String? = nil) {
    self.code = code
    self.message = message
    self.line = line
    self.script = script
  }
}
