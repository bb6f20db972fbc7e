import Foundation
import OrderedCollections
import Synchronization
import Testing
import WorkflowEngine
import WorkflowModel
import WorkflowScripting
import WorkflowStore

@testable import WorkflowRuntime

@Suite("Secrets")
struct SecretTests {
  /// Secrets in memory.
  private struct Vault: SecretSource {
    var secrets = ["card": "4111-1111", "short": "abc"]

    func secret(_ name: String) throws(SecretFailure) -> String? {
      guard name != "broken" else { throw SecretFailure("the vault is closed") }
      return secrets[name]
    }
  }

  private let desk: Desk
  /// What the service was called with.
  private let calls = Calls()

  private final class Calls: Sendable {
    private let parameters = Mutex<[DataDictionary]>([])
    var seen: [DataDictionary] { parameters.withLock { $0 } }
    func note(_ call: DataDictionary) { parameters.withLock { $0.append(call) } }
  }

  init() throws {
    desk = try Desk()
  }

  private static let form = Array(
    #"{"properties": {"card": {"type": "string", "format": "password", "minLength": 2}}, "required": ["card"]}"#.utf8)

  private func runtime(
    sources: [any SecretSource] = [Vault()], names: [String] = ["pin", "*_token"], isAsynchronous: Bool = false,
    answer: @escaping @Sendable (DataDictionary) throws -> DataValue = { ["paid_with": $0["card"] ?? .null] }
  ) throws -> WorkflowRuntime {
    var environment = HostEnvironment()
    let calls = calls
    let service: @Sendable (HostServiceCall) throws -> DataValue = { call in
      calls.note(call.call.parameters)
      return try answer(call.call.parameters)
    }
    if isAsynchronous {
      environment.register(asynchronousService: "pay") { call async throws in try service(call) }
    } else {
      environment.register(service: "pay", service)
    }
    var settings = RuntimeSettings()
    settings.secrets.sources = sources
    settings.secrets.names = names
    return try desk.runtime(environment: environment, settings: settings)
  }

  private func start(_ runtime: WorkflowRuntime, _ data: DataDictionary = ["leaves": false]) throws -> InstanceView {
    var files = try Models.files("paying")
    files.sources.append(ModelSource(kind: .form, name: "card.json", bytes: Self.form))
    var request = StartRequest()
    request.data = data
    return try runtime.start(spec: runtime.add(files).spec.id, request)
  }

  /// Whether a text stands anywhere in the files of the store.
  private func isStored(_ text: String) throws -> Bool {
    let path = try desk.runtime().file.path
    return try ["", "-wal"].contains { suffix in
      guard FileManager.default.fileExists(atPath: path + suffix) else { return false }
      return try Data(contentsOf: URL(fileURLWithPath: path + suffix)).range(of: Data(text.utf8)) != nil
    }
  }

  @Test("a service gets the secret, everything else the reference to it", arguments: [false, true])
  func called(isAsynchronous: Bool) async throws {
    let finished = try await inOwnThread {
      let runtime = try runtime(isAsynchronous: isAsynchronous)
      return try runtime.complete("enter", of: start(runtime), data: ["card": "secret:card"])
    }
    #expect(finished.summary.status == .completed)
    #expect(calls.seen == [["card": ["value": ["number": "4111-1111"], "type": "str"]]])
    #expect(finished.data["seen"] == "secret:card")
    #expect(finished.data["receipt"] == ["paid_with": ["value": ["number": "secret:card"], "type": "str"]])
    #expect(try !isStored("4111-1111"))
    #expect(try isStored("secret:card"))
  }

  @Test("what a service fails with does not tell the secret", arguments: [false, true])
  func failing(isAsynchronous: Bool) async throws {
    let failed = try await inOwnThread {
      let runtime = try runtime(isAsynchronous: isAsynchronous) { _ in
        throw ScriptError(.service, message: "the card 4111-1111 is refused")
      }
      return try runtime.complete("enter", of: start(runtime), data: ["card": "secret:card"])
    }
    #expect(failed.summary.error?.message == "the card secret:card is refused")
    #expect(try !isStored("4111-1111"))
  }

  @Test(
    "a secret that cannot be had fails the task",
    arguments: [
      ("secret:nobody", "there is no secret 'nobody'"),
      ("secret:broken", "the secret 'broken' cannot be had: the vault is closed"),
      ("secret:short", "the secret 'short' is shorter than 4 bytes, and could not be kept"),
    ])
  func missing(reference: String, message: String) throws {
    let runtime = try runtime()
    let failed = try runtime.complete("enter", of: start(runtime), data: ["card": .string(reference)])
    #expect(failed.summary.error?.message == message)
    #expect(failed.summary.error?.bpmnID == "pay")
    #expect(calls.seen.isEmpty)
  }

  @Test("where no source of secrets is set, a reference is a text as any other")
  func withoutSources() throws {
    let runtime = try runtime(sources: [])
    let finished = try runtime.complete("enter", of: start(runtime), data: ["card": "secret:card"])
    #expect(finished.summary.status == .completed)
    #expect(calls.seen == [["card": ["value": ["number": "secret:card"], "type": "str"]]])
  }

  @Test(
    "a field with the format password takes nothing but a reference, also without validation, and no message shows it",
    arguments: [true, false])
  func form(validates: Bool) throws {
    let runtime = try runtime()
    let id = "\(try start(runtime).summary.id)"
    var request = ResumeRequest.complete("enter", data: ["card": "4111-1111"])
    request.validatesForms = validates
    let error = #expect(throws: RuntimeError.self) { try runtime.resume(id, request) }
    #expect(error?.code == "plain_secret")
    #expect(error?.message == "the value of 'card' is a secret: expected a reference, such as 'secret:name'")
    #expect(try !isStored("4111-1111"))
  }

  @Test(
    "data with a secret in it is refused where it comes in",
    arguments: [
      (["pin": "1234"], "pin"), (["customers": [["api_token": 7]]], "customers[0].api_token"),
      (["login": ["pin": ["secret:a", "b"]]], "login.pin"),
    ] as [(DataDictionary, String)])
  func given(data: DataDictionary, place: String) throws {
    let runtime = try runtime()
    let error = #expect(throws: RuntimeError.self) { try start(runtime, data) }
    #expect(error?.message == "the value of '\(place)' is a secret: expected a reference, such as 'secret:name'")
    #expect(try runtime.store.list().instances.isEmpty)
  }

  @Test("references and nothing at all may stand in place of secrets")
  func references() throws {
    let runtime = try runtime()
    let data: DataDictionary = [
      "leaves": false, "pin": .null, "a_token": "secret:A-1.b_2", "login": ["pin": ["secret:a", "secret:b"]],
    ]
    #expect(try start(runtime, data).data(of: "enter")["a_token"] == "secret:A-1.b_2")
  }

  @Test("a script that leaves a secret as it is fails")
  func script() throws {
    let runtime = try runtime()
    let failed = try runtime.complete("enter", of: start(runtime, ["leaves": true]), data: ["card": "secret:card"])
    #expect(failed.summary.error?.bpmnID == "prepare")
    #expect(
      failed.summary.error?.message == "the value of 'pin' is a secret: expected a reference, such as 'secret:name'")
  }

