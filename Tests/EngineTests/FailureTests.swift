import OrderedCollections
import Testing
import WorkflowModel

@testable import WorkflowEngine

@Suite("Failed tasks")
struct FailureTests {
  @Test("a script that raises leaves its task's data as it was, and says where", arguments: Mode.allCases)
  func script(mode: Mode) throws {
    let run = try Run("failures", "script", mode, data: ["price": 2, "count": 3])
    #expect(run.status == .error)
    #expect(run.active == ["a ERROR"])
    #expect(try run.data(of: "a") == ["price": 2, "count": 3])
    let error = try #require(run.error)
    #expect(error.code == "script_exception")
    #expect(error.message == "ZeroDivisionError: division by zero")
    #expect(error.bpmnID == "a")
    #expect(error.line == 2)
    #expect(error.script == "total = price * count\nbroken = total / 0")
  }

  @Test("nothing else goes on before the failed task is retried", arguments: Mode.allCases)
  func standsStill(mode: Mode) throws {
    let run = try Run("failures", "beside", mode, data: ["zero": 0])
    #expect(run.active.contains("a ERROR"))
    #expect(run.refusal { try $0.complete("b") } == "a task has failed: retry it first")
    #expect(run.refusal { try $0.message("order") } == "a task has failed: retry it first")
    try run.step { _ in }
    #expect(run.status == .error)
    #expect(run.active == ["a ERROR", "b READY", "c READY"])
  }

  @Test("a retry fails again as long as the reason stands", arguments: Mode.allCases)
  func again(mode: Mode) throws {
    let run = try Run("failures", "script", mode, data: ["price": 2, "count": 3])
    try run.retry("a")
    #expect(run.active == ["a ERROR"])
    #expect(run.error?.message == "ZeroDivisionError: division by zero")
    #expect(run.refusal { try $0.retry("b") } == "no task of 'b' is ERROR")
  }

  @Test("a pre-script that raises fails the arrival, and a retry arrives again", arguments: Mode.allCases)
  func arrival(mode: Mode) throws {
    let run = try Run("failures", "arrival", mode)
    #expect(run.active == ["a ERROR"])
    #expect(run.error?.message == "NameError: name 'missing' is not defined")
    try run.mend("a", "missing", 1)
    try run.retry("a")
    #expect(run.active == ["a READY"])
    #expect(try run.data(of: "a")["x"] == 1)
    #expect(run.error == nil)
  }

  @Test("a post-script that raises leaves the task to be completed by the retry", arguments: Mode.allCases)
  func completion(mode: Mode) throws {
    let run = try Run("failures", "completion", mode)
    try run.complete("a", ["answer": 0])
    #expect(run.active == ["a ERROR"])
    #expect(run.error?.message == "ZeroDivisionError: division by zero")
    #expect(try run.data(of: "a") == ["answer": 0])
    try run.mend("a", "answer", 2)
    try run.retry("a")
    #expect(run.active == ["b READY"])
    #expect(try run.data(of: "b")["x"] == 0.5)
  }

  @Test("a waiting event whose condition raises fails, and waits again after the retry", arguments: Mode.allCases)
  func waiting(mode: Mode) throws {
    let run = try Run("failures", "waiting", mode)
    try run.complete("a", ["stock": 5])
    #expect(run.active.contains("c ERROR"))
    #expect(run.error?.message == "TypeError: 'int' object is not subscriptable")
    #expect(run.error?.script == "stock is not None and stock[\"left\"] < 5")
    try run.onBoth { $0.tree.updateScope(0) { $0.dataObjects["stock"] = ["left": 7] } }
    try run.retry("c")
    #expect(run.active.contains("c WAITING"))
    #expect(run.status == .waiting)
  }

  @Test("an inside that fails stands still within its subprocess", arguments: Mode.allCases)
  func inner(mode: Mode) throws {
    let run = try Run("failures", "inner", mode, data: ["x": 0])
    #expect(run.active == ["x STARTED", "ia ERROR"])
    try run.mend("ia", "x", 4)
    try run.retry("ia")
    #expect(run.active == ["b READY"])
    #expect(try run.data(of: "b")["y"] == 0.25)
  }

  @Test("a call whose result does not fit is retried without running the process again", arguments: Mode.allCases)
  func insideCompleted(mode: Mode) throws {
    let run = try Run("call-activity", "missing_output", mode)
    try run.complete("ia")
    #expect(run.active == ["c ERROR"])
    try run.retry("c")
    #expect(run.active == ["c ERROR"])
    let last = run.instance.tree.scopes[1].lastTask
    try run.onBoth { $0.tree.updateData(of: last) { $0["result"] = 3 } }
    try run.retry("c")
    #expect(run.active == ["a READY"])
    #expect(try run.data(of: "a")["result"] == 3)
    #expect(run.count("ia") == 1)
  }

  @Test("a failed instance of a multi-instance activity is retried by itself", arguments: Mode.allCases)
  func instance(mode: Mode) throws {
    let run = try Run("failures", "instance", mode, data: ["xs": [1, 0, 5]])
    #expect(run.active.filter { $0.hasSuffix("ERROR") } == ["ia ERROR"])
    try run.mend("ia", "x", 2)
    try run.retry("ia")
    #expect(run.active == ["b READY"])
    #expect(try run.data(of: "b")["ys"] == [10, 5, 2])
  }

  @Test("a gateway whose condition raises is retried", arguments: Mode.allCases)
  func gateway(mode: Mode) throws {
    let run = try Run("failures", "gateway", mode, data: ["x": 0])
    try run.complete("a")
    #expect(run.active == ["g ERROR"])
    #expect(run.error?.script == "1 / x > 0")
    try run.mend("g", "x", 1)
    try run.retry("g")
    #expect(run.active == ["b READY"])
  }

  @Test("a script that is not in the language fails when it is reached", arguments: Mode.allCases)
  func syntax(mode: Mode) throws {
    let run = try Run("failures", "syntax", mode)
    #expect(run.error?.code == "script_syntax")
    #expect(run.error?.message == "SyntaxError: invalid syntax")
    #expect(run.error?.line == 1)
  }

  @Test("a failed instance can be cancelled", arguments: Mode.allCases)
  func cancelled(mode: Mode) throws {
    let run = try Run("failures", "script", mode, data: ["price": 2, "count": 3])
    try run.step { try $0.cancel() }
    #expect(run.status == .cancelled)
    #expect(run.active == [])
    #expect(run.refusal { run in try run.step { try $0.cancel() } } == "the instance is cancelled")
  }
}

extension Run {
  /// Changes a variable of the failed task of an element, as a person would who mends the data.
  func mend(_ element: String, _ variable: String, _ value: DataValue) throws {
    try onBoth { instance in
      for task in instance.tree.openAndFailedTasks
      where instance.tree[task].state == .error && instance.node(of: task).element?.id == element {
        instance.tree.updateData(of: task) { $0[variable] = value }
      }
    }
  }
}
