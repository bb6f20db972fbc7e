import OrderedCollections
import WorkflowForms
import WorkflowModel
import WorkflowStore

/// The forms that the user tasks of a specification name.
struct SpecForms {
  /// A form's file as a task names it.
  fileprivate struct Mention {
    let file: String
    let element: String
    let location: SourceLocation
  }

  private var mentions: [Mention] = []
  private var fields: [(fields: [DataValue], location: SourceLocation)] = []

  init(_ spec: WorkflowSpec) {
    for process in spec.processes.values.sorted(by: { $0.id < $1.id }) { collect(process) }
  }

  private mutating func collect(_ process: ProcessSpec) {
    for node in process.nodes {
      switch node.content {
      case .userTask(_, let form?):
        if let file = form.schemaFile {
          mentions.append(Mention(file: file, element: node.id, location: node.location))
        }
        if !form.fields.isEmpty { fields.append((form.fields, node.location)) }
      case .subprocess(let subprocess): collect(subprocess.process)
      default: break
      }
    }
  }

  /// The forms, checked, and a warning for each task whose form is not there: forms may live where nobody looks for
  /// them, and data is then not held against them.
  func resolve(_ files: ModelFiles) throws -> (sources: [ModelSource], warnings: [ModelWarning]) {
    for form in fields { _ = try CamundaForm(fields: form.fields, name: "\(form.location)") }
    var found: OrderedDictionary<String, ModelSource> = [:]
    var warnings: [ModelWarning] = []
    for mention in mentions {
      guard let source = try source(mention, files) else {
        warnings.append(mention.warning)
        continue
      }
      guard found[source.name].map({ $0.bytes == source.bytes }) ?? true else {
        throw RuntimeError.ambiguousForm(source.name, at: mention.location)
      }
      if found.updateValue(source, forKey: source.name) == nil {
        _ = try FormSchema(source.bytes, name: source.name)
      }
    }
    return (found.values.sorted { $0.name < $1.name }, warnings)
  }

  /// The form among the given files, else the one that is found.
  private func source(_ mention: Mention, _ files: ModelFiles) throws -> ModelSource? {
    let given = files.sources.filter { $0.kind == .form && $0.name == mention.file }
    if let first = given.first {
      guard given.allSatisfy({ $0.bytes == first.bytes }) else {
        throw RuntimeError.ambiguousForm(mention.file, at: mention.location)
      }
      return first
    }
    guard mention.isPlain, let bytes = try files.findForm?(mention.file, mention.location.file) else { return nil }
    return ModelSource(kind: .form, name: mention.file, bytes: bytes)
  }
}

extension SpecForms.Mention {
  /// Whether the file is named alone: a model must not reach into other folders.
  fileprivate var isPlain: Bool {
    !["", ".", ".."].contains(file) && !file.unicodeScalars.contains { "/\\\0".unicodeScalars.contains($0) }
  }

  fileprivate var warning: ModelWarning {
    let reason = isPlain ? "is not there" : "is not a plain file name"
    return ModelWarning(
      location: location, element: element,
      message: "the form '\(file)' \(reason): data will not be held against it", line: nil)
  }
}
