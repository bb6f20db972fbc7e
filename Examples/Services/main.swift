// This program answers the service tasks of a model.

import TemporaryStore
import WorkflowModel
import WorkflowRuntime
import WorkflowScripting
import WorkflowStore

/// What the service answers with, and what scripts behind it work with.
struct ProductInfo: Codable {
  let color: Bool
  let price: Double
}

var environment = HostEnvironment()
try environment.converters.register(codable: ProductInfo.self)

// The operation that the model names, with its parameters as the model evaluated them. A service answers with plain data
// here, as one on another machine would; the model's post-script makes an object of it.
environment.register(service: "lookup_product_info") { call -> [String: DataValue] in
  let name: String = try call.value("product_name")
  print("asked for", name)
  guard name == "armchair" else {
    // The diagram can catch it by an error event with this code; this one does not, so that the task fails.
    throw BpmnErrorContent(code: "no_product", payload: .string(name))
  }
  return ["color": true, "price": 249.0]
}
environment.register(service: "lookup_shipping_cost") { call -> Double in
  let (method, count): (String, Int) = (try call.value("shipping_method"), try call.value("item_count"))
  return method == "courier" ? 25 : count <= 3 ? 6.5 : 11
}
environment.register(function: "product_info_from_dict") { (content: DataValue) throws -> ProductInfo in
  guard case .dictionary(let members) = content, case .bool(let color)? = members["color"],
    case .double(let price)? = members["price"]
  else { throw ScriptError(.exception, exception: "ValueError", message: "this is no product") }
  return ProductInfo(color: color, price: price)
}

let (store, removeStore) = try temporaryStore()
defer { removeStore() }
let runtime = WorkflowRuntime(store: store, environment: environment) { print("script:", $0, terminator: "") }

let added = try runtime.add(ModelFiles(root: .process("order_service"), paths: ["bpmn/order_service.bpmn"]))
var order = try runtime.start(spec: added.spec.id)
let id = "\(order.summary.id)"
let steps: [(task: String, data: DataDictionary)] = [
  ("select_product", ["product_name": "armchair", "product_quantity": 2]),
  ("choose_color", ["product_color": "oak"]),
  ("choose_shipping", ["shipping_method": "courier"]),
]
for step in steps { order = try runtime.resume(id, .complete(step.task, data: step.data)) }
print("total:", try environment.converters.restore(order.data["order_total"] ?? .null, as: Double.self))

let other = try runtime.start(spec: added.spec.id)
let failed = try runtime.resume(
  "\(other.summary.id)", .complete("select_product", data: ["product_name": "sofa", "product_quantity": 1]))
print("status:", failed.summary.status, "-", failed.summary.error?.message ?? "")
