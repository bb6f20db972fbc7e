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

  @Test("a module that fails says so with its line")
  func broken() throws {
    func error(_ source: String) -> ScriptError? {
      #expect(throws: ScriptError.self) {
        try Fixture([EnvironmentModule(name: "broken", source: source)])
      }
    }
    let raised = error("x = 1\ny = 1 / 0\n")
    #expect(raised?.exception == "ZeroDivisionError")
    #expect(raised?.line == 2)
    #expect(raised?.lineText == "y = 1 / 0")
    let syntax = error("def f(:\n  pass")
    #expect(syntax?.code == .syntax)
    #expect(syntax?.line == 1)
    #expect(
      error(
        "class A: pass\nclass B: pass\nregistry.register(A, None, None, typename='T')\nregistry.register(B, None, None, typename='T')"
      )?
      .message == "the typename 'T' is already registered")
    #expect(
      error("class A: pass\nregistry.register(A, None, None, typename='tuple')")?.message
        == "the typename 'tuple' is a standard one; choose another")
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
