import Foundation
import Testing
import WorkflowModel

@Suite("stores of each schema version")
struct StoreMigrationTests {
  private let workspace: Workspace

  init() throws {
    workspace = try Workspace()
  }

  private var current: Int { OldStores.migrations.count }

  /// What `store migrate` is to say of the migrations after a version.
  private func names(after version: Int) -> [String] {
    OldStores.migrations.dropFirst(version).map { String($0.dropFirst("V0000__".count).dropLast(".sql".count)) }
  }

  @Test("each version has a fixture (Fixtures/stores/make PROGRAM makes those that are missing)")
  func complete() {
    #expect(OldStores.fixtures == OldStores.versions.map(OldStores.name))
  }

  @Test(
    "every command but store migrate and store status refuses an older store, and says what to run",
    arguments: OldStores.outdated)
  func refused(version: Int) throws {
    try workspace.makeStore(ofVersion: version)
    let stored = try workspace.bytes()
    let commands = [
      ["list"], ["specs"], ["store", "check"], ["save", "-p", "pair", "-b", Files.model("pair")],
    ]
    for command in commands {
      let outcome = try workspace.wfstore(command + ["--json"])
      #expect(outcome.status == 65, "\(command)")
      let error = try outcome.document["error"]
      #expect(error["code"] == "outdated_schema", "\(command)")
      #expect(
        error["message"].text
          == "the store must be migrated first: found schema \(version), expected \(current): wfstore.db")
      #expect(
        outcome.errorLines.dropFirst() == [
          "  see what would be done: wfstore store migrate --dry-run",
          "  keep a copy first: wfstore store backup FILE; then: wfstore store migrate",
        ])
    }
    let status = try workspace.document("store", "status")
    #expect(status["schema_version"] == .integer(version))
    #expect(status["supported_schema_version"] == .integer(current))
    #expect(try workspace.bytes() == stored)
  }

  @Test("a dry run shows what would run and changes nothing", arguments: OldStores.versions)
  func dryRun(version: Int) throws {
    try workspace.makeStore(ofVersion: version)
    let stored = try workspace.bytes()
    let pending = try workspace.document("store", "migrate", "--dry-run")["pending"].items
    #expect(pending.map { $0["version"] } == OldStores.versions.dropFirst(version).map { .integer($0) })
    #expect(pending.map { $0["name"].text } == names(after: version))
    let text = try workspace.wfstore("store", "migrate", "--dry-run").output
    let lines = zip(version + 1...current + 1, pending).map { number, migration in
      "\(number) \(migration["name"].text) \(migration["checksum"].text)\n"
    }
    #expect(text == (lines.isEmpty ? "the schema is up to date\n" : lines.joined()))
    for (file, migration) in zip(OldStores.migrations.dropFirst(version), pending) {
      let path = Files.migrations.appendingPathComponent("sql/\(file)").path
      let sum = try Program.run("/usr/bin/env", ["sha256sum", path], in: workspace.folder).output
      #expect(sum.hasPrefix(migration["checksum"].text + " "))
    }
    #expect(try workspace.bytes() == stored)
  }

  @Test("migrated, a store is sound, and its instances go on to their ends", arguments: OldStores.versions)
  func finish(version: Int) throws {
    try workspace.makeStore(ofVersion: version)
    let applied = try workspace.document("store", "migrate")["applied"].items
    #expect(applied.map { $0["name"].text } == names(after: version))
    #expect(try workspace.document("store", "migrate") == ["applied": []])
    #expect(try workspace.document("store", "check") == ["ok": true, "problems": []])
    try finishInstances()
    #expect(try workspace.document("store", "check") == ["ok": true, "problems": []])
  }

  private func finishInstances() throws {
    let later = ["--at", "2026-01-02T12:00:00+00:00"]
    func instance(of process: String) throws -> String {
      let instances = try workspace.document("list", "--process", process)["instances"].items
      return try #require(instances.first)["instance"].text
    }
    func resume(_ process: String, _ arguments: String...) throws -> DataValue {
      try workspace.document(["resume", try instance(of: process)] + arguments + later)
    }
    let approval = try resume("approval", "--complete", "approve", "--data", #"{"approved": true}"#)
    #expect(approval["status"] == "completed")
    let number = try JSONReader().read("1000000000000000000000000000000")
    #expect(approval["data"]["order"]["number"] == number)
    #expect(approval["data"]["order"]["note"] == "naïve ☃")
    #expect(approval["data"]["total"] == ["value": "39.80", "typename": "Decimal"])
    #expect(approval["data"]["length"] == 1500)
    #expect(approval["data"]["history"].items.map(\.text) == (0..<20).map { "step \($0)" } + ["approved"])

    let reminder = try resume("reminder")
    #expect(reminder["status"] == "completed")
    #expect(reminder["data"]["reminded"] == true)

    _ = try resume("survey", "--complete", "ask", "--data", #"{"said": "no"}"#)
    let survey = try resume("survey", "--complete", "ask", "--data", #"{"said": "perhaps"}"#)
    #expect(survey["status"] == "completed")
    #expect(survey["data"]["answers"] == ["yes", "no", "perhaps"])

    try FileManager.default.copyItem(
      atPath: Files.fixture("stores/mended.py"), toPath: workspace.url("division.py").path)
    let failure = try resume("failure", "--retry", "divide", "-e", "division.py", "--replace-environment")
    #expect(failure["status"] == "completed")
    #expect(failure["data"]["quotient"] == .null)

    let question = try instance(of: "question")
    #expect(try workspace.document("load", question)["status"] == "waiting")
    _ = try workspace.document(
      ["save", "-p", "reply", "-b", Files.fixture("stores/waiting.bpmn"), "--data", #"{"text": "here"}"#] + later)
    let answered = try workspace.document("load", question)
    #expect(answered["status"] == "completed")
    #expect(answered["data"]["reply"] == "here")
  }

  // MARK: What stands in the way

  @Test("of several that migrate at once each migration is one's", arguments: OldStores.outdated)
  func race(version: Int) throws {
    try workspace.makeStore(ofVersion: version)
    let outcome = try workspace.shell(
      """
      for number in 1 2 3 4; do (wfstore store migrate > $number.txt; echo $? > $number.status) & done; wait
      cat [1-4].status | sort -u; cat [1-4].txt | grep -v "up to date" | sort -n | cut -d" " -f2; wfstore store check
      """)
    #expect(outcome.output.split(separator: "\n").map(String.init) == ["0"] + names(after: version) + ["ok"])
  }

  @Test(
    "a store that may not be written is not migrated",
    .enabled(if: WriteProtection.isPossible, "root writes anything"))
  func readOnly() throws {
    try workspace.makeStore(ofVersion: 1)
    let stored = try workspace.bytes()
    let protection = try #require(WriteProtection(workspace.url("wfstore.db")))
    defer { protection.end() }
    let outcome = try workspace.wfstore("store", "migrate")
    #expect(outcome.status == 73)
    #expect(outcome.error == "error: the store cannot be written, it is read-only: wfstore.db\n")
    #expect(try workspace.document("store", "migrate", "--dry-run")["pending"].items.count == current - 1)
    #expect(try workspace.bytes() == stored)
  }

  @Test(
    "a disk that is full leaves a schema that is whole, and migrating again goes on",
    .enabled(if: SmallDisk.isPossible, "no file system can be mounted here"))
  func fullDisk() throws {
    try workspace.makeStore(ofVersion: 1)
    let outcome = try SmallDisk.run(
      """
      cp wfstore.db disk/
      head -c 1000000 /dev/zero > disk/filler 2>/dev/null
      truncate -s -36864 disk/filler
      wfstore store migrate --store disk/wfstore.db; echo "status $?"
      rm disk/filler
      wfstore store migrate --store disk/wfstore.db > /dev/null; echo "status $?"
      wfstore store check --store disk/wfstore.db
      """, in: workspace)
    #expect(outcome.output == "status 73\nstatus 0\nok\n")
    #expect(outcome.error == "error: the store cannot be written, the disk is full: disk/wfstore.db\n")
  }

  @Test("a store that was made with another migration than the released one is refused, by the migration's name")
  func changedMigration() throws {
    try workspace.makeStore(ofVersion: 1)
    try workspace.runSQL("UPDATE schema_migration SET checksum = zeroblob(32)")
    let stored = try workspace.bytes()
    for command in [["store", "migrate"], ["store", "migrate", "--dry-run"], ["store", "status"]] {
      let outcome = try workspace.wfstore(command + ["--json"])
      #expect(outcome.status == 65)
      #expect(try outcome.document["error"]["code"] == "changed_migration")
      #expect(
        outcome.error
          == "error: migration 1 (instances) is not the one that the store was made with: wfstore.db\n")
    }
    #expect(try workspace.bytes() == stored)
  }
}
