import OrderedCollections
import Testing
import WorkflowModel
import WorkflowScripting

@testable import WorkflowPython

@Suite("The task's data as scope")
struct EngineDataTests {
  @Test("an expression reads variables of the data")
  func reads() throws {
    #expect(try PythonTesting.value("a * b > 100", ["a": 30, "b": 4]) == true)
    #expect(try PythonTesting.value("order['items'][1]['price']", ["order": ["items": [1, ["price": 2.5]]]]) == 2.5)
    #expect(try PythonTesting.value("[x for x in items if x > low]", ["items": [1, 5, 9], "low": 3]) == [5, 9])
  }

  @Test("a script's assignments, deletions and changes inside of values come back")
  func writes() throws {
    let data = try PythonTesting.data(
      "total = sum(items)\nitems.append(4)\norder['n']['m'].append(total)\ndel gone\nkept",
      ["items": [1, 2], "order": ["n": ["m": []]], "gone": 1, "kept": [7]])
    #expect(data == ["items": [1, 2, 4], "order": ["n": ["m": [3]]], "kept": [7], "total": 3])
    #expect(Array(data.keys) == ["items", "order", "kept", "total"])
  }

  @Test("functions, classes, modules and names beginning with two underscores do not become data")
  func definitions() throws {
    let data = try PythonTesting.data(
      "import math\nfrom math import sqrt\ndef f(): return 1\nclass C: pass\n__x = 1\n_y = 2\nz = f()")
    #expect(data == ["_y": 2, "z": 1])
  }

  @Test("functions and comprehensions see the data, and global assigns it")
  func functions() throws {
    let data = try PythonTesting.data(
      "def f():\n  global n\n  n += k\nfor i in range(3): f()\nr = [n + j for j in range(2)]", ["n": 1, "k": 10])
    #expect(data == ["n": 31, "k": 10, "i": 2, "r": [31, 32]])
  }

  @Test("aliasing ends with the script")
  func aliasing() throws {
    let engine = try PythonTesting.engine()
    var data = TaskData()
    try engine.execute("a = [1]\nb = a\na.append(2)", data: &data, locals: [:])
    try engine.execute("a.append(3)", data: &data, locals: [:])
    #expect(data.variables == ["a": [1, 2, 3], "b": [1, 2]])
  }

  @Test(
    "what a script only adds to a list or dictionary becomes a member of it, and its other names see it",
    arguments: [
      "a.append(i)\nd['k%d' % i] = i", "a += [i]\nd['k%d' % i] = i\nd['k%d' % i] = i",
      "a.extend(x for x in [i])\nd[f'k{i}'] = i\ntotal = len(a) + len(d)",
      "e = a\na.append(i)\nf = d\nf['k' + str(i)] = i",
      "a.append(i)\nassert a[-1] == i and a[0] == 0\nd['k%d' % i] = i\nassert d['k%d' % i] == i and list(d)[0] == 'k0'",
      "a.append(0)\na[-1] = i\nd['x'] = i\ndel d['x']\nd.update({'k%d' % i: i})", "a = a + [i]\nd = d | {'k%d' % i: i}",
    ])
  func additions(script: String) throws {
    let engine = try PythonTesting.engine()
    let count = 20
    func list(_ count: Int) -> DataValue { .list((0..<count).map { .integer($0) }) }
    func dictionary(_ count: Int) -> DataValue {
      .dictionary(DataDictionary(uniqueKeysWithValues: (0..<count).map { ("k\($0)", .integer($0)) }))
    }
    var data = TaskData(["a": list(count), "d": dictionary(count)])
    _ = data.seal(as: 1)
    for index in count..<count + 30 {
      let before = data
      data["i"] = .integer(index)
      try engine.execute(script, data: &data, locals: [:])
      #expect(data["a"] == list(index + 1))
      #expect(data["d"] == dictionary(index + 1))
      if script.hasPrefix("e = a") { #expect(data["e"] == data["a"] && data["f"] == data["d"]) }
      #expect(before["a"] == list(index))
      #expect(before["d"] == dictionary(index))
      let members = data.seal(as: index).filter { ["a", "d"].contains($0.name) }.map { change -> [DataValue] in
        if case .members(let members) = change.change { members.map(\.value) } else { [] }
      }
      #expect(members == [[.integer(index)], [.integer(index)]])
    }
  }

  @Test("an addition that fails leaves the collection as it was, and the next one goes on")
  func failedAdditions() throws {
    let engine = try PythonTesting.engine()
    let list = DataValue.list((0..<20).map { .integer($0) })
    var data = TaskData(["a": list, "d": [:]])
    _ = data.seal(as: 1)
    for script in ["a.append(1)\n1 / 0", "a.append(1)\nb = object()", "a.append(a)", "a.append(object())"] {
      _ = PythonTesting.failure { try engine.execute(script, data: &data, locals: [:]) }
      #expect(data.variables == ["a": list, "d": [:]])
    }
    try engine.execute("a.append('x')\nd['typename'] = 1\nd['y'] = 2", data: &data, locals: [:])
    #expect(data["a"] == .list((0..<20).map { .integer($0) } + ["x"]))
    #expect(
      data["d"] == .typed(TypedValue(typename: "dict", content: ["items": [["typename", 1], ["y", 2]]])))
  }

