import Testing
import WorkflowModel

@Suite("the furniture orders of bpmn/")
struct OrderTests {
  private let workspace: Workspace

  init() throws {
    workspace = try Workspace()
  }

  @Test("an order with decision tables ends with its total")
  func tables() throws {
    let done = try Order.tables.run(in: workspace)
    #expect(done["status"] == "completed")
    #expect(done["tasks"] == [])
    #expect(done["data"]["order_total"] == 562.5)
    #expect(
      done["data"]["basket"] == [
        ["product": "armchair", "options": ["oak", "classic"], "quantity": 2, "price": 249.0],
        ["product": "desk_lamp", "options": ["black"], "quantity": 1, "price": 39.5],
      ])
    #expect(done["data"]["shipping_cost"] == 25.0)
    #expect(done["revision"] == .integer(Order.steps.count + 1))
    #expect(try workspace.document("load", done["instance"].text) == done)
  }

  @Test("an order with scripts keeps the environment's objects and ends with the same total")
  func scripts() throws {
    let done = try Order.scripts.run(in: workspace)
    let armchair: DataValue = ["color": true, "size": false, "style": true, "price": 249.0, "typename": "ProductInfo"]
    #expect(done["status"] == "completed")
    #expect(done["data"]["order_total"] == 562.5)
    #expect(done["data"]["basket"].items.first?["info"] == armchair)
    #expect(
      done["data"]["receipt"]
        == ["products": ["2 x armchair", "1 x desk_lamp"], "shipping": "courier: 25.00", "total": 562.5])
  }

  @Test("the environment module is kept with the instance: resume does without it under restricted")
  func storedEnvironment() throws {
    let id = try Order.scripts.save(in: workspace)["instance"].text
    for step in Order.steps {
      _ = try workspace.document("resume", id, "--complete", step.task, "--data", step.data)
    }
    #expect(try workspace.document("load", id)["data"]["order_total"] == 562.5)
  }

  @Test("an order that runs task by task ends as one that runs on")
  func stepwise() throws {
    let whole = try Order.tables.run(in: workspace)
    let id = try Order.tables.save(in: workspace, "--step")["instance"].text
    var document = try workspace.document("resume", id)
    for step in Order.steps {
      _ = try workspace.document("resume", id, "--complete", step.task, "--data", step.data, "--steps", "1")
      document = try workspace.document("resume", id)
    }
    #expect(document["data"] == whole["data"])
    #expect(document["status"] == "completed")
  }

  @Test("an order that changes its engine at each save ends with the same data", .needsPython)
  func switched() throws {
    let restricted = try Order.scripts.run(in: workspace)
    let switched = try Order.scripts.run(in: workspace, engines: ["python", "restricted"])
    let python = try Order.scripts.run(in: workspace, engines: ["python"])
    #expect(switched["data"] == restricted["data"])
    #expect(python["data"] == restricted["data"])
    #expect(switched["status"] == "completed")
    #expect([restricted["engine"], switched["engine"], python["engine"]] == ["restricted", "python", "python"])
    let differing: Set<String> = [
      "instance", "id", "parent", "subprocess", "last_state_change", "created", "updated", "engine",
    ]
    let all = try [restricted, switched, python].map {
      try workspace.document("load", $0["instance"].text, "--tasks", "all").without(differing)
    }
    #expect(all[1] == all[0])
    #expect(all[2] == all[0])
  }

  @Test("a product that the shop does not have fails its task, with the module's message")
  func unknownProduct() throws {
    let id = try Order.scripts.save(in: workspace)["instance"].text
    let failed = try workspace.wfstore(
      "resume", id, "--complete", "select_product", "--data", #"{"product_name": "sofa", "product_quantity": 1}"#,
      "--json")
    let message = "there is no product 'sofa'; there are: armchair, bookshelf, cushion, desk_lamp, picture_frame"
    #expect(failed.status == 1)
    #expect(try failed.document["error"]["message"] == .string("ValueError: \(message)"))
    #expect(try failed.document["error"]["bpmn_id"] == "look_up_product")
  }
}
