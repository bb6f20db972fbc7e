/// The bounds of one evaluation. The defaults are beyond what an honest script needs.
public struct ScriptBudget: Sendable, Hashable {
  /// Instructions of the virtual machine, and units of work inside built-in functions.
  public var instructions: Int = 200_000_000
  /// Bytes allocated for values during the evaluation.
  public var bytes: Int = 512 << 20
  /// Depth of nested calls (Python's recursion limit).
  public var depth: Int = 1000
  /// Length of one string (characters) or bytes object.
  public var stringLength: Int = 64 << 20
  /// Number of elements of one list, tuple, set or dictionary.
  public var collectionCount: Int = 8 << 20
  /// Bits of one integer.
  public var integerBits: Int = 1 << 20
  /// Bytes that one evaluation may print.
  public var outputBytes: Int = 1 << 20
  /// Wall time in milliseconds.
  public var milliseconds: Int = 30_000

  /// The defaults.
  public init() {}
}

extension ScriptBudget {
  private typealias Place = any WritableKeyPath<ScriptBudget, Int> & Sendable

  private static let places: [(name: String, place: Place)] = [
    ("instructions", \.instructions), ("bytes", \.bytes), ("depth", \.depth), ("stringLength", \.stringLength),
    ("collectionCount", \.collectionCount), ("integerBits", \.integerBits), ("outputBytes", \.outputBytes),
    ("milliseconds", \.milliseconds),
  ]

  /// The names of the bounds, as messages and configurations have them.
  public static let names: [String] = places.map(\.name)

  /// The bound of a name; nil where there is none of that name, and setting it does nothing then.
  public subscript(name: String) -> Int? {
    get { Self.places.first { $0.name == name }.map { self[keyPath: $0.place] } }
    set {
      guard let newValue, let place = Self.places.first(where: { $0.name == name })?.place else { return }
      self[keyPath: place] = newValue
    }
  }
}
