package import WorkflowModel

/// A part of a block-structured process: one way in, one way out.
package indirect enum Block {
  /// A script task that writes a variable.
  case script(Int)
  /// A user task; somebody completes it with a variable.
  case user(Int)
  /// An event that waits for its message.
  case message(Int)
  /// A user task with a message at its boundary, and what follows that.
  case boundary(Int, interrupts: Bool, happens: Bool, Block)
  case sequence([Block])
  /// Of these, the one at a place.
  case exclusive(Int, taken: Int, [Block])
  case parallel(Int, [Block])
  /// Of these, those at places.
  case inclusive(Int, taken: Set<Int>, [Block])
  /// Runs a number of times.
  case loop(Int, times: Int, Block)
  case subprocess(Int, Block)
  case multiInstance(Int, isSequential: Bool, count: Int, Block)

  /// The number in the ids of a boundary's user task whose message comes instead of somebody's answer.
  static func boundaryUser(_ number: Int, happens: Bool) -> String { happens ? "left\(number)" : "done\(number)" }
}

extension Block {
  /// A random block, not nested deeper than `depth`. Every part gets a number of its own.
  package static func random(depth: Int, _ next: inout Int, _ generator: inout SeededGenerator) -> Block {
    next += 1
    let number = next
    if depth == 0 { return leaf(number, &generator) }
    func branches(_ generator: inout SeededGenerator) -> [Block] {
      (0..<Int.random(in: 2...3, using: &generator)).map { _ in random(depth: depth - 1, &next, &generator) }
    }
    func inner(_ generator: inout SeededGenerator) -> Block { random(depth: depth - 1, &next, &generator) }
    switch Int.random(in: 0..<11, using: &generator) {
    case 0...2: return .sequence(branches(&generator))
    case 3:
      let parts = branches(&generator)
      return .exclusive(number, taken: Int.random(in: 0..<parts.count, using: &generator), parts)
    case 4: return .parallel(number, branches(&generator))
    case 5:
      let parts = branches(&generator)
      return .inclusive(number, taken: Set(parts.indices.filter { _ in Bool.random(using: &generator) }), parts)
    case 6: return .loop(number, times: Int.random(in: 1...3, using: &generator), inner(&generator))
    case 7: return .subprocess(number, inner(&generator))
    case 8:
      return .multiInstance(
        number, isSequential: Bool.random(using: &generator), count: Int.random(in: 0...3, using: &generator),
        inner(&generator))
    case 9:
      return .boundary(
        number, interrupts: Bool.random(using: &generator), happens: Bool.random(using: &generator),
        inner(&generator))
    default: return leaf(number, &generator)
    }
  }

  private static func leaf(_ number: Int, _ generator: inout SeededGenerator) -> Block {
    switch Int.random(in: 0..<5, using: &generator) {
    case 0...1: .script(number)
    case 2...3: .user(number)
    default: .message(number)
    }
  }

  /// Simpler blocks that may fail as this one does, the simplest first.
  package var simpler: [Block] {
    switch self {
    case .script: []
    case .user(let number), .message(let number): [.script(number)]
    case .sequence(let parts): Self.shorter(parts) { .sequence($0) }
    case .exclusive(let number, let taken, let parts):
      [parts[taken]] + Self.replacing(parts) { .exclusive(number, taken: taken, $0) }
    case .parallel(let number, let parts): Self.shorter(parts) { .parallel(number, $0) }
    case .inclusive(let number, let taken, let parts):
      parts + Self.replacing(parts) { .inclusive(number, taken: taken, $0) }
    case .loop(let number, let times, let body):
      [body] + (times > 1 ? [.loop(number, times: times - 1, body)] : [])
        + body.simpler.map { .loop(number, times: times, $0) }
    case .subprocess(let number, let body): [body] + body.simpler.map { .subprocess(number, $0) }
    case .multiInstance(let number, let isSequential, let count, let body):
      [body] + (count > 0 ? [.multiInstance(number, isSequential: isSequential, count: count - 1, body)] : [])
        + body.simpler.map { .multiInstance(number, isSequential: isSequential, count: count, $0) }
    case .boundary(let number, let interrupts, let happens, let body):
      [.user(number), body]
        + body.simpler.map { .boundary(number, interrupts: interrupts, happens: happens, $0) }
    }
  }

  /// Single parts, all but one part, and simpler parts.
  private static func shorter(_ parts: [Block], _ make: ([Block]) -> Block) -> [Block] {
    var blocks = parts
    if parts.count > 2 {
      blocks += parts.indices.map { place in
        make(parts.indices.filter { $0 != place }.map { parts[$0] })
      }
    }
    return blocks + replacing(parts, make)
  }

  private static func replacing(_ parts: [Block], _ make: ([Block]) -> Block) -> [Block] {
    parts.indices.flatMap { place in
      parts[place].simpler.map { part in
        var changed = parts
        changed[place] = part
        return make(changed)
      }
    }
  }
}
