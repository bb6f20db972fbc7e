import Foundation
import Testing
import WorkflowModel

@Suite("wfstore decide")
struct DecideTests {
  private let workspace: Workspace
  private let table = Files.example("shipping_cost.dmn")

  init() throws {
    workspace = try Workspace()
  }

  @Test("a decision is answered alone, without a store")
  func decide() throws {
    let data = #"{"shipping_method": "parcel", "item_count": 2}"#
    #expect(try workspace.document("decide", table, "--data", data) == ["result": ["shipping_cost": 6.5]])
    let named = try workspace.document("decide", table, "--decision", "shipping_cost", "--data", "-", input: data)
    #expect(named["result"]["shipping_cost"] == 6.5)
    #expect(try workspace.wfstore("decide", table, "--data", data).output == "shipping_cost = 6.5\n")
    #expect(!Files.exists(workspace.url("wfstore.db").path))
  }

  @Test("an explanation says of each rule why it does not match")
  func explain() throws {
    let command = ["decide", table, "--data", #"{"shipping_method": "parcel", "item_count": 5}"#, "--explain"]
    let text = try workspace.wfstore(command)
    #expect(
      text.output == """
        shipping_cost (UNIQUE)
          rule 1 "The courier comes once, for any number of pieces": shipping_method is "parcel", not "courier"
          rule 2 "One parcel": item_count is 5, not <= 3
          rule 3 "Several parcels" matches
          rule 4 "The customer comes for it": shipping_method is "parcel", not "pickup"
          shipping_cost = 11.0

        """)
    let document = try workspace.document(command)
    #expect(document.keys == ["result", "explanation"])
    #expect(document["result"] == ["shipping_cost": 11.0])
    #expect(document["explanation"]["rules"].items.map { $0["matches"] } == [false, false, true, false])
  }

  @Test("a rule that fails is an error with its place")
  func failure() throws {
    let outcome = try workspace.wfstore("decide", Files.example("product_price.dmn"), "--data", "{}", "--json")
    #expect(outcome.status == 1)
    let message =
      "product_price.dmn:17:11: rule 1 of the decision 'product_price' failed: "
      + #"NameError: name 'product_name' is not defined ("armchair")"#
    #expect(outcome.error == "error: \(message)\n")
    #expect(try outcome.document["error"]["message"] == .string(message))
  }

  @Test("a decision or a file that is not there is named")
  func missing() throws {
    let decision = try workspace.wfstore("decide", table, "--decision", "weight", "--data", "{}")
    #expect(decision.status == 65)
    #expect(decision.error == "error: there is no decision 'weight'\n  the files have: shipping_cost\n")
    let file = try workspace.wfstore("decide", "nothing.dmn", "--data", "{}")
    #expect(file.status == 66)
    #expect(file.error == "error: cannot read 'nothing.dmn': no such file\n")
  }
}
