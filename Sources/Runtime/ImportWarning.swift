import OrderedCollections
import WorkflowEngine
public import WorkflowModel
import WorkflowScripting
import WorkflowSerialization

/// Something that an imported instance needs to go on and that is not here.
public struct ImportWarning: Sendable, Hashable, CustomStringConvertible {
  /// What kind of thing it is, a stable word for programs.
  public let code: String
  /// What is missing, in a line.
  public let message: String
  /// What may help; nil where nothing is known to.
  public let hint: String?

  /// The message with the hint.
  public var description: String { message + (hint.map { ": \($0)" } ?? "") }

  /// The document of a warning.
  public var document: DataValue {
    var members: DataDictionary = ["code": .string(code), "message": .string(message)]
    members["hint"] = hint.map(DataValue.string)
    return .dictionary(members)
  }
}

/// Looks for what an instance needs: its engine, its environment modules, the types of its data.
struct ImportWarnings {
  private let runtime: WorkflowRuntime

  init(_ runtime: WorkflowRuntime) {
    self.runtime = runtime
  }

  func warnings(for document: InstanceDocument, _ instance: WorkflowInstance) -> [ImportWarning] {
    let modules = document.environment.map { EnvironmentModule(name: $0.name, source: $0.source) }
    var warnings: [ImportWarning] = []
    let engine = runtime.engines.entries.first { $0.name == document.head.engine }
    if let warning = engineWarning(document.head.engine, engine) { warnings.append(warning) }
    if engine?.isRestricted == false, !modules.isEmpty {
      warnings.append(
        ImportWarning(
          code: "environment_not_given",
          message:
            "the engine '\(document.head.engine)' runs no environment module that is only stored: "
            + modules.map(\.name).joined(separator: ", "),
          hint: "give the files again when it is resumed"))
    }
    // What is only stored may run under a restricted engine, whichever the instance ran with.
    var typenames: Set<String> = []
    do {
      let restricted = try runtime.engines.entry(named: EngineRegistry.defaultName)
      typenames = try restricted.make(runtime.host(seed: document.head.seed), modules).typenames
    } catch  where engine?.isRestricted == true {
      warnings.append(
        ImportWarning(
          code: "environment_fails", message: "the environment modules cannot run here: \(RuntimeError(error).message)",
          hint: nil))
    } catch {
      // Modules written for an engine that may do more need not run under this one. Which types they register is not
      // known then: all that the data has are named below.
    }
    return warnings + typeWarnings(instance, typenames)
  }

  private func engineWarning(_ name: String, _ engine: EngineRegistry.Entry?) -> ImportWarning? {
    let hint = "resume it under another engine with --engine"
    guard let engine else {
      return ImportWarning(code: "unknown_engine", message: "there is no engine '\(name)' here", hint: hint)
    }
    if case .unavailable(let reason) = engine.availability() {
      return ImportWarning(
        code: "engine_unavailable", message: "the engine '\(name)' cannot run here: \(reason)", hint: hint)
    }
    do throws(RuntimeError) {
      try runtime.settings.refuseUnlessAllowed(name)
      return nil
    } catch {
      return ImportWarning(code: error.code, message: error.message, hint: error.hints.first)
    }
  }

  private func typeWarnings(_ instance: WorkflowInstance, _ typenames: Set<String>) -> [ImportWarning] {
    var seen: Set<String> = []
    return instance.activeTasks().flatMap { task in
      runtime.environment.converters.unknownTypenames(in: task.data.variables, besides: typenames)
        .filter { seen.insert($0.typename).inserted }
        .map { unknown in
          let error = RuntimeError.unknownTypename(unknown, task: task.element?.id ?? task.spec)
          return ImportWarning(code: error.code, message: error.message, hint: error.hints.first)
        }
    }
  }
}
