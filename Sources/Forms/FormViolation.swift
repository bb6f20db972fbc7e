public import WorkflowModel

/// A value that a form does not accept.
public struct FormViolation: Sendable, Hashable, CustomStringConvertible {
  /// Where in the data.
  public let path: DataPath
  /// What the form wants there.
  public let expected: String
  /// What is there, shortened.
  public let found: String

  /// What is found where there is nothing.
  static let nothing = "none"

  /// Whether there is nothing where something is expected.
  public var isMissing: Bool { found == Self.nothing }

  /// `items[3].price: expected a number, found "cheap"`.
  public var description: String {
    "\(path.isEmpty ? "the data" : "\(path)"): expected \(expected), found \(found)"
  }
}

/// The violations of one form: all are counted, and the first ones kept.
public struct FormReport: Sendable, Hashable {
  /// How many are kept.
  public static let maximumCount = 100

  /// The first violations.
  public private(set) var violations: [FormViolation] = []
  /// How many there are in all.
  public private(set) var count = 0

  /// Where something else than a reference stands for a secret: the value of a field with the format `password`. What was
  /// found must not be shown then.
  public private(set) var plainSecrets: [DataPath] = []

  /// Whether the data fits.
  public var isEmpty: Bool { count == 0 }

  mutating func add(_ violation: FormViolation) {
    count += 1
    if violations.count < Self.maximumCount { violations.append(violation) }
  }

  /// A violation by a secret, which no message must show.
  mutating func add(plainSecret violation: FormViolation) {
    add(violation)
    if plainSecrets.count < Self.maximumCount { plainSecrets.append(violation.path) }
  }

  /// The secrets alone that another report has found.
  mutating func add(plainSecretsOf other: FormReport) {
    plainSecrets += other.plainSecrets.prefix(Self.maximumCount - plainSecrets.count)
  }
}
