// A workflow whose scripts are in a language of this program's own.

import TemporaryStore
import WorkflowModel
import WorkflowRuntime
import WorkflowStore

var engines = EngineRegistry.standard
engines.register(
  EngineRegistry.Entry(
    name: "calculator", summary: "a pocket calculator",
    // It reaches nothing but the data: a resume may use it without being asked to.
    isRestricted: true,
    availability: { .available(version: "1") },
    // Called once for each run, with its clock, seed and budget, and the environment modules.
    make: { host, modules in PocketCalculator() }))

let (store, removeStore) = try temporaryStore()
defer { removeStore() }
let runtime = WorkflowRuntime(store: store, engines: engines) { print("script:", $0, terminator: "") }
let added = try runtime.add(ModelFiles(root: .process("thermostat"), paths: ["Examples/Models/thermostat.bpmn"]))

func text(_ value: DataValue?) -> String {
  (try? JSONWriter(.readable).text(of: value ?? .null)) ?? "…"
}

for fahrenheit in [59, 77] {
  var request = StartRequest(data: ["fahrenheit": .integer(fahrenheit)])
  request.engine = "calculator"
  let view = try runtime.start(spec: added.spec.id, request)
  let ready = view.tasks.filter { $0.state == .ready }
  for task in ready { print("\(fahrenheit) °F: \(text(task.data["celsius"])) °C,", task.element?.id ?? "") }

  // The scripts happen to be Python, too, which knows that a product comes before a difference: before an instance goes
  // on under another engine, this is what shows it.
  let check = try runtime.checkEngine(of: "\(view.summary.id)", EngineCheckRequest(engine: "restricted"))
  for difference in check.differences {
    print("  restricted: \(difference.task.element ?? ""): \(text(difference.expected)), now \(text(difference.found))")
  }
}
