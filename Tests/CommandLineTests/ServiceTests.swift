import Foundation
import Testing
import WorkflowModel

@Suite("the models with services")
struct ServiceTests {
  private let workspace: Workspace
  private let readFile = [
    "save", "-p", "read_file", "-b", Files.example("read_file.bpmn"), "-e", Files.example("environments/files.py"),
  ]
  private let askSuppliers = [
    "save", "-p", "ask_suppliers", "-b", Files.example("ask_suppliers.bpmn"),
    "-e", Files.example("environments/suppliers.py"), "--engine", "python",
    "--data", #"{"product": "cushion", "suppliers": ["north", "south", "west"]}"#,
  ]

  init() throws {
    workspace = try Workspace()
  }

  @Test("a missing file is an error of the service that the diagram catches", .needsPython)
  func missingFile() throws {
    let started = try workspace.document(readFile + ["--engine", "python"])
    let resume =
      ["resume", started["instance"].text, "--engine", "python"] + readFile.suffix(2) + ["--complete", "ask_name"]
    let asked = try workspace.document(resume + ["--data", #"{"file_name": "missing.txt"}"#])
    #expect(asked["status"] == "active")
    #expect(asked.task("ask_name")["data"]["problem"] == "missing.txt")
    try "one\ntwo\n".write(to: workspace.folder.appendingPathComponent("text.txt"), atomically: true, encoding: .utf8)
    let read = try workspace.document(resume + ["--data", #"{"file_name": "text.txt"}"#])
    #expect(read["status"] == "completed")
    #expect(read["data"]["lines"] == 2)
  }

  @Test("a service that its engine does not let reach files fails its task, and is saved")
  func refusedFile() throws {
    let started = try workspace.document(readFile)
    let failed = try workspace.wfstore(
      "resume", started["instance"].text, "--complete", "ask_name", "--data", #"{"file_name": "x"}"#, "--json")
    #expect(failed.status == 1)
    #expect(try failed.document["error"]["bpmn_id"] == "read")
    #expect(try failed.document["error"]["code"] == "script_refused")
  }

  @Test("an order whose services look up its product: the answer becomes an object by a post-script, and stays one")
  func order() throws {
    let environment = ["product_info", "order_service"].flatMap { ["-e", Files.example("environments/\($0).py")] }
    let started = try workspace.document(
      ["save", "-p", "order_service", "-b", Files.example("order_service.bpmn")] + environment)
    let id = started["instance"].text
    let asked = try workspace.document(
      "resume", id, "--complete", "select_product", "--data",
      #"{"product_name": "armchair", "product_quantity": 2}"#)
    #expect(
      asked.task("choose_color")["data"]["product_info"]
        == ["color": true, "size": false, "style": true, "price": 249.0, "typename": "ProductInfo"])
    _ = try workspace.document("resume", id, "--complete", "choose_color", "--data", #"{"product_color": "oak"}"#)
    let done = try workspace.document(
      "resume", id, "--complete", "choose_shipping", "--data", #"{"shipping_method": "courier"}"#)
    #expect(done["status"] == "completed")
    #expect(done["data"]["order_total"] == 523.0)
    let check = try workspace.document("check-engine", id, "--engine", "restricted")
    #expect(check["agrees"] == true)
    #expect(check["omissions"].items.map { $0["bpmn_id"] } == ["look_up_product"])
  }

  @Test("suppliers are asked side by side", .needsPython)
  func suppliers() throws {
    let finished = try workspace.document(askSuppliers)
    #expect(finished["status"] == "completed")
    #expect(finished["data"]["best"] == ["supplier": "south", "price": 18.5])
  }

  @Test("suppliers answer at once where nothing runs beside the workflow", arguments: ["restricted", "subprocess"])
  func suppliersAtOnce(_ engine: String) throws {
    let finished = try workspace.document(askSuppliers.map { $0 == "python" ? engine : $0 })
    #expect(finished["status"] == "completed")
    #expect(finished["data"]["best"] == ["supplier": "south", "price": 18.5])
  }

  @Test("with --no-wait the calls are recorded, and a later resume makes them", .needsPython)
  func later() throws {
    let started = try workspace.document(askSuppliers + ["--no-wait"])
    #expect(started["status"] == "waiting")
    #expect(started["tasks"].items.count { $0["state"] == "STARTED" } == 4)
    let finished = try workspace.document(
      "resume", started["instance"].text, "--engine", "python", "-e", Files.example("environments/suppliers.py"))
    #expect(finished["status"] == "completed")
    #expect(finished["data"]["best"] == ["supplier": "south", "price": 18.5])
  }
}
