import OrderedCollections
import Testing
import WorkflowEngine
import WorkflowModel

@Suite("Multi-instance activity")
struct MultiInstanceTests {
  /// Completes the ready instances one after the other: the result of each is ten times its item.
  private func work(_ run: Run, _ times: Int, backwards: Bool = false) throws {
    for done in 0..<times {
      let ready = run.active.filter { $0 == "a READY" }.count
      let number = backwards ? ready - 1 : 0
      let item = run.items("x", of: "a")[number]
      guard case .integer(let x) = item else { throw UnexpectedItem(item: item, done: done) }
      try run.complete("a", number: number, ["y": .integer(x * 10)])
    }
  }

  struct UnexpectedItem: Error {
    let item: DataValue
    let done: Int
  }

  @Test("in parallel there is an instance for each item at once", arguments: Mode.allCases)
  func parallel(mode: Mode) throws {
    let run = try Run("multi-instance", "parallel", mode, data: ["xs": [1, 2, 3]])
    #expect(run.active == ["a STARTED", "a READY", "a READY", "a READY"])
    #expect(run.items("x", of: "a") == [1, 2, 3])
    try work(run, 3)
    #expect(run.active == ["next READY"])
    #expect(try run.data(of: "next") == ["xs": [1, 2, 3], "ys": [10, 20, 30]])
  }

  @Test("results are collected in the order in which the instances end", arguments: Mode.allCases)
  func backwards(mode: Mode) throws {
    let run = try Run("multi-instance", "parallel", mode, data: ["xs": [1, 2, 3]])
    try work(run, 3, backwards: true)
    #expect(try run.data(of: "next")["ys"] == [30, 20, 10])
  }

  @Test("in sequence the next instance begins when one is over", arguments: Mode.allCases)
  func sequential(mode: Mode) throws {
    let run = try Run("multi-instance", "sequential", mode, data: ["xs": [1, 2, 3]])
    #expect(run.active == ["a STARTED", "a READY"])
    #expect(run.items("x", of: "a") == [1])
    try work(run, 1)
    #expect(run.items("x", of: "a") == [2])
    try work(run, 2)
    #expect(try run.data(of: "next")["ys"] == [10, 20, 30])
  }

