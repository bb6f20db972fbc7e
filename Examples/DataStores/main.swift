// Activities of a model read and write a data store, which this program keeps.

import TemporaryStore
import WorkflowEngine
import WorkflowModel
import WorkflowRuntime
import WorkflowStore

/// How many pieces there are. A real one would be a table, or a service.
final class Stock: DataStore {
  private(set) var pieces = 3

  func read(_ id: String, for data: TaskData) throws -> DataValue { .integer(pieces) }

  func write(_ value: DataValue, to id: String, for data: TaskData) throws {
    guard case .integer(let number) = value else { throw NotANumber() }
    pieces = number
  }

  struct NotANumber: Error {}
}

let stock = Stock()
var environment = HostEnvironment()
// By the name that the model gives to the data store.
environment.dataStores["Stock"] = stock

let (store, removeStore) = try temporaryStore()
defer { removeStore() }
let runtime = WorkflowRuntime(store: store, environment: environment) { print("script:", $0, terminator: "") }
let added = try runtime.add(ModelFiles(root: .process("take_from_stock"), paths: ["Examples/Models/stock.bpmn"]))

for quantity in 2...3 {
  let done = try runtime.start(spec: added.spec.id, StartRequest(data: ["quantity": .integer(quantity)]))
  print("asked for \(quantity):", try JSONWriter(.readable).text(of: .dictionary(done.data)), "left:", stock.pieces)
}
