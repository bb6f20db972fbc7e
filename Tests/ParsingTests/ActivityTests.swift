import OrderedCollections
import Testing
import WorkflowModel
import WorkflowParsing

@Suite("Activities")
struct ActivityTests {
  let main: ProcessSpec

  init() throws {
    main = try Fixtures.main("activities.bpmn")
  }

  @Test("a user task has its extensions, form and scripts, with all white space")
  func userTask() throws {
    let task = try main.node("ask")
    #expect(task.name == "Ask")
    #expect(task.documentation == "Whom to ask.")
    #expect(task.extensions.instructions == "Hello {{ name }}")
    #expect(task.preScript?.text == "\n    x = 1\n      ")
    #expect(task.postScript?.text == "y = x")
    #expect(task.preScript?.location == SourceLocation(file: "activities.bpmn", line: 13, column: 9))
    #expect(task.extensions.values["taskMetadataValues"] == ["team": "sales", "level": nil])
    #expect(
      task.extensions.values["unitTests"] == [["id": "one", "inputJson": "{}", "expectedOutputJson": "{\"x\": 1}"]])
    guard case .userTask(let variable, let form) = task.content else { throw MissingContent(id: "ask") }
    #expect(variable == "answer")
    #expect(form == FormSpec(schemaFile: "ask.json", uiSchemaFile: "ask-ui.json"))
  }

  @Test("a script keeps what is in a CDATA section, and its task runs no other scripts")
  func script() throws {
    let task = try main.node("compute")
    guard case .script(let script) = task.content else { throw MissingContent(id: "compute") }
    #expect(script?.text == "\n    if x < 1 and \"&amp;\":\n        y = 2\n    ")
    #expect(task.preScript == nil)
  }

  @Test("a service task names its operation; parameters without a value are not passed")
  func service() throws {
    guard case .service(let operation?) = try main.node("call").content else { throw MissingContent(id: "call") }
    #expect(operation.name == "read_file")
    #expect(operation.parameters.map(\.name) == ["path"])
    #expect(operation.parameters.first?.value.text == "folder + '/' + name")
    #expect(operation.parameters.first?.type == "str")
    #expect(operation.resultVariable == "content")
    #expect(operation.retries == 3)
    #expect(operation.retryBackoffBase == 2)
  }

  @Test("called processes are in the specification, and no others")
  func calledProcesses() throws {
    let spec = try Fixtures.parser("activities.bpmn").spec(process: "main")
    #expect(spec.processes.keys.sorted() == ["called", "main"])
    guard case .call(let call) = try main.node("sub").content else { throw MissingContent(id: "sub") }
    #expect(call.calledElement == "called")
    #expect(call.mapping == nil)
  }

  @Test("what no token can reach is left out, whatever it is")
  func unreachable() {
    #expect(main.nodes.map(\.id) == ["start", "ask", "compute", "call", "sub", "end"])
  }

  @Test("a flow without an id is named by its ends")
  func flowNames() throws {
    #expect(try main.node("sub").outgoing.map(\.id) == ["sub->end"])
  }

  @Test("a process has its documentation, and is executable unless it says no")
  func process() throws {
    #expect(main.documentation == "What it is for.")
    #expect(main.isExecutable)
    #expect(main.location == SourceLocation(file: "activities.bpmn", line: 5, column: 3))
    #expect(try Fixtures.parser("activities.bpmn").processIDs == ["main", "called", "unused"])
  }

  @Test("Camunda's forms, properties, mappings and collections are read in its dialect")
  func camunda() throws {
    let spec = try Fixtures.parser("camunda.bpmn", "prices.dmn", dialect: .camunda).spec(process: "main")
    let main = try #require(spec.processes["main"])
    let ask = try main.node("ask")
    guard case .userTask(nil, let form?) = ask.content else { throw MissingContent(id: "ask") }
    #expect(form.formKey == "form1")
    #expect(
      form.fields == [
        [
          "id": "color", "default_value": "red", "label": "Color", "type": "enum",
          "properties": [["id": "help", "value": "pick one"]],
          "validation": [["name": "required", "config": "true"]], "options": [["id": "red", "name": "Red"]],
        ],
        ["id": "size", "default_value": nil, "label": nil, "type": nil, "properties": [], "validation": []],
      ])
    #expect(ask.extensions.properties == ["team": "sales"])
    guard case .multiInstance(let all)? = ask.loop,
      case .multiInstance(let some)? = try main.node("ask_again").loop
    else { throw MissingContent(id: "ask") }
    #expect(all.inputCollection == "items" && all.outputCollection == "items" && all.inputItem?.id == "item")
    #expect(some.inputCollection == nil && some.outputCollection == "items" && some.cardinality?.text == "3")
    guard case .call(let call) = try main.node("call").content else { throw MissingContent(id: "call") }
    #expect(call.mapping?.inputs.map(\.source.text) == ["x"])
    #expect(call.mapping?.inputs.map(\.target) == ["y"])
    #expect(call.mapping?.passesAllInputs == true)
    #expect(call.mapping?.outputs.map(\.source.text) == ["y + 1"])
    #expect(call.mapping?.passesAllOutputs == false)
    guard case .message(let message)? = try main.event("tell").definitions.first else {
      throw MissingContent(id: "tell")
    }
    #expect(message.reference.payload?.text == "color")
    #expect(message.reference.variable == "told")
    #expect(spec.decisions.keys.sorted() == ["discount", "prices"])
  }

  @Test("the dialect bpmn reads no extensions")
  func plain() throws {
    var parser = ModelParser(dialect: .bpmn)
    try parser.add(bpmn: try Fixtures.bytes("activities.bpmn"), file: "activities.bpmn")
    let ask = try #require(try parser.spec(process: "main").processes["main"]).node("ask")
    #expect(ask.extensions == ExtensionElements())
    #expect(ask.preScript == nil)
  }
}
