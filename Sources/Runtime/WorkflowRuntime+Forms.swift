import WorkflowEngine
import WorkflowForms
import WorkflowModel
import WorkflowStore

extension WorkflowRuntime {
  /// Refuses data that does not fit the form of the task that it shall complete, where the task has one.
  ///
  /// Which task cannot be told, or cannot be completed, is left for the engine to say.
  func refuseUnfit(
    _ data: DataDictionary, for reference: TaskReference, of instance: WorkflowInstance, spec: String
  ) throws {
    let tasks = instance.activeTasks().filter { $0.state == .ready && $0.isManual && reference.names($0) }
    guard tasks.count == 1, let task = tasks.first, let form = task.form, let element = task.element else { return }
    let submission = FormSubmission(variables: task.data, submitted: data)
    let report: FormReport
    let name: String
    if let file = form.schemaFile {
      // A form that was not there when the model was added: the one who added it was told.
      guard let source = try store.spec(spec).sources.first(where: { $0.kind == .form && $0.name == file }) else {
        return
      }
      name = file
      report = try FormSchema(source.bytes, name: file).check(submission)
    } else {
      name = "\(element.location)"
      report = try CamundaForm(fields: form.fields, name: name).check(submission)
    }
    guard report.isEmpty else { throw RuntimeError.formRefuses(report, form: name, task: element.id) }
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
