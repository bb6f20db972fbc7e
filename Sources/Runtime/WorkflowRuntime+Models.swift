public import WorkflowEngine
public import WorkflowModel
import WorkflowParsing
public import WorkflowStore

/// Models as they come from files.
public struct ModelFiles: Sendable {
  /// What an instance begins with.
  public var root: ModelRoot
  /// Which extensions of BPMN the files use.
  public var dialect: Dialect
  /// The files, in any order.
  public var sources: [ModelSource]

  /// The models of a process or collaboration and of all that it needs.
  public init(root: ModelRoot, dialect: Dialect = .spiff, sources: [ModelSource]) {
    self.root = root
    self.dialect = dialect
    self.sources = sources
  }
}

/// An added specification.
public struct AddedModel: Sendable {
  /// What the store says of it.
  public let spec: AddedSpec
  /// What the `restricted` engine has to say of its scripts.
  public let warnings: [ScriptWarning]
}

extension WorkflowRuntime {
  /// Parses models, checks that they can run, and stores them.
  ///
  /// - Parameter isStrict: whether remarks on scripts are errors.
  /// - Throws: ``RuntimeError``; nothing is stored then.
  public func add(_ files: ModelFiles, isStrict: Bool = false) throws -> AddedModel {
    let spec = try parse(files)
    _ = try WorkflowDefinition(spec)
    let checker = try engines.entry(named: EngineRegistry.defaultName).make(host(seed: 0), [])
    let warnings = SpecScripts(spec).warnings(of: checker)
    if isStrict, !warnings.isEmpty { throw RuntimeError.refusedScripts(warnings) }
    let package = ModelPackage(root: files.root, dialect: files.dialect, sources: files.sources)
    return AddedModel(spec: try store.add(package, at: clock.now()), warnings: warnings)
  }

  /// A stored specification, ready to run.
  public func definition(ofSpec id: String) throws -> WorkflowDefinition {
    let stored = try store.spec(id)
    return try WorkflowDefinition(
      parse(ModelFiles(root: stored.root, dialect: stored.dialect, sources: stored.sources)))
  }

  private func parse(_ files: ModelFiles) throws(ParsingError) -> WorkflowSpec {
    var parser = ModelParser(dialect: files.dialect)
    for source in files.sources {
      switch source.kind {
      case .bpmn: try parser.add(bpmn: source.bytes, file: source.name)
      case .dmn: try parser.add(dmn: source.bytes, file: source.name)
      }
    }
    switch files.root {
    case .process(let id): return try parser.spec(process: id)
    case .collaboration(let id): return try parser.spec(collaboration: id)
    }
  }
}
