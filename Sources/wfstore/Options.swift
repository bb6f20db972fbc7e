public import ArgumentParser
import Foundation
import WorkflowConfiguration
public import WorkflowModel
import WorkflowRuntime
import WorkflowScripting
import WorkflowStore
import WorkflowWorkers

/// The options that every command has.
struct GlobalOptions: ParsableArguments {
  @Option(help: "The SQLite file (default: $WFSTORE, else wfstore.db).")
  var store: String?

  @Option(help: ArgumentHelp("The clock: ISO 8601 with offset (default: the system's).", valueName: "time"))
  var at: String?

  @Option(
    help: ArgumentHelp("The configuration (default: wfstore.yaml in the working directory).", valueName: "file"))
  var config: String?

  @Flag(help: "Print one JSON document.")
  var json = false

  /// The file of the store.
  var path: String {
    if let store { return store }
    let named = ProcessInfo.processInfo.environment["WFSTORE"]
    return named.flatMap { $0.isEmpty ? nil : $0 } ?? "wfstore.db"
  }

  /// How the store is named in a command that is shown to the user.
  var shown: String {
    store.map { "--store \(Shell.quoted($0)) " } ?? ""
  }

  func clock() throws -> any WorkflowClock {
    guard let at else { return SystemClock() }
    guard let moment = Timestamp(at) else {
      throw RuntimeError(.usage, code: "bad_time", "--at '\(at)' is not a time of ISO 8601")
    }
    return FixedClock(moment)
  }

  /// What the configuration says.
  func settings() throws -> RuntimeSettings {
    guard let path = config ?? FileInput.existing(RuntimeSettings.fileName) else { return RuntimeSettings() }
    return try RuntimeSettings(
      yaml: FileInput.text(path), file: FileInput.name(path), folder: FileInput.folder(path))
  }

  /// The store.
  func store(_ mode: StoreMode, schema: SchemaRequirement = .current) throws -> WorkflowStore {
    try WorkflowStore(path: path, mode: mode, schema: schema, at: clock().now())
  }

  /// A runtime over the store.
  ///
  /// - Parameter user: who has things done, where the command changes instances.
  func runtime(_ mode: StoreMode, user: String? = nil) throws -> WorkflowRuntime {
    let clock = try clock()
    let settings = try settings()
    return WorkflowRuntime(
      store: try store(mode), engines: settings.engines, settings: settings, user: user, clock: clock,
      output: { StandardError.write($0) })
  }
}

/// Who has things done, for the history of instances.
struct UserOptions: ParsableArguments {
  @Option(
    name: .customLong("user"),
    help: ArgumentHelp("Who does this (default: $WFSTORE_USER, else the system's user).", valueName: "name"))
  var named: String?

  var name: String? {
    let names = [named, ProcessInfo.processInfo.environment["WFSTORE_USER"], NSUserName()]
    return names.lazy.compactMap(\.self).first { !$0.isEmpty }
  }
}

/// The model that a command works on.
struct ModelOptions: ParsableArguments {
  @Option(name: [.customShort("p"), .long], help: "The id of the process.")
  var process: String?

  @Option(name: [.customShort("c"), .long], help: "The id of the collaboration.")
  var collaboration: String?

  @Option(name: [.customShort("b"), .long], parsing: .upToNextOption, help: "BPMN files.")
  var bpmn: [String] = []

  @Option(name: [.customShort("d"), .long], parsing: .upToNextOption, help: "DMN files.")
  var dmn: [String] = []

  @Option(
    parsing: .upToNextOption,
    help: "JSON Schema files of forms that user tasks name, where they are not beside the BPMN file.")
  var form: [String] = []

  @Option(help: "The dialect: spiff, camunda or bpmn.")
  var dialect: Dialect = .spiff

  /// The files, read.
  func files() throws -> ModelFiles {
    let root: ModelRoot
    switch (process, collaboration) {
    case (let id?, nil): root = .process(id)
    case (nil, let id?): root = .collaboration(id)
    default: throw RuntimeError(.usage, code: "usage", "name either a process (-p) or a collaboration (-c)")
    }
    guard !bpmn.isEmpty else { throw RuntimeError(.usage, code: "usage", "name the BPMN files (-b)") }
    let sources =
      try bpmn.map { ModelSource(kind: .bpmn, name: FileInput.name($0), bytes: try FileInput.bytes($0)) }
      + dmn.map { ModelSource(kind: .dmn, name: FileInput.name($0), bytes: try FileInput.bytes($0)) }
      + form.map { ModelSource(kind: .form, name: FileInput.name($0), bytes: try FileInput.bytes($0)) }
    return ModelFiles(root: root, dialect: dialect, sources: sources, findForm: FormFiles(beside: bpmn).find)
  }
}

extension Dialect: ExpressibleByArgument {}

/// The script engine of a run.
struct EngineOptions: ParsableArguments {
  @Option(help: "The script engine (see 'wfstore engines').")
  var engine: String?

  @Option(name: [.customShort("e"), .long], help: "An environment module for scripts; may be repeated.")
  var environment: [String] = []

  /// The modules, read; nil where none is named.
  func modules() throws -> [EnvironmentModule]? {
    guard !environment.isEmpty else { return nil }
    return try environment.map { path in
      EnvironmentModule(name: FileInput.name(path), source: try FileInput.text(path))
    }
  }
}

extension RuntimeSettings {
  /// The engines of this program: `subprocess` starts the program itself where no other is set.
  var engines: EngineRegistry {
    var engines = EngineRegistry.standard
    engines.register(.subprocess(subprocess ?? .wfstore(at: ThisProcess.path)))
    return engines
  }
}
