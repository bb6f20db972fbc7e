import Foundation
import OrderedCollections
import Testing
import WorkflowEngine
import WorkflowModel
import WorkflowParsing
import WorkflowRuntime
import WorkflowScripting
import WorkflowSerialization
import WorkflowStore

@Suite("what an embedder gives to its models")
struct HostEnvironmentTests {
  private struct Product: Codable, Equatable {
    let name: String
    let price: Double
    let sizes: [String]
  }

  private struct SoldOut: Error, CustomStringConvertible {
    let description = "sold out"
  }

  /// A shelf that keeps what is written to it.
  private final class Shelf: DataStore {
    var content: DataValue = 3

    func read(_ id: String, for data: TaskData) throws -> DataValue { content }
    func write(_ value: DataValue, to id: String, for data: TaskData) throws { content = value }
  }

  private let desk: Desk
  private var environment = HostEnvironment()

  init() throws {
    desk = try Desk()
    try environment.converters.register(codable: Product.self)
    environment.register(function: "product") { (name: String) in Product(name: name, price: 2, sizes: ["s"]) }
    environment.register(function: "dearer") { (product: Product, by: Double) in
      Product(name: product.name, price: product.price + by, sizes: product.sizes)
    }
    environment.register(function: "answer") { 42 }
    environment.register(function: "sold_out") { () throws -> Bool in throw SoldOut() }
    environment.register(function: "missing") { (key: String) throws -> Bool in
      throw ScriptError(.exception, exception: "KeyError", message: key)
    }
    environment.register(function: "stop") { () throws -> Bool in throw BpmnErrorContent(code: "stopped", payload: 1) }
  }

  /// What a script leaves, or the message of its failure.
  private func run(_ script: String, engine: String = "restricted") throws -> (data: DataDictionary, error: String?) {
    let runtime = try desk.runtime(environment: environment)
    let view = try runtime.start("hosted", data: [:], script: script, engine: engine)
    return (view.data, view.summary.error?.message)
  }

  @Test("scripts call its functions; a type it registered is an object with attributes, and stays one")
  func functions() throws {
    let done = try run(
      """
      first = product('chair')
      price = first.price
      first.price = 2.5
      second = dearer(first, 1)
      same = first == product('chair'), second == dearer(first, 1)
      text = repr(second)
      total = answer()
      """)
    #expect(done.error == nil)
    #expect(done.data["price"] == 2.0)
    let second = try environment.converters.restore(done.data["second"] ?? .null, as: Product.self)
    #expect(second == Product(name: "chair", price: 3.5, sizes: ["s"]))
    #expect(done.data["text"] == "Product(name='chair', price=3.5, sizes=['s'])")
    #expect(done.data["same"] == .typed(TypedValue(typename: "tuple", content: ["items": [false, true]])))
    #expect(done.data["total"] == 42)
  }

  @Test(
    "what a function refuses is an exception",
    arguments: [
      ("product()", "TypeError: product() takes 1 argument but 0 were given"),
      ("answer(1)", "TypeError: answer() takes 0 arguments but 1 was given"),
      ("product(name='chair')", "TypeError: product() takes no keyword arguments"),
      ("product(1)", "TypeError: product() argument 1: expected Swift.String, found Swift.Int"),
      ("sold_out()", "RuntimeError: sold out"), ("missing('key')", "KeyError: 'key'"),
      ("stop()", "BpmnError: ('stopped', None, 1)"),
      (
        "product(print)",
        "the value of the expression cannot become data: no converter is registered for the type "
          + "'builtin_function_or_method'"
      ),
    ])
  func refusals(call: String, message: String) throws {
    #expect(try run("x = \(call)").error == message)
  }

  @Test("a script catches what a function throws")
  func caught() throws {
    let done = try run(
      """
      try:
          missing('key')
      except KeyError as error:
          name = error.args[0]
      try:
          stop()
      except BpmnError as error:
          code, payload = error.code, error.payload
      """)
    #expect(done.data["name"] == "key")
    #expect(done.data["code"] == "stopped")
    #expect(done.data["payload"] == 1)
  }

