import WorkflowModel

/// Something that stands against moving an instance to another specification.
public struct MigrationObstacle: Sendable, Hashable {
  /// How much it weighs: the later ones more.
  public enum Kind: String, Sendable, CaseIterable, Comparable {
    /// It can be done, and might not mean the same.
    case needsForce = "needs_force"
    /// Something that is open is gone: a mapping may say what it has become.
    case needsMapping = "needs_mapping"
    /// It cannot be done.
    case blocked

    /// Whether one weighs less than another.
    public static func < (left: Kind, right: Kind) -> Bool { left.weight < right.weight }

    private var weight: Int {
      switch self {
      case .needsForce: 0
      case .needsMapping: 1
      case .blocked: 2
      }
    }
  }

  /// How much it weighs.
  public let kind: Kind
  /// What it is, in a line, the same for all instances that it stands against.
  public let message: String
  /// The id of the process or subprocess that it is about, as the instance has it; nil for the whole.
  public let process: String?
  /// The id of the element that it is about, as the instance has it; nil for a process or the whole.
  public let element: String?

  /// An obstacle of these parts.
  public init(_ kind: Kind, _ message: String, process: String? = nil, element: String? = nil) {
    self.kind = kind
    self.message = message
    self.process = process
    self.element = element
  }
}

/// The wording.
extension MigrationObstacle {
  static func damaged(_ what: String) -> MigrationObstacle {
    MigrationObstacle(.blocked, "the saved instance is damaged: \(what)")
  }

  static func otherRoot(_ old: String, _ new: String) -> MigrationObstacle {
    MigrationObstacle(.blocked, "the specification is one of '\(new)', not of '\(old)'", process: old)
  }

  static func processGone(_ process: String) -> MigrationObstacle {
    MigrationObstacle(.needsMapping, "the process '\(process)' runs, and is gone", process: process)
  }

  static func finishedProcessGone(_ process: String) -> MigrationObstacle {
    MigrationObstacle(.needsForce, "the process '\(process)' ran, and is gone", process: process)
  }

  static func otherInside(_ element: String, _ old: String, _ new: String?, in process: String) -> MigrationObstacle {
    MigrationObstacle(
      .blocked, "'\(element)' runs \(new.map { "the process '\($0)'" } ?? "no process") now, not '\(old)'",
      process: process, element: element)
  }

  static func openGone(_ element: String, _ state: TaskState, in process: String) -> MigrationObstacle {
    MigrationObstacle(
      .needsMapping, "'\(element)' is \(state.rawValue), and is gone", process: process, element: element)
  }

  static func boundaryGone(_ event: String, in process: String) -> MigrationObstacle {
    MigrationObstacle(
      .needsForce, "the boundary event '\(event)' waits, and is gone: it is cancelled unless it is mapped",
      process: process, element: event)
  }

  static func moved(_ element: String, _ state: TaskState, to other: String, in process: String) -> MigrationObstacle {
    MigrationObstacle(
      .blocked, "'\(element)' is \(state.rawValue), and stands in the process '\(other)' now", process: process,
      element: element)
  }

  static func partGone(_ element: String, _ state: TaskState, in process: String) -> MigrationObstacle {
    MigrationObstacle(
      .blocked, "a part of '\(element)' is \(state.rawValue), and '\(element)' has no instances or boundary events now",
      process: process, element: element)
  }

  static func otherType(
    _ element: String, _ old: ElementType, _ new: ElementType, in process: String
  ) -> MigrationObstacle {
    MigrationObstacle(
      .blocked, "'\(element)' is of the type \(new.rawValue) now, not \(old.rawValue)", process: process,
      element: element)
  }

  static func otherBehavior(_ element: String, in process: String) -> MigrationObstacle {
    MigrationObstacle(
      .blocked, "'\(element)' is repeated, or waited for, in another way now", process: process, element: element)
  }

  static func otherEvent(_ element: String, in process: String) -> MigrationObstacle {
    MigrationObstacle(
      .blocked, "'\(element)' waits for another kind of event now", process: process, element: element)
  }

  static func flowGone(_ flow: String, to element: String, in process: String) -> MigrationObstacle {
    MigrationObstacle(
      .needsMapping, "a token waits at '\(element)' that came by the flow '\(flow)', which is gone", process: process,
      element: element)
  }

  static func otherFlows(to element: String, in process: String) -> MigrationObstacle {
    MigrationObstacle(
      .needsForce, "'\(element)' waits for tokens, and other flows lead there now", process: process, element: element)
  }

  static func unwatched(_ event: String, of element: String, in process: String) -> MigrationObstacle {
    MigrationObstacle(
      .needsForce, "the boundary event '\(event)' is new: it does not watch '\(element)', which is open",
      process: process,
      element: element)
  }

  static func finishedGone(_ element: String, in process: String) -> MigrationObstacle {
    MigrationObstacle(
      .needsForce, "'\(element)' was completed, and is gone", process: process, element: element)
  }

  static func finishedOtherType(
    _ element: String, _ old: ElementType, _ new: ElementType, in process: String
  ) -> MigrationObstacle {
    MigrationObstacle(
      .needsForce, "'\(element)' was completed as \(old.rawValue), and is of the type \(new.rawValue) now",
      process: process, element: element)
  }
}
