import OrderedCollections
import TestSupport
import Testing
import WorkflowEngine
import WorkflowModel

@testable import WorkflowSerialization

@Suite("documents of our own format that are not right")
struct DocumentErrorTests {
  /// The document of an instance with a subprocess, open tasks, and what else there may be.
  private static func document(_ name: String = "subProcess", withIntegrity: Bool = false) throws -> DataDictionary {
    let bytes = try GoldenDocumentTests.document(name).bytes(withIntegrity: withIntegrity)
    guard case .dictionary(let document) = try InstanceDocument.value(of: bytes) else { return [:] }
    return document
  }

  /// What is said about a document with a part exchanged; nil: taken away.
  private func complaint(
    _ path: [DataPath.Component], _ value: DataValue?, of name: String = "subProcess"
  ) throws -> String? {
    let changed = DataValue.dictionary(try Self.document(name)).replacing(path[...], with: value)
    do throws(DocumentError) {
      _ = try InstanceDocument(changed)
      return nil
    } catch {
      return error.description
    }
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let model: String
    let path: [DataPath.Component]
    let value: DataValue?
    let complaint: String

    init(_ path: [DataPath.Component], _ value: DataValue?, _ complaint: String) {
      self.init("subProcess", path, value, complaint)
    }

    init(_ model: String, _ path: [DataPath.Component], _ value: DataValue?, _ complaint: String) {
      self.model = model
      self.path = path
      self.value = value
      self.complaint = complaint
    }

    var testDescription: String { complaint }
  }

  private static let kinds = HistoryEvent.Kind.allCases.map(\.rawValue).joined(separator: ", ")
  private static let states = TaskState.allCases.map(\.rawValue).joined(separator: ", ")

