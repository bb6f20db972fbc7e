import WorkflowModel

extension Workspace {
  /// Starts `greeting` for Ada: one task is ready, `greet`.
  func saveGreeting(_ more: String...) throws -> DataValue {
    try document(["save", "-p", "greeting", "-b", Files.model("greeting"), "--data", #"{"name": "Ada"}"#] + more)
  }

  /// Starts `pair`: two tasks are ready, `left` and `right`.
  func savePair(_ more: String...) throws -> DataValue {
    try document(["save", "-p", "pair", "-b", Files.model("pair")] + more)
  }
}

extension DataValue {
  /// The id of the only task of an element in an instance's document.
  func task(_ element: String) -> DataValue {
    tasks(element).first ?? .null
  }

  func tasks(_ element: String) -> [DataValue] {
    self["tasks"].items.filter { $0["bpmn_id"].text == element }
  }
}
