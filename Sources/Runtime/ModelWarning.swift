public import WorkflowModel

/// A remark on a model, made when it is added: on one of its scripts, or on a form that is not there.
public struct ModelWarning: Sendable, Hashable, CustomStringConvertible {
  /// Where the element that it is about begins.
  public let location: SourceLocation
  /// The element's id.
  public let element: String
  /// What is wrong.
  public let message: String
  /// The line within the script, from 1; nil where it is not about a script.
  public let line: Int?

  /// The remark on a line, with its place.
  public var description: String {
    "\(location): \(message) (in '\(element)'\(line.map { ", line \($0) of the script" } ?? ""))"
  }
}
