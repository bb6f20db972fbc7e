public import WorkflowModel

/// Who may work on an instance, and which one wants it.
public protocol LeaseStorage: Sendable {
  /// Takes the lease of an instance that is free: nobody holds it, it has expired, or its owner has ended. Its token is
  /// greater than all that were given before.
  ///
  /// - Throws: `no_such_instance`; `leased` where somebody else holds it.
  func claim(_ id: Identifier, by owner: LeaseOwner, for microseconds: Int64) throws(StoreError) -> Lease

  /// Holds a lease for longer, also one that has expired and nobody has taken.
  ///
  /// - Throws: `lease_lost` where it was taken away.
  func renew(_ lease: Lease, for microseconds: Int64) throws(StoreError) -> Lease

  /// Gives a lease back. One that was taken away is none of the caller's any more: nothing happens.
  func release(_ lease: Lease) throws(StoreError)

  /// The lease of an instance that is held now; nil where there is none.
  func lease(of id: Identifier) throws(StoreError) -> Lease?

  /// - Throws: `leased` where somebody works on an instance.
  func requireFree(_ id: Identifier) throws(StoreError)

  /// The instance that has been due for longest before a moment, since a start, of a process, and that nobody works on.
  /// Due is what its records say, or as there is something kept for it.
  ///
  /// - Parameter isWanted: whether an instance is taken; asked in the order in which they became due. It must not call the
  ///   store.
  func firstDue(
    before moment: Timestamp, since start: Timestamp?, process: String?, where isWanted: (DueInstance) -> Bool
  ) throws(StoreError) -> DueInstance?

  /// When the next instance is due of those that are not due before a moment; nil where none will be.
  func nextDue(from moment: Timestamp, process: String?) throws(StoreError) -> Timestamp?
}
