import Testing
import WorkflowModel

@testable import WorkflowEngine

/// Instances that are made again of what is open in them. That they do the same as those of which all is read, every
/// test does that runs in the mode ``Mode/readInPart``.
@Suite("Reading in part")
struct PartialReadingTests {
  @Test("what a step reads does not grow with what is over")
  func constant() throws {
    let run = try Run("long-past", "rounds", .readInPart, data: ["n": 0, "enough": false])
    func readsOfStep() throws -> RecordSource {
      let (instance, source) = try run.readInPart()
      try instance.complete(.element("more"))
      instance.run()
      _ = instance.takeChanges()
      #expect(instance.unreadable == nil)
      return source
    }
    for _ in 0..<3 { try run.complete("more") }
    let early = try readsOfStep()
    for _ in 0..<40 {
      try run.complete("more")
      // A version is made of those since the last one that is kept whole.
      #expect(try readsOfStep().versionReadCount < 40)
    }
    #expect(try readsOfStep().readCount == early.readCount)
    #expect(early.readCount < 20)
  }

  @Test("a task that is over is found by its identifier, to say what became of it")
  func finished() throws {
    let run = try Run("long-past", "rounds", .readInPart, data: ["n": 0, "enough": false])
    let task = try #require(run.instance.activeTasks().first { $0.element?.id == "more" })
    try run.complete("more")
    let (instance, source) = try run.readInPart()
    let error = #expect(throws: EngineError.self) { try instance.complete(.id(task.id)) }
    #expect(error?.message == EngineError.wrongState("more", .completed, expected: .ready).message)
    #expect(source.readCount < 20)
  }

  @Test("what cannot be read ends the run, and is told")
  func unreadable() throws {
    let run = try Run("long-past", "rounds", .readInPart, data: ["n": 0, "enough": false])
    let (instance, source) = try run.readInPart()
    let more = try #require(instance.tree.openAndFailedTasks.last { instance.node(of: $0).element?.id == "more" })
    source.brokenTask = Int(instance.tree[more].parent)
    try instance.complete(.element("more"))
    instance.run()
    _ = instance.activeTasks()
    #expect(instance.unreadable is RecordSource.Missing)
    #expect(instance.run() == 0)
  }

  @Test("places that no tree can have are refused", arguments: Damage.allCases)
  func damaged(damage: Damage) throws {
    let run = try Run("long-past", "rounds", .readInPart, data: ["n": 0, "enough": false])
    let (_, source) = try run.readInPart()
    source.damage = damage.apply
    #expect(throws: EngineError.self) { _ = try run.readInPart(source) }
  }

  enum Damage: CaseIterable {
    case branchAfterItself, siblingBeforeParent, childBeforeItself, childThatIsNotThere, insideThatIsNotThere

    func apply(_ task: inout TaskRecord) {
      switch self {
      case .branchAfterItself: task.place?.branch = task.number + 1
      case .siblingBeforeParent: task.place?.previousSibling = task.parent
      case .childBeforeItself: task.place?.lastChild = task.number
      case .childThatIsNotThere: task.place?.lastChild = 1_000_000
      case .insideThatIsNotThere: task.place?.inside = 1_000_000
      }
    }
  }
}
