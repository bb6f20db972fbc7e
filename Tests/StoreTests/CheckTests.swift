import Foundation
import OrderedCollections
import Testing
import WorkflowEngine
import WorkflowMigrations
import WorkflowModel

@testable import WorkflowStore

@Suite("Status and check")
struct CheckTests {
  let folder: TestFolder
  private static let id = "\(Sample.id(1))"

  init() throws {
    folder = try TestFolder()
    let store = try folder.store()
    var changes = Sample.changes(["a": 1, "large": .string(String(repeating: "x", count: 3000))])
    changes.versions.append(DataVersionRecord(number: 2, base: 1, written: ["b": 2], removed: []))
    changes.tasks.append(Sample.task(1, of: 0, version: 2))
    changes.instance = Sample.instance(tasks: 2, versions: 2)
    try store.start(1, changes)
    try store.close()
  }

  private func problems(after sql: String) throws -> [StoreProblem] {
    try folder.tamper("PRAGMA ignore_check_constraints = ON; " + sql)
    let store = try folder.store()
    let problems = try store.check()
    try store.close()
    return problems
  }

  struct Damage: Sendable, CustomTestStringConvertible {
    let sql: String
    let code: String
    let message: String
    var testDescription: String { sql }
  }

  @Test(
    "each broken rule is found and named",
    arguments: [
      Damage(
        sql: "DELETE FROM data_version_value; DELETE FROM data_version WHERE number = 1",
        code: "base", message: "version 2 of instance \(id) of the data changes a version that does not exist"),
      Damage(
        sql: "UPDATE task SET parent = 7 WHERE number = 1", code: "parent",
        message: "task 1 of instance \(id) follows a task that does not exist"),
      Damage(
        sql: "INSERT INTO scope SELECT instance, 1, 9, process, 0, NULL, NULL FROM scope", code: "host",
        message: "scope 1 of instance \(id) is the inside of a task that does not exist"),
      Damage(
        sql: "UPDATE instance SET task_count = 1", code: "counter",
        message: "task 1 of instance \(id) has a number that has not been given yet"),
      Damage(
        sql: "UPDATE instance SET version_count = 1", code: "counter",
        message: "version 2 of instance \(id) has a number that has not been given yet"),
      Damage(
        sql: "UPDATE data_version SET written = '[{}, {\"a\": {\"0\": 1}}]' WHERE number = 2", code: "data",
        message: "the saved instance is damaged: version 2 of the data writes a member of what version 1 does not have"),
      Damage(
        sql: "DELETE FROM data_version_value", code: "large_value",
        message: "version 1 of instance \(id) of the data has not as many large values as it should"),
      Damage(
        sql: "UPDATE instance SET status = 'error', error_task = 1, error_code = 'a', error_message = 'b'",
        code: "status", message: "task 1 of instance \(id) is said to have failed, and has not"),
      Damage(
        sql: "UPDATE instance SET status = 'completed'; UPDATE task SET state = 6 WHERE number = 1", code: "status",
        message: "task 0 of instance \(id) can run, and the instance is over"),
      Damage(
        sql: "UPDATE instance SET has_places = 1", code: "place",
        message: "task 0 of instance \(id) has another place than the tree tells"),
      Damage(
        sql: "UPDATE data_version SET whole = '{\"a\": \"other\"}' WHERE number = 2", code: "data",
        message: "version 2 of the data of instance \(id) is not what those before it make of it"),
      Damage(sql: "DELETE FROM scope", code: "scope", message: "scope 0 of instance \(id) is missing"),
      Damage(
        sql: "UPDATE scope SET number = 3", code: "reference", message: "rows of task that refer to nothing in scope: 2"
      ),
      Damage(
        sql: "UPDATE large_value SET content = '\"short\"'", code: "content",
        message: "the content of large value 1 is not the one of its hash"),
      Damage(
        sql: "UPDATE file SET content = x'00' WHERE id = 2", code: "content",
        message: "the content of file 2 is not the one of its hash"),
    ])
  func damage(damage: Damage) throws {
    let problems = try problems(after: damage.sql)
    #expect(problems.contains { $0.code == damage.code && $0.message == damage.message }, "\(problems)")
  }

