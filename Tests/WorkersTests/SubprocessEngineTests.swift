import OrderedCollections
import Testing
import WorkflowModel
import WorkflowScripting

@testable import WorkflowWorkers

@Suite("the subprocess protocol, seen from the engine")
struct SubprocessEngineTests {
  /// Writes its arguments, a line each, and its standard input to files.
  private static let recorder = #"for a in "$@"; do echo "$a"; done > $FOLDER/arguments; cat > $FOLDER/input; echo 1"#

  @Test("the context goes over standard input, names beside it and the text are arguments")
  func arguments() throws {
    let fixture = try SubprocessFixture(Self.recorder)
    _ = try fixture.evaluate("a + b", ["a": [1, 2.0]], locals: ["b": "ü"])
    #expect(fixture.folder.content(of: "arguments") == "first\neval\n-c\n@-\n-x\n{\"b\":\"ü\"}\na + b\n")
    #expect(fixture.folder.content(of: "input") == "{\"a\":[1,2.0]}\n")
    _ = try fixture.evaluate("1")
    #expect(fixture.folder.content(of: "arguments") == "first\neval\n-c\n@-\n1\n")
    #expect(fixture.folder.content(of: "input") == "{}\n")
  }

  @Test("what is no good argument follows on standard input")
  func standardInput() throws {
    let fixture = try SubprocessFixture(Self.recorder)
    let long = String(repeating: "1 + ", count: 50_000) + "1"
    let payload = DataValue.string(String(repeating: "p", count: 200_000))
    _ = try fixture.evaluate(long, ["a": 1], locals: ["payload": payload])
    #expect(fixture.folder.content(of: "arguments") == "first\neval\n-c\n@-\n-x\n@-\n@-\n")
    let lines = fixture.folder.content(of: "input").split(separator: "\n")
    #expect(lines.map(\.utf8.count) == [7, 200_014, long.utf8.count])
    for text in ["-1", "@-", "1\u{0}", ""] {
      _ = try fixture.evaluate(text)
      #expect(fixture.folder.content(of: "arguments").hasSuffix("@-\n@-\n"))
      #expect(fixture.folder.content(of: "input") == "{}\n" + text)
    }
  }

  @Test("clock, seed and budgets are environment variables; the seed is another for each evaluation")
  func variables() throws {
    var budget = ScriptBudget()
    budget.depth = 77
    let fixture = try SubprocessFixture(
      #"printf '["%s", "%s", %s]' "$WFSTORE_SCRIPT_TIME" "$WFSTORE_SCRIPT_SEED" "$WFSTORE_SCRIPT_BUDGETS""#,
      budget: budget)
    let first = try #require(try fixture.evaluate("1").list)
    #expect(first[0] == "2026-01-01T00:00:00.123456+00:00")
    #expect(first[1] == "1")
    #expect(first[2].members["depth"] == 77)
    #expect(Array(first[2].members.keys) == ScriptBudget.names)
    #expect(try fixture.evaluate("1").list?[1] != "1")
  }

