public import WorkflowEngine
public import WorkflowModel

/// Messages and signals, from the save of who sends them to that of who takes them. A save keeps what its instance has sent
/// and waits for; who takes a message decides whoever runs the instances.
public protocol EventStorage: Sendable {
  /// Whether a message is on its way that nobody has found a receiver for, or a signal that has not reached everybody.
  func hasMessages() throws(StoreError) -> Bool

  /// The message that has been on its way for longest of those without a receiver; nil where there is none.
  func nextMessage() throws(StoreError) -> StoredMessage?

  /// What is kept for an instance, in the order in which it was sent.
  func messages(for receiver: Identifier) throws(StoreError) -> [StoredMessage]

  /// The instance that a message is meant for: one that knows its correlation before one that takes any of the name, of
  /// several the one that has waited longest; not its sender.
  ///
  /// - Parameter former: the subscriber after which the search goes on.
  func subscriber(to message: StoredMessage, after former: Subscriber?) throws(StoreError) -> Subscriber?

  /// Puts a message on its way that comes from outside, and remembers its id, where it has one.
  func post(
    _ message: SentMessage, id: String?, at moment: Timestamp, expires: Timestamp
  ) throws(StoreError) -> StoredMessage

  /// Keeps a message for an instance, which is due then; nil: for whoever waits for it. A signal is kept for instances
  /// alone.
  func keep(_ message: StoredMessage, for receiver: Identifier?) throws(StoreError)

  /// Keeps a signal for an instance.
  func keep(_ signal: SentSignal, for receiver: Identifier, at moment: Timestamp) throws(StoreError) -> StoredMessage

  /// Keeps a message until it expires for the first that a save lets wait for it: that save keeps it for its instance, of
  /// several the one that has waited longest.
  func keepWaiting(_ message: StoredMessage, until expires: Timestamp) throws(StoreError)

  /// Forgets a message, and notes what became of it where it has an id. Where somebody took it, the message behind it that
  /// waits for the same is on its way.
  func remove(_ message: StoredMessage, takenBy receiver: Identifier?, isBeginning: Bool) throws(StoreError)

  /// What became of a message that was sent with this id; nil where none was, or it is forgotten.
  func fate(ofMessage name: String, id: String) throws(StoreError) -> MessageFate?

  /// Whether something has waited, or been remembered, for long enough.
  func hasExpired(at moment: Timestamp) throws(StoreError) -> Bool

  /// Removes some of what has.
  func forgetExpired(at moment: Timestamp) throws(StoreError)

  /// Puts a signal on its way that comes from outside; nil where nobody waits for it.
  func post(_ signal: SentSignal, at moment: Timestamp) throws(StoreError) -> StoredSignal?

  /// The signal that has been on its way for longest; nil where there is none.
  func nextSignal() throws(StoreError) -> StoredSignal?

  /// Moves a signal on to the next of those who waited when it was sent, each once; nil, and it is forgotten, where
  /// everybody has it. How far it came is written by the transaction that the call is in.
  func advance(_ signal: StoredSignal) throws(StoreError) -> SignalReceiver?

  /// The instances that were saved before subscriptions of their kind were kept, and are yet to be subscribed.
  func unsubscribedInstances() throws(StoreError) -> [Identifier]

  /// Subscribes such an instance to all that it waits for.
  func subscribe(
    _ id: Identifier, to subscriptions: [SubscriptionRecord], at moment: Timestamp
  ) throws(StoreError)
}
