import WorkflowScripting

extension Machine {
  /// The end of a script that imports what the language does not offer.
  static func refusedImport(_ module: String) -> Raise {
    .abort(Abort(ScriptError(.refused, exception: "ImportError", message: refusalMessage(module))))
  }

  static func refusalMessage(_ module: String) -> String {
    "the engine 'restricted' does not offer the module '\(module)'; the engine 'python' does, if it is allowed"
  }
}
