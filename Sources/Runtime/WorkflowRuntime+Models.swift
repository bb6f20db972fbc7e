public import WorkflowEngine
import WorkflowForms
public import WorkflowModel
import WorkflowParsing
import WorkflowSerialization
public import WorkflowStore

/// Models as they come from files.
public struct ModelFiles: Sendable {
  /// What an instance begins with.
  public var root: ModelRoot
  /// Which extensions of BPMN the files use.
  public var dialect: Dialect
  /// The files, in any order. Of the forms only those are kept that user tasks name.
  public var sources: [ModelSource]
  /// Looks for forms that user tasks name and that are not among the files; nil: nobody does.
  public var findForm: FormFinder?

  /// Looks for a form.
  ///
  /// It gets the form's name, which is a plain file name without a path, and the name of the BPMN file that names it;
  /// it gives the form's content, or nil where there is none.
  public typealias FormFinder = @Sendable (_ name: String, _ model: String) throws -> [UInt8]?

  /// How long a form's file may be.
  public static let maximumFormBytes = FormSchema.maximumBytes

  /// The models of a process or collaboration and of all that it needs.
  public init(
    root: ModelRoot, dialect: Dialect = .spiff, sources: [ModelSource], findForm: FormFinder? = nil
  ) {
    self.root = root
    self.dialect = dialect
    self.sources = sources
    self.findForm = findForm
  }
}

/// An added specification.
public struct AddedModel: Sendable {
  /// What the store says of it.
  public let spec: AddedSpec
  /// What the `restricted` engine has to say of its scripts, and which forms are not there.
  public let warnings: [ModelWarning]
}

extension WorkflowRuntime {
  /// Parses models, checks that they can run, and stores them.
  ///
  /// - Parameter isStrict: whether warnings are errors.
  /// - Throws: ``RuntimeError``; nothing is stored then.
  public func add(_ files: ModelFiles, isStrict: Bool = false) throws -> AddedModel {
    let spec = try parse(files)
    let definition = try WorkflowDefinition(spec)
    let checker = try engines.entry(named: EngineRegistry.defaultName).make(host(seed: 0), [])
    let forms = try SpecForms(spec).resolve(files)
    let warnings = SpecScripts(spec).warnings(of: checker) + forms.warnings
    if isStrict, !warnings.isEmpty { throw RuntimeError.refused(warnings) }
    let package = ModelPackage(
      root: files.root, dialect: files.dialect, sources: files.sources.filter { $0.kind != .form } + forms.sources)
    return try store.transaction {
      let added = try store.add(package, at: clock.now())
      if added.created { try store.subscribe(spec: added.id, to: definition.startSubscriptions) }
      return AddedModel(spec: added, warnings: warnings)
    }
  }

  /// A stored specification, ready to run.
  public func definition(ofSpec id: String) throws -> WorkflowDefinition {
    let stored = try store.spec(id)
    return try WorkflowDefinition(
      parse(ModelFiles(root: stored.root, dialect: stored.dialect, sources: stored.sources)))
  }

  /// The specification of an instance, with what only the instance still has of former ones.
  func definition(of stored: StoredInstance) throws -> WorkflowDefinition {
    try definition(ofSpec: stored.summary.spec, retired: stored.retired)
  }

  /// A specification with what only an instance still has of former ones.
  func definition(ofSpec id: String, retired: [RetiredElement]) throws -> WorkflowDefinition {
    let definition = try definition(ofSpec: id)
    return try retired.isEmpty ? definition : WorkflowDefinition(definition.spec, retired: retired)
  }

  func parse(_ files: ModelFiles) throws -> WorkflowSpec {
    var parser = ModelParser(dialect: files.dialect, dataStores: Set(environment.dataStores.keys))
    for source in files.sources {
      switch source.kind {
      case .spiff: return try SpiffDocument.spec(from: source.bytes, file: source.name)
      case .bpmn: try parser.add(bpmn: source.bytes, file: source.name)
      case .dmn: try parser.add(dmn: source.bytes, file: source.name)
      // Read when a task is completed that has it.
      case .form: break
      }
    }
    switch files.root {
    case .process(let id): return try parser.spec(process: id)
    case .collaboration(let id): return try parser.spec(collaboration: id)
    }
  }
}