  @Test("the types are objects with attributes under the other engines, too", arguments: ["python"])
  func otherEngines(engine: String) throws {
    guard case .available = try EngineRegistry.standard.entry(named: engine).availability() else { return }
    let runtime = try desk.runtime(environment: environment)
    let product = try environment.converters.convert(Product(name: "chair", price: 2, sizes: []))
    let script = "made.price += 1\nname = made.name"
    let done = try runtime.start("hosted", data: ["made": product], script: script, engine: engine)
    #expect(done.summary.error == nil)
    #expect(
      try environment.converters.restore(done.data["made"] ?? .null, as: Product.self)
        == Product(name: "chair", price: 3, sizes: []))
    #expect(done.data["name"] == "chair")
  }

  private func start(
    _ model: String, _ register: @escaping @Sendable (inout HostEnvironment) -> Void
  ) async throws -> InstanceView {
    let desk = desk
    return try await inOwnThread {
      var environment = HostEnvironment()
      register(&environment)
      return try desk.runtime(environment: environment).start(model, data: [:])
    }
  }

  @Test("services of Swift answer service tasks, at once or beside the workflow")
  func services() async throws {
    let immediate = try await start("squares") { environment in
      environment.register(service: "square") { call in
        let number: Int = try call.value("item")
        return number * number
      }
    }
    let asynchronous = try await start("squares") { environment in
      environment.register(asynchronousService: "square") { call in
        try await Task.sleep(for: .milliseconds(5))
        let number: Int = try call.value("item")
        return number * number
      }
    }
    for done in [immediate, asynchronous] {
      #expect(done.summary.status == .completed)
      #expect(done.data["answers"] == [0, 1, 4])
    }
  }

  @Test("a service that fails fails its task, with the reason")
  func failingServices() async throws {
    let immediate = try await start("squares") { environment in
      environment.register(service: "square") { _ throws -> Int in throw SoldOut() }
    }
    let asynchronous = try await start("squares") { environment in
      environment.register(asynchronousService: "square") { _ async throws -> Int in throw SoldOut() }
    }
    let mistaken = try await start("squares") { environment in
      environment.register(service: "square") { call in try call.value("item", as: String.self) }
    }
    #expect(
      [immediate, asynchronous, mistaken].map { $0.summary.error?.message } == [
        "the service 'square' failed: sold out", "the service 'square' failed: sold out",
        "the service 'square' failed: expected Swift.String, found Swift.Int",
      ])
  }

  @Test("activities read and write its data stores; without one the model is refused")
  func dataStores() throws {
    var environment = environment
    let shelf = Shelf()
    environment.dataStores["Stock"] = shelf
    let done = try desk.runtime(environment: environment).start("stock", data: [:])
    #expect(done.summary.status == .completed)
    #expect(done.data["left"] == 2)
    #expect(shelf.content == 2)
    let refused = #expect(throws: ParsingError.self) { try desk.runtime().add(Models.files("stock")) }
    #expect(refused?.message == "the data store 'Stock' has no implementation")
  }

  @Test("a check of another engine does its functions' work again, and calls no service")
  func checked() throws {
    let runtime = try desk.runtime(environment: environment)
    let view = try runtime.start(
      "hosted", data: [:], script: "price = product('chair').price", engine: "restricted")
    let check = try runtime.checkEngine(of: "\(view.summary.id)", EngineCheckRequest(engine: "restricted"))
    #expect(check.compared == 1)
    #expect(check.agrees)
  }
}

extension WorkflowRuntime {
  /// Starts a process with one script task.
  fileprivate func start(
    _ process: String, data: DataDictionary, script: String, engine: String
  ) throws -> InstanceView {
    let model = """
      <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="tests">
        <process id="\(process)" isExecutable="true">
          <startEvent id="begin" />
          <scriptTask id="run"><script><![CDATA[\(script)]]></script></scriptTask>
          <endEvent id="end" />
          <sequenceFlow id="to_run" sourceRef="begin" targetRef="run" />
          <sequenceFlow id="to_end" sourceRef="run" targetRef="end" />
        </process>
      </definitions>
      """
    let source = ModelSource(kind: .bpmn, name: "\(process).bpmn", bytes: Array(model.utf8))
    var request = StartRequest()
    request.data = data
    request.engine = engine
    return try start(spec: add(ModelFiles(root: .process(process), sources: [source])).spec.id, request)
  }
}
