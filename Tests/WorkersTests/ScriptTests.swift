import BigInt
import OrderedCollections
import Testing
import WorkflowModel
import WorkflowScripting
import WorkflowWorkers

@Suite("scripts under CPython", .needsPython)
struct ScriptTests {
  @Test("an expression reads the data and the names beside it")
  func expressions() throws {
    let fixture = try Fixture()
    #expect(fixture.engine.name == "python")
    #expect(try fixture.evaluate("a + b['c'][0]", ["a": 1, "b": ["c": [2]]]) == 3)
    #expect(try fixture.evaluate("  1 if x else 2", ["x": false]) == 2)
    let data = TaskData(["x": 1])
    #expect(try fixture.engine.evaluate("x + y", data: data, locals: ["y": 2]) == 3)
    #expect(try fixture.evaluate("[n for n in range(3) if n != x]", ["x": 1]) == [0, 2])
    #expect(try fixture.evaluate("(lambda: x)()", ["x": 5]) == 5)
  }

  @Test("a script's variables become data: only what changed comes back")
  func variables() throws {
    let fixture = try Fixture()
    let data: DataDictionary = ["a": 1, "list": [1, 2], "untouched": ["x": 1.0], "gone": 1, "same": [1, ["y": 2]]]
    let after = try fixture.execute(
      """
      b = a + 1
      list.append(b)
      del gone
      len(same)
      def helper(): pass
      class Helper: pass
      import math
      __private = 1
      """, data)
    #expect(after == ["a": 1, "list": [1, 2, 2], "untouched": ["x": 1.0], "same": [1, ["y": 2]], "b": 2])
    #expect(try fixture.execute("a = 1.0", ["a": 1])["a"] == .double(1))
    #expect(try fixture.execute("a = True", ["a": 1])["a"] == true)
    #expect(try fixture.execute("a[0] = True", ["a": [1]])["a"] == [true])
    #expect(try fixture.execute("a = -0.0", ["a": 0.0])["a"].map { "\($0)" } == "double(-0.0)")
    #expect(try fixture.execute("import os\nos = os", ["os": 1]) == [:])
  }

  @Test("a script that reaches for variables without naming them sees them all")
  func reflection() throws {
    let fixture = try Fixture()
    let data: DataDictionary = ["a": 1, "b": 2]
    #expect(try fixture.execute("globals()['a'] += globals()['b']", data) == ["a": 3, "b": 2])
    #expect(try fixture.evaluate("sorted(n for n in dir() if not n.startswith('_'))", data) == ["BpmnError", "a", "b"])
    #expect(try fixture.evaluate("eval('a + b')", data) == 3)
  }

  @Test("variables named typename, and names outside ASCII, are variables like others")
  func names() throws {
    let fixture = try Fixture()
    #expect(try fixture.execute("typename = typename + 'x'", ["typename": "a"]) == ["typename": "ax"])
    #expect(try fixture.execute("größe = 1 + größe", ["größe": 1]) == ["größe": 2])
    #expect(try fixture.evaluate("d['typename']", ["d": ["typename": "T", "x": 1]]) == "T")
    #expect(try fixture.execute("e = d", ["d": ["typename": "T"]])["e"] == ["typename": "T"])
  }

  @Test("every standard type goes in and comes back")
  func standardTypes() throws {
    let fixture = try Fixture()
    let values: [DataValue] = [
      .null, true, 1, 1.5, -0.0, "ü😀\n", [], [:], ["a": [["b": 1]]],
      DataValue(BigInt(10).power(5000)),
      typed("tuple", ["items": [1, typed("tuple", ["items": []])]]),
      typed("set", ["items": [1]]), typed("frozenset", ["items": ["a"]]),
      typed("dict", ["items": [[1, 2], [typed("tuple", ["items": [1]]), .null]]]),
      typed("bytes", ["value": "AP+A"]),
      typed("datetime", ["value": "2026-01-01T12:00:00.000001"]),
      typed("datetime", ["value": "2026-01-01T12:00:00+01:00"]),
      typed("datetime", ["value": "2026-10-25T02:30:00+01:00", "fold": 1, "zone": "Europe/Berlin"]),
      typed("date", ["value": "2026-01-01"]), typed("time", ["value": "12:30:00"]),
      typed("timedelta", ["days": -1, "seconds": 5]),
      typed("timedelta", ["days": 0, "seconds": 0, "microseconds": 7]),
      typed("timezone", ["seconds": 3600]), typed("timezone", ["seconds": -60, "name": "X"]),
      typed("ZoneInfo", ["key": "Europe/Berlin"]),
      typed("UUID", ["value": "01234567-89ab-cdef-fedc-ba9876543210"]),
      typed("Decimal", ["value": "1.10"]), typed("Fraction", ["numerator": 1, "denominator": 3]),
      typed("complex", ["real": 1.0, "imag": -2.0]), typed("range", ["start": 0, "stop": 10, "step": 2]),
      typed("Unregistered", ["x": typed("tuple", ["items": [1]])]),
    ]
    for value in values {
      #expect(try fixture.evaluate("x", ["x": value]) == value)
      // Made anew, and inside another value.
      #expect(try fixture.execute("import copy\ny = [copy.deepcopy(x)]", ["x": value]) == ["x": value, "y": [value]])
    }
  }

