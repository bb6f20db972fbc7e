import Testing
import WorkflowModel
import WorkflowScripting

@testable import WorkflowPython

@Suite("What the engine says of a script before it runs")
struct CheckTests {
  private func check(_ script: String, _ kind: ScriptKind = .script) throws -> [String] {
    try PythonTesting.engine().check(script, as: kind).map { "\($0.line):\($0.column) \($0.message)" }
  }

  @Test(
    "syntax errors are CPython's",
    arguments: [
      ("x = (1,", "1:5 SyntaxError: '(' was never closed"),
      ("if x\n  pass", "1:5 SyntaxError: expected ':'"),
      ("if x:\npass", "2:1 IndentationError: expected an indented block after 'if' statement on line 1"),
      ("  x = 1", "1:3 IndentationError: unexpected indent"),
      ("x = 'abc", "1:5 SyntaxError: unterminated string literal (detected at line 1)"),
      ("1 = x", "1:1 SyntaxError: cannot assign to literal here. Maybe you meant '==' instead of '='?"),
      ("f(a=1, 2)", "1:8 SyntaxError: positional argument follows keyword argument"),
      ("return 1", "1:1 SyntaxError: 'return' outside function"),
      ("break", "1:1 SyntaxError: 'break' outside loop"),
      ("x = )", "1:5 SyntaxError: unmatched ')'"),
      ("x = (1]", "1:7 SyntaxError: closing parenthesis ']' does not match opening parenthesis '('"),
      ("def f(a, a): pass", "1:10 SyntaxError: duplicate argument 'a' in function definition"),
      ("print 'x'", "1:1 SyntaxError: Missing parentheses in call to 'print'. Did you mean print(...)?"),
      (
        "x = 012",
        "1:5 SyntaxError: leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers"
      ),
      ("if x = 1: pass", "1:4 SyntaxError: invalid syntax. Maybe you meant '==' or ':=' instead of '='?"),
      ("def f():\n  x = 1\n  global x", "3:3 SyntaxError: name 'x' is assigned to before global declaration"),
      ("x = [1 2]", "1:8 SyntaxError: invalid syntax. Perhaps you forgot a comma?"),
      ("f'{x'", "1:1 SyntaxError: f-string: expecting '}'"),
      ("if 1:\n    x\n  y", "3:3 IndentationError: unindent does not match any outer indentation level"),
    ])
  func syntax(_ script: String, _ message: String) throws {
    #expect(try check(script) == [message])
  }

  @Test("refused imports, functions and statements are reported with their place")
  func refusals() throws {
    let os =
      "ImportError: the engine 'restricted' does not offer the module 'os'; the engine 'python' does, if it is allowed"
    #expect(try check("x = 1\nimport os, math") == ["2:8 \(os)"])
    #expect(try check("def f():\n  open('x')") == ["2:3 NameError: the engine 'restricted' does not offer 'open'"])
    #expect(try check("open = 5\nprint(open)") == [])
    #expect(
      try check("async def f(): pass") == [
        "1:1 SyntaxError: the engine 'restricted' does not offer 'async' and 'await'"
      ])
    #expect(try check("a + b", .expression) == [])
    #expect(try check("a +", .expression) == ["1:4 SyntaxError: invalid syntax"])
    #expect(try check("a = 1", .expression) == ["1:3 SyntaxError: invalid syntax"])
  }

  @Test("a refused import ends the script when it is reached")
  func refusedImport() throws {
    let error = PythonTesting.failure {
      _ = try PythonTesting.data("x = 1\ntry:\n  import os\nexcept ImportError: pass")
    }
    #expect(error?.code == .refused)
    #expect(error?.exception == "ImportError")
    #expect(error?.line == 3)
    #expect(error?.message.contains("'os'") == true)
  }
}
