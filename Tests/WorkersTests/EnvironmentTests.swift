import OrderedCollections
import Testing
import WorkflowModel
import WorkflowScripting
import WorkflowWorkers

@Suite("environment modules under CPython", .needsPython)
struct EnvironmentTests {
  let info = typed("ProductInfo", ["color": false, "size": false, "style": false, "price": 15.0])

  @Test("functions of a module are visible, and not copied into the data")
  func functions() throws {
    let fixture = try Fixture.withProducts()
    #expect(fixture.engine.typenames == ["ProductInfo"])
    #expect(try fixture.execute("area = circle(2)").keys == ["area"])
    #expect(try fixture.evaluate("math.floor(circle(1))") == 3)
    // Not those with an underscore.
    #expect(try fixture.failure("x = _PRODUCTS").exception == "NameError")
    #expect(try fixture.failure("x = registry").exception == "NameError")
  }

  @Test("registered objects cross the border as themselves, nested ones too")
  func registered() throws {
    let fixture = try Fixture.withProducts()
    let after = try fixture.execute("product_info = lookup_product_info('product_a')")
    #expect(after == ["product_info": info])
    #expect(try fixture.evaluate("product_info.price * 2", after) == 30.0)
    #expect(try fixture.evaluate("isinstance(product_info, ProductInfo)", after) == true)
    let nested = try fixture.execute("order = {'items': [product_info, (product_info,)]}", after)
    #expect(nested["order"] == ["items": [info, typed("tuple", ["items": [info]])]])
    #expect(try fixture.evaluate("order['items'][1][0].price", nested) == 15.0)
  }

  @Test("data whose content does not fit its type is an error that names the typename")
  func damaged() throws {
    let fixture = try Fixture.withProducts()
    let error = #expect(throws: ScriptError.self) { try fixture.evaluate("x", ["x": typed("ProductInfo", ["a": 1])]) }
    #expect(error?.code == .value)
    #expect(error?.message.hasPrefix("the content of a value with the typename 'ProductInfo' is damaged:") == true)
    // Data that the script does not touch harms nobody.
    #expect(try fixture.evaluate("1", ["x": typed("ProductInfo", ["a": 1])]) == 1)
  }