  @Test(
    "in sequence, each instance holds the results before it, and what is kept of them grows with their number",
    arguments: ["sequential", "in_place_sequential"], [false, true])
  func manyInSequence(process: String, isKeyed: Bool) throws {
    func items(_ count: Int, times factor: Int = 1) -> DataValue {
      let items = (0..<count).map { DataValue.integer($0 * factor) }
      return isKeyed
        ? .dictionary(DataDictionary(uniqueKeysWithValues: items.enumerated().map { ("k\($0)", $1) })) : .list(items)
    }
    let output = process == "sequential" ? "ys" : "xs"
    var kept: [Int] = []
    for count in [40, 80, 160] {
      let run = try Run("multi-instance", process, .inOneGo, data: ["xs": items(count)])
      try work(run, count)
      #expect(try run.data(of: "next")[output] == items(count, times: 10))
      let former = run.instance.tasks { $0 == .completed }.filter { $0.element?.id == "a" && $0.data["y"] != nil }
      #expect(former.count == count)
      if process == "sequential" {
        for (index, task) in former.enumerated() { #expect(task.data[output] == items(index, times: 10)) }
      }
      try run.restart()
      kept.append(run.versions.reduce(0) { $0 + $1.written.values.reduce(0) { $0 + $1.size } + $1.members.count })
    }
    #expect(kept[2] - kept[1] <= 2 * (kept[1] - kept[0]) + 40, "\(kept)")
  }

  @Test(
    "results may go back into the collection, at their items' places",
    arguments: ["in_place", "in_place_sequential"], Mode.allCases)
  func inPlace(process: String, mode: Mode) throws {
    let run = try Run("multi-instance", process, mode, data: ["xs": [1, 2, 3]])
    try work(run, 3, backwards: true)
    #expect(try run.data(of: "next") == ["xs": [10, 20, 30]])
  }

  @Test(
    "a dictionary's values are the items, and its keys those of the results",
    arguments: ["parallel", "sequential"], Mode.allCases)
  func dictionary(process: String, mode: Mode) throws {
    let run = try Run("multi-instance", process, mode, data: ["xs": ["p": 1, "q": 2]])
    try work(run, 2)
    #expect(try run.data(of: "next")["ys"] == ["p": 10, "q": 20])
  }

  @Test("a dictionary may be worked on in place", arguments: ["in_place", "in_place_sequential"], Mode.allCases)
  func dictionaryInPlace(process: String, mode: Mode) throws {
    let run = try Run("multi-instance", process, mode, data: ["xs": ["p": 1, "q": 2]])
    try work(run, 2)
    #expect(try run.data(of: "next")["xs"] == ["p": 10, "q": 20])
  }

  @Test("sets and tuples have items", arguments: ["set", "tuple", "frozenset"], Mode.allCases)
  func others(typename: String, mode: Mode) throws {
    let items = TypedValue(typename: typename, content: ["items": [1, 2]])
    let run = try Run("multi-instance", "parallel", mode, data: ["xs": .typed(items)])
    try work(run, 2)
    #expect(try run.data(of: "next")["ys"] == [10, 20])
  }

  @Test("results may be added to a dictionary", arguments: Mode.allCases)
  func existingDictionary(mode: Mode) throws {
    let run = try Run("multi-instance", "parallel", mode, data: ["xs": ["p": 1], "ys": ["old": 0]])
    try work(run, 1)
    #expect(try run.data(of: "next")["ys"] == ["old": 0, "p": 10])
  }

  @Test("a cardinality says how many instances there are", arguments: Mode.allCases)
  func cardinality(mode: Mode) throws {
    let run = try Run("multi-instance", "cardinality", mode, data: ["n": 3])
    #expect(run.active == ["a STARTED", "a READY", "a READY", "a READY"])
    for y in 1...3 { try run.complete("a", number: 0, ["y": .integer(y)]) }
    #expect(try run.data(of: "next")["ys"] == [1, 2, 3])
  }

  @Test("in sequence, by cardinality, the item is the number of the instance", arguments: Mode.allCases)
  func cardinalitySequential(mode: Mode) throws {
    let run = try Run("multi-instance", "cardinality_sequential", mode, data: ["n": 2])
    #expect(run.items("i", of: "a") == [0])
    try run.complete("a", number: 0, ["y": 5])
    #expect(run.items("i", of: "a") == [1])
    try run.complete("a", number: 0, ["y": 6])
    #expect(try run.data(of: "next")["ys"] == [5, 6])
  }

  @Test("without items there are no instances", arguments: Mode.allCases)
  func empty(mode: Mode) throws {
    for process in ["parallel", "sequential"] {
      let run = try Run("multi-instance", process, mode, data: ["xs": []])
      #expect(run.active == ["next READY"])
      #expect(try run.data(of: "next")["ys"] == [])
    }
    let run = try Run("multi-instance", "cardinality", mode, data: ["n": 0])
    #expect(run.active == ["next READY"])
  }

  @Test("without an output collection the instances' data are merged", arguments: Mode.allCases)
  func noOutput(mode: Mode) throws {
    let run = try Run("multi-instance", "no_output", mode, data: ["xs": [1, 2]])
    try run.complete("a", number: 0, ["p": 1])
    try run.complete("a", number: 0, ["q": 2])
    let data = try run.data(of: "next")
    #expect(data["p"] == 1)
    #expect(data["q"] == 2)
  }

  @Test("a completion condition that holds cancels the instances that are left", arguments: Mode.allCases)
  func completion(mode: Mode) throws {
    let run = try Run("multi-instance", "completion", mode, data: ["xs": [1, 2, 3]])
    try work(run, 2)
    #expect(run.active == ["next READY"])
    #expect(try run.data(of: "next")["ys"] == [10, 20])
    #expect(run.count("a", .cancelled) == 1)
  }

  @Test("instances that were ready are not run when the completion condition holds", arguments: Mode.allCases)
  func completionOfScripts(mode: Mode) throws {
    let run = try Run("multi-instance", "completion_of_scripts", mode, data: ["xs": [1, 20, 3]])
    #expect(run.status == .completed)
    #expect(run.data["ys"] == [1, 20])
    #expect(run.count("a", .cancelled) == 1)
  }

  @Test("a completion condition that holds begins no further instance", arguments: Mode.allCases)
  func completionSequential(mode: Mode) throws {
    let run = try Run("multi-instance", "completion_sequential", mode, data: ["xs": [1, 2, 3]])
    try work(run, 2)
    #expect(run.active == ["next READY"])
    #expect(run.count("a", .cancelled) == 0)
  }

  @Test(
    "subprocesses and calls run for each item",
    arguments: ["over_subprocess", "over_subprocess_sequential", "over_call"], Mode.allCases)
  func containers(process: String, mode: Mode) throws {
    let run = try Run("multi-instance", process, mode, data: ["xs": [1, 2, 3]])
    #expect(run.active == ["next READY"])
    #expect(try run.data(of: "next") == ["xs": [1, 2, 3], "ys": [2, 4, 6]])
    #expect(run.count("ia") == 3)
  }

  @Test("one stands within another", arguments: Mode.allCases)
  func nested(mode: Mode) throws {
    let run = try Run("multi-instance", "nested", mode, data: ["rows": [[1, 2], [3]]])
    #expect(run.active.filter { $0 == "ia READY" }.count == 3)
    for z in [10, 20, 30] { try run.complete("ia", number: 0, ["z": .integer(z)]) }
    #expect(try run.data(of: "next")["sums"] == [30, 30])
  }

  @Test(
    "a boundary event interrupts all instances",
    arguments: ["behind_boundary", "behind_boundary_sequential"], Mode.allCases)
  func boundary(process: String, mode: Mode) throws {
    let run = try Run("multi-instance", process, mode, data: ["xs": [1, 2]])
    try work(run, 1)
    try run.message("order")
    #expect(run.active == ["late READY"])
  }

  @Test(
    "behind a boundary event it is over when all instances are",
    arguments: ["behind_boundary", "behind_boundary_sequential"], Mode.allCases)
  func boundaryUnused(process: String, mode: Mode) throws {
    let run = try Run("multi-instance", process, mode, data: ["xs": [1, 2]])
    try work(run, 2)
    #expect(run.active == ["next READY"])
    #expect(try run.data(of: "next")["ys"] == [10, 20])
  }

  @Test(
    "what does not fit fails the activity when it is reached",
    arguments: [
      Refusal([:], "missing_data", "the input collection 'xs' of 'a' is missing in the data"),
      Refusal(["xs": 5], "bad_collection", "the input collection 'xs' of 'a' has no items"),
      Refusal(
        ["xs": [1], "x": 0], "existing_data", "the multi-instance input item 'x' of 'a' already exists in the data"),
      Refusal(
        ["xs": [1], "y": 0], "existing_data", "the multi-instance output item 'y' of 'a' already exists in the data"),
      Refusal(
        ["xs": [1], "ys": [0]], "bad_collection",
        "the output collection 'ys' of 'a' is not the input, and not empty"),
      Refusal(
        ["xs": [1], "ys": 0], "bad_collection",
        "the output collection 'ys' of 'a' is neither a list nor a dictionary"),
    ], Mode.allCases)
  func refusals(refusal: Refusal, mode: Mode) throws {
    let run = try Run("multi-instance", "parallel", mode, data: refusal.data)
    #expect(run.active == ["a ERROR"])
    #expect(run.error?.code == refusal.code)
    #expect(run.error?.message == refusal.message)
  }

  @Test("a cardinality that is no integer fails the activity", arguments: Mode.allCases)
  func badCardinality(mode: Mode) throws {
    let run = try Run("multi-instance", "cardinality", mode, data: ["n": "three"])
    #expect(run.error?.code == "bad_cardinality")
    #expect(run.error?.message == "the cardinality of 'a' is no integer")
  }

  @Test("a cardinality of Camunda's may be the name of a collection", arguments: Mode.allCases)
  func camundaCollection(mode: Mode) throws {
    let run = try Run("camunda-multi-instance", "cardinality", mode, data: ["xs": ["p", "q"]], dialect: .camunda)
    #expect(run.active == ["a STARTED", "a READY", "a READY"])
    try run.complete("a", number: 0, ["x": "P"])
    try run.complete("a", ["x": "Q"])
    #expect(try run.data(of: "next")["ys"] == ["P", "Q"])
  }

  @Test("a cardinality of Camunda's may be a number", arguments: Mode.allCases)
  func camundaNumber(mode: Mode) throws {
    let run = try Run("camunda-multi-instance", "cardinality", mode, data: ["xs": 2], dialect: .camunda)
    try run.complete("a", number: 0, ["x": "P"])
    try run.complete("a", ["x": "Q"])
    #expect(try run.data(of: "next")["ys"] == ["P", "Q"])
  }

  @Test("an instance without the output item fails the activity", arguments: Mode.allCases)
  func missingOutput(mode: Mode) throws {
    let run = try Run("multi-instance", "parallel", mode, data: ["xs": [1]])
    try run.complete("a")
    #expect(run.error?.code == "missing_data")
    #expect(run.error?.message == "an instance of 'a' has no output item 'y'")
  }

  struct Refusal: CustomTestStringConvertible {
    let data: Members
    let code: String
    let message: String

    init(_ data: Members, _ code: String, _ message: String) {
      (self.data, self.code, self.message) = (data, code, message)
    }

    var testDescription: String { message }
  }
}

extension DataValue {
  /// How many values it is made of.
  fileprivate var size: Int {
    switch self {
    case .list(let items): items.reduce(1) { $0 + $1.size }
    case .dictionary(let members): members.values.reduce(1) { $0 + $1.size }
    default: 1
    }
  }
}
