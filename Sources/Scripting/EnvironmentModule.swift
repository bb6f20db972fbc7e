/// A module of functions and types that an engine runs once before any script.
public struct EnvironmentModule: Sendable, Hashable {
  /// Its name for messages: the file's, without folder and ending.
  public let name: String
  /// The program text.
  public let source: String

  /// A module with the text `source`.
  public init(name: String, source: String) {
    self.name = name
    self.source = source
  }
}
