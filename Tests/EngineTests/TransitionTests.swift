import OrderedCollections
import Testing
import WorkflowModel

@testable import WorkflowEngine

/// Every legal transition is taken by one of these cases; those that none takes are named, with the reason.
@Suite("Legal transitions")
struct TransitionTests {
  struct Transition: Hashable, CustomStringConvertible {
    let from: TaskState
    let to: TaskState

    init(_ from: TaskState, _ to: TaskState) { (self.from, self.to) = (from, to) }

    var description: String { "\(from.rawValue) to \(to.rawValue)" }
  }

  struct Case {
    let transitions: [Transition]
    let file: String
    let process: String
    var data: Members = [:]
    var act: @Sendable (Run) throws -> Void = { _ in }
  }

  /// What no case takes.
  private static let untaken: [Transition: String] = {
    var untaken: [Transition: String] = [
      Transition(.future, .cancelled): "a task arrives in the same call that creates it",
      Transition(.waiting, .started): "imported: an event subprocess whose start is predicted elsewhere",
      Transition(.ready, .started): "services that answer later",
      Transition(.started, .completed): "services that answer later",
    ]
    // Predicted tasks exist in imported instances only.
    for from in [TaskState.maybe, .likely] {
      for to in from.successors { untaken[Transition(from, to)] = "imported" }
    }
    return untaken
  }()

  private static let cases: [Case] = [
    Case(
      transitions: [.init(.future, .ready), .init(.ready, .completed)], file: "tasks", process: "plain",
      act: { try $0.complete("a") }),
    Case(
      transitions: [.init(.future, .waiting), .init(.waiting, .ready)], file: "message-event", process: "catch",
      act: { try $0.message("order") }),
    Case(
      transitions: [.init(.future, .started), .init(.started, .ready)], file: "subprocess", process: "embedded",
      act: { try $0.complete("ia") }),
    Case(
      transitions: [.init(.future, .error), .init(.error, .error)], file: "failures", process: "arrival",
      act: { try $0.retry("a") }),
    Case(
      transitions: [.init(.ready, .cancelled), .init(.started, .cancelled), .init(.waiting, .cancelled)],
      file: "subprocess", process: "interrupted",
      act: { run in
        try run.step { try $0.cancel() }
      }),
    Case(transitions: [.init(.ready, .error)], file: "failures", process: "inner", data: ["x": 0]),
    Case(
      transitions: [.init(.error, .ready)], file: "failures", process: "inner", data: ["x": 0],
      act: { try $0.retry("ia") }),
    Case(
      transitions: [.init(.waiting, .error), .init(.error, .waiting)], file: "failures", process: "waiting",
      act: { run in
        try run.complete("a", ["stock": 5])
        try run.retry("c")
      }),
    Case(
      transitions: [.init(.started, .error), .init(.error, .started)], file: "call-activity",
      process: "missing_output",
      act: { run in
        try run.complete("ia")
        try run.retry("c")
      }),
    Case(
      transitions: [.init(.error, .cancelled)], file: "failures", process: "inner", data: ["x": 0],
      act: { run in try run.step { try $0.cancel() } }),
  ]

  @Test("each is taken by its case", arguments: cases.indices)
  func taken(index: Int) throws {
    let scenario = Self.cases[index]
    let taken = try transitions(of: scenario)
    for transition in scenario.transitions { #expect(taken.contains(transition), "\(transition)") }
  }

  @Test("no other is ever taken, and no legal one goes without a case or a reason")
  func table() throws {
    let taken = Set(try Self.cases.flatMap { try transitions(of: $0) })
    let legal = Set(TaskState.allCases.flatMap { from in from.successors.map { Transition(from, $0) } })
    #expect(taken.subtracting(legal).isEmpty)
    let unexplained = legal.subtracting(taken).subtracting(Self.untaken.keys).map(\.description).sorted()
    #expect(unexplained == [], "transitions that no test takes")
    let explainedInVain = taken.intersection(Self.untaken.keys).map(\.description).sorted()
    #expect(explainedInVain == [], "transitions that are taken after all")
  }

  private func transitions(of scenario: Case) throws -> Set<Transition> {
    var taken: Set<Transition> = []
    let run = try Run(
      Fixture.definition(scenario.file, scenario.process), .inOneGo, data: scenario.data,
      observer: { taken.insert(Transition($0, $1)) })
    try scenario.act(run)
    return taken
  }
}
