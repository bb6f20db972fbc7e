public import WorkflowModel

/// A function of the embedder's own that scripts call by its name.
///
/// It runs in the process of the embedder, and may do what that may: offer what a model from somewhere else can do no
/// harm with.
public struct ScriptFunction: Sendable {
  /// What it does with its positional arguments.
  ///
  /// It throws what scripts are to see: a ``ScriptError`` with the class of a built-in exception, a ``BpmnErrorContent``
  /// for the diagram; everything else becomes a `RuntimeError` with the error's text.
  public typealias Body = @Sendable (_ arguments: [DataValue]) throws -> DataValue

  /// The name that scripts know it by.
  public let name: String
  /// What it does.
  public let body: Body

  /// A function named `name`.
  public init(_ name: String, _ body: @escaping Body) {
    self.name = name
    self.body = body
  }
}