  @Test("data becomes Python's own types")
  func types() throws {
    let fixture = try Fixture()
    let moment = typed("datetime", ["value": "2026-01-01T12:00:00+00:00"])
    #expect(try fixture.evaluate("(x.year, type(x).__name__)[0]", ["x": moment]) == 2026)
    #expect(try fixture.evaluate("x[1] + len(x)", ["x": typed("tuple", ["items": [1, 2]])]) == 4)
    #expect(
      try fixture.evaluate("__import__('decimal').Decimal('1.5') * 2") == typed("Decimal", ["value": "3.0"]))
  }

  @Test("what cannot become data is an error that names it and its place")
  func unstorable() throws {
    let fixture = try Fixture()
    func message(_ script: String) throws -> String {
      let error = try fixture.failure(script, ["a": 1])
      #expect(error.code == .value)
      return error.message
    }
    #expect(
      try message("x = {'a': [1, object()]}")
        == "the value of 'x.a[1]' cannot become data: no converter is registered for the type 'object'")
    #expect(
      try message("x = [float('nan')]") == "the value of 'x[0]' cannot become data: nan is not a number that JSON has")
    #expect(
      try message("x = '\\ud800'") == "the value of 'x' cannot become data: it holds half of a surrogate pair")
    #expect(try message("x = []\nx.append(x)").hasSuffix("is nested too deeply or contains itself"))
    #expect(
      try message("from collections import namedtuple\np = namedtuple('P', 'a')(1)")
        == "the value of 'p' cannot become data: no converter is registered for the type 'P'")
    let error = #expect(throws: ScriptError.self) { try fixture.evaluate("(x for x in [])") }
    #expect(
      error?.message
        == "the value of the expression cannot become data: no converter is registered for the type 'generator'")
  }

  @Test("an exception has its type, its text and its line, and leaves the data as it was")
  func exceptions() throws {
    let fixture = try Fixture()
    let error = try fixture.failure("a = 2\nif a:\n  a = {}['key']\n", ["a": 1])
    #expect(error.code == .exception)
    #expect(error.exception == "KeyError")
    #expect(error.message == "'key'")
    #expect(error.line == 3)
    #expect(error.lineText == "  a = {}['key']")
    let inLibrary = try fixture.failure("def f():\n  return json\n\nimport json\njson.loads('(')")
    #expect(inLibrary.exception == "JSONDecodeError")
    #expect(inLibrary.line == 5)
    let exit = try fixture.failure("import sys\nsys.exit(3)")
    #expect(exit.exception == "SystemExit")
    let unprintable = try fixture.failure(
      "class E(Exception):\n  def __str__(self): raise ValueError\nraise E()")
    #expect(unprintable.message == "<unprintable: ValueError>")
    let deep = try fixture.failure("def f(): f()\nf()")
    #expect(deep.exception == "RecursionError")
    #expect(deep.message == "maximum recursion depth exceeded")
    // The worker is still the same and well.
    #expect(try fixture.evaluate("1 + 1") == 2)
  }

  @Test("a text that is not Python is a syntax error with its line, also before it runs")
  func syntax() throws {
    let fixture = try Fixture()
    let error = try fixture.failure("a = 1\nb = = 2")
    #expect(error.code == .syntax)
    #expect(error.exception == "SyntaxError")
    #expect(error.message == "invalid syntax")
    #expect(error.line == 2)
    #expect(error.lineText == "b = = 2")
    #expect(fixture.engine.check("a = 1", as: .script).isEmpty)
    #expect(fixture.engine.check("import os", as: .script).isEmpty)
    #expect(
      fixture.engine.check("a = 1", as: .expression).map(\.message)
        == ["SyntaxError: invalid syntax"])
    #expect(fixture.engine.check("if x:\npass", as: .script).map(\.line) == [2])
  }

  @Test("a BpmnError carries its code, name and payload")
  func bpmnError() throws {
    let fixture = try Fixture()
    let error = try fixture.failure("raise BpmnError('E1', 'Name', {'a': (1,)})")
    #expect(error.exception == "BpmnError")
    #expect(error.bpmnError?.code == "E1")
    #expect(error.bpmnError?.name == "Name")
    #expect(error.bpmnError?.payload == ["a": typed("tuple", ["items": [1]])])
    #expect(error.line == 1)
  }

  @Test("what scripts print goes to the host, in order, also before an error")
  func printing() throws {
    let fixture = try Fixture()
    _ = try fixture.execute("print('a', 1)\nprint('ü', end='')")
    _ = try? fixture.execute("print('b')\nraise ValueError")
    _ = try fixture.execute("import sys\nsys.stdout.write('c')\nprint(file=sys.stdout)")
    #expect(fixture.printed.text == "a 1\nüb\nc\n")
  }

  @Test("scripts read the host's clock")
  func clock() throws {
    let fixture = try Fixture()
    #expect(try fixture.evaluate("__import__('time').time()") == 1_767_225_600.123456)
    let script = """
      import datetime, time
      from datetime import datetime as dt, date, timezone
      a = datetime.datetime.now().isoformat()
      b = dt.now(timezone.utc).isoformat()
      c = date.today().isoformat()
      d = time.strftime('%Y-%m-%d %H:%M:%S')
      e = repr(dt.now()), type(dt.now()) == dt, isinstance(dt.now(), dt), isinstance(dt.now(), date), str(dt)
      f = dt(2026, 1, 2) - dt.now() > datetime.timedelta(0)
      g = dt.strptime('2026-01-01', '%Y-%m-%d') == dt.fromisoformat('2026-01-01') == dt.combine(date(2026, 1, 1), dt.min.time())
      h = dt.now()
      """
    let after = try fixture.execute(script)
    #expect(after["a"] == "2026-01-01T00:00:00.123456")
    #expect(after["b"] == "2026-01-01T00:00:00.123456+00:00")
    #expect(after["c"] == "2026-01-01")
    #expect(after["d"] == "2026-01-01 00:00:00")
    #expect(
      after["e"]
        == typed(
          "tuple",
          [
            "items": [
              "datetime.datetime(2026, 1, 1, 0, 0, 0, 123456)", true, true, true, "<class 'datetime.datetime'>",
            ]
          ]))
    #expect(after["f"] == true)
    #expect(after["g"] == true)
    #expect(after["h"] == typed("datetime", ["value": "2026-01-01T00:00:00.123456"]))
    fixture.clock.advance(seconds: 60)
    #expect(try fixture.evaluate("__import__('time').time_ns()") == 1_767_225_660_123_456_000)
  }

  @Test("random numbers and UUIDs follow the seed")
  func seed() throws {
    func numbers(_ seed: UInt64) throws -> DataDictionary {
      try Fixture(seed: seed).execute(
        "import random, uuid\na = [random.random(), random.randint(0, 10**9)]\nb = [str(uuid.uuid4()), str(uuid.uuid1())]"
      )
    }
    #expect(try numbers(1) == numbers(1))
    #expect(try numbers(1) != numbers(2))
    #expect(try numbers(.max) == numbers(.max))
  }

  @Test("threads of a script may print and read the clock, also after its end")
  func threads() throws {
    let fixture = try Fixture()
    _ = try fixture.execute(
      """
      import threading, time
      def work(n):
        for i in range(20):
          print(f'line {n} {i}\\n', end='')
          time.time()
      started = [threading.Thread(target=work, args=(n,)) for n in range(4)]
      for thread in started: thread.start()
      for thread in started: thread.join()
      late = threading.Timer(0.01, work, (9,))
      late.start()
      started = thread = late = None
      """)
    // Each request takes up what was printed before it.
    var answers = 0
    while !fixture.printed.text.contains("line 9 19"), answers < 10_000 {
      #expect(try fixture.evaluate("1 + 1") == 2)
      answers += 1
    }
    #expect(fixture.printed.text.split(separator: "\n").count == 100)
  }

  @Test("what two variables share inside a script they no longer share in the next")
  func aliasing() throws {
    let fixture = try Fixture()
    let after = try fixture.execute("a = []\nb = a\nb.append(1)")
    #expect(after == ["a": [1], "b": [1]])
    #expect(try fixture.execute("a.append(2)", after) == ["a": [1, 2], "b": [1]])
  }
}
