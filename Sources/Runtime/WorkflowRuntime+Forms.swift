import OrderedCollections
import WorkflowEngine
import WorkflowForms
import WorkflowModel
import WorkflowStore

extension WorkflowRuntime {
  /// Refuses data that does not fit the form of the task that it shall complete, where the task has one.
  ///
  /// Which task cannot be told, or cannot be completed, is left for the engine to say.
  ///
  /// - Parameter onlySecrets: whether nothing but secrets that stand in the data as they are is refused.
  func refuseUnfit(
    _ data: DataDictionary, for reference: TaskReference, of instance: WorkflowInstance, spec: String,
    onlySecrets: Bool = false
  ) throws {
    let tasks = instance.activeTasks().filter { $0.state == .ready && $0.isManual && reference.names($0) }
    guard tasks.count == 1, let task = tasks.first, let (report, name) = try check(data, for: task, spec: spec) else {
      return
    }
    if let secret = report.plainSecrets.first { throw RuntimeError.plainSecret(secret) }
    guard report.isEmpty || onlySecrets else {
      throw RuntimeError.formRefuses(report, form: name, task: task.element?.id ?? task.spec)
    }
  }

  /// The names of the variables that a task's form asks for, and that the task does not have.
  func missingFields(of task: TaskView, spec: String) throws -> [String] {
    guard let (report, _) = try check([:], for: task, spec: spec) else { return [] }
    return report.violations.compactMap { violation in
      guard violation.isMissing, violation.path.components.count == 1,
        case .key(let name)? = violation.path.components.first
      else { return nil }
      return name
    }
  }

  /// Holds data against a task's form.
  ///
  /// - Returns: what does not fit, and the form's name; nil where the task has no form that is there.
  private func check(
    _ data: DataDictionary, for task: TaskView, spec: String
  ) throws -> (report: FormReport, form: String)? {
    guard let form = task.form, let element = task.element else { return nil }
    let submission = FormSubmission(variables: task.data, submitted: data)
    guard let file = form.schemaFile else {
      let name = "\(element.location)"
      return (try CamundaForm(fields: form.fields, name: name).check(submission), name)
    }
    // A form that was not there when the model was added: the one who added it was told.
    guard let source = try store.spec(spec).sources.first(where: { $0.kind == .form && $0.name == file }) else {
      return nil
    }
    return (try FormSchema(source.bytes, name: file).check(submission), file)
  }
}

extension TaskReference {
  fileprivate func names(_ task: TaskView) -> Bool {
    switch self {
    case .id(let id): task.id == id
    case .element(let name): task.element?.id == name
    }
  }
}
