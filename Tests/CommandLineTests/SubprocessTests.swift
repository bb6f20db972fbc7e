import Foundation
import Testing
import WorkflowModel

@Suite("wfstore eval, exec and environment, and the engine subprocess over them")
struct SubprocessTests {
  private let workspace: Workspace

  init() throws {
    workspace = try Workspace()
  }

  // MARK: By hand

  @Test("eval prints the value of an expression")
  func eval() throws {
    #expect(try workspace.wfstore("eval", "1 + 1").output == "2\n")
    let value = try workspace.wfstore(
      "eval", "-c", #"{"a": {"typename": "tuple", "items": [1, 2]}}"#, "-x", #"{"b": 3}"#, "a + (b, 1.0)")
    #expect(value.output == #"{"items":[1,2,3,1.0],"typename":"tuple"}"# + "\n")
    #expect(try workspace.wfstore("eval", "--", "-1").output == "-1\n")
  }

  @Test("exec prints the variables after a script; what it prints goes to standard error")
  func exec() throws {
    let outcome = try workspace.wfstore("exec", "-c", #"{"a": 1, "b": 2}"#, "c = a + 1\ndel b\nprint('done')")
    #expect(outcome.output == #"{"a":1,"c":2}"# + "\n")
    #expect(outcome.error == "done\n")
  }

  @Test("contexts and texts come from standard input where the argument is @-, a line each, the last to its end")
  func standardInput() throws {
    #expect(try workspace.wfstore("eval", "-c", "@-", "a", input: "{\n\"a\": 1\n}\n").output == "1\n")
    #expect(try workspace.wfstore("exec", "@-", input: "a = 1\nb = 2\n").output == #"{"a":1,"b":2}"# + "\n")
    let all = try workspace.wfstore("eval", "-c", "@-", "-x", "@-", "@-", input: "{\"a\": 1}\n{\"b\": 2}\n(a +\n b)")
    #expect(all.output == "3\n")
    try workspace.write(#"{"a": 4}"#, to: "context.json")
    #expect(try workspace.wfstore("eval", "-c", "@context.json", "a").output == "4\n")
  }

  @Test("clock and seed are options, or come from the environment")
  func sources() throws {
    let time = ["eval", "now"]
    try workspace.write("import datetime, random\nnow = str(datetime.datetime.now())\ndraw = random.random", to: "m.py")
    let moment = "2026-01-02T03:04:05+00:00"
    #expect(try workspace.wfstore(time + ["-e", "m.py", "--at", moment]).output == "\"2026-01-02 03:04:05\"\n")
    let environment = ["WFSTORE_SCRIPT_TIME": moment, "WFSTORE_SCRIPT_SEED": "7"]
    #expect(
      try workspace.wfstore(time + ["-e", "m.py"], environment: environment).output == "\"2026-01-02 03:04:05\"\n")
    let seeded = try workspace.wfstore("eval", "-e", "m.py", "draw()", "--seed", "7").output
    #expect(try workspace.wfstore(["eval", "-e", "m.py", "draw()"], environment: environment).output == seeded)
    let wrong = try workspace.wfstore(["eval", "1"], environment: ["WFSTORE_SCRIPT_BUDGETS": #"{"steps": 1}"#])
    #expect(wrong.status == 64)
  }

  @Test("a script's error has status 1, and a document with its parts on standard output")
  func errors() throws {
    let failed = try workspace.wfstore("exec", "a = 1\nb = {}['k']")
    #expect(failed.status == 1)
    #expect(failed.error == "error: KeyError: 'k', line 2\n")
    let error = try failed.document["error"]
    #expect(error["code"] == "script_exception")
    #expect(error["message"] == "KeyError: 'k'")
    #expect(error["exception"] == "KeyError")
    #expect(error["line"] == 2)
    #expect(error["line_text"] == "b = {}['k']")
    let raised = try workspace.wfstore("exec", "raise BpmnError('E', 'name', {'a': (1,)})")
    let bpmn = try raised.document["error"]["bpmn_error"]
    #expect(bpmn["code"] == "E")
    #expect(bpmn["payload"]["a"]["typename"] == "tuple")
    #expect(try workspace.wfstore("eval", "1 +").status == 1)
    #expect(try workspace.wfstore("eval", "open('/etc/passwd')").document["error"]["code"] == "script_refused")
    for wrong in [["eval", "-c", "{", "1"], ["eval", "-c", "[1]", "1"]] {
      let outcome = try workspace.wfstore(wrong)
      #expect(outcome.status == 65)
      #expect(try outcome.document["error"]["message"].text.hasPrefix("--context: "))
    }
  }

  @Test("environment prints the typenames that modules register, or the error of one")
  func environment() throws {
    let module = Files.example("environments/product_info.py")
    #expect(try workspace.document("environment", "-e", module) == ["typenames": ["ProductInfo"], "call_id": false])
    let failing = try workspace.wfstore("environment", "-e", Files.fixture("environments/failing.py"))
    #expect(failing.status == 65)
    #expect(failing.error == "error: KeyError: environment module 'failing.py': 'high', line 3\n")
    #expect(try failing.document["error"]["exception"] == "KeyError")
  }

  // MARK: The engine

  @Test("an order runs to the same end, one step under restricted and the next under subprocess")
  func order() throws {
    for order in [Order.tables, .scripts] {
      let restricted = try order.run(in: workspace)
      let switched = try order.run(in: workspace, engines: ["subprocess", "restricted"])
      #expect(switched["status"] == "completed")
      let names: Set = ["instance", "id", "parent", "created", "updated", "last_state_change", "engine", "subprocess"]
      #expect(switched.without(names) == restricted.without(names))
    }
  }

  @Test("an instance goes on under subprocess without being asked to, with its stored modules")
  func goesOn() throws {
    let order = Order.scripts
    let id = try order.save(in: workspace, "--engine", "subprocess")["instance"].text
    let step = Order.steps[0]
    let resumed = try workspace.document("resume", id, "--complete", step.task, "--data", step.data)
    #expect(resumed["engine"] == "subprocess")
    #expect(resumed.task("choose_color")["data"]["product_info"]["typename"] == "ProductInfo")
  }

  @Test(
    "what goes wrong is told as under restricted",
    arguments: [
      "a = 1\nb = {}['k']", "import os", "x = (1 for _ in [])", "raise ValueError('two\\nlines')", "a = = 1",
      "raise ValueError", "assert False", "[0] * 10**9", "def f(): f()\nf()", "a = '\\n'.join(1)",
    ])
  func sameErrors(script: String) throws {
    try workspace.write(
      """
      <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="definitions">
        <process id="p" isExecutable="true">
          <startEvent id="begin" />
          <scriptTask id="work"><script><![CDATA[\(script)]]></script></scriptTask>
          <sequenceFlow id="flow" sourceRef="begin" targetRef="work" />
        </process>
      </definitions>
      """, to: "p.bpmn")
    let errors = try ["restricted", "subprocess"].map { engine in
      let outcome = try workspace.wfstore("save", "-p", "p", "-b", "p.bpmn", "--engine", engine, "--json")
      #expect(outcome.status == 1)
      return try outcome.document["error"].without(["task"])
    }
    #expect(errors[0] == errors[1])
  }

  @Test("what a script prints comes through, before its error too")
  func printing() throws {
    try workspace.write(
      """
      <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="definitions">
        <process id="p" isExecutable="true">
          <startEvent id="begin" />
          <scriptTask id="work"><script>print("one")
      print("error: two")
      1 / 0</script></scriptTask>
          <sequenceFlow id="flow" sourceRef="begin" targetRef="work" />
        </process>
      </definitions>
      """, to: "p.bpmn")
    let outcome = try workspace.wfstore("save", "-p", "p", "-b", "p.bpmn", "--engine", "subprocess", "--json")
    #expect(outcome.error.hasPrefix("one\nerror: two\nerror: task 'work' failed: ZeroDivisionError: division by zero"))
  }
}