  @Test(
    "what is wrong is said with its path, with what was expected and what is there",
    arguments: [
      Case(
        [.key("format")], "spiff", #"expected a document of wfstore ("format": "wfstore") or of SpiffWorkflow at $"#),
      Case([.key("version")], 2, "the document is of a newer version: found 2, supported up to 1 at $.version"),
      Case([.key("version")], "1", "expected an integer from 1 to 9007199254740991, found \"1\" at $.version"),
      Case([.key("version")], nil, "\"version\" is missing at $"),
      Case([.key("tasks")], nil, "\"tasks\" is missing at $"),
      Case([.key("tasks")], [:], "expected a list, found an object at $.tasks"),
      Case(
        [.key("my section")], [:],
        """
        expected no other keys than instance, specs, environment, scopes, data, tasks, retired, subscriptions, messages, \
        migrations, history, found "my section" at $
        """),
      Case([.key("tasks"), .index(3)], 5, "expected an object, found 5 at $.tasks[3]"),
      Case(
        [.key("tasks"), .index(3), .key("state")], "DONE",
        """
        expected one of \(states), found "DONE" at $.tasks[3].state
        """),
      Case([.key("tasks"), .index(3), .key("number")], 7, "expected 3, found 7 at $.tasks[3].number"),
      Case([.key("tasks"), .index(3), .key("scope")], 9, "there is no scope 9 at $.tasks[3].scope"),
      Case(
        [.key("tasks"), .index(2), .key("parent")], 5,
        "expected a task before it in its scope, found 5 at $.tasks[2].parent"),
      Case([.key("tasks"), .index(2), .key("parent")], nil, "the first task of scope 0 stands twice at $.tasks[2]"),
      Case([.key("tasks"), .index(2), .key("data")], 99, "there is no version 99 of the data at $.tasks[2].data"),
      Case(
        [.key("tasks"), .index(2), .key("id")], "00000000-0000-0000-0000-000000000001",
        "a task's id stands twice at $.tasks[2].id"),
      Case([.key("tasks"), .index(2), .key("id")], "2", "expected a UUID in lowercase, found \"2\" at $.tasks[2].id"),
      Case(
        [.key("tasks"), .index(2), .key("last_state_change")], "2026-01-01",
        """
        expected a moment such as 2026-01-01T00:00:00.5+00:00 in UTC, found "2026-01-01" at $.tasks[2].last_state_change
        """),
      Case(
        [.key("tasks"), .index(2), .key("internal_data")], [],
        "expected an object, found a list at $.tasks[2].internal_data"),
      Case([.key("scopes"), .index(1), .key("host")], 77, "there is no task 77 at $.scopes[1].host"),
      Case([.key("scopes"), .index(1), .key("host")], nil, "\"host\" is missing at $.scopes[1]"),
      Case(
        [.key("scopes"), .index(0), .key("last_task")], 4_000_000_000,
        """
        expected an integer from 0 to 2147483647, found 4000000000 at $.scopes[0].last_task
        """),
      Case([.key("scopes")], [], "expected a scope, found none at $.scopes"),
      Case([.key("data"), .index(0), .key("base")], 1, "expected a version before 1, found 1 at $.data[0].base"),
      Case([.key("instance"), .key("seed")], 7, "expected a text, found 7 at $.instance.seed"),
      Case(
        [.key("instance"), .key("revision")], 0,
        """
        expected an integer from 1 to 9007199254740991, found 0 at $.instance.revision
        """),
      Case("failure", [.key("instance"), .key("error")], nil, "\"error\" is missing at $.instance"),
      Case(
        "failure", [.key("instance"), .key("error"), .key("task")], 99, "there is no task 99 at $.instance.error.task"),
      Case(
        "startEvent", [.key("subscriptions"), .index(0), .key("task")], 99,
        "there is no task 99 at $.subscriptions[0].task"),
      Case(
        "migrated", [.key("migrations"), .index(1), .key("revision")], 2,
        """
        expected a revision after 2, up to 5, found 2 at $.migrations[1].revision
        """),
      Case(
        "migrated", [.key("migrations"), .index(1), .key("former"), .key("tasks"), .index(0), .key("number")], 99,
        """
        there is no task 99 at $.migrations[1].former.tasks[0]
        """),
      Case(
        "migrated", [.key("migrations"), .index(1), .key("former")], nil,
        """
        expected either "undone" or "former" at $.migrations[1]
        """),
      Case([.key("history")], nil, "\"history\" is missing at $"),
      Case([.key("history")], [], "expected a save, found none at $.history"),
      Case([.key("history"), .index(0), .key("revision")], 2, "expected 1, found 2 at $.history[0].revision"),
      Case([.key("history"), .index(0), .key("user")], 7, "expected a text, found 7 at $.history[0].user"),
      Case(
        [.key("history"), .index(0), .key("last_stamp")], "2027-01-01T00:00:00+00:00",
        """
        expected 2026-01-01T00:00:00.000012+00:00, found "2027-01-01T00:00:00+00:00" at $.history[0].last_stamp
        """),
      Case(
        [.key("history"), .index(0), .key("former_stamp")], "2027-01-01T00:00:00+00:00",
        """
        expected a moment not before "former_stamp", found "2026-01-01T00:00:00.000012+00:00" at $.history[0].last_stamp
        """),
      Case(
        "migrated", [.key("history"), .index(1), .key("revision")], 6,
        """
        expected 5, found 6 at $.history[1].revision
        """),
      Case(
        "migrated", [.key("history"), .index(1), .key("former_stamp")], nil,
        """
        expected 2026-01-01T00:00:00.000007+00:00, found null at $.history[1].former_stamp
        """),
      Case(
        "migrated", [.key("history"), .index(1), .key("events"), .index(0), .key("kind")], "vanished",
        """
        expected one of \(kinds), found "vanished" at $.history[1].events[0].kind
        """),
      Case(
        "migrated", [.key("history"), .index(1), .key("events"), .index(0), .key("task")], -1,
        """
        expected an integer from 0 to 2147483647, found -1 at $.history[1].events[0].task
        """),
    ])
  func path(_ wrong: Case) throws {
    #expect(try complaint(wrong.path, wrong.value, of: wrong.model) == wrong.complaint)
  }

  @Test("a file that is not the one of its digest is damaged, and each specification that is named must be there")
  func specs() throws {
    let file: [DataPath.Component] = [.key("specs"), .index(0), .key("files"), .index(0), .key("text")]
    let damaged = try #require(try complaint(file, "<definitions />"))
    #expect(damaged.hasPrefix("the file is damaged: expected the digest "))
    #expect(damaged.hasSuffix(" at $.specs[0].files[0]"))
    let missing = try #require(try complaint([.key("specs")], []))
    #expect(missing.hasPrefix("there is no specification ") && missing.hasSuffix(" at $.specs"))
    let other = try #require(try complaint([.key("migrations")], [], of: "migrated"))
    #expect(other.hasPrefix("expected no other specification, found ") && other.hasSuffix(" at $.specs[1].id"))
  }

  @Test("keys of a record may stand in any order, those of data may not")
  func reordered() throws {
    let document = try Self.document("values")
    func reversed(_ value: DataValue, to depth: Int) -> DataValue {
      switch value {
      case .dictionary(let members) where depth > 0:
        .dictionary(DataDictionary(uniqueKeysWithValues: members.reversed().map { ($0, reversed($1, to: depth - 1)) }))
      case .list(let elements) where depth > 0: .list(elements.map { reversed($0, to: depth - 1) })
      default: value
      }
    }
    let read = try InstanceDocument(reversed(.dictionary(document), to: 3))
    #expect(try read.bytes(withIntegrity: false) == GoldenDocumentTests.document("values").bytes(withIntegrity: false))
  }

  @Test("a bundle tells all of its sections that are damaged")
  func damaged() throws {
    var value = DataValue.dictionary(try Self.document(withIntegrity: true))
    _ = try InstanceDocument(value)
    value = value.replacing([.key("tasks"), .index(1), .key("state")], with: "READY")
    value = value.replacing([.key("instance"), .key("engine")], with: "python")
    let error = #expect(throws: DocumentError.self) { try InstanceDocument(value) }
    #expect(error?.code == .damaged)
    #expect(error?.place == "$.instance")
    #expect(error?.message.hasPrefix("the section \"instance\" is damaged: expected the digest ") == true)
    #expect(error?.others.count == 1)
    #expect(error?.others.first?.hasPrefix("the section \"tasks\" is damaged") == true)
  }

  @Test("a bundle that lacks a section, or has one more, is damaged")
  func sections() throws {
    let value = DataValue.dictionary(try Self.document(withIntegrity: true))
    let lacking = value.replacing([.key("retired")], with: nil)
    #expect(
      #expect(throws: DocumentError.self) { try InstanceDocument(lacking) }?.message
        == "the section \"retired\" is missing")
    let more = value.replacing([.key("extra")], with: [])
    #expect(
      #expect(throws: DocumentError.self) { try InstanceDocument(more) }?.message
        == "the section \"extra\" has no digest")
    let other = value.replacing([.key("version")], with: 7)
    #expect(#expect(throws: DocumentError.self) { try InstanceDocument(other) }?.code == .damaged)
  }

  @Test("a bundle may be laid out anew")
  func layout() throws {
    let bytes = try GoldenDocumentTests.document("values").bytes(withIntegrity: true)
    let indented = try JSONWriter(.exact, indentation: 4).bytes(of: InstanceDocument.value(of: bytes))
    #expect(try InstanceDocument(InstanceDocument.value(of: indented)).bytes(withIntegrity: true) == bytes)
  }

  @Test("a value that JSON does not have is refused with its path")
  func unwritable() throws {
    var document = try GoldenDocumentTests.document("subProcess")
    document.state.versions[0].written["rate"] = [1, .double(.nan)]
    let error = #expect(throws: DocumentError.self) { try document.bytes(withIntegrity: true) }
    #expect(error?.description == "NaN cannot be written as JSON at $.data[0].written.rate[1]")
  }
}

