import OrderedCollections
import Synchronization
import Testing
import WorkflowEngine
import WorkflowModel
import WorkflowRuntime
import WorkflowStore

@Suite("Forms of user tasks")
struct FormTests {
  private let desk: Desk

  init() throws {
    desk = try Desk()
  }

  private static let form = Array(#"{"required": ["name"], "additionalProperties": false}"#.utf8)

  private func complete(_ id: Identifier, _ data: DataDictionary, validates: Bool = true) throws -> InstanceView {
    var request = ResumeRequest()
    request.action = .complete(.element("enter"), data: data)
    request.validatesForms = validates
    return try desk.runtime().resume("\(id)", request)
  }

  @Test("a form is asked for by its name and by the file that names it, and stored")
  func finding() throws {
    let asked = Mutex<[String]>([])
    var files = try Models.files("form")
    files.findForm = { name, model in
      asked.withLock { $0.append("\(model): \(name)") }
      return Self.form
    }
    let runtime = try desk.runtime()
    let added = try runtime.add(files)
    #expect(added.warnings == [])
    #expect(asked.withLock { $0 } == ["form.bpmn: name.json"])
    #expect(try runtime.store.spec(added.spec.id).sources.map(\.name) == ["form.bpmn", "name.json"])
  }

  @Test("data has to fit the form, unless the request says otherwise; a refusal leaves the instance as it is")
  func validation() throws {
    var files = try Models.files("form")
    files.sources.append(ModelSource(kind: .form, name: "name.json", bytes: Self.form))
    let runtime = try desk.runtime()
    var request = StartRequest()
    request.data = ["clerk": "Ada"]
    let id = try runtime.start(spec: try runtime.add(files).spec.id, request).summary.id
    let error = #expect(throws: RuntimeError.self) { try complete(id, ["clerk": "Bob"]) }
    #expect(error?.code == "form_violation")
    #expect(error?.category == .badInput)
    #expect(
      error?.details["violations"] == [
        ["path": "clerk", "expected": "no member of this name", "found": "\"Bob\""],
        ["path": "name", "expected": "a value", "found": "none"],
      ])
    #expect(try runtime.view("\(id)").summary.revision == 1)
    #expect(try complete(id, ["clerk": "Bob"], validates: false).data == ["clerk": "Bob"])
  }

  @Test("without its form a task takes any data, and adding the model says so")
  func missing() throws {
    let runtime = try desk.runtime()
    let added = try runtime.add(try Models.files("form"))
    #expect(added.warnings.map(\.line) == [nil])
    #expect(throws: RuntimeError.self) { try runtime.add(try Models.files("form"), isStrict: true) }
    let id = try runtime.start(spec: added.spec.id).summary.id
    #expect(try complete(id, ["clerk": 1]).data == ["clerk": 1])
  }
}
