public import OrderedCollections
import WorkflowDecisions
import WorkflowEngine
import WorkflowForms
public import WorkflowModel
import WorkflowParsing
import WorkflowScripting
import WorkflowSerialization
import WorkflowStore

/// Why something could not be done. The store is as it was before.
public struct RuntimeError: Error, Sendable {
  /// What has to change before it can be done. The command line has an exit status for each.
  public enum Category: Sendable, Hashable {
    /// The request contradicts itself.
    case usage
    /// A model, data or a saved instance is wrong.
    case badInput
    /// There is no such spec, instance, task or file.
    case notFound
    /// An engine or a service is not there.
    case unavailable
    /// The store cannot be written.
    case unwritable
    /// Somebody else holds the instance.
    case busy
    /// A policy forbids it.
    case refused
    /// A script, or a rule of a decision, failed.
    case failed
  }

  /// What has to change.
  public let category: Category
  /// A stable word for programs.
  public let code: String
  /// What is wrong, in a line, with the place.
  public let message: String
  /// What may help, a line each.
  public let hints: [String]
  /// The same in parts, for programs: members of the error's document beside code, message and hints.
  public let details: DataDictionary

  /// An error.
  public init(
    _ category: Category, code: String, _ message: String, hints: [String] = [], details: DataDictionary = [:]
  ) {
    self.details = details
    self.category = category
    self.code = code
    self.message = message
    self.hints = hints
  }
}

extension RuntimeError {
  /// The same, as a `RuntimeError`.
  public init(_ error: any Error) {
    switch error {
    case let error as RuntimeError: self = error
    case let error as StoreError: self.init(error)
    case let error as EngineError: self.init(error)
    case let error as ParsingError: self.init(error)
    case let error as DefinitionError: self.init(error)
    case let error as ScriptError: self.init(error)
    case let error as FormError: self.init(.badInput, code: error.code.rawValue, "\(error)")
    case let error as DecisionError:
      self.init(error.code == .notFound ? .notFound : .failed, code: error.code.rawValue, "\(error)")
    case let error as SerializationError: self.init(.badInput, code: error.code.rawValue, "the data: \(error)")
    case let error as DocumentError:
      self.init(
        .badInput, code: error.code.rawValue, error.description, hints: error.others,
        details: ["path": .string(error.place)])
    case let error as SpiffError: self.init(.badInput, code: error.code.rawValue, error.description)
    case let error as JSONError: self.init(.badInput, code: error.code.rawValue, "\(error)")
    default: self.init(.unwritable, code: "unexpected", "\(error)")
    }
  }

  private init(_ error: StoreError) {
    let category: Category =
      switch error.category {
      case .notFound: .notFound
      case .unwritable: .unwritable
      case .busy: .busy
      case .badInput: .badInput
      }
    let hints =
      switch error.code {
      case .outdatedSchema:
        [
          "see what would be done: wfstore store migrate --dry-run",
          "keep a copy first: wfstore store backup FILE; then: wfstore store migrate",
        ]
      case .erasureUnfinished: ["when nobody reads any more: wfstore store compact"]
      default: [String]()
      }
    self.init(category, code: error.code.rawValue, error.message, hints: hints)
  }

  private init(_ error: EngineError) {
    let category: Category = error.code == .corrupt ? .badInput : .notFound
    self.init(category, code: error.code.rawValue, error.message)
  }

  private init(_ error: ParsingError) {
    let place = error.location.map { "\($0): " } ?? ""
    self.init(.badInput, code: error.code.rawValue, place + error.message, hints: error.hints)
  }

  private init(_ error: DefinitionError) {
    let place = error.location.map { "\($0): " } ?? ""
    self.init(.badInput, code: error.code.rawValue, place + error.message)
  }

  private init(_ error: ScriptError) {
    let category: Category = error.code == .engine || error.code == .service ? .unavailable : .badInput
    let exception = error.exception.map { "\($0): " } ?? ""
    let line = error.line.map { ", line \($0)" } ?? ""
    self.init(category, code: error.code.rawValue, exception + error.message + line)
  }
}

extension RuntimeError {
  static func unknownEngine(_ name: String, known: [String]) -> RuntimeError {
    RuntimeError(
      .unavailable, code: "unknown_engine", "there is no engine '\(name)'",
      hints: ["the engines are: \(known.joined(separator: ", "))"])
  }

  static func engineNotAsked(_ name: String) -> RuntimeError {
    RuntimeError(
      .refused, code: "engine_not_asked",
      "the instance ran last under the engine '\(name)', which is used only when it is asked for",
      hints: ["say --engine \(name), or --engine \(EngineRegistry.defaultName)"])
  }

  static func engineNotAllowed(_ name: String, allowed: [String]) -> RuntimeError {
    RuntimeError(
      .refused, code: "engine_not_allowed", "the configuration does not allow the engine '\(name)'",
      hints: ["it allows: \(allowed.joined(separator: ", "))"])
  }

  static func environmentNotGiven(_ names: [String], engine: String) -> RuntimeError {
    RuntimeError(
      .refused, code: "environment_not_given",
      "the engine '\(engine)' runs no environment module that is only stored: \(names.joined(separator: ", "))",
      hints: names.map { "give the file again: -e \($0)" })
  }

  static func unreadableModel(_ path: String) -> RuntimeError {
    RuntimeError(.notFound, code: "no_such_file", "cannot read '\(path)'")
  }

