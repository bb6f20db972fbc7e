import WorkflowEngine

/// The numbers that stand for task states in rows. They are part of the schema: never change one.
extension TaskState {
  var code: Int {
    switch self {
    case .maybe: 0
    case .likely: 1
    case .future: 2
    case .waiting: 3
    case .ready: 4
    case .started: 5
    case .completed: 6
    case .error: 7
    case .cancelled: 8
    }
  }

  init?(code: Int) {
    guard let state = Self.byCode[code] else { return nil }
    self = state
  }

  private static let byCode = Dictionary(uniqueKeysWithValues: allCases.map { ($0.code, $0) })
}
