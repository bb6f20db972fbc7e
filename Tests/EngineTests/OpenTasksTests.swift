import Testing
import WorkflowModel

@testable import WorkflowEngine

@Suite("Open tasks")
struct OpenTasksTests {
  @Test("lists have what was inserted and not removed, each its own", arguments: 1...20 as ClosedRange<UInt64>)
  func lists(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var open = OpenTasks()
    var firsts: [Int32] = [-1, -1, -1]
    var expected: [Set<Int32>] = [[], [], []]
    var placeOfTask: [Int32: Int32] = [:]
    for task in Int32(0)..<500 {
      let list = Int.random(in: 0..<3, using: &generator)
      if Bool.random(using: &generator) {
        placeOfTask[task] = open.insert(task, first: &firsts[list])
        expected[list].insert(task)
      } else if let gone = expected[list].sorted().randomElement(using: &generator), let place = placeOfTask[gone] {
        open.remove(place, first: &firsts[list])
        expected[list].remove(gone)
        placeOfTask[gone] = nil
      }
      for (first, tasks) in zip(firsts, expected) { #expect(open.tasks(from: first).sorted() == tasks.sorted()) }
      #expect(Set(placeOfTask.values).count == placeOfTask.count)
    }
  }

  @Test("of a loop with an inclusive gateway only what is open is kept")
  func loop() throws {
    let run = try Run("inclusive-gateway", "rounds", .inOneGo, data: ["i": 0, "n": 200])
    #expect(run.status == .completed)
    #expect(run.count("count") == 200)
    #expect(run.instance.tree.keptDifference() == nil)
    #expect(run.instance.tree.openAndFailedTasks == [])
    #expect(run.instance.tree.runningScopes == [])
  }
}
