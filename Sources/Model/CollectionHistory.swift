import OrderedCollections
import Synchronization

/// A list or dictionary of task data through its changes: its newest state, and the way back from it to every one before.
///
/// Data that follows other data names a moment of the same history, so that it costs what it changes. A change of the
/// newest state is made in place; it is for those who hold an older state to begin a history of their own.
final class CollectionHistory: Sendable {
  /// Whether it is a list; a dictionary if not.
  let isList: Bool
  private let state: Mutex<State>

  private struct State {
    var newest: DataValue
    /// What takes back each change, the oldest first. The moment of a state is the number of changes before it.
    var undo: [Undo] = []
  }

  fileprivate enum Undo {
    case removeLast
    case assign(DataPath.Component, DataValue)
  }

  /// A history that begins with `collection`, at moment 0.
  init(_ collection: DataValue) {
    if case .list = collection { isList = true } else { isList = false }
    state = Mutex(State(newest: collection))
  }

  /// The state at a moment. The newest costs nothing, another a copy and the changes since.
  func value(at moment: Int) -> DataValue {
    var (value, undo) = state.withLock { ($0.newest, $0.undo) }
    while undo.count > moment, let last = undo.popLast() { value.take(back: last) }
    return value
  }

  /// Changes a member of the state at `moment`, or adds one.
  ///
  /// - Returns: The moment of the new state, and how many members it has; nil where `moment` is not the newest or there
  ///   is no such place.
  func assign(_ value: DataValue, at place: DataPath.Component, after moment: Int) -> (moment: Int, count: Int)? {
    state.withLock { state in
      guard state.undo.count == moment, let former = state.newest.assign(value, at: place) else { return nil }
      switch former {
      case .added: state.undo.append(.removeLast)
      case .replaced(let member): state.undo.append(.assign(place, member))
      }
      return (state.undo.count, state.newest.memberCount ?? 0)
    }
  }

  /// Makes the state at `moment` the only one, at moment 0: nobody holds another.
  func forget(allBut moment: Int) {
    state.withLock { state in
      while state.undo.count > moment, let last = state.undo.popLast() { state.newest.take(back: last) }
      state.undo = []
    }
  }

  /// How many members were added at the end from one moment to a later one; nil where anything else happened, too.
  func countOfAdded(from earlier: Int, to later: Int) -> Int? {
    state.withLock { state in
      guard earlier <= later, later <= state.undo.count else { return nil }
      let hasOnlyAdded = state.undo[earlier..<later].allSatisfy { if case .removeLast = $0 { true } else { false } }
      return hasOnlyAdded ? later - earlier : nil
    }
  }
}

extension DataValue {
  fileprivate mutating func take(back undo: CollectionHistory.Undo) {
    switch undo {
    case .assign(let place, let value): _ = assign(value, at: place)
    case .removeLast:
      // The collection is taken out of its place, so that it is changed there and not copied.
      if case .list(var items) = self {
        self = .null
        items.removeLast()
        self = .list(items)
      } else if case .dictionary(var members) = self {
        self = .null
        members.removeLast()
        self = .dictionary(members)
      }
    }
  }
}
