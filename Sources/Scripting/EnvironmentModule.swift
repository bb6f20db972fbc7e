/// A Python file of functions, types and services which runs once in a run, before any script, under the same engine.
public struct EnvironmentModule: Sendable, Hashable {
  /// The module's name: the file's, without `.py`.
  public let name: String
  /// Its text.
  public let source: String

  /// A module of this name and text.
  public init(name: String, source: String) {
    self.name = name
    self.source = source
  }
}
