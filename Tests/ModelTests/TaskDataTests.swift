import OrderedCollections
import Testing
import WorkflowModel

@Suite("task data")
struct TaskDataTests {
  @Test("it behaves as a dictionary does, and copies keep their own")
  func model() {
    let seed = UInt64.random(in: 0..<1_000_000)
    var generator = SeededGenerator(seed: seed)
    // Each pair is a copy made at some moment, with what it must still hold.
    var copies: [(data: TaskData, model: DataDictionary)] = [(TaskData(), [:])]
    for step in 0..<3000 {
      let index = Int.random(in: copies.indices, using: &generator)
      let name = "v\(Int.random(in: 0..<60, using: &generator))"
      switch Int.random(in: 0..<10, using: &generator) {
      case 0..<5:
        copies[index].data[name] = .integer(step)
        copies[index].model[name] = .integer(step)
      case 5..<8:
        copies[index].data[name] = nil
        copies[index].model[name] = nil
      case 8:
        let update: DataDictionary = [name: .integer(step), "w\(step % 7)": .integer(-step)]
        copies[index].data.update(update)
        copies[index].model.merge(update) { _, new in new }
      default:
        if copies.count < 12 {
          copies.append(copies[index])
        } else {
          copies[Int.random(in: copies.indices, using: &generator)] = copies[index]
        }
      }
      for (data, model) in copies {
        guard data.names.count == model.count, data.isEmpty == model.isEmpty, data[name] == model[name] else {
          Issue.record("seed \(seed), step \(step)")
          return
        }
      }
    }
    for (data, model) in copies {
      #expect(data.variables.count == model.count)
      #expect(data.names == Array(data.variables.keys))
      for (name, value) in model { #expect(data[name] == value) }
    }
  }

  @Test("the order is that of the first writing")
  func order() {
    var data = TaskData(["b": 1, "a": 2])
    data["c"] = 3
    data["b"] = 4
    #expect(data.names == ["b", "a", "c"])
    data["b"] = nil
    data["b"] = 5
    #expect(data.variables["b"] == 5)
  }
}
