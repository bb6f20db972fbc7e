import Foundation
import Testing
import WorkflowModel

@Suite("wfstore.yaml")
struct ConfigurationTests {
  private let workspace: Workspace
  private let dangerous = ["save", "-p", "stop_own_process", "-b", Files.example("dangerous.bpmn")]
  private let lookUp = [
    "save", "-p", "looking_up", "-b", Files.model("looking_up"), "--data", #"{"product": "lamp"}"#,
  ]

  init() throws {
    workspace = try Workspace()
  }

  private func configure(_ yaml: String, as file: String = "wfstore.yaml") throws {
    try workspace.write(yaml, to: file)
  }

  // MARK: The file

  @Test("what is wrong in it is told with its line: status 65, and nothing is stored")
  func wrong() throws {
    try configure("services:\n  a:\n    comand: [x]\n")
    for command in [dangerous, ["list"], ["engines"], ["decide", Files.example("shipping_cost.dmn")]] {
      let outcome = try workspace.wfstore(command)
      #expect(outcome.status == 65)
      #expect(
        outcome.error == """
          error: wfstore.yaml:3:5: unknown key 'comand' in 'services.a'
            known are: command, url, timeout, asynchronous, retries

          """)
    }
    #expect(!Files.exists(workspace.url("wfstore.db").path))
  }

  @Test("--config names another, before or after the command; one that is not there is an error")
  func named() throws {
    try configure("engines: {allow: [restricted]}", as: "other.yaml")
    for command in [["--config", "other.yaml"] + dangerous, dangerous + ["--config=other.yaml"]] {
      #expect(try workspace.wfstore(command + ["--engine", "subprocess"]).status == 77)
    }
    let missing = try workspace.wfstore(["--config", "nothing.yaml"] + dangerous)
    #expect(missing.status == 66)
    #expect(missing.error == "error: cannot read 'nothing.yaml': no such file\n")
  }

  // MARK: Engines

  @Test("an engine that is not allowed is refused: status 77, and nothing is stored")
  func notAllowed() throws {
    try configure("engines:\n  allow: [restricted]\n")
    let decide = [
      "decide", Files.example("shipping_cost.dmn"), "--data", #"{"shipping_method": "pickup", "item_count": 1}"#,
    ]
    for command in [dangerous, decide] {
      let refused = try workspace.wfstore(command + ["--engine", "python", "--json"])
      #expect(refused.status == 77)
      #expect(
        refused.errorLines.filter { !$0.hasPrefix("warning: ") } == [
          "error: the configuration does not allow the engine 'python'", "  it allows: restricted",
        ])
      #expect(try refused.document["error"]["code"] == "engine_not_allowed")
    }
    #expect(try workspace.wfstore(decide).status == 0)
    try configure("engines:\n  allow: [python]\n")
    #expect(try workspace.wfstore(dangerous).status == 77)
  }

  @Test("an allowed engine goes on without being named", .needsPython)
  func allowed() throws {
    let id = try workspace.document(dangerous + ["--engine", "python"])["instance"].text
    #expect(try workspace.wfstore("resume", id).status == 77)
    try configure("engines:\n  allow: [restricted, python]\n")
    let resumed = try workspace.document(
      "resume", id, "--complete", "ask", "--data", #"{"kill_process": "no"}"#)
    #expect(resumed["status"] == "completed")
    #expect(resumed["engine"] == "python")
  }

  @Test("another program for subprocess is used where it is named, and not without being named")
  func program() throws {
    try workspace.write(
      "#!/bin/sh\nread context\n[ $1 = eval ] && echo true || echo '{\"by\": \"me\"}'\n", to: "engine")
    chmod(workspace.url("engine").path, 0o700)
    try configure("engines:\n  subprocess: [./engine]\n")
    let saved = try workspace.document(
      "save", "-p", "stop_own_process", "-b", Files.example("dangerous.bpmn"), "--engine", "subprocess")
    #expect(saved.task("ask")["data"] == ["by": "me"])
    let id = saved["instance"].text
    #expect(try workspace.wfstore("resume", id).status == 77)
    #expect(try workspace.wfstore("resume", id, "--engine", "subprocess").status == 0)
  }

  @Test("budgets bound scripts, and are named where they are exceeded")
  func budgets() throws {
    try configure("budgets:\n  instructions: 100000\n")
    let evaluated = try workspace.wfstore("exec", "while True: pass")
    #expect(evaluated.status == 1)
    let budget = try evaluated.document["error"]["message"]
    #expect(budget.text.contains("instructions"))
    for engine in ["restricted", "subprocess"] {
      let failed = try workspace.wfstore(
        "save", "-p", "endless", "-b", Files.model("endless"), "--engine", engine, "--json")
      #expect(try failed.document["error"]["message"] == budget)
    }
  }

  // MARK: Decisions

  @Test("unique: first takes the first of several rules, for decide, save and resume")
  func unique() throws {
    let table = Files.fixture("models/overlapping.dmn")
    let decide = ["decide", table, "--data", #"{"count": 12}"#]
    let save = ["save", "-p", "discounting", "-b", Files.model("discounting"), "-d", table]
    let id = try workspace.document(save)["instance"].text
    let complete = ["resume", id, "--complete", "count", "--data", #"{"count": 12}"#]
    #expect(try workspace.wfstore(decide).status == 1)
    #expect(try workspace.wfstore(complete).status == 1)
    try configure("decisions:\n  unique: first\n")
    #expect(try workspace.document(decide) == ["result": ["discount": 20]])
    let done = try workspace.document("resume", id, "--retry", "discount")
    #expect(done["status"] == "completed")
    #expect(done["data"]["discount"] == 20)
  }

  // MARK: Services

  @Test("a service task is answered by the program that is configured", arguments: ["restricted", "subprocess"])
  func command(engine: String) throws {
    try workspace.write(
      #"printf '{"result": %s}' $(grep -q '{"name":{"value":"lamp","type":"str"}}' && echo 39.5)"#, to: "price.sh")
    try configure("services:\n  price_of:\n    command: [sh, price.sh]\n")
    let saved = try workspace.document(lookUp + ["--engine", engine])
    #expect(saved.task("pay")["data"] == ["product": "lamp", "price": 39.5, "total": 79.0])
  }

  @Test("an asynchronous service is waited for, and its error is the task's")
  func asynchronous() throws {
    try workspace.write(#"sleep 0.2; echo '{"result": 4}'"#, to: "price.sh")
    try configure("services:\n  price_of:\n    command: [sh, price.sh]\n    asynchronous: true\n")
    #expect(try workspace.document(lookUp).task("pay")["data"]["total"] == 8)
    try configure("services:\n  price_of:\n    command: [sh, -c, 'exit 2']\n    asynchronous: true\n")
    let failed = try workspace.wfstore(lookUp + ["--json"])
    #expect(failed.status == 1)
    #expect(
      try failed.document["error"]["message"] == "the service 'price_of' failed: it ended with exit status 2")
  }

  @Test("a service that fails leaves a failed task, which can be tried again")
  func failing() throws {
    try configure("services:\n  price_of:\n    command: [sh, -c, 'echo no price >&2; exit 2']\n")
    let failed = try workspace.wfstore(lookUp + ["--json"])
    #expect(failed.status == 1)
    let saved = try failed.document
    #expect(saved["error"]["bpmn_id"] == "look_up")
    #expect(saved["error"]["code"] == "service_failed")
    #expect(
      saved["error"]["message"] == "the service 'price_of' failed: it ended with exit status 2: no price")
    try configure("services:\n  price_of:\n    command: [echo, '{\"result\": 3}']\n")
    let done = try workspace.document("resume", saved["instance"].text, "--retry", "look_up")
    #expect(done.task("pay")["data"]["total"] == 6)
  }

  @Test("an operation that is not configured is the environment module's", arguments: ["restricted", "subprocess"])
  func module(engine: String) throws {
    try workspace.write(
      "def call_service(task_data, operation_name, operation_params):\n  return '{\"price\": 2.5}'\n", to: "services.py"
    )
    try configure("services:\n  other:\n    command: ['false']\n")
    let saved = try workspace.wfstore(lookUp + ["--engine", engine, "-e", "services.py", "--json"])
    // The script wants a number; what the service gave is there all the same.
    #expect(saved.status == 1)
    #expect(
      try saved.document["error"]["message"] == "TypeError: unsupported operand type(s) for *: 'dict' and 'int'")
    let without = try workspace.wfstore(lookUp + ["--engine", engine, "--json"])
    #expect(
      try without.document["error"]["message"]
        == "no environment module defines 'call_service', which the operation 'price_of' needs")
  }
}