  @Test("an environment that keeps a list or dictionary of the data keeps what was added as it is")
  func keptAdditions() throws {
    let module = EnvironmentModule(
      name: "keeper.py",
      source:
        "kept = []\ndef keep(*values): kept.extend(values)\ndef change():\n  kept[2].append(5)\n  kept[1]['y'] = 6")
    let engine = try PythonTesting.engine([module])
    var data = TaskData(["a": [1], "d": ["k": 1]])
    try engine.execute(
      "x = [1]\na.append(x)\nd['x'] = x\nkeep(a, d, x)", data: &data, locals: [:])
    #expect(data.variables == ["a": [1, [1]], "d": ["k": 1, "x": [1]], "x": [1]])
    try engine.execute("change()", data: &data, locals: [:])
    #expect(
      try engine.evaluate("kept", data: data, locals: [:])
        == [[1, [1, 5]], ["k": 1, "x": [1, 5], "y": 6], [1, 5]])
    #expect(data.variables == ["a": [1, [1]], "d": ["k": 1, "x": [1]], "x": [1]])
  }

  @Test("an error leaves the data as it was")
  func errors() throws {
    let engine = try PythonTesting.engine()
    var data = TaskData(["a": [1]])
    let error = PythonTesting.failure {
      try engine.execute("b = 1\na.append(2)\n1 / 0", data: &data, locals: [:])
    }
    #expect(error?.exception == "ZeroDivisionError")
    #expect(error?.line == 3)
    #expect(error?.lineText == "1 / 0")
    #expect(data.variables == ["a": [1]])
  }

  @Test("locals stand beside the data and do not become data")
  func locals() throws {
    let engine = try PythonTesting.engine()
    var data = TaskData(["a": 1])
    try engine.execute("b = a + payload\npayload = 5", data: &data, locals: ["payload": 10])
    #expect(data.variables == ["a": 1, "b": 11])
    #expect(try engine.evaluate("a + payload", data: data, locals: ["payload": 2]) == 3)
  }

  @Test("values that JSON does not have are typed, and come back as themselves")
  func typed() throws {
    let engine = try PythonTesting.engine()
    var data = TaskData()
    try engine.execute(
      "import datetime\nt = (1, {2})\nd = {1: 'a'}\nb = b'ab'\nf = frozenset([1])\nr = range(3)\n"
        + "w = datetime.datetime(2024, 1, 2, 3, 4)\ng = datetime.timedelta(days=1)",
      data: &data, locals: [:])
    #expect(
      data["t"]
        == .typed(
          TypedValue(
            typename: "tuple",
            content: ["items": [1, .typed(TypedValue(typename: "set", content: ["items": [2]]))]])))
    #expect(data["d"] == .typed(TypedValue(typename: "dict", content: ["items": [[1, "a"]]])))
    #expect(data["b"] == .typed(TypedValue(typename: "bytes", content: ["value": "YWI="])))
    let same = try engine.evaluate(
      "t == (1, {2}) and d == {1: 'a'} and b == b'ab' and f == {1} and r == range(3) and (w + g).day == 3",
      data: data, locals: [:])
    #expect(same == true)
  }

  @Test("a value without a converter is an error that names the variable and the path")
  func unconvertible() throws {
    let error = PythonTesting.failure {
      _ = try PythonTesting.data("class C: pass\norder = {'items': [1, 2, 3, C()]}")
    }
    #expect(error?.code == .value)
    #expect(error?.message.contains("order.items[3]") == true)
    #expect(error?.message.contains("'C'") == true)
  }

  @Test("a list that contains itself cannot become data")
  func recursive() throws {
    let error = PythonTesting.failure { _ = try PythonTesting.data("a = []\na.append(a)") }
    #expect(error?.code == .value)
    #expect(error?.message.contains("contains itself") == true)
  }

  @Test("cycles of references are gone when an evaluation has ended")
  func cycles() throws {
    let engine = try PythonTesting.engine()
    var data = TaskData()
    let script = """
      class Node:
          def __init__(self): self.me = self
      for i in range(100):
          n = Node()
          l = [n]
          l.append(l)
          d = {}
          d['d'] = d
      def f(): return f
      del n, l, d
      """
    try engine.execute(script, data: &data, locals: [:])
    let first = engine.vm.heap.live
    for _ in 0..<10 { try engine.execute(script, data: &data, locals: [:]) }
    #expect(engine.vm.heap.live == first)
  }

  @Test("what a script changes in one element of a list of the data is written, the rest is as it was")
  func elements() throws {
    let lines = DataValue.list((0..<40).map { ["n": .integer($0)] })
    let changed = try PythonTesting.data(
      "rows[7]['n'] = 'seven'\nsame = rows[7] is rows[7]\nlast = rows[-1]['n']", ["rows": lines])
    #expect(changed["same"] == true)
    #expect(changed["last"] == 39)
    guard case .list(let rows)? = changed["rows"] else { throw TestFailure() }
    #expect(rows[7] == ["n": "seven"])
    #expect(rows[6] == ["n": 6])
    #expect(rows.count == 40)
    let read = try PythonTesting.data(
      "rows[3]['n'] = 0\ntotal = sum(row['n'] for row in rows)", ["rows": lines])
    #expect(read["total"] == 777)
  }

  private struct TestFailure: Error {}
}
