public import WorkflowModel

/// The right to work on an instance across several transactions.
///
/// Whoever holds it alone may save the instance, which the database itself makes sure of: a save names the token of the
/// lease that it was made under, and no other than that of the instance's lease is taken. A lease that has expired, or
/// whose holder's process has ended, may be taken away by anybody; as long as nobody has, its holder may go on.
public struct Lease: Sendable, Hashable {
  /// The instance.
  public let instance: Identifier
  /// What the lease is known by. Each is greater than all before in the same store.
  public let token: Int
  /// Who holds it, for people: the names of machine and process, and a random part.
  public let owner: String
  /// When it was taken.
  public let acquired: Timestamp
  /// When it ends unless it is renewed.
  public internal(set) var expires: Timestamp
}
