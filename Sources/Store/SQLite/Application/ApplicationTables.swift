import GRDB

/// The application's own tables in the file of the store.
///
/// What is written inside a ``WorkflowStore/transaction(_:)`` is there with all else that the transaction does, or not at
/// all, whatever happens to the process or the power; outside of one each call is a transaction of its own. So a step of a
/// workflow and what it does to the application's tables are one.
///
/// - A function or service of the embedder that a script or a service task calls, and that does not work beside the
///   workflow, stands inside the transaction of the step that calls it. Where the script or the service fails, what it has
///   written is taken back, and the failure alone is saved.
/// - Around ``WorkflowStore/transaction(_:)`` belongs what is written besides a step: start or resume an instance inside of
///   it, and write. A service task on the way makes what was done so far lasting before it is called, once by itself.
///
/// Tables, indexes, views and triggers have names that begin with `app_`: the store's own never do. Other files can be
/// attached by nobody: with a write-ahead log a transaction over two files is not one after a loss of power.
///
/// They are used from the thread that the transaction runs in.
public struct ApplicationTables: Sendable {
  let store: WorkflowStore

  /// Runs one statement that gives no rows: it makes, changes or drops a table, or writes to one.
  ///
  /// - Parameters:
  ///   - sql: The statement, with `?` for parameters.
  ///   - parameters: What stands for them, in their order.
  /// - Returns: How many rows it wrote.
  /// - Throws: ``StoreError``: `bad_statement`, `broken_rule`, `store_busy`, `store_full`, `unwritable_store`.
  @discardableResult
  public func execute(_ sql: String, _ parameters: [SQLValue] = []) throws(StoreError) -> Int {
    try store.openTablesPart()
    return try store.write { session in
      var statement = try prepare(sql, parameters, session)
      return try statement.run()
    }
  }

  /// Runs one statement and gives its rows.
  ///
  /// - Parameters:
  ///   - sql: The statement, with `?` for parameters.
  ///   - parameters: What stands for them, in their order.
  /// - Throws: ``StoreError``: `bad_statement`, `store_busy`.
  public func rows(_ sql: String, _ parameters: [SQLValue] = []) throws(StoreError) -> [SQLRow] {
    try store.read { session in
      var statement = try prepare(sql, parameters, session)
      guard statement.isReadOnly else { throw StoreError.badStatement("'rows' reads only", sql) }
      let columns = statement.columns
      var rows: [SQLRow] = []
      try statement.forEachRow { row in
        rows.append(SQLRow(columns: columns, values: columns.indices.map { row.value(at: $0) }))
      }
      return rows
    }
  }

  /// What an application has to say to its tables. Transactions are the store's, and so are its settings.
  private static let verbs: Set<String> = [
    "ALTER", "CREATE", "DELETE", "DROP", "INSERT", "REPLACE", "SELECT", "UPDATE", "VALUES", "WITH",
  ]

  private func prepare(_ sql: String, _ parameters: [SQLValue], _ session: Session) throws -> PreparedStatement {
    let verb = sql.drop { $0.isWhitespace }.prefix { $0.isLetter }.uppercased()
    guard Self.verbs.contains(verb) else {
      throw StoreError.badStatement("it does not begin with one of \(Self.verbs.sorted().joined(separator: ", "))", sql)
    }
    var statement: PreparedStatement
    do {
      statement = try session.prepare(sql)
    } catch let error as DatabaseError {
      throw StoreError.badStatement(error.message ?? "\(error.resultCode)", sql)
    }
    guard statement.parameterCount == parameters.count else {
      throw StoreError.badStatement(
        "it has \(statement.parameterCount) parameters, and \(parameters.count) are given", sql)
    }
    for parameter in parameters { statement.bind(parameter) }
    return statement
  }
}

extension WorkflowStore {
  /// The application's own tables in the file of the store.
  public var tables: ApplicationTables { ApplicationTables(store: self) }
}
