import OrderedCollections
import Testing
import WorkflowModel
import WorkflowScripting

@testable import WorkflowWorkers

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite("workers that fail", .needsPython)
struct WorkerFailureTests {
  @Test("a worker that dies is a failed script, and the next script gets a new one")
  func death() throws {
    let fixture = try Fixture.withProducts()
    let killed = try fixture.failure("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", ["a": 1])
    #expect(killed.code == .engine)
    #expect(killed.message == "the python worker died: it was killed by signal 9")
    #expect(try fixture.evaluate("circle(0)") == 0.0)
    let ended = try fixture.failure("import os\nos._exit(7)")
    #expect(ended.message == "the python worker died: it ended with exit status 7")
    let group = try fixture.failure("import os, signal\nos.kill(0, signal.SIGTERM)")
    #expect(group.message == "the python worker died: it was killed by signal 15")
    #expect(try fixture.evaluate("1") == 1)
  }

  @Test("a script that runs too long is stopped, with all that it started")
  func time() throws {
    var budget = ScriptBudget()
    budget.milliseconds = 1500
    let fixture = try Fixture(budget: budget)
    for script in ["while True: pass", "import time\ntime.sleep(1000)", "import os\nos.system('sleep 1000')"] {
      let error = try fixture.failure(script)
      #expect(error.code == .budget)
      #expect(error.message == "the script ran longer than 1500 ms (budget: milliseconds)")
    }
    #expect(try fixture.evaluate("1") == 1)
  }

  /// Sets `n` to the worker's end of its socket, the only one that it has.
  private static let findSocket = """
    import os, stat
    n = [i for i in range(3, 20) if os.path.exists(f'/dev/fd/{i}') and stat.S_ISSOCK(os.fstat(i).st_mode)][0]

    """

  @Test("a worker that sends garbage, or answers another request, is given up")
  func garbage() throws {
    let fixture = try Fixture()
    for (text, part) in [
      ("garbage", "expected a value, found \"g\""), ("[1]", "an object was expected"),
      ("{\"id\": 0}", "the answer to another request"), ("{\"a\": \\ud800}", "expected a value"),
    ] {
      let error = try fixture.failure(Self.findSocket + "os.write(n, b'''\(text)\n''')")
      #expect(error.code == .engine)
      #expect(error.message.hasPrefix("the python worker sent what nobody can read: \(part)"), "\(error.message)")
    }
    let shut = try fixture.failure(
      Self.findSocket + "import socket\nsocket.socket(fileno=os.dup(n)).shutdown(socket.SHUT_RDWR)")
    #expect(shut.code == .engine)
    #expect(shut.message == "the python worker died: it ended with exit status 1")
    #expect(try fixture.evaluate("1") == 1)
  }

  @Test("a worker that closes its socket, and goes on or hangs, is given up")
  func closedSocket() throws {
    var budget = ScriptBudget()
    budget.milliseconds = 1500
    let fixture = try Fixture(budget: budget)
    for script in ["os.close(n)", "os.closerange(0, 100)"] {
      let error = try fixture.failure(Self.findSocket + script)
      #expect(error.code == .engine)
      #expect(error.message.hasPrefix("the python worker died: "), "\(error.message)")
    }
    // Where a thread of the worker looks at the socket just then, that stays open.
    let hanging = try fixture.failure(Self.findSocket + "os.close(n)\nimport time\ntime.sleep(100)")
    #expect([.budget, .engine].contains(hanging.code))
    #expect(try fixture.evaluate("1") == 1)
  }

  @Test("garbage without an end is cut off")
  func endlessGarbage() throws {
    var budget = ScriptBudget()
    budget.bytes = 200_000
    let fixture = try Fixture(budget: budget)
    let error = try fixture.failure(Self.findSocket + "while True: os.write(n, b'x' * 10000)")
    #expect(error.message == "the python worker's answer is longer than 200000 bytes")
    #expect(try fixture.evaluate("1") == 1)
  }

