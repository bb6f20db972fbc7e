// Scripts of a model call functions of this program, and see one of its types as an object with attributes.

import TemporaryStore
import WorkflowModel
import WorkflowRuntime
import WorkflowScripting
import WorkflowStore

/// What the shop knows of a product: whether the customer may choose its color, size and style, and its price.
struct ProductInfo: Codable {
  var color = false
  var size = false
  var style = false
  let price: Double
}

let catalog = [
  "armchair": ProductInfo(color: true, style: true, price: 249),
  "desk_lamp": ProductInfo(color: true, price: 39.5),
]

var environment = HostEnvironment()
// Its objects survive every save as themselves; scripts read `product_info.color`. The first version had no style: what
// was saved with it is upgraded when it is loaded.
try environment.converters.register(
  codable: ProductInfo.self, version: 2,
  upgrades: [
    1: { old in
      var content = old
      content["style"] = false
      return content
    }
  ])
// Arguments and results are converted. What a function throws is an exception in the script.
environment.register(function: "lookup_product_info") { (name: String) throws -> ProductInfo in
  guard let info = catalog[name] else {
    throw ScriptError(.exception, exception: "ValueError", message: "there is no product '\(name)'")
  }
  return info
}
environment.register(function: "lookup_shipping_cost") { (method: String, itemCount: Int) -> Double in
  method == "courier" ? 25 : itemCount <= 3 ? 6.5 : 11
}

let (store, removeStore) = try temporaryStore()
defer { removeStore() }
let runtime = WorkflowRuntime(store: store, environment: environment) { print("script:", $0, terminator: "") }

// The model is that of the command line's order; there a Python file brings the same functions.
let added = try runtime.add(
  ModelFiles(
    root: .process("place_order_script"),
    paths: ["bpmn/order_script.bpmn", "bpmn/customize_product_script.bpmn"]))
var order = try runtime.start(spec: added.spec.id)
let id = "\(order.summary.id)"

// Each step is loaded, run and saved; between two of them the instance is only rows in the store.
let steps: [(task: String, data: DataDictionary)] = [
  ("select_product", ["product_name": "armchair", "product_quantity": 2]),
  ("choose_color", ["product_color": "oak"]),
  ("choose_style", ["product_style": "classic"]),
  ("ask_for_more", ["continue_shopping": "no"]),
  ("enter_address", ["shipping_address": "12 Mill Lane, Leeds"]),
  ("choose_shipping", ["shipping_method": "courier"]),
  ("review_order", [:]),
  ("pay", ["payment_reference": "P-1001"]),
  ("pack_order", [:]),
]
for step in steps {
  order = try runtime.resume(id, .complete(step.task, data: step.data))
  print(step.task, "→", order.tasks.filter { $0.state == .ready }.compactMap { $0.element?.id })
}
print("total:", try environment.converters.restore(order.data["order_total"] ?? .null, as: Double.self))
print("status:", order.summary.status)

// An exception in a script fails its task; the instance is saved, and can be tried again.
let other = try runtime.start(spec: added.spec.id)
let failed = try runtime.resume(
  "\(other.summary.id)", .complete("select_product", data: ["product_name": "sofa", "product_quantity": 1]))
print("status:", failed.summary.status, "-", failed.summary.error?.message ?? "")

// An object as the first version wrote it.
let old = TypedValue(typename: "ProductInfo", content: ["color": true, "size": false, "price": 12.5])
print("upgraded:", try environment.converters.restore(.typed(old), as: ProductInfo.self))
