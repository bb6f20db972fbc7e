import WorkflowEngine
import WorkflowModel
import WorkflowStore

extension WorkflowRuntime {
  /// What a stored specification has that another has not.
  ///
  /// - Throws: `StoreError`: `no_such_spec`, `ambiguous_reference`.
  public func differences(from old: String, to new: String) throws -> SpecDifference {
    try store.transaction {
      SpecDifference(
        from: try definition(ofSpec: store.spec(old).id).spec, to: try definition(ofSpec: store.spec(new).id).spec)
    }
  }

  /// What a stored specification would mean for the tasks of a saved instance.
  ///
  /// - Throws: `StoreError`: `no_such_instance`, `no_such_spec`, `ambiguous_reference`.
  public func differences(ofInstance reference: String, toSpec new: String) throws -> InstanceDifference {
    try store.transaction {
      let view = try view(reference, tasks: .all)
      let old = try definition(ofSpec: view.summary.spec).spec
      let difference = SpecDifference(from: old, to: try definition(ofSpec: store.spec(new).id).spec)
      return InstanceDifference(view, difference, from: old)
    }
  }
}