  @Test("a worker that dies or hangs while it loads a module is an error, and none is left behind")
  func loading() throws {
    var budget = ScriptBudget()
    budget.milliseconds = 1500
    func message(_ source: String) -> String? {
      #expect(throws: ScriptError.self) {
        try Fixture([EnvironmentModule(name: "module.py", source: source)], budget: budget)
      }?.message
    }
    #expect(message("import os\nos._exit(3)") == "the python worker died: it ended with exit status 3")
    #expect(message("while True: pass") == "the script ran longer than 1500 ms (budget: milliseconds)")
    #expect(
      message("import sys\nsys.exit('over')") == "environment module 'module.py': over")
  }

  @Test("a worker that dies or hangs in a service is a failed call, and the next one gets a new worker")
  func services() throws {
    var budget = ScriptBudget()
    budget.milliseconds = 1500
    let source = """
      import os
      def call_service(task_data, operation_name, operation_params):
        if operation_name == 'die': os._exit(3)
        while operation_name == 'hang': pass
        return os.getpid()
      """
    let fixture = try Fixture([EnvironmentModule(name: "services.py", source: source)], budget: budget)
    func call(_ operation: String) throws(ScriptError) -> DataValue? {
      let call = ServiceCall(operation: operation, parameters: [:], idempotencyKey: "k")
      return try fixture.engine.callService(call, data: TaskData()).value
    }
    var workers: Set<DataValue?> = [try call("well")]
    for (operation, message) in [
      ("die", "the python worker died: it ended with exit status 3"),
      ("hang", "the script ran longer than 1500 ms (budget: milliseconds)"),
    ] {
      let error = #expect(throws: ScriptError.self) { try call(operation) }
      #expect(error?.message == message)
      workers.insert(try call("well"))
    }
    #expect(workers.count == 3)
  }

  @Test("too long an answer and too much output are refused")
  func size() throws {
    var budget = ScriptBudget()
    budget.bytes = 200_000
    budget.outputBytes = 10_000
    let fixture = try Fixture(budget: budget)
    let long = try fixture.failure("x = 'a' * 1000000")
    #expect(long.code == .engine)
    #expect(long.message == "the python worker's answer is longer than 200000 bytes")
    let printed = try fixture.failure("while True: print('a' * 1000)")
    #expect(printed.code == .budget)
    #expect(printed.message == "the script printed more than 10000 bytes (budget: outputBytes)")
    #expect(fixture.printed.text.utf8.count <= 10_000)
    #expect(try fixture.evaluate("len(x)", ["x": .string(String(repeating: "b", count: 1_000_000))]) == 1_000_000)
  }

  @Test("what a script's processes write does not disturb the exchange")
  func otherOutput() throws {
    let fixture = try Fixture()
    #expect(
      try fixture.execute("import os, subprocess\na = os.system('true')\nb = subprocess.run(['true']).returncode")
        == ["a": 0, "b": 0])
    #expect(try fixture.failure("input()").exception == "EOFError")
  }

  @Test("a program that is no interpreter is an error, and no worker is left behind")
  func interpreters() throws {
    let host = ScriptHost(clock: TestClock(), seed: 0) { _ in }
    func message(_ variables: [String: String]) -> String? {
      #expect(throws: ScriptError.self) {
        let engine = try CPythonEngine(host: host, environment: [], variables: variables)
        _ = try engine.evaluate("1", data: TaskData(), locals: [:])
      }?.message
    }
    #expect(
      message(["WFSTORE_PYTHON": "/no/such/python"])
        == "the python engine cannot run here: WFSTORE_PYTHON names \"/no/such/python\", which is no program")
    #expect(
      message(["PATH": "/no/such/folder"])
        == "the python engine cannot run here: no python3.11 or python3 in PATH; WFSTORE_PYTHON may name one")
    #expect(
      message(["WFSTORE_PYTHON": "false", "PATH": "/usr/bin:/bin"])
        == "the python worker died: it ended with exit status 1")
    guard case .unavailable(let reason) = CPythonEngine.availability(variables: ["WFSTORE_PYTHON": "/bin/false"]) else {
      Issue.record("available")
      return
    }
    #expect(reason == "/bin/false: the python worker died: it ended with exit status 1")
  }

  @Test("no zombie and no process is left behind")
  func cleanUp() throws {
    var identifiers: [pid_t] = []
    for script in ["import os\np = os.getpid()", "import os\np = os.getpid()\nwhile p: pass"] {
      var budget = ScriptBudget()
      budget.milliseconds = 1500
      let fixture = try Fixture(budget: budget)
      guard case .integer(let identifier) = try fixture.evaluate("__import__('os').getpid()") else { return }
      identifiers.append(pid_t(identifier))
      _ = try? fixture.execute(script)
    }
    for identifier in identifiers {
      // Neither running nor waiting to be waited for.
      #expect(kill(identifier, 0) == -1)
    }
  }

  @Test("availability says the version")
  func availability() {
    guard case .available(let version, let path) = CPythonEngine.availability() else {
      Issue.record("not available")
      return
    }
    #expect(version.hasPrefix("3."))
    #expect(path.hasPrefix("/"))
  }
}