  @Test("only what a script changed is written to the data")
  func changes() throws {
    let fixture = try SubprocessFixture(
      #"echo '{"same": [1], "zero": -0.0, "new": {"typename": "tuple", "items": []}}'"#)
    var data = TaskData(["same": [1], "zero": 0.0, "gone": 1])
    _ = data.seal(as: 1)
    try fixture.engine.execute("", data: &data, locals: [:])
    #expect(data.variables == ["same": [1], "zero": -0.0, "new": typed("tuple", ["items": []])])
    #expect(Array(data.unversioned) == ["zero", "new", "gone"])
  }

  @Test("standard error with the status 0 is what the script prints")
  func printing() throws {
    let fixture = try SubprocessFixture("echo one >&2; echo '{}'; echo error: two >&2")
    #expect(try fixture.evaluate("1") == [:])
    #expect(fixture.printed.text == "one\nerror: two\n")
  }

  @Test(
    "standard error with another status is the script's error",
    arguments: [
      ("echo 'KeyError: 1' >&2", "KeyError", "1", ""),
      ("echo 'it is broken' >&2", nil, "it is broken", ""),
      ("printf 'a\\nb\\n\\n' >&2", nil, "b", "a\n"),
      ("printf 'a\\nerror: ValueError: x\\ny\\n' >&2", "ValueError", "x", "a\n"),
      (
        "printf 'Traceback (most recent call last):\\n  File\\njson.decoder.JSONDecodeError: no\\n' >&2",
        "JSONDecodeError", "no", "Traceback (most recent call last):\n  File\n"
      ),
      ("echo ZeroDivisionError >&2", "ZeroDivisionError", "", ""),
    ] as [(String, String?, String, String)])
  func errors(script: String, exception: String?, message: String, printed: String) throws {
    let fixture = try SubprocessFixture("\(script); exit 3")
    let error = try fixture.failure()
    #expect(error.code == .exception)
    #expect(error.exception == exception)
    #expect(error.message == message)
    #expect(fixture.printed.text == printed)
  }

  @Test("whether a text is an expression is asked without evaluating it")
  func check() throws {
    let fixture = try SubprocessFixture(
      #"case "$*" in *"(lambda: > 1"*) echo 'SyntaxError: invalid syntax' >&2; exit 1;; esac; \#(Self.recorder)"#)
    let remarks = fixture.engine.check("> 1", as: .expression)
    #expect(remarks == [ScriptDiagnostic(message: "SyntaxError: invalid syntax", line: 1, column: 1)])
    #expect(fixture.engine.check("1 // 0", as: .expression).isEmpty)
    #expect(fixture.folder.content(of: "arguments").contains("(lambda: 1 // 0\n, None)[1]\n"))
    let failing = try SubprocessFixture("echo 'OSError: gone' >&2; exit 1")
    #expect(failing.engine.check("1", as: .expression).isEmpty)
    #expect(failing.engine.check("> 1", as: .script).isEmpty)
  }

  @Test("a document on standard output says the parts of an error")
  func described() throws {
    let document = #"""
      {"error": {"code": "script_budget", "message": "E: too much", "exception": "E", "line": 3, "line_text": "  x",
       "bpmn_error": {"code": "c", "name": "n", "payload": {"typename": "tuple", "items": [1]}}}}
      """#
    let fixture = try SubprocessFixture("cat <<'end'\n\(document)\nend\necho printed >&2\necho error: no >&2; exit 1")
    let error = try fixture.failure()
    #expect(error.code == .budget)
    #expect(error.exception == "E")
    #expect(error.message == "too much")
    #expect(error.line == 3)
    #expect(error.lineText == "  x")
    #expect(
      error.bpmnError
        == BpmnErrorContent(code: "c", name: "n", payload: typed("tuple", ["items": [1]])))
    #expect(fixture.printed.text == "printed\n")
  }

  @Test("what an error's document says is what was written")
  func documents() {
    let errors = [
      ScriptError(.exception, exception: "ValueError", message: "ValueError: x"),
      ScriptError(.exception, exception: "ValueError", message: ""),
      ScriptError(.refused, message: "no", line: 2, lineText: "import os"),
      ScriptError(
        .exception, exception: "BpmnError", message: "n",
        bpmnError: BpmnErrorContent(code: "c", name: nil, payload: [1])),
    ]
    for error in errors {
      let read = ScriptError(document: error.document)
      #expect(read.code == error.code)
      #expect(read.exception == error.exception)
      #expect(read.message == error.message)
      #expect(read.line == error.line)
      #expect(read.lineText == error.lineText)
      #expect(read.bpmnError == error.bpmnError)
    }
  }

  @Test(
    "a program that dies, or answers what nobody can read, is an error that names it",
    arguments: [
      ("kill -9 $$", "gave no answer: it was killed by signal 9"),
      ("exit 4", "gave no answer: it ended with exit status 4"),
      ("exec >&-; exec 2>&-; exit 5", "gave no answer: it ended with exit status 5"),
      ("echo garbage", "answered what nobody can read: expected a value, found \"g\" at line 1, column 1"),
      (":", "answered what nobody can read: expected a value, found the end of the text at line 1, column 1"),
    ])
  func failures(script: String, message: String) throws {
    let fixture = try SubprocessFixture(script)
    let error = try fixture.failure()
    #expect(error.code == .engine)
    #expect(error.message == "the program '\(fixture.folder.path)/program first' \(message)")
  }

  @Test("an answer to exec that is no object is an error, and leaves the data as it was")
  func noObject() throws {
    let fixture = try SubprocessFixture("echo 1")
    var data = TaskData(["a": 1])
    let error = try #require(
      throws: ScriptError.self, performing: { try fixture.engine.execute("a = 2", data: &data, locals: [:]) })
    #expect(error.message.hasSuffix("answered what nobody can read: the variables after the script were expected"))
    #expect(data.variables == ["a": 1])
  }

  @Test(
    "a program that takes too long is stopped, with all that it started", arguments: ["sleep 100", "sleep 100 & wait"])
  func time(script: String) throws {
    var budget = ScriptBudget()
    budget.milliseconds = 100
    let fixture = try SubprocessFixture(script, budget: budget)
    let error = try fixture.failure()
    #expect(error.code == .budget)
    #expect(error.message == "the script ran longer than 100 ms (budget: milliseconds)")
  }

  @Test("too long an answer and too much output are refused")
  func size() throws {
    var budget = ScriptBudget()
    budget.bytes = 1000
    budget.outputBytes = 1000
    let answer = try SubprocessFixture("yes", budget: budget).failure()
    #expect(answer.code == .engine)
    #expect(answer.message.hasSuffix("is longer than 1000 bytes"))
    let loud = try SubprocessFixture("yes >&2", budget: budget)
    #expect(try loud.failure().message == "the script printed more than 1000 bytes (budget: outputBytes)")
    #expect(loud.printed.text.utf8.count == 1000)
  }

  @Test("environment modules are files, which go with the engine")
  func modules() throws {
    let modules = [
      EnvironmentModule(name: "one.py", source: "a = 1\n"), EnvironmentModule(name: "one.py", source: "b = 'ü'\n"),
    ]
    var path = ""
    do {
      let fixture = try SubprocessFixture(
        #"echo "$@" > $FOLDER/arguments; [ $2 = environment ] && echo '{"typenames": ["T"]}' || cat "$6" "$8" | tr -d '\n' | sed 's/.*/"&"/'"#,
        modules: modules)
      #expect(fixture.engine.typenames == ["T"])
      #expect(try fixture.evaluate("1") == "a = 1b = 'ü'")
      let arguments = fixture.folder.content(of: "arguments").split(separator: " ").map(String.init)
      #expect(arguments[0..<4] == ["first", "eval", "-c", "@-"])
      path = arguments[5]
      #expect(path.hasSuffix("/0/one.py"))
      #expect(arguments[7].hasSuffix("/1/one.py"))
    }
    #expect(try ProgramFolder().content(of: "../../\(path)").isEmpty)
  }

  @Test("a service is told the id of its call where it asks for it", arguments: [true, false])
  func callID(_ isAsked: Bool) throws {
    let fixture = try SubprocessFixture(
      #"echo "$@" > $FOLDER/arguments; [ $2 = environment ] && echo '{"typenames": [], "call_id": \#(isAsked)}' || echo 1"#,
      modules: [EnvironmentModule(name: "one.py", source: "")])
    let call = ServiceCall(operation: "a", parameters: [:], idempotencyKey: "k7")
    #expect(try fixture.engine.callService(call, data: TaskData()).value == 1)
    let arguments = fixture.folder.content(of: "arguments")
    #expect(arguments.contains("call_id=call_id)") == isAsked)
    #expect(arguments.contains(#""call_id":"k7""#) == isAsked)
  }

  @Test("a module's name that leads elsewhere is refused", arguments: ["../x.py", "/tmp/x.py", "..", "", "a\u{0}"])
  func moduleNames(name: String) throws {
    let error = #expect(throws: ScriptError.self) {
      try SubprocessFixture("echo '{}'", modules: [EnvironmentModule(name: name, source: "")])
    }
    #expect(error?.message == "the environment module '\(name)' cannot be handed on: its name is none of a file")
  }

  @Test("a service is an expression over names beside the data")
  func services() throws {
    let fixture = try SubprocessFixture(Self.recorder)
    let call = ServiceCall(operation: "o", parameters: ["p": 1], idempotencyKey: "k")
    #expect(try fixture.engine.callService(call, data: TaskData(["a": 1])).value == 1)
    #expect(
      fixture.folder.content(of: "arguments") == """
        first
        eval
        -c
        @-
        -x
        {"task_data":{"a":1},"operation_name":"o","operation_params":{"p":1}}
        call_service(task_data, operation_name, operation_params)

        """)
  }

  @Test("a program that is not there cannot be an engine")
  func missing() throws {
    let host = ScriptHost(clock: TestClock(), seed: 0) { _ in }
    let error = #expect(throws: ScriptError.self) {
      try SubprocessEngine(SubprocessProgram(command: ["/no/such/program"]), host: host)
    }
    #expect(error?.code == .engine)
    #expect(error?.message == "the subprocess engine cannot run here: there is no program '/no/such/program'")
  }

  @Test("availability asks for a sum and for the version")
  func availability() throws {
    let folder = try ProgramFolder()
    let good = try folder.program(#"[ "$1" = --version ] && echo 2.1 || echo 4"#)
    #expect(
      SubprocessEngine.availability(of: SubprocessProgram(command: [good])) == .available(version: "2.1", path: good))
    let wrong = try folder.program("echo 5", name: "wrong")
    #expect(
      SubprocessEngine.availability(of: SubprocessProgram(command: [wrong]))
        == .unavailable(reason: "'\(wrong)' does not know what 2 + 2 is"))
  }
}

extension DataValue {
  fileprivate var list: [DataValue]? { if case .list(let items) = self { items } else { nil } }
  fileprivate var members: DataDictionary { if case .dictionary(let members) = self { members } else { [:] } }
}
