import Testing
import WorkflowModel

@testable import WorkflowStore

@Suite("The application's tables")
struct ApplicationTablesTests {
  private struct Refusal: Error {}

  @Test("values of all storage classes come back as they went in")
  func values() throws {
    try withStore { store, _ in
      try store.tables.execute("CREATE TABLE app_value (id INTEGER PRIMARY KEY, value ANY) STRICT")
      let values: [SQLValue] = [nil, 7, -0.5, "Käthe", "", .blob([0, 255]), .blob([]), .integer(.min)]
      for value in values {
        #expect(try store.tables.execute("INSERT INTO app_value (value) VALUES (?)", [value]) == 1)
      }
      let rows = try store.tables.rows("SELECT value, id FROM app_value ORDER BY id")
      #expect(rows.map { $0["value"] } == values)
      #expect(rows.map(\.columns).first == ["value", "id"])
      #expect(rows[0]["none"] == nil)
      #expect(try store.tables.execute("DELETE FROM app_value WHERE id > ?", [3]) == 5)
    }
  }

  @Test("they are saved with an instance in one transaction, or not at all")
  func transaction() throws {
    try withStore { store, _ in
      try store.tables.execute("CREATE TABLE app_order (instance TEXT NOT NULL) STRICT")
      for fails in [true, false] {
        let result = Result {
          try store.transaction {
            let instance = try store.start().summary.id
            try store.tables.execute("INSERT INTO app_order VALUES (?)", [.text("\(instance)")])
            if fails { throw Refusal() }
          }
        }
        if case .failure(let error) = result { #expect(error is Refusal) }
        let orders = try store.tables.rows("SELECT instance FROM app_order").map { $0["instance"]?.text }
        let instances = try store.list().instances.map { "\($0.id)" }
        #expect(orders == instances)
        #expect(orders.count == (fails ? 0 : 1))
      }
    }
  }

  /// Writes a name, in a part of its own, which then fails or not.
  private func write(
    _ name: String, _ store: WorkflowStore, fails: Bool = false, within: () throws -> Void = {}
  ) throws {
    let part: () throws(any Error) -> Void = {
      try within()
      try store.tables.execute("INSERT INTO app_step VALUES (?)", [.text(name)])
      if fails { throw Refusal() }
    }
    do {
      try store.undoingTables(part)
    } catch is Refusal {}
  }

  @Test("a part that fails takes back what it wrote, and what parts within it wrote, and nothing else")
  func parts() throws {
    try withStore { store, _ in
      try store.tables.execute("CREATE TABLE app_step (name TEXT NOT NULL) STRICT")
      try store.transaction {
        try store.tables.execute("INSERT INTO app_step VALUES ('first')")
        try write("kept", store)
        try write("outer lost", store, fails: true) { try write("inner lost", store) }
        try write("outer kept", store) { try write("inner lost", store, fails: true) }
        try store.undoingTables { () throws(any Error) in }
      }
      let names = try store.tables.rows("SELECT name FROM app_step").map { $0["name"] }
      #expect(names == ["first", "kept", "outer kept"])
    }
  }

  @Test(
    "statements that are not about tables, and wrong ones, are refused",
    arguments: [
      "COMMIT", "BEGIN", "SAVEPOINT x", "PRAGMA synchronous = OFF", "ATTACH 'x.db' AS x", "VACUUM", "", "-- nothing",
      "SELECT", "INSERT INTO app_none VALUES (1)", "SELECT 1; SELECT 2", "SELECT ?",
    ])
  func refused(sql: String) throws {
    try withStore { store, folder in
      #expect(failure { try store.tables.execute(sql) }?.code == .badStatement)
      #expect(failure { _ = try store.tables.rows(sql) }?.code == .badStatement)
      let names = try folder.names
      #expect(names == ["wfstore.db", "wfstore.db-shm", "wfstore.db-wal"])
    }
  }

  @Test("reading does not write")
  func reading() throws {
    try withStore { store, _ in
      try store.tables.execute("CREATE TABLE app_step (name TEXT UNIQUE) STRICT")
      #expect(
        failure { _ = try store.tables.rows("INSERT INTO app_step VALUES ('a') RETURNING name") }?.code == .badStatement
      )
      try store.tables.execute("INSERT INTO app_step VALUES ('a')")
      #expect(failure { try store.tables.execute("INSERT INTO app_step VALUES ('a')") }?.code == .brokenRule)
      #expect(try store.tables.rows("SELECT name FROM app_step").count == 1)
    }
  }
}