  @Test("assigning to a name of the environment, and data that holds one, are errors that name it")
  func predefined() throws {
    let fixture = try Fixture.withProducts()
    #expect(
      try fixture.failure("a = 1\ncircle = 3").message
        == "the script assigns to 'circle', a name that the environment predefines")
    #expect(
      try fixture.failure("a = 1", ["circle": 1, "math": 2]).message
        == "the data holds 'circle', 'math', which the environment predefines: rename the variable")
    // The same object again is no assignment worth an error.
    #expect(try fixture.execute("import math\na = math.floor(1.5)") == ["a": 1])
    #expect(try fixture.evaluate("circle(0)") == 0.0)
  }

  @Test("call_service answers with values and with JSON text")
  func services() throws {
    let fixture = try Fixture.withProducts()
    func call(_ operation: String, _ parameters: DataDictionary = [:]) throws -> DataValue {
      let call = ServiceCall(operation: operation, parameters: parameters, idempotencyKey: "k")
      return try #require(try fixture.engine.callService(call, data: TaskData(["order": [1, 2]])).value)
    }
    #expect(try call("lookup", ["name": "product_a"]) == info)
    #expect(try call("text") == ["found": [1, 2.0, .null]])
    #expect(try call("plain") == "no JSON")
    #expect(try call("data") == [1, 2])
    let missing = #expect(throws: ScriptError.self) { try call("missing", ["name": "x"]) }
    #expect(missing?.bpmnError?.code == "not_found")
    #expect(missing?.bpmnError?.name == "No such product")
    #expect(missing?.bpmnError?.payload == ["name": "x"])
    let other = #expect(throws: ScriptError.self) { try call("other") }
    #expect(other?.exception == "ValueError")
    #expect(other?.message == "no operation other")
    let none = try Fixture()
    let absent = #expect(throws: ScriptError.self) {
      try none.engine.callService(
        ServiceCall(operation: "a", parameters: [:], idempotencyKey: "k"), data: TaskData())
    }
    #expect(absent?.message == "no environment module defines call_service")
  }

  @Test("a service may ask for the id of the call")
  func callID() throws {
    let source = "def call_service(data, operation, parameters, call_id=None):\n    return {'id': call_id}"
    let fixture = try Fixture([EnvironmentModule(name: "ids", source: source)])
    let call = ServiceCall(operation: "a", parameters: [:], idempotencyKey: "k7")
    #expect(try fixture.engine.callService(call, data: TaskData()).value == ["id": "k7"])
  }

  private let threads = """
    import time

    def work(seconds, answer):
        time.sleep(seconds)
        if answer == 'missing':
            raise BpmnError('not_found', payload=[1])
        return answer

    def call_service(task_data, operation_name, operation_params):
        return submit(work, operation_params['seconds'], operation_name)
    """

  /// The answers, as they come.
  private func answers(_ services: [any PendingService]) throws -> [Result<DataValue, ScriptError>] {
    let deadline = ContinuousClock.now + .seconds(30)
    while ContinuousClock.now < deadline {
      let answers = services.compactMap(\.answer)
      if answers.count == services.count { return answers }
    }
    throw ScriptError(.engine, message: "the services did not answer")
  }

  private func submit(_ operation: String, _ fixture: Fixture, seconds: Double) throws -> any PendingService {
    let call = ServiceCall(operation: operation, parameters: ["seconds": .double(seconds)], idempotencyKey: "k")
    guard case .pending(let service) = try fixture.engine.callService(call, data: TaskData()) else {
      throw ScriptError(.engine, message: "it has answered at once")
    }
    return service
  }

  @Test("a Future is waited for, while scripts and other services run")
  func futures() throws {
    let fixture = try Fixture([EnvironmentModule(name: "threads", source: threads)])
    let slow = try submit("a", fixture, seconds: 0.3)
    let failing = try submit("missing", fixture, seconds: 0)
    #expect(slow.answer == nil)
    #expect(try fixture.evaluate("1 + 1") == 2)
    #expect(try answers([slow])[0].get() == "a")
    guard case .failure(let error)? = try answers([failing]).first else { throw ScriptError(.engine, message: "none") }
    #expect(error.bpmnError == BpmnErrorContent(code: "not_found", name: nil, payload: [1]))
  }

  @Test("ten futures of a second each take about a second")
  func manyFutures() throws {
    let fixture = try Fixture([EnvironmentModule(name: "threads", source: threads)])
    let services = try (0..<10).map { try submit("\($0)", fixture, seconds: 1) }
    let started = ContinuousClock.now
    var waiting = services
    while !waiting.isEmpty, ContinuousClock.now < started + .seconds(5) { waiting.removeAll { $0.answer != nil } }
    #expect(waiting.isEmpty)
  }

  @Test("the names of services are predefined in modules, and no script's")
  func servicesPredefined() throws {
    let fixture = try Fixture([EnvironmentModule(name: "threads", source: threads)])
    #expect(try fixture.evaluate("submit", ["submit": 3]) == 3)
  }

  @Test("a worker that has died answers its futures with that")
  func diedFuture() throws {
    let fixture = try Fixture([
      EnvironmentModule(name: "threads", source: threads), EnvironmentModule(name: "end", source: "import os"),
    ])
    let service = try submit("a", fixture, seconds: 30)
    #expect(throws: ScriptError.self) { try fixture.evaluate("os._exit(3)") }
    guard case .failure(let error)? = service.answer else { throw ScriptError(.engine, message: "no failure") }
    #expect(error.code == .engine)
  }

  @Test("a module that fails says so with its name and its line")
  func broken() throws {
    func error(_ source: String) -> ScriptError? {
      #expect(throws: ScriptError.self) {
        try Fixture([EnvironmentModule(name: "broken", source: source)])
      }
    }
    let raised = error("x = 1\ny = 1 / 0\n")
    #expect(raised?.exception == "ZeroDivisionError")
    #expect(raised?.message == "environment module 'broken': division by zero")
    #expect(raised?.line == 2)
    #expect(raised?.lineText == "y = 1 / 0")
    let syntax = error("def f(:\n  pass")
    #expect(syntax?.code == .syntax)
    #expect(syntax?.message.hasPrefix("environment module 'broken': ") == true)
    #expect(syntax?.line == 1)
    #expect(
      error(
        "class A: pass\nclass B: pass\nregistry.register(A, None, None, typename='T')\nregistry.register(B, None, None, typename='T')"
      )?
      .message == "environment module 'broken': the typename 'T' is already registered")
    #expect(
      error("class A: pass\nregistry.register(A, None, None, typename='tuple')")?.message
        == "environment module 'broken': the typename 'tuple' is a standard one; choose another")
    // Also where the line that failed is another text's, or of what the module imports.
    #expect(error("x = 1\ncompile('(', 'other', 'exec')")?.message.hasPrefix("environment module 'broken': ") == true)
    let imported = error("import json\n\njson.loads('(')")
    #expect(imported?.message == "environment module 'broken': Expecting value: line 1 column 1 (char 0)")
    #expect(imported?.line == 3)
  }

  @Test("of several modules the one that fails is named")
  func second() throws {
    let modules = ["x = 1", "y = z"].enumerated().map { EnvironmentModule(name: "m\($0).py", source: $1) }
    let error = #expect(throws: ScriptError.self) { try Fixture(modules) }
    #expect(error?.message == "environment module 'm1.py': name 'z' is not defined")
    #expect(error?.lineText == "y = z")
  }

  @Test("dataclasses of a module work")
  func dataclasses() throws {
    let source = """
      from __future__ import annotations
      from dataclasses import dataclass, asdict
      @dataclass
      class Point:
        x: int
        y: int
      registry.register(Point, asdict, lambda d: Point(**d), typename='geometry.Point')
      """
    let fixture = try Fixture([EnvironmentModule(name: "geometry", source: source)])
    let after = try fixture.execute("p = Point(1, 2)")
    #expect(after["p"] == typed("geometry.Point", ["x": 1, "y": 2]))
    #expect(try fixture.execute("p.x += p.y", after)["p"] == typed("geometry.Point", ["x": 3, "y": 2]))
  }
}
