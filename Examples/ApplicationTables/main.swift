// A program keeps tables of its own in the file of the store, and writes them in one transaction with the steps of its
// workflows: whatever happens to the process or the power, both are there, or neither is.

import TemporaryStore
import WorkflowModel
import WorkflowRuntime
import WorkflowStore

let (store, removeStore) = try temporaryStore()
defer { removeStore() }
let tables = store.tables

// The names of the program's own tables begin with `app_`.
try tables.execute("CREATE TABLE app_stock (product TEXT PRIMARY KEY, count INTEGER NOT NULL) STRICT")
try tables.execute(
  "CREATE TABLE app_order (number INTEGER PRIMARY KEY, instance TEXT NOT NULL, state TEXT NOT NULL) STRICT")
try tables.execute("INSERT INTO app_stock VALUES (?, ?)", ["chair", 5])

var environment = HostEnvironment()
// Called by a script, it writes in the transaction of the script's step.
environment.register(function: "reserve") { (product: String, quantity: Int) -> Int in
  try tables.execute(
    "UPDATE app_stock SET count = count - ? WHERE product = ?", [.integer(quantity), .text(product)])
  return try tables.rows("SELECT count FROM app_stock WHERE product = ?", [.text(product)]).first?["count"]?.integer
    ?? 0
}
let runtime = WorkflowRuntime(store: store, environment: environment) { print("script:", $0, terminator: "") }
let added = try runtime.add(ModelFiles(root: .process("reserve_pieces"), paths: ["Examples/Models/reserving.bpmn"]))

func show(_ what: String) throws {
  let count = try tables.rows("SELECT count FROM app_stock")[0]["count"]?.integer ?? 0
  let orders = try tables.rows("SELECT number, state FROM app_order").map { row in
    "\(row["number"]?.integer ?? 0) \(row["state"]?.text ?? "")"
  }
  print("\(what): \(count) chairs, orders: \(orders)")
}

// What is written around a step is there with it.
@MainActor func order(_ quantity: Int) throws -> InstanceView {
  try store.transaction {
    let started = try runtime.start(
      spec: added.spec.id, StartRequest(data: ["product": "chair", "quantity": .integer(quantity)]))
    try tables.execute(
      "INSERT INTO app_order (instance, state) VALUES (?, ?)",
      [.text("\(started.summary.id)"), .text(started.summary.status.rawValue)])
    return started
  }
}

let first = try order(3)
try show("three are ordered")

// The script fails after it has called `reserve`: what that wrote is taken back, and the failure is saved.
let second = try order(4)
print("the second order:", second.summary.error?.message ?? "")
try show("four more are ordered")

struct NoPayment: Error {}
do {
  try store.transaction {
    try tables.execute("UPDATE app_order SET state = 'confirmed' WHERE number = 1")
    _ = try runtime.resume("\(first.summary.id)", .complete("confirm"))
    throw NoPayment()
  }
} catch is NoPayment {
  try show("the payment failed")
  print("the first order:", try runtime.view("\(first.summary.id)").summary.status.rawValue)
}
