// Services that work beside the workflow: each supplier is asked by a service task, and all at once.

import TemporaryStore
import WorkflowModel
import WorkflowRuntime
import WorkflowStore

let prices = ["north": 19.75, "south": 18.5, "west": 21]

var environment = HostEnvironment()
environment.register(asynchronousService: "ask_supplier") { call -> [String: DataValue] in
  let supplier: String = try call.value("supplier")
  try await Task.sleep(for: .milliseconds(300))
  // The same key at every repetition of the call: after a crash the next `resume` asks again, and a supplier that knows
  // the key does nothing twice.
  precondition(!call.call.idempotencyKey.isEmpty)
  return ["supplier": .string(supplier), "price": .double(prices[supplier] ?? 0)]
}

let (store, removeStore) = try temporaryStore()
defer { removeStore() }
let runtime = WorkflowRuntime(store: store, environment: environment) { print("script:", $0, terminator: "") }
let added = try runtime.add(ModelFiles(root: .process("ask_suppliers"), paths: ["bpmn/ask_suppliers.bpmn"]))

let suppliers: DataDictionary = ["product": "cushion", "suppliers": ["north", "south", "west"]]
let begin = ContinuousClock.now
let done = try runtime.start(spec: added.spec.id, StartRequest(data: suppliers))
print("best offer:", try JSONWriter(.readable).text(of: done.data["best"] ?? .null))
// One after the other they would take 900 milliseconds.
print("all at once:", ContinuousClock.now - begin < .milliseconds(800))

// A run need not wait: the calls are recorded, and a later one makes them.
var request = StartRequest(data: suppliers)
request.callsServices = false
let started = try runtime.start(spec: added.spec.id, request)
print("without waiting:", started.summary.status, started.tasks.filter { $0.state == .started }.count)
print("later:", try runtime.resume("\(started.summary.id)").summary.status)
