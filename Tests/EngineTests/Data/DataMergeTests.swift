import OrderedCollections
import Testing
import WorkflowModel

@testable import WorkflowEngine

@Suite("Merging the data of branches")
struct DataMergeTests {
  struct Case: CustomTestStringConvertible {
    let rule: String
    let mine: DataValue
    let theirs: DataValue
    let expected: DataValue

    init(_ rule: String, _ mine: DataValue, _ theirs: DataValue, _ expected: DataValue) {
      (self.rule, self.mine, self.theirs, self.expected) = (rule, mine, theirs, expected)
    }

    var testDescription: String { rule }
  }

  @Test("what becomes of two values of one variable", arguments: [
    Case("the other value replaces a simple one", 1, 2, 2),
    Case("also of another type", 1, "x", "x"),
    Case("also null", 1, nil, nil),
    Case("a dictionary replaces a simple value", 1, ["a": 1], ["a": 1]),
    Case("a simple value replaces a dictionary", ["a": 1], 1, 1),
    Case("a list replaces a dictionary", ["a": 1], [1], [1]),
    Case("dictionaries are merged by key", ["a": 1], ["b": 2], ["a": 1, "b": 2]),
    Case("the other's key wins", ["a": 1, "b": 1], ["a": 2], ["a": 2, "b": 1]),
    Case("to any depth", ["a": ["b": ["c": 1]]], ["a": ["b": ["d": 2]]], ["a": ["b": ["c": 1, "d": 2]]]),
    Case("an empty dictionary adds nothing", ["a": 1], [:], ["a": 1]),
    Case("lists of the same length keep their own items", [1, 2], [2, 1], [1, 2]),
    Case("what the longer list has more is added", [1, 2], [1, 2, 3], [1, 2, 3]),
    Case("a shorter list shortens", [1, 2, 3], [1], [1]),
    Case("an empty list empties", [1, 2], [], []),
    Case("an empty list is filled", [], [1, 2], [1, 2]),
    Case("dictionaries in lists are merged by place", [["a": 1]], [["b": 2]], [["a": 1, "b": 2]]),
    Case("further dictionaries are added", [["a": 1]], [["a": 1], ["b": 2]], [["a": 1], ["b": 2]]),
    Case("also equal ones", [], [["a": 1], ["a": 1]], [["a": 1], ["a": 1]]),
    Case("a dictionary replaces what is no dictionary at its place", [1, 2], [["a": 1], 2], [["a": 1], 2]),
    Case("a list in a list counts as a whole", [[1]], [[1], [2]], [[1], [2]]),
    Case("a number that is there in another type is not added", [1, 2], [1.0, 2, 3], [1, 2, 3]),
    Case("True is 1", [1], [true, 2], [1, 2]),
  ])
  func values(case merge: Case) {
    #expect(merge.mine.merged(with: merge.theirs) == merge.expected)
  }

  private static let equalPairs: [(DataValue, DataValue)] = [
    (.integer(1), .double(1)), (.bool(true), .integer(1)), (.double(0), .bool(false)),
    (.list([1, 2]), .list([1.0, 2.0])), (.dictionary(["a": 1]), .dictionary(["a": true])),
    (.dictionary(["a": 1, "b": 2]), .dictionary(["b": 2, "a": 1])),
  ]

  @Test("values that Python calls equal are kept", arguments: equalPairs)
  func equal(mine: DataValue, theirs: DataValue) {
    #expect(mine.isPythonEqual(to: theirs))
    var data = TaskData(["x": mine])
    data.merge(TaskData(["x": theirs]))
    #expect(data["x"] == mine)
  }

  private static let unequalPairs: [(DataValue, DataValue)] = [
    (.integer(1), .string("1")), (.null, .integer(0)), (.null, .bool(false)), (.list([]), .dictionary([:])),
    (.list([1]), .list([1, 1])), (.dictionary(["a": 1]), .dictionary(["a": 1, "b": 1])),
    (.integer(.max), .double(0x1p63)), (.double(.nan), .double(.nan)),
  ]

  @Test("other values are not equal", arguments: unequalPairs)
  func unequal(mine: DataValue, theirs: DataValue) {
    #expect(!mine.isPythonEqual(to: theirs))
  }

  @Test("variables of either side stay")
  func variables() {
    var data = TaskData(["a": 1, "b": ["p": 1]])
    data.merge(TaskData(["b": ["q": 2], "c": 3]))
    #expect(data.variables == ["a": 1, "b": ["p": 1, "q": 2], "c": 3])
  }
}
