import OrderedCollections
import Testing
import WorkflowModel
import WorkflowScripting

@testable import WorkflowPython

@Suite("Environment modules")
struct EnvironmentTests {
  private let products = EnvironmentModule(
    name: "products",
    source: """
      from collections import namedtuple
      import json as _json
      ProductInfo = namedtuple('ProductInfo', ['color', 'size', 'style', 'price'])
      CATALOGUE = {'a': ProductInfo(False, False, False, 15.0)}
      calls = []

      def lookup_product_info(name):
          return CATALOGUE[name]

      def remember(x):
          calls.append(x)
          return len(calls)

      def call_service(task_data, operation_name, operation_params):
          if operation_name == 'json':
              return _json.dumps({'got': operation_params, 'names': sorted(task_data)})
          if operation_name == 'value':
              return [1, 2]
          if operation_name == 'text':
              return 'not json'
          if operation_name == 'error':
              raise BpmnError('no_file', 'NoFile', {'path': 'x'})
          raise ValueError(f'unknown service {operation_name}')

      registry.register(ProductInfo, lambda info: info._asdict(), lambda fields: ProductInfo(**fields))
      """)

  @Test("public names are visible in scripts and are not copied into the data")
  func names() throws {
    let engine = try PythonTesting.engine([products])
    var data = TaskData()
    try engine.execute("price = lookup_product_info('a').price", data: &data, locals: [:])
    #expect(data.variables == ["price": 15.0])
    #expect(try engine.evaluate("CATALOGUE['a'].price", data: data, locals: [:]) == 15.0)
    #expect(throws: ScriptError.self) { try engine.evaluate("_json", data: data, locals: [:]) }
  }

  @Test("a registered object survives as itself")
  func registered() throws {
    let engine = try PythonTesting.engine([products])
    #expect(engine.typenames == ["ProductInfo"])
    var data = TaskData()
    try engine.execute("info = lookup_product_info('a')\nall = [info]", data: &data, locals: [:])
    let content: DataDictionary = ["color": false, "size": false, "style": false, "price": 15.0]
    #expect(data["info"] == .typed(TypedValue(typename: "ProductInfo", content: content)))
    #expect(data["all"] == .list([.typed(TypedValue(typename: "ProductInfo", content: content))]))
    let other = try PythonTesting.engine([products])
    #expect(try other.evaluate("info.price + all[0].price", data: data, locals: [:]) == 30.0)
    let error = PythonTesting.failure {
      _ = try PythonTesting.engine().evaluate("info.price", data: data, locals: [:])
    }
    #expect(error?.code == .value)
    #expect(error?.message.contains("ProductInfo") == true)
  }

  @Test("a script that assigns to a name of the environment, or data that holds one, is an error that names it")
  func predefined() throws {
    let engine = try PythonTesting.engine([products])
    var data = TaskData()
    let error = PythonTesting.failure { try engine.execute("CATALOGUE = 1", data: &data, locals: [:]) }
    #expect(error?.message.contains("'CATALOGUE'") == true)
    let conflict = PythonTesting.failure {
      _ = try engine.evaluate("CATALOGUE", data: TaskData(["CATALOGUE": 1]), locals: [:])
    }
    #expect(conflict?.exception == "ValueError")
    #expect(conflict?.message.contains("'CATALOGUE'") == true)
  }

  @Test("a module keeps its state between evaluations")
  func state() throws {
    let engine = try PythonTesting.engine([products])
    #expect(try engine.evaluate("remember([1, 2])", data: TaskData(), locals: [:]) == 1)
    #expect(try engine.evaluate("remember(5)", data: TaskData(), locals: [:]) == 2)
    #expect(try engine.evaluate("calls", data: TaskData(), locals: [:]) == [[1, 2], 5])
  }

  @Test("a service answers with JSON text, a value or a BPMN error")
  func services() throws {
    let engine = try PythonTesting.engine([products])
    func answer(_ operation: String) throws -> DataValue {
      let call = ServiceCall(operation: operation, parameters: ["n": ["value": 1]], idempotencyKey: "k")
      return try #require(try engine.callService(call, data: TaskData(["b": 1, "a": 2])).value)
    }
    #expect(try answer("json") == ["got": ["n": ["value": 1]], "names": ["a", "b"]])
    #expect(try answer("value") == [1, 2])
    #expect(try answer("text") == "not json")
    let raised = PythonTesting.failure { _ = try answer("error") }
    #expect(raised?.bpmnError == BpmnErrorContent(code: "no_file", name: "NoFile", payload: ["path": "x"]))
    let unknown = PythonTesting.failure { _ = try answer("other") }
    #expect(unknown?.message == "unknown service other")
  }

  private let futures = EnvironmentModule(
    name: "futures",
    source: """
      def work(operation, more=''):
          if operation == 'error':
              raise BpmnError('no_file', payload=[1])
          return {'done': operation + more}

      def call_service(task_data, operation_name, operation_params):
          if operation_name == 'never':
              return Future()
          future = submit(work, operation_name, more='!')
          if operation_name == 'state':
              return [future.done(), future.running(), future.cancel(), future.exception(), future.result(timeout=1)]
          return future
      """)

  private func answer(_ operation: String, _ module: EnvironmentModule) throws -> DataValue? {
    try PythonTesting.engine([module]).callService(
      ServiceCall(operation: operation, parameters: [:], idempotencyKey: "k7"), data: TaskData()
    ).value
  }

  @Test("submit calls at once, and its Future holds what came of it")
  func submits() throws {
    #expect(try answer("a", futures) == ["done": "a!"])
    #expect(try answer("state", futures) == [true, false, false, .null, ["done": "state!"]])
    let raised = PythonTesting.failure { _ = try answer("error", futures) }
    #expect(raised?.bpmnError == BpmnErrorContent(code: "no_file", name: nil, payload: [1]))
    let never = PythonTesting.failure { _ = try answer("never", futures) }
    #expect(never?.message == "the service answers with a Future that nobody completes")
  }

  @Test("a Future that is an expression's value stands for what it holds")
  func futureValue() throws {
    let engine = try PythonTesting.engine([futures])
    #expect(try engine.evaluate("call_service({}, 'a', {})", data: TaskData(), locals: [:]) == ["done": "a!"])
    #expect(
      PythonTesting.failure { _ = try engine.evaluate("submit", data: TaskData(), locals: [:]) }?.exception
        == "NameError")
  }

  @Test(
    "a service may ask for the id of the call",
    arguments: [
      "def call_service(data, operation, parameters, call_id=None): return call_id",
      "def call_service(data, operation, parameters, *, call_id): return call_id",
      """
      import functools
      def logged(f):
          @functools.wraps(f)
          def call(*a, **k): return f(*a, **k)
          return call
      @logged
      def call_service(data, operation, parameters, call_id): return call_id
      """,
      "class S:\n  def call(self, d, o, p, call_id): return call_id\ncall_service = S().call",
    ])
  func callID(_ source: String) throws {
    #expect(try answer("a", EnvironmentModule(name: "ids", source: source)) == "k7")
  }

  @Test("an error in a module names the module")
  func broken() throws {
    let error = PythonTesting.failure {
      _ = try PythonTesting.engine([EnvironmentModule(name: "broken", source: "x = 1 / 0")])
    }
    #expect(error?.message == "environment module 'broken': division by zero")
  }
}
