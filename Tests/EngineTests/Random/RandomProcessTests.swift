import OrderedCollections
import TestSupport
import Testing
import WorkflowModel

@testable import WorkflowEngine

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Random processes, run with random choices: an instance that is restarted after every step must be the same as one
/// that lives on, and one whose tasks are run one by one must come to the same end.
@Suite("Random processes")
struct RandomProcessTests {
  /// How many processes are tried; the environment variable asks for more.
  private static let seeds: ClosedRange<UInt64> = {
    let asked = ProcessInfo.processInfo.environment["WFSTORE_RANDOM_PROCESSES"].flatMap(UInt64.init)
    return 1...max(1, asked ?? 40)
  }()

  @Test("a restart changes nothing, and one by one gives the same end", arguments: seeds)
  func random(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var next = 0
    let block = Block.random(depth: 4, &next, &generator)
    guard let failure = Self.failure(of: block, seed: seed) else { return }
    let (shrunk, reason) = Self.shrink(block, failure, seed: seed)
    Issue.record("seed \(seed): \(reason)\n\(BlockModel.text(of: shrunk))")
  }

  /// What goes wrong with a block; nil where nothing does.
  private static func failure(of block: Block, seed: UInt64) -> String? {
    do {
      let definition = try Fixture.definition(text: BlockModel.text(of: block), "generated")
      var run = try RandomRun(definition, seed: seed)
      return try run.failure()
    } catch {
      return "\(error)"
    }
  }

  /// A simpler block that fails too.
  private static func shrink(_ block: Block, _ reason: String, seed: UInt64) -> (Block, String) {
    var (block, reason) = (block, reason)
    var attempts = 0
    while attempts < 300 {
      var found = false
      for candidate in block.simpler {
        attempts += 1
        guard let failure = failure(of: candidate, seed: seed) else { continue }
        (block, reason, found) = (candidate, failure, true)
        break
      }
      if !found { break }
    }
    return (block, reason)
  }
}

/// Runs one process three times side by side.
private struct RandomRun {
  private let lasting: Run
  private let restarted: Run
  private let inPart: Run
  private let single: Run
  private var generator: SeededGenerator

  init(_ definition: WorkflowDefinition, seed: UInt64) throws {
    lasting = try Run(definition, .inOneGo, isRunAtOnce: false)
    restarted = try Run(definition, .inOneGo, isRunAtOnce: false)
    inPart = try Run(definition, .readInPart, isRunAtOnce: false)
    single = try Run(definition, .inOneGo, isRunAtOnce: false)
    generator = SeededGenerator(seed: seed)
  }

  mutating func failure() throws -> String? {
    if let difference = try sideBySide() { return difference }
    if let difference = try oneByOne() { return difference }
    let (expected, found) = (Self.comparable(lasting.data), Self.comparable(single.data))
    return expected == found ? nil : "one by one: \(expected) became \(found)"
  }

  private mutating func sideBySide() throws -> String? {
    for _ in 0..<1000 {
      if let difference = try restarted.restartDifference() { return "restart: \(difference)" }
      lasting.instance.run()
      restarted.instance.run()
      try inPart.step { _ in }
      if let difference = try restarted.restartDifference() { return "restart: \(difference)" }
      if let difference = try inPart.partDifference() { return "read in part: \(difference)" }
      if let difference = InstanceText(lasting.instance).difference(to: InstanceText(restarted.instance)) {
        return "going on after a restart: \(difference)"
      }
      if let error = lasting.error { return "failed: \(error.message)" }
      guard let choice = choose(in: lasting) else { break }
      try choice.make(in: lasting)
      try choice.make(in: restarted)
      try inPart.step { try choice.make(on: $0) }
    }
    return lasting.status == .completed ? nil : "it is \(lasting.status.rawValue): \(lasting.active)"
  }

  private mutating func oneByOne() throws -> String? {
    for _ in 0..<10_000 {
      if single.instance.run(limit: 1) == 1 {
        if let difference = try single.restartDifference() { return "restart after a task: \(difference)" }
        continue
      }
      guard let choice = choose(in: single) else { break }
      try choice.make(in: single)
    }
    return single.status == .completed ? nil : "one by one it is \(single.status.rawValue): \(single.active)"
  }

  private enum Choice {
    case complete(Identifier, variable: String)
    case send(String)

    func make(in run: Run) throws { try make(on: run.instance) }

    func make(on instance: WorkflowInstance) throws {
      switch self {
      case .complete(let task, let variable): try instance.complete(.id(task), data: [variable: 1])
      case .send(let name): try instance.catchEvent(.message(name: name, payload: nil, correlation: [:]))
      }
    }
  }

  /// One of the things that can be done.
  private mutating func choose(in run: Run) -> Choice? {
    var choices: [Choice] = []
    for task in run.instance.activeTasks() {
      guard let id = task.element?.id else { continue }
      if task.state == .ready, task.isManual, !id.hasPrefix("left") || !isInterrupted(task, run) {
        choices.append(.complete(task.id, variable: id))
      }
      if task.state == .waiting, id.hasPrefix("catch") { choices.append(.send("m\(id.dropFirst(5))")) }
      if task.state == .waiting, id.hasPrefix("boundary"), happens(task, run) {
        choices.append(.send("m\(id.dropFirst(8))"))
      }
    }
    return choices.randomElement(using: &generator)
  }

  /// Whether the boundary event of a user task is still to happen.
  private func isInterrupted(_ user: TaskView, _ run: Run) -> Bool {
    run.instance.activeTasks().contains {
      $0.parent == user.parent && $0.state == .waiting && $0.element?.type == .boundaryEvent
    }
  }

  /// Whether a boundary event is one that happens.
  private func happens(_ event: TaskView, _ run: Run) -> Bool {
    run.instance.activeTasks().contains {
      $0.parent == event.parent && $0.state == .ready && $0.element?.id.hasPrefix("left") ?? false
    }
  }

  /// The data without what depends on the order of branches: an older token that ends later brings back the counters
  /// and collections that it knew.
  private static func comparable(_ data: Members) -> [String] {
    data.map { name, value in
      if case .list = value { return name }
      return name.hasPrefix("n") ? name : "\(name): \(value)"
    }.sorted()
  }
}
