import WorkflowRuntime

/// How the commands that run an instance show it.
struct InstanceOutput {
  private let options: GlobalOptions
  private let engine: EngineOptions?

  init(_ options: GlobalOptions, _ engine: EngineOptions? = nil) {
    self.options = options
    self.engine = engine
  }

  /// Shows the instance.
  ///
  /// - Throws: ``InstanceFailed`` where a task failed: the exit status tells it too.
  func write(_ view: InstanceView) throws {
    let text = InstanceText(view, options, engine)
    if options.json {
      Document.write(view.document)
    } else {
      StandardOutput.write(text.text + text.nextSteps)
    }
    if let failure = text.failure { throw failure }
  }
}