  @Test(
    "data that cannot be read is found, and a load says where it stands",
    arguments: [
      ("{\"b\":", "a value"), ("[{}, {\"a\": 1}]", "an object of members"), ("[{}]", "an object, or a list of two"),
    ])
  func unreadableData(written: String, expected: String) throws {
    let problems = try problems(after: "UPDATE data_version SET written = '\(written)' WHERE number = 2")
    let problem = try #require(problems.first)
    #expect(problems.count == 1)
    #expect(problem.code == "data")
    #expect(problem.instance == Sample.id(1))
    let place = "version 2 of the data of instance \(Self.id)"
    #expect(problem.message.hasPrefix("the store is damaged: \(place): expected \(expected)"))
    let store = try folder.store()
    let error = failure { _ = try store.load(Sample.id(1)) }
    #expect(error?.code == .damagedStore)
    #expect(error?.category.exitStatus == 65)
    #expect(error?.message == problem.message)
  }

  @Test("a damaged file is found")
  func damagedFile() throws {
    let handle = try #require(FileHandle(forUpdatingAtPath: folder.file()))
    let length = try handle.seekToEnd()
    for page in 1..<length / 4096 {
      try handle.seek(toOffset: page * 4096)
      try handle.write(contentsOf: Data(repeating: 0xA5, count: 64))
    }
    try handle.close()
    let error = failure {
      let store = try folder.store()
      let problems = try store.check()
      #expect(problems.contains { $0.code == "structure" })
      _ = try store.load(Sample.id(1))
    }
    #expect(error?.code == .damagedStore)
    #expect(error?.category.exitStatus == 65)
  }

  @Test("whatever bytes are damaged, the instances that are told as readable can be read")
  func damagedBytes() throws {
    let file = folder.file()
    let store = try folder.store()
    for number in 2...40 {
      try store.start(number, Sample.changes(["text": .string(String(repeating: "\(number) ", count: number * 20))]))
    }
    try store.close()
    let sound = try Data(contentsOf: URL(fileURLWithPath: file))
    let seed = UInt64.random(in: 0 ... .max)
    var generator = SeededGenerator(seed: seed)
    var (found, saved) = (0, 0)
    for _ in 0..<60 {
      var bytes = sound
      // The header stays: without it, nothing is a database.
      let start = Int.random(in: 4096..<bytes.count - 4096, using: &generator)
      for place in start..<start + Int.random(in: 1...4096, using: &generator) {
        bytes[place] = UInt8.random(in: 0...255, using: &generator)
      }
      try bytes.write(to: URL(fileURLWithPath: file))
      guard let damaged = try? WorkflowStore(path: file, mode: .readOnly) else { continue }
      let examination = try damaged.examine()
      if !examination.problems.isEmpty { found += 1 }
      saved += examination.readableInstances.count
      for instance in examination.readableInstances {
        #expect(throws: Never.self, "seed \(seed)") { _ = try damaged.load(instance).state.dataByVersion() }
      }
      if examination.problems.isEmpty { #expect(examination.readableInstances.count == 40, "seed \(seed)") }
      try damaged.close()
    }
    #expect(found > 0, "seed \(seed)")
    #expect(saved > 0, "seed \(seed)")
  }

  @Test("the status has the figures")
  func status() throws {
    let store = try folder.store()
    let status = try store.status()
    #expect(status.path == folder.file())
    #expect(status.fileBytes == (try store.number("PRAGMA page_count")) * 4096)
    #expect(status.freeBytes == 0)
    #expect(status.schemaVersion == Migration.all.count)
    #expect(status.supportedSchemaVersion == Migration.all.count)
    #expect(status.journalMode == "wal")
    #expect(status.synchronous == "full")
    #expect(status.specs == 1)
    #expect(status.files == 2)
    #expect(status.instances == [.active: 1, .waiting: 0, .completed: 0, .error: 0, .cancelled: 0])
    try store.start(2)
    #expect(try store.status().walBytes > 0)
    try store.close()
  }

  @Test("every state has its number")
  func stateCodes() {
    let codes = TaskState.allCases.map(\.code)
    #expect(codes == Array(0...8))
    for state in TaskState.allCases {
      #expect(TaskState(code: state.code) == state)
    }
    #expect(TaskState(code: 9) == nil)
    #expect(TaskState(code: -1) == nil)
  }
}
