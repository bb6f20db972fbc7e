/// The program that the engine `subprocess` starts for every evaluation.
public struct SubprocessProgram: Sendable, Hashable {
  /// The program, as a path or a name to be looked up in `PATH`, and the arguments that stand before the engine's.
  public let command: [String]
  /// Whether it is `wfstore` itself, whose answers come from the restricted language and reach nothing outside.
  public let isRestricted: Bool

  /// A program of the user's own, which may do all that the user may do.
  public init(command: [String]) {
    self.command = command
    isRestricted = false
  }

  private init(wfstore path: String) {
    command = [path]
    isRestricted = true
  }

  /// `wfstore` itself.
  ///
  /// - Parameter path: where it is; by default it is looked up in `PATH`.
  public static func wfstore(at path: String = "wfstore") -> SubprocessProgram {
    SubprocessProgram(wfstore: path)
  }

  /// The name for messages: the program with its arguments.
  var shown: String { "'" + command.joined(separator: " ") + "'" }

  /// What is said where it is not there.
  var missing: String { "there is no program '\(command.first ?? "")'" }
}

/// The names under which a program learns what an evaluation may know and use; one that does not care passes them over.
public enum SubprocessVariable {
  /// The clock: ISO 8601 with offset.
  public static let time = "WFSTORE_SCRIPT_TIME"
  /// The seed of random numbers and identifiers: an integer.
  public static let seed = "WFSTORE_SCRIPT_SEED"
  /// The budgets by their names: an object of JSON.
  public static let budgets = "WFSTORE_SCRIPT_BUDGETS"
}
