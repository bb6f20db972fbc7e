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

  @Test("growing a collection one by one costs in proportion to its elements")
  func growth() throws {
    var budget = ScriptBudget()
    budget.instructions = 6_000_000
    let engine = try PythonTesting.engine(budget: budget)
    var data = TaskData()
    try engine.execute(
      """
      l = [i for i in range(100000)]
      m = []
      for i in l: m.append(i)
      d = {i: i for i in l}
      s = {i for i in l}
      n = len(list(x for x in l)) + len(m) + len(d) + len(s)
      del l, m, d, s, i
      """, data: &data, locals: [:])
    #expect(data.variables == ["n": 400_000])
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
      String(repeating: "(", count: 3000), String(repeating: "[", count: 300) + String(repeating: "]", count: 300),
      String(repeating: "-", count: 3000) + "1", String(repeating: "not ", count: 3000) + "1",
      "x" + String(repeating: ".x", count: 3000), "1" + String(repeating: "+1", count: 3000),
      "x" + String(repeating: "(0)", count: 3000), String(repeating: "lambda: ", count: 3000) + "1",
      "1" + String(repeating: " if 1 else 1", count: 3000), "2" + String(repeating: "**2", count: 3000),
      (0..<150).map { String(repeating: " ", count: $0) + "if 1:" }.joined(separator: "\n") + " pass",
      String(repeating: "{1:", count: 1000) + "1" + String(repeating: "}", count: 1000),
    ])
  func nesting(_ script: String) throws {
    let engine = try PythonTesting.engine()
    var data = TaskData()
    let error = PythonTesting.failure { try engine.execute(script, data: &data, locals: [:]) }
    #expect(error?.code == .syntax)
  }

  @Test(
    "what would take for ever ends within the budgets, and says which one and how to raise it",
    arguments: [
      ("'a' * 10**12", "stringLength"), ("10**10**10", "integerBits"), ("[0] * 10**9", "collectionCount"),
      ("while True: pass", "instructions"), ("def f(): f()\nf()", "depth"),
      ("import re\nre.match('(a+)+$', 'a' * 40 + 'b')", "instructions"),
      ("import re\nre.sub('(x+x+)+y', '', 'x' * 60)", "instructions"),
      (
        "l = list(range(100))\ndef k(x):\n  l.extend(range(1000))\n  return x\nsorted(l, key=k)\nwhile True: sorted(l, key=k)",
        "instructions"
      ),
      (
        "import functools\ndef c(a, b):\n  l.append('x' * 10000)\n  return 0\nl = []\nwhile True: sorted(range(1000), key=functools.cmp_to_key(c))",
        "bytes"
      ),
      ("a = ['x' * 1000] * 1000\nfor i in range(9): a = [a] * 10\nrepr(a)", "stringLength"),
      ("x = 7\nwhile True: x = x * x", "integerBits"), ("'%0*d' % (10**9, 1)", "stringLength"),
      ("class A:\n  def __getattr__(self, n): return getattr(self, n + 'x')\nA().y", "depth"),
      ("class A:\n  def __repr__(self): return repr(self)\nrepr(A())", "depth"),
      ("from enum import Flag\nF = Flag('F', ['A%d' % i for i in range(10**9)])", "collectionCount"),
      ("from dataclasses import make_dataclass\nwhile True: make_dataclass('X', ['a', 'b'])", "instructions"),
      ("i = int | str\nfor n in range(10**9):\n  i = i | type('T' + str(n), (), {})", "instructions"),
      ("from contextlib import ExitStack\ns = ExitStack()\nwhile True: s.callback(print)", "instructions"),
      ("e = ValueError()\nwhile True: e = ExceptionGroup('x', [e] * 1000)", "bytes"),
      ("class M(type):\n  def __call__(cls): return cls()\nclass A(metaclass=M): pass\nA()", "depth"),
      ("type('x' * 10**8, (), {})", "stringLength"),
      ("class A: pass\na = A()\nd = vars(a)\nn = 0\nwhile True:\n  n += 1\n  d['k%d' % n] = 'x' * 1000", "bytes"),
    ])
  func endless(_ script: String, _ name: String) throws {
    var budget = ScriptBudget()
    budget.instructions = 500_000
    budget.bytes = 32 << 20
    budget.milliseconds = 10_000
    let engine = try PythonTesting.engine(budget: budget)
    var data = TaskData()
    let error = PythonTesting.failure { try engine.execute(script, data: &data, locals: [:]) }
    // What recurses by way of Swift ends earlier, with the error that CPython has for it.
    if name == "depth", error?.exception == "RecursionError" { return }
    let message = error?.message ?? "no error"
    #expect(error?.code == .budget, "\(script): \(message)")
    // A slow machine reaches the wall time first.
    #expect(
      ["instructions", "bytes", "milliseconds", name].contains { message.contains("raise '\($0)'") },
      "\(script): \(message)")
    #expect(data.isEmpty)
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