@Suite("migrations of our own format")
struct DocumentMigrationTests {
  /// From version 1, which said `"name"`, to 2, which says `"title"`, to 3, which counts.
  private static let migrations = [
    DocumentMigration(version: 1) { document throws(DocumentError) in
      document["title"] = document.removeValue(forKey: "name")
    },
    DocumentMigration(version: 2) { document throws(DocumentError) in
      guard case .string(let title)? = document["title"] else { throw .missing("title", at: DataPath()) }
      document["length"] = .integer(title.count)
    },
  ]

  private func broughtUp(_ document: DataDictionary, from version: Int) throws(DocumentError) -> DataDictionary {
    var document = document
    try DocumentMigration.bringUp(&document, from: version, by: Self.migrations)
    return document
  }

  @Test("they run in their order, from the version of the document on")
  func order() throws {
    #expect(DocumentMigration.currentVersion(after: Self.migrations) == 3)
    #expect(try broughtUp(["name": "abc"], from: 1) == ["title": "abc", "length": 3])
    #expect(try broughtUp(["title": "abc"], from: 2) == ["title": "abc", "length": 3])
    #expect(try broughtUp(["title": "abc"], from: 3) == ["title": "abc"])
  }

  @Test("what one of them does not find is an error, and so is a newer version")
  func errors() {
    #expect(throws: DocumentError.self) { try broughtUp([:], from: 2) }
    let error = #expect(throws: DocumentError.self) { try broughtUp([:], from: 4) }
    #expect(error?.description == "the document is of a newer version: found 4, supported up to 3 at $.version")
  }

  @Test("those of the product lead to the version that is written, each from the one before")
  func product() {
    #expect(DocumentMigration.all.map(\.version) == Array(1..<InstanceDocument.currentVersion))
  }
}