  @Test("an answer that is to be kept under a name of secrets is not saved, and the instance stays as it was")
  func answer() throws {
    let runtime = try runtime(names: ["receipt"])
    let started = try start(runtime)
    let error = #expect(throws: RuntimeError.self) {
      try runtime.complete("enter", of: started, data: ["card": "secret:card"])
    }
    #expect(error?.code == "plain_secret")
    #expect(try runtime.view("\(started.summary.id)").tasks.map(\.element?.id) != [])
    #expect(try !isStored("paid_with"))
  }

  @Test("a document with a secret in it is not imported")
  func imported() throws {
    let free = try runtime(names: [])
    let started = try start(free, ["leaves": false, "pin": "1234"])
    let document = try free.export("\(started.summary.id)")
    try free.store.delete(started.summary.id)
    let error = #expect(throws: RuntimeError.self) {
      try runtime().importInstance(document, ImportRequest(name: "paying.json"))
    }
    #expect(error?.code == "plain_secret")
  }

  // MARK: Sources

  @Test("secrets stand in variables, files, and what programs write; the first source that has one tells it")
  func sources() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("secrets-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("from a file\n".utf8).write(to: folder.appendingPathComponent("card"))
    try Data([0xff, 0xfe]).write(to: folder.appendingPathComponent("bytes"))
    try Data(repeating: 0x41, count: OpenedSecrets.longest + 1).write(to: folder.appendingPathComponent("long"))
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("folder"), withIntermediateDirectories: true)

    let files = FolderSecrets(path: folder.path)
    #expect(try files.secret("card") == "from a file")
    #expect(try files.secret("other") == nil)
    for name in ["bytes", "long", "folder"] {
      #expect(throws: SecretFailure.self) { try files.secret(name) }
    }
    #expect(try FolderSecrets(path: "\(folder.path)/none").secret("card") == nil)

    let program = CommandSecrets(command: ["/bin/sh", "-c", #"test "$0" = card && echo "from a program""#])
    #expect(try program.secret("card") == "from a program")
    #expect(throws: SecretFailure("'/bin/sh' failed")) { try program.secret("other") }
    #expect(throws: SecretFailure("there is no program '/none'")) {
      try CommandSecrets(command: ["/none"]).secret("card")
    }

    #expect(EnvironmentSecrets(prefix: "PA").secret("th") == ProcessInfo.processInfo.environment["PATH"])
    #expect(EnvironmentSecrets(prefix: "WFSTORE_TEST_").secret("none") == nil)

    var settings = SecretSettings()
    settings.sources = [EnvironmentSecrets(prefix: "WFSTORE_TEST_"), files, program]
    #expect(try settings.open(#require(SecretReference("secret:card"))) == "from a file")
  }

  @Test(
    "a reference is the whole text, with a name that can be a file's",
    arguments: [
      "secret:", "secret:.hidden", "secret:../up", "secret:a b", "secret:ü", "Secret:a", " secret:a", "secret",
    ])
  func noReference(text: String) {
    #expect(SecretReference(text) == nil)
    #expect(SecretReference("secret:" + String(repeating: "a", count: 101)) == nil)
    #expect(SecretReference("secret:" + String(repeating: "a", count: 100)) != nil)
  }

  @Test("secrets that stand in one another are all hidden")
  func nested() throws {
    var settings = SecretSettings()
    settings.sources = [Vault(secrets: ["long": "hunter2-long", "part": "hunter2"])]
    var opened = OpenedSecrets()
    let call = ServiceCall(
      operation: "x", parameters: ["a": "secret:part", "b": ["secret:long"], "c": "see secret:part"],
      idempotencyKey: "k")
    let told = try opened.open(call, settings)
    #expect(told.parameters == ["a": "hunter2", "b": ["hunter2-long"], "c": "see secret:part"])
    #expect(opened.hiding("hunter2-long, hunter2!") == "secret:long, secret:part!")
    #expect(opened.hiding(["hunter2": [1, "xhunter2x"]]) == ["secret:part": [1, "xsecret:partx"]])
  }
}
