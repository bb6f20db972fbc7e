/// For what the open tasks of an instance wait, by kind: by this instances are found.
public struct WaitKinds: OptionSet, Sendable, Hashable {
  /// The bits. They stand in rows of the store: none changes its meaning.
  public let rawValue: UInt8

  /// The kinds of these bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// A person, who completes a ready task.
  public static let user = WaitKinds(rawValue: 1)
  /// A service, which was called.
  public static let service = WaitKinds(rawValue: 2)
  /// A moment.
  public static let timer = WaitKinds(rawValue: 4)
  /// A message.
  public static let message = WaitKinds(rawValue: 8)
  /// A signal.
  public static let signal = WaitKinds(rawValue: 16)
  /// Data for which a condition holds.
  public static let condition = WaitKinds(rawValue: 32)

  /// Each kind by its name, in the order of the bits.
  public static let named: [(name: String, kind: WaitKinds)] = [
    ("user", .user), ("service", .service), ("timer", .timer), ("message", .message), ("signal", .signal),
    ("condition", .condition),
  ]
}

extension WaitKinds {
  /// What an event waits for.
  init(of event: any EventBehavior) {
    self = []
    if event.watchesTime { insert(.timer) }
    if !event.messageNames.isEmpty { insert(.message) }
    if !event.awaitedSignals.isEmpty { insert(.signal) }
    if event.watchesData { insert(.condition) }
  }

  /// Those of them that a task in a state waits for.
  func awaited(in state: TaskState) -> WaitKinds {
    switch state {
    case .ready: intersection(.user)
    case .started: intersection(.service)
    case .waiting: subtracting([.user, .service])
    case .maybe, .likely, .future, .completed, .error, .cancelled: []
    }
  }
}

/// How many tasks wait for each kind.
struct WaitCounts {
  private var counts = [Int](repeating: 0, count: WaitKinds.named.count)

  /// The kinds that at least one waits for.
  var kinds: WaitKinds {
    zip(counts, WaitKinds.named).reduce(into: []) { kinds, entry in
      if entry.0 > 0 { kinds.insert(entry.1.kind) }
    }
  }

  mutating func count(_ kinds: WaitKinds, by step: Int) {
    guard !kinds.isEmpty else { return }
    for (index, entry) in WaitKinds.named.enumerated() where kinds.contains(entry.kind) { counts[index] += step }
  }
}
