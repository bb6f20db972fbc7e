import OrderedCollections
import Testing
import WorkflowEngine
import WorkflowModel
import WorkflowRuntime
import WorkflowScripting
import WorkflowStore

@Suite("the check of another engine")
struct EngineCheckTests {
  private let desk: Desk

  init() throws {
    desk = try Desk()
  }

  /// An instance whose scripts have run, with a person's task ready.
  private func mixed(_ runtime: WorkflowRuntime) throws -> InstanceView {
    try runtime.start("mixed", data: ["prices": [2, 3]])
  }

  private func check(_ mistake: WrongEngine.Mistake, isRestricted: Bool = true) throws -> EngineCheck {
    let runtime = try desk.runtime(engines: WrongEngine.registry(mistake, isRestricted: isRestricted))
    return try runtime.checkEngine(of: "\(mixed(runtime).summary.id)", EngineCheckRequest(engine: "wrong"))
  }

  /// The findings as `task kind path: expected, found`.
  private func lines(_ check: EngineCheck) -> [String] {
    check.differences.map { difference in
      let values = [difference.expected, difference.found].map { value in
        value.flatMap { try? JSONWriter(.readable).text(of: $0) } ?? "nothing"
      }
      let place = difference.path.isEmpty ? "" : " \(difference.path)"
      return "\(difference.task.element ?? "") \(difference.kind)\(place): \(values.joined(separator: ", "))"
    }
  }

  @Test("engines that come to the same agree on scripts, instances of loops, conditions and what stands around tasks")
  func same() throws {
    let check = try check(.nothing)
    #expect(lines(check) == [])
    #expect(check.omissions == [])
    // prepare, total and its two instances do without the activity itself; decide; the pre-script of large.
    #expect(check.compared == 5)
    #expect(check.reference == "restricted")
  }

  @Test("another value is told with its task, its place and both values")
  func variable() throws {
    let order: DataValue = [
      "items": [4, 6.0], "tags": .typed(TypedValue(typename: "set", content: ["items": ["sold", "new"]])),
    ]
    #expect(try lines(check(.variable("order", order))) == ["prepare variable order.items[1]: 6, 6.0"])
    #expect(try lines(check(.variable("hint", "20"))) == ["large variable hint: \"30.00\", \"20\""])
  }

  @Test("an instance of a loop is done again with the item and the data that it was given")
  func loop() throws {
    let expected = ["total variable tenfold: 30, 1", "total variable tenfold: 40, 1"]
    #expect(try lines(check(.variable("tenfold", 1))) == expected)
  }

  @Test("another flow is told")
  func flow() throws {
    #expect(try lines(check(.conditions)) == [#"decide flow: ["to_large"], ["to_small"]"#])
  }

  @Test("what a script prints is compared with what the engine of the last run prints")
  func output() throws {
    let expected = #"prepare output: "prepared 2\n", "prepared 2\nand more\n""#
    #expect(try lines(check(.output)).first == expected)
  }

  @Test("an error where there was none is told")
  func failure() throws {
    let line = #"total error: nothing, "ValueError: wrong""#
    #expect(try lines(check(.failure(of: "tenfold ="))) == [line, line])
  }

