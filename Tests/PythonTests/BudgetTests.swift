import OrderedCollections
import Testing
import WorkflowModel
import WorkflowScripting

@testable import WorkflowPython

@Suite("Budgets")
struct BudgetTests {
  @Test(
    "exceeding a budget ends the script, names the budget, and cannot be caught",
    arguments: [
      ("while True: pass", "instructions"), ("def f(): f()\nf()", "depth"), ("'a' * 10**12", "stringLength"),
      ("[0] * 10**9", "collectionCount"), ("10**10**10", "integerBits"), ("1 << 10**9", "integerBits"),
      ("list(range(10**12))", "collectionCount"), ("x = 'a' * 1000000\nl = []\nwhile True: l.append(x + 'b')", "bytes"),
      ("while True: print('x' * 100)", "outputBytes"),
      ("x = 'ab'\nwhile True: x += x", "stringLength"), ("l = [1]\nwhile True: l += l", "collectionCount"),
      ("''.ljust(10**10)", "stringLength"),
      ("'{:>1000000000}'.format(1)", "stringLength"), ("sum(x for x in iter(int, 1))", "instructions"),
      ("def g():\n  while True: yield 1\nfor x in g(): pass", "instructions"),
      ("class A:\n  def __add__(self, o): return self + o\nA() + 1", "depth"),
    ])
  func exceeded(_ script: String, _ name: String) throws {
    var budget = ScriptBudget()
    budget.instructions = 3_000_000
    budget.bytes = 64 << 20
    budget.stringLength = 4 << 20
    budget.collectionCount = 1 << 20
    let engine = try PythonTesting.engine(budget: budget)
    let wrapped =
      "try:\n" + script.split(separator: "\n").map { "    \($0)\n" }.joined()
      + "except BaseException as error:\n    print('caught')\nfinally:\n    done = 1\n"
    for text in [script, wrapped] {
      var data = TaskData()
      let error = PythonTesting.failure { try engine.execute(text, data: &data, locals: [:]) }
      if name == "depth", error?.exception == "RecursionError" || error == nil { continue }
      #expect(error?.code == .budget)
      #expect(error?.message.contains("'\(name)'") == true, "\(error?.message ?? "no error")")
    }
  }

  @Test("wall time is a budget")
  func time() throws {
    var budget = ScriptBudget()
    budget.milliseconds = 20
    let engine = try PythonTesting.engine(budget: budget)
    var data = TaskData()
    let error = PythonTesting.failure { try engine.execute("while True: pass", data: &data, locals: [:]) }
    #expect(error?.code == .budget)
    #expect(error?.message.contains("'milliseconds'") == true)
  }

  @Test(
    "nesting without end is refused and not survived by luck",
    arguments: [
      String(repeating: "(", count: 100_000), String(repeating: "[", count: 300) + String(repeating: "]", count: 300),
      String(repeating: "-", count: 100_000) + "1", String(repeating: "not ", count: 100_000) + "1",
      "x" + String(repeating: ".x", count: 100_000), "1" + String(repeating: "+1", count: 100_000),
      "x" + String(repeating: "(0)", count: 100_000), String(repeating: "lambda: ", count: 100_000) + "1",
      "1" + String(repeating: " if 1 else 1", count: 100_000), "2" + String(repeating: "**2", count: 100_000),
      (0..<150).map { String(repeating: " ", count: $0) + "if 1:" }.joined(separator: "\n") + " pass",
      String(repeating: "{1:", count: 1000) + "1" + String(repeating: "}", count: 1000),
    ])
  func nesting(_ script: String) throws {
    let engine = try PythonTesting.engine()
    var data = TaskData()
    let error = PythonTesting.failure { try engine.execute(script, data: &data, locals: [:]) }
    #expect(error?.code == .syntax)
  }

  @Test("values nested without end are made, compared, shown and dropped")
  func deepValues() throws {
    let engine = try PythonTesting.engine()
    for action in ["repr(a)", "a == b", "hash(t)", "str(d)", "a < b"] {
      var data = TaskData()
      let error = PythonTesting.failure {
        try engine.execute(
          """
          a = []; b = []; t = (); d = {}
          for i in range(100000):
              a = [a]; b = [b]; t = (t,); d = {1: d}
          try:
              \(action)
          except RecursionError:
              done = True
          del a, b, t, d, i
          """, data: &data, locals: [:])
      }
      #expect(error == nil, "\(action): \(error?.message ?? "")")
      #expect(data["done"] == true, "\(action)")
    }
  }
}