  static func changedEnvironment(_ names: [String], instance: Identifier) -> RuntimeError {
    RuntimeError(
      .refused, code: "changed_environment",
      "the environment module is not the one that was saved with the instance: \(names.joined(separator: ", "))",
      hints: [
        "see what would come out otherwise: wfstore check-engine \(instance), with the same --engine and -e",
        "use it from now on: --replace-environment",
      ])
  }

  static func unknownTypename(_ unknown: UnknownTypename, task: String?) -> RuntimeError {
    let data = task.map { "the data of '\($0)'" } ?? "the data"
    let (typename, path) = (unknown.typename, unknown.path)
    if let known = unknown.known {
      return RuntimeError(
        .badInput, code: "newer_type_version",
        "\(data) holds version \(unknown.version) of the type '\(typename)' at \(path), registered is version \(known)",
        hints: ["use the environment module or the program that wrote it, or a later one"])
    }
    return RuntimeError(
      .badInput, code: "unknown_typename", "\(data) holds an object of the unknown type '\(typename)' at \(path)",
      hints: ["register the type in an environment module and give it with -e"])
  }

  /// What `--strict` makes of warnings, of which there is at least one.
  static func refused(_ warnings: [ModelWarning]) -> RuntimeError {
    let isScript = warnings.contains { $0.line != nil }
    return RuntimeError(
      .badInput, code: isScript ? "refused_scripts" : "missing_form", warnings[0].description,
      hints: warnings.dropFirst().map(\.description))
  }

  static func nobodyWaits(for event: String) -> RuntimeError {
    RuntimeError(
      .notFound, code: EngineError.Code.notWaiting.rawValue, "no instance is waiting for the \(event); it is not kept")
  }

  static func severalBegin(with message: String, processes: [String]) -> RuntimeError {
    RuntimeError(
      .refused, code: "several_begin",
      "several processes begin with the message '\(message)', and a message has one receiver: "
        + processes.joined(separator: ", "),
      hints: ["start the one that is meant: wfstore start", "delete the specifications of the others"])
  }

  // MARK: Documents

  static func instanceDiffers(_ id: Identifier, in sections: [String]) -> RuntimeError {
    RuntimeError(
      .badInput, code: "instance_differs",
      "there is an instance \(id) already, and it is another one: \(sections.joined(separator: ", ")) differ",
      hints: ["import it beside that one: --new-id"], details: ["differences": .list(sections.map(DataValue.string))])
  }

  /// What strictness makes of warnings, of which there is at least one.
  static func refused(_ warnings: [ImportWarning]) -> RuntimeError {
    RuntimeError(
      .badInput, code: warnings[0].code, warnings[0].message,
      hints: (warnings[0].hint.map { [$0] } ?? []) + warnings.dropFirst().map(\.description))
  }

  // MARK: Migration of instances

  static func sameSpec(_ spec: String) -> RuntimeError {
    RuntimeError(.badInput, code: "same_spec", "the specification is the same: \(spec)")
  }

  static func unmappable(_ name: String, _ spec: String) -> RuntimeError {
    RuntimeError(
      .badInput, code: "bad_mapping", "the mapping names '\(name)', which the specification \(spec) does not have")
  }

  static func refused(_ verdict: MigrationVerdict, instance: Identifier) -> RuntimeError {
    let (category, code, hint): (Category, String, String?) =
      switch verdict.kind {
      case .needsMapping: (.badInput, "needs_mapping", "say what it has become: --map FILE")
      case .needsForce, .safe: (.refused, "needs_force", "move it all the same: --force")
      case .blocked: (.badInput, "migration_blocked", nil)
      }
    let reasons = verdict.obstacles.map(\.message)
    return RuntimeError(
      category, code: code, "instance \(instance) cannot be moved: \(reasons.first ?? "")",
      hints: reasons.dropFirst() + (hint.map { [$0] } ?? []),
      details: [
        "verdict": .string(verdict.kind.rawValue), "reasons": .list(verdict.obstacles.map(\.document)),
      ])
  }

  static func notMigrated(_ instance: Identifier) -> RuntimeError {
    RuntimeError(.notFound, code: "not_migrated", "instance \(instance) has no migration to undo")
  }

  static func noTask(_ name: String) -> RuntimeError {
    RuntimeError(.notFound, code: "no_such_task", "the instance has no task '\(name)'")
  }

  static func movedOn(_ instance: Identifier, since revision: Int) -> RuntimeError {
    RuntimeError(
      .badInput, code: "instance_moved_on",
      "instance \(instance) has changed since its migration, which made revision \(revision)")
  }

  static func ambiguousForm(_ name: String, at location: SourceLocation) -> RuntimeError {
    RuntimeError(
      .badInput, code: "ambiguous_form", "\(location): there are different forms of the name '\(name)'",
      hints: ["name the right one: --form FILE"])
  }

  static func formRefuses(_ report: FormReport, form: String, task: String) -> RuntimeError {
    let more = report.count - report.violations.count
    return RuntimeError(
      .badInput, code: "form_violation", "the data does not fit the form of the task '\(task)' (\(form))",
      hints: report.violations.map(\.description) + (more > 0 ? ["and \(more) more"] : [])
        + ["complete the task all the same: --no-validate"],
      details: [
        "task": .string(task), "form": .string(form),
        "violations": .list(
          report.violations.map { violation in
            [
              "path": .string("\(violation.path)"), "expected": .string(violation.expected),
              "found": .string(violation.found),
            ]
          }),
      ])
  }
}