  @Test("what a person gave is not known apart from what a post-script made of it")
  func postScript() throws {
    let runtime = try desk.runtime(engines: WrongEngine.registry(.nothing))
    let done = try runtime.complete("large", of: mixed(runtime), data: ["answer": "yes"])
    #expect(done.data["answer"] == "YES")
    let check = try runtime.checkEngine(of: "\(done.summary.id)", EngineCheckRequest(engine: "wrong"))
    #expect(lines(check) == [])
    #expect(check.omissions.map(\.task.element) == ["large"])
    #expect(
      check.omissions.map(\.reason) == [
        "the data that its post-script began with is not kept apart from what it left"
      ])
  }

  @Test("a check changes nothing and can be repeated")
  func repeatable() throws {
    let runtime = try desk.runtime(engines: WrongEngine.registry(.conditions))
    let started = try mixed(runtime)
    let request = EngineCheckRequest(engine: "wrong")
    let checks = try (0..<2).map { _ in try runtime.checkEngine(of: "\(started.summary.id)", request).document }
    #expect(checks[0] == checks[1])
    #expect(try runtime.view("\(started.summary.id)").document == started.document)
    #expect(desk.printed.text == "prepared 2\n")
  }

  @Test("what depends on random numbers or the clock is no difference")
  func random() throws {
    let runtime = try desk.runtime(engines: WrongEngine.registry(.output))
    let started = try runtime.start("drawing", data: [:])
    let check = try runtime.checkEngine(of: "\(started.summary.id)", EngineCheckRequest(engine: "wrong"))
    #expect(lines(check) == [])
    #expect(check.omissions.map(\.reason) == ["what it comes to depends on the clock or on random numbers"])
  }

  @Test("a failed script that runs under the other engine is told")
  func failed() throws {
    let runtime = try desk.runtime(engines: WrongEngine.registry(.failure(of: "tenfold =")))
    let failed = try runtime.start("mixed", data: ["prices": [2, 3]], engine: "wrong")
    #expect(failed.summary.status == .error)
    let check = try runtime.checkEngine(of: "\(failed.summary.id)", EngineCheckRequest(engine: "restricted"))
    #expect(lines(check) == [#"total error: "ValueError: wrong", nothing"#])
  }

  @Test("no service is called again; parameters are compared, and the recorded answer is taken")
  func service() throws {
    final class Calls: Sendable { let count = Printed() }
    let calls = Calls()
    let runtime = try desk.runtime(
      engines: SquaringEngine.registry(isSlow: false) { _ in calls.count.append("call ") })
    let finished = try runtime.start("squares", data: [:], engine: "squaring")
    #expect(calls.count.text == "call call call ")
    let check = try runtime.checkEngine(of: "\(finished.summary.id)", EngineCheckRequest(engine: "squaring"))
    #expect(lines(check) == [])
    #expect(check.compared == 4)
    #expect(calls.count.text == "call call call ")
  }

  @Test("under an engine that may reach the world only scripts run that restricted would run")
  func effects() throws {
    let runtime = try desk.runtime(engines: WrongEngine.registry(.nothing, isRestricted: false))
    var start = StartRequest()
    start.environment = [EnvironmentModule(name: "files.py", source: "def size(name):\n    return 4\n")]
    let started = try runtime.start(spec: runtime.add(Models.files("effects")).spec.id, start)
    #expect(started.summary.error?.code == "script_refused")
    var request = EngineCheckRequest(engine: "wrong")
    let refused = #expect(throws: RuntimeError.self) {
      try runtime.checkEngine(of: "\(started.summary.id)", request)
    }
    #expect(refused?.code == "environment_not_given")
    request.environment = start.environment
    let harmless = try runtime.checkEngine(of: "\(started.summary.id)", request)
    #expect(harmless.compared == 2)
    #expect(harmless.omissions.map(\.task.element) == ["escape"])
    let reason = "a script that 'restricted' would not run may have effects: "
    #expect(harmless.omissions.first?.reason.hasPrefix(reason) == true)
    request.environment = [
      EnvironmentModule(name: "files.py", source: "def size(name):\n    import os\n    return os.stat(name)\n")
    ]
    let harmful = try runtime.checkEngine(of: "\(started.summary.id)", request)
    #expect(harmful.compared == 1)
    #expect(harmful.omissions.map(\.task.element) == ["measure", "escape"])
    #expect(
      harmful.omissions.first?.reason
        == "a script that uses 'size' may have effects: 'restricted' would not run the module 'files.py'")
  }

  @Test("data with a type that the engine's modules do not register is refused, as a resume would be")
  func unknownType() throws {
    let runtime = try desk.runtime(engines: WrongEngine.registry(.nothing))
    var start = StartRequest()
    start.environment = [
      EnvironmentModule(
        name: "box.py",
        source: """
          class Box:
              def __init__(self, size): self.size = size
          registry.register(Box, vars, lambda content: Box(**content))
          """)
    ]
    start.data = ["prices": [2, 3], "box": .typed(TypedValue(typename: "Box", content: ["size": 1]))]
    let started = try runtime.start(spec: runtime.add(Models.files("mixed")).spec.id, start)
    var request = EngineCheckRequest(engine: "wrong")
    #expect(try runtime.checkEngine(of: "\(started.summary.id)", request).agrees)
    request.environment = []
    let refused = #expect(throws: RuntimeError.self) {
      try runtime.checkEngine(of: "\(started.summary.id)", request)
    }
    #expect(refused?.code == "unknown_typename")
  }
}
