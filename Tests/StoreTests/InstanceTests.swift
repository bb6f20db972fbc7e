import OrderedCollections
import Testing
import WorkflowEngine
import WorkflowModel
import WorkflowScripting

@testable import WorkflowStore

@Suite("Instances")
struct InstanceTests {
  @Test("an instance comes back as it was created")
  func roundTrip() throws {
    try withStore { store, _ in
      let environment = [
        EnvironmentModule(name: "b.py", source: "def f(): pass"),
        EnvironmentModule(name: "a.py", source: ""),
      ]
      let created = try store.start(1, Sample.changes(["price": 1.5, "name": "ä\u{0}b"]), environment: environment)
      for loaded in [created, try store.load(Sample.id(1)), try store.load("\(Sample.id(1))")] {
        #expect(loaded.summary.id == Sample.id(1))
        #expect(loaded.summary.process == "order")
        #expect(loaded.summary.version == 1)
        #expect(loaded.summary.spec == created.summary.spec)
        #expect(loaded.summary.status == .active)
        #expect(loaded.summary.engine == "restricted")
        #expect(loaded.summary.revision == 1)
        #expect(loaded.summary.created == Sample.start)
        #expect(loaded.summary.updated == Sample.start)
        #expect(loaded.summary.error == nil)
        #expect(loaded.seed == 7)
        #expect(loaded.environment == environment)
        #expect(loaded.state.equals(created.state))
      }
      #expect(try store.specs().first?.instances == 1)
    }
  }

  @Test("the seed keeps all of its bits")
  func seed() throws {
    try withStore { store, _ in
      let spec = try store.add(Sample.package(), at: Sample.start)
      try store.create(
        spec: spec.id, engine: "restricted", seed: .max, at: Sample.start, id: Sample.id(1), changes: Sample.changes())
      #expect(try store.load(Sample.id(1)).seed == .max)
    }
  }

  @Test("a failed instance keeps what failed")
  func failed() throws {
    try withStore { store, _ in
      var changes = Sample.changes()
      changes.tasks[0].state = .error
      changes.instance.status = .error
      changes.instance.error = InstanceError(
        task: 0, bpmnID: "Activity_1", code: "script_exception", message: "no \"os\"", line: 3, script: "import os\n")
      try store.start(1, changes)
      #expect(try store.load(Sample.id(1)).summary.error == changes.instance.error)
      #expect(try store.load(Sample.id(1)).state.instance == changes.instance)
    }
  }

  @Test("an instance needs a specification, and an identifier of its own")
  func refusals() throws {
    try withStore { store, _ in
      try store.start()
      let exists = failure { try store.start() }
      #expect(exists?.code == .instanceExists)
      #expect(exists?.category.exitStatus == 65)
      #expect(exists?.message == "there is an instance \(Sample.id(1)) already")
      #expect(exists?.instance == Sample.id(1))
      for spec in ["", "abcd", String(repeating: "a", count: 64)] {
        let error = failure {
          try store.create(
            spec: spec, engine: "", seed: 0, at: Sample.start, id: Sample.id(2), changes: Sample.changes())
        }
        #expect(error?.message == "no such specification: \(spec)")
      }
      #expect(try store.list().instances.count == 1)
    }
  }

  @Test("the beginning of an id stands for it while no other begins so, with hyphens or without")
  func prefixes() throws {
    try withStore { store, _ in
      try store.start(0x1000)
      try store.start(0x2000)
      let text = "\(Sample.id(0x1000))"
      for reference in [text, String(text.dropLast(3)), text.uppercased(), text.filter { $0 != "-" }] {
        #expect(try store.load(reference).summary.id == Sample.id(0x1000))
        #expect(try store.summary(of: reference).id == Sample.id(0x1000))
      }
      let error = failure { _ = try store.load("0190-0") }
      #expect(error?.code == .ambiguousReference)
      #expect(error?.message == "several ids begin with 0190-0: \(Sample.id(0x1000)), \(Sample.id(0x2000))")
      #expect(throws: StoreError.self) { try store.delete("0190") }
      #expect(try store.list().instances.count == 2)
    }
  }

  @Test("an instance that is not there is named")
  func missing() throws {
    try withStore { store, _ in
      try store.start()
      for reference in ["ffff", "019", "", "all", "\(Sample.id(2))", "\(Sample.id(1))0"] {
        let error = failure { _ = try store.load(reference) }
        #expect(error?.code == .noSuchInstance)
        #expect(error?.category.exitStatus == 66)
        #expect(error?.message == "no such instance: \(reference)")
        #expect(failure { try store.delete(reference) } == error)
        #expect(failure { _ = try store.summary(of: reference) } == error)
      }
      let error = failure { _ = try store.load(Sample.id(2)) }
      #expect(error?.message == "no such instance: \(Sample.id(2))")
      #expect(error?.instance == Sample.id(2))
    }
  }

  @Test("a deleted instance leaves nothing, and what it shared with others stays")
  func deletion() throws {
    try withStore { store, _ in
      let large = String(repeating: "x", count: 5000)
      let shared = EnvironmentModule(name: "shared.py", source: "shared")
      let model = EnvironmentModule(name: "model.py", source: "<definitions/>")
      let own = EnvironmentModule(name: "own.py", source: "own")
      let kept = try store.start(
        1, Sample.changes(["both": .string(large)]), environment: [shared])
      try store.start(
        2, Sample.changes(["both": .string(large), "own": .string(large + "y")]), environment: [own, shared, model])
      #expect(try store.number("SELECT count(*) FROM file") == 4)
      #expect(try store.number("SELECT count(*) FROM large_value") == 2)

      let deleted = try store.delete("\(Sample.id(2))")
      #expect(deleted.id == Sample.id(2))
      for table in ["task", "scope", "data_version", "data_version_value", "instance_environment", "instance"] {
        #expect(try store.number("SELECT count(*) FROM \(table)") == 1, "\(table)")
      }
      #expect(try store.number("SELECT count(*) FROM file") == 3)
      #expect(try store.number("SELECT count(*) FROM large_value") == 1)
      #expect(try store.load(Sample.id(1)).state.equals(kept.state))
      #expect(try store.load(Sample.id(1)).environment == [shared])

      try store.delete(Sample.id(1))
      #expect(try store.number("SELECT count(*) FROM file") == 2)
      #expect(try store.number("SELECT count(*) FROM large_value") == 0)
      #expect(try store.specs().count == 1)
    }
  }
}
