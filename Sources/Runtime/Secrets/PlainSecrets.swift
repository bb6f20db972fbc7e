import OrderedCollections
import WorkflowEngine
import WorkflowModel
import WorkflowScripting

/// Secrets that would stand in the store as they are: refused where they come in, and at the latest at the save.
extension SecretSettings {
  /// Refuses data that somebody hands in.
  func refusePlainSecrets(in data: DataDictionary) throws(RuntimeError) {
    if let place = placeOfPlainSecret(in: data) { throw .plainSecret(place) }
  }

  /// Refuses what an event from outside carries.
  func refusePlainSecrets(in payload: DataValue?) throws(RuntimeError) {
    if case .dictionary(let members)? = payload { try refusePlainSecrets(in: members) }
  }

  /// Refuses a message.
  func refusePlainSecrets(in message: SentMessage) throws(RuntimeError) {
    try refusePlainSecrets(in: message.payload)
    try refusePlainSecrets(in: message.correlation)
  }

  /// Refuses a save.
  func refusePlainSecrets(in changes: InstanceChanges) throws(RuntimeError) {
    try refusePlainSecrets(changes.versions, changes.scopes, changes.tasks)
    for message in changes.sentMessages { try refusePlainSecrets(in: message) }
    for signal in changes.sentSignals { try refusePlainSecrets(in: signal.payload) }
    for event in changes.events { try refusePlainSecrets(in: event.detail) }
  }

  /// Refuses an instance that comes from elsewhere.
  func refusePlainSecrets(in state: InstanceState) throws(RuntimeError) {
    try refusePlainSecrets(state.versions, state.scopes, state.tasks)
  }

  private func refusePlainSecrets(
    _ versions: [DataVersionRecord], _ scopes: [ScopeRecord], _ tasks: [TaskRecord]
  ) throws(RuntimeError) {
    guard !names.isEmpty else { return }
    for version in versions {
      try refusePlainSecrets(in: version.written)
      for members in version.members.values { try refusePlainSecrets(in: members) }
    }
    for scope in scopes {
      for data in [scope.data, scope.dataObjects, scope.correlations] { try refusePlainSecrets(in: data) }
    }
    for task in tasks { try refusePlainSecrets(in: task.internalData) }
  }
}

extension ScriptError {
  /// A script leaves a secret as it is.
  static func plainSecret(_ place: DataPath) -> ScriptError {
    ScriptError(.value, message: "\(DataPath.plainSecret(place))")
  }
}

extension RuntimeError {
  /// Somebody hands in a secret as it is, or it would be saved so.
  static func plainSecret(_ place: DataPath) -> RuntimeError {
    RuntimeError(
      .badInput, code: "plain_secret", DataPath.plainSecret(place),
      hints: ["keep it where the configuration's 'secrets' say, and write 'secret:' and its name in its place"])
  }
}

extension DataPath {
  fileprivate static func plainSecret(_ place: DataPath) -> String {
    "the value of '\(place)' is a secret: expected a reference, such as 'secret:name'"
  }
}
