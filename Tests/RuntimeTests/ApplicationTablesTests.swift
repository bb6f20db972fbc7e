import OrderedCollections
import Testing
import WorkflowEngine
import WorkflowModel
import WorkflowRuntime
import WorkflowScripting
import WorkflowStore

@Suite("The application's tables, in one transaction with the steps of a workflow")
struct ApplicationTablesTests {
  private struct Refusal: Error {}

  private let runtime: WorkflowRuntime

  init() throws {
    let store = try Desk().runtime().file
    var environment = HostEnvironment()
    environment.register(function: "reserve") { (product: String, quantity: Int) -> Int in
      try store.tables.execute(
        "UPDATE app_stock SET count = count - ? WHERE product = ?", [.integer(quantity), .text(product)])
      return try store.tables.rows("SELECT count FROM app_stock WHERE product = ?", [.text(product)])[0]["count"]?
        .integer
        ?? 0
    }
    environment.register(service: "ship") { call -> Int in
      try store.tables.execute("INSERT INTO app_shipment (product) VALUES (?)", [.text(try call.value("product"))])
      guard try call.value("product") != "glass" else {
        throw ScriptError(.service, message: "too fragile")
      }
      return try store.tables.rows("SELECT count(*) AS number FROM app_shipment")[0]["number"]?.integer ?? 0
    }
    runtime = WorkflowRuntime(store: store, environment: environment, output: { _ in })
    try store.tables.execute("CREATE TABLE app_stock (product TEXT PRIMARY KEY, count INTEGER NOT NULL) STRICT")
    try store.tables.execute("CREATE TABLE app_shipment (product TEXT NOT NULL) STRICT")
    try store.tables.execute("INSERT INTO app_stock VALUES ('chair', 5), ('glass', 9)")
  }

  private func stock(_ product: String) throws -> Int? {
    try runtime.file.tables.rows("SELECT count FROM app_stock WHERE product = ?", [.text(product)])[0]["count"]?
      .integer
  }

  private var shipments: [SQLRow] {
    get throws { try runtime.file.tables.rows("SELECT product FROM app_shipment") }
  }

  private func start(_ product: String, _ quantity: Int) throws -> InstanceView {
    try runtime.start("reserving", data: ["product": .string(product), "quantity": .integer(quantity)])
  }

  @Test("what functions and services write is there with the step that calls them")
  func together() throws {
    let started = try start("chair", 2)
    #expect(started.data(of: "confirm")["left"] == 3)
    #expect(try stock("chair") == 3)
    let finished = try runtime.complete("confirm", of: started)
    #expect(finished.data["shipment"] == 1)
    #expect(try shipments.map { $0["product"] } == ["chair"])
    #expect(try runtime.store.check() == [])
  }

  @Test("where a script fails, what its functions wrote is taken back, and the failure is saved")
  func failingScript() throws {
    let failed = try start("chair", 6)
    #expect(failed.summary.status == .error)
    #expect(try runtime.view("\(failed.summary.id)").summary.error?.message == "ValueError: not enough")
    #expect(try stock("chair") == 5)
    try runtime.file.tables.execute("UPDATE app_stock SET count = 10 WHERE product = 'chair'")
    let retried = try runtime.resume("\(failed.summary.id)", ResumeRequest(.retry(.element("reserve"))))
    #expect(retried.summary.status == .active)
    #expect(try stock("chair") == 4)
  }

  @Test("where a service fails, what it wrote is taken back, and the failure is saved")
  func failingService() throws {
    let failed = try runtime.complete("confirm", of: start("glass", 1))
    #expect(failed.summary.error?.message == "too fragile")
    #expect(try stock("glass") == 8)
    #expect(try shipments == [])
  }

  @Test("what is written around a step in one transaction is there with it, or neither is")
  func around() throws {
    let started = try start("chair", 1)
    #expect(throws: Refusal.self) {
      try runtime.store.transaction {
        try runtime.file.tables.execute("UPDATE app_stock SET count = 0")
        _ = try runtime.resume(
          "\(started.summary.id)", ResumeRequest(.complete(.element("confirm"), data: ["by": "Ada"])))
        throw Refusal()
      }
    }
    // The service on the way made what was done before it lasting, the step and the application's part alike.
    #expect(try stock("chair") == 0)
    #expect(try shipments == [])
    let view = try runtime.view("\(started.summary.id)", tasks: .all)
    #expect(view.tasks.first { $0.element?.id == "ship" }?.state == .ready)
    let finished = try runtime.resume("\(started.summary.id)")
    #expect(finished.summary.status == .completed)
    #expect(try shipments.count == 1)
  }
}
