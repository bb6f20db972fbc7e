import WorkflowModel

/// The furniture orders of `bpmn`, from start to end.
struct Order {
  /// What a person does: a task and what they enter.
  struct Step {
    let task: String
    let data: String
  }

  let process: String
  let models: [String]
  var environment: [String] = []

  /// With decision tables.
  static let tables = Order(
    process: "place_order",
    models: ["-b"] + ["order.bpmn", "customize_product.bpmn"].map(Files.example)
      + ["-d"] + ["product_price.dmn", "shipping_cost.dmn"].map(Files.example))

  /// With script tasks that ask an environment module.
  static let scripts = Order(
    process: "place_order_script",
    models: ["-b"] + ["order_script.bpmn", "customize_product_script.bpmn"].map(Files.example),
    environment: ["-e", Files.example("environments/product_info.py")])

  /// Two armchairs and a desk lamp by courier: 2 × 249.00 + 39.50 + 25.00.
  static let steps = [
    Step(task: "select_product", data: #"{"product_name": "armchair", "product_quantity": 2}"#),
    Step(task: "choose_color", data: #"{"product_color": "oak"}"#),
    Step(task: "choose_style", data: #"{"product_style": "classic"}"#),
    Step(task: "ask_for_more", data: #"{"continue_shopping": "yes"}"#),
    Step(task: "select_product", data: #"{"product_name": "desk_lamp", "product_quantity": 1}"#),
    Step(task: "choose_color", data: #"{"product_color": "black"}"#),
    Step(task: "ask_for_more", data: #"{"continue_shopping": "no"}"#),
    Step(task: "enter_address", data: #"{"shipping_address": "12 Mill Lane, Leeds"}"#),
    Step(task: "choose_shipping", data: #"{"shipping_method": "courier"}"#),
    Step(task: "review_order", data: "{}"),
    Step(task: "pay", data: #"{"payment_reference": "P-1001"}"#),
    Step(task: "pack_order", data: "{}"),
  ]

  var start: [String] { ["save", "-p", process] + models + environment }

  /// Starts the order.
  func save(in workspace: Workspace, _ more: String...) throws -> DataValue {
    try workspace.document(start + more)
  }

  /// Runs the order to its end, the engines by turns where more than one is named.
  ///
  /// - Returns: the last document.
  func run(in workspace: Workspace, engines: [String] = ["restricted"]) throws -> DataValue {
    var document = try save(in: workspace, "--engine", engines[0])
    for (number, step) in Order.steps.enumerated() {
      let engine = engines[(number + 1) % engines.count]
      document = try workspace.document(
        ["resume", document["instance"].text, "--complete", step.task, "--data", step.data, "--engine", engine]
          + environment)
    }
    return document
  }
}
