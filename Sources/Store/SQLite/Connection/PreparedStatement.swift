import GRDB
import GRDBSQLite
import WorkflowModel

/// A statement of the connection's cache, with its parameters bound and its rows read without a detour.
///
/// The library's own ways to bind and to read take two to three times as long. A statement stays inside the call that
/// prepared it, and ends reset, so that it holds no lock and no data.
struct PreparedStatement {
  private let database: Database
  private let handle: OpaquePointer
  private var parameter: CInt = 0
  /// The first failure to bind; thrown by the run that follows.
  private var bindingFailure: CInt = SQLITE_OK

  init(_ sql: String, in database: Database) throws {
    self.database = database
    handle = try database.cachedStatement(sql: sql).sqliteStatement
  }

  // MARK: Parameters, in their order

  mutating func bind(_ value: Int) {
    bind(Int64(value))
  }

  mutating func bind(_ value: Int64) {
    parameter += 1
    note(sqlite3_bind_int64(handle, parameter, value))
  }

  mutating func bind(_ value: Int?) {
    if let value { bind(value) } else { bindNull() }
  }

  mutating func bind(_ value: Int64?) {
    if let value { bind(value) } else { bindNull() }
  }

  mutating func bind(_ value: Bool) {
    bind(value ? 1 : 0)
  }

  mutating func bind(_ value: Timestamp) {
    bind(value.microseconds)
  }

  mutating func bind(_ text: String) {
    parameter += 1
    var text = text
    let code = text.withUTF8 { Self.bindText(handle, parameter, UnsafeRawBufferPointer($0)) }
    note(code)
  }

  mutating func bind(_ text: String?) {
    if let text { bind(text) } else { bindNull() }
  }

  /// Text in UTF-8.
  mutating func bind(text bytes: [UInt8]?) {
    guard let bytes else { return bindNull() }
    parameter += 1
    note(bytes.withUnsafeBytes { Self.bindText(handle, parameter, $0) })
  }

  mutating func bind(blob bytes: [UInt8]) {
    parameter += 1
    note(bytes.withUnsafeBytes { Self.bindBlob(handle, parameter, $0) })
  }

  mutating func bind(_ identifier: Identifier) {
    parameter += 1
    let words = (identifier.high.bigEndian, identifier.low.bigEndian)
    note(withUnsafeBytes(of: words) { Self.bindBlob(handle, parameter, $0) })
  }

  mutating func bind(_ value: SQLValue) {
    switch value {
    case .null: bindNull()
    case .integer(let integer): bind(integer)
    case .real(let number):
      parameter += 1
      note(sqlite3_bind_double(handle, parameter, number))
    case .text(let text): bind(text)
    case .blob(let bytes): bind(blob: bytes)
    }
  }

  mutating func bindNull() {
    parameter += 1
    note(sqlite3_bind_null(handle, parameter))
  }

  private mutating func note(_ code: CInt) {
    if bindingFailure == SQLITE_OK { bindingFailure = code }
  }

  private static func bindText(_ handle: OpaquePointer, _ index: CInt, _ bytes: UnsafeRawBufferPointer) -> CInt {
    // A null pointer would bind NULL, not the empty text.
    guard let base = bytes.baseAddress else { return sqlite3_bind_text(handle, index, "", 0, transient) }
    let start = base.assumingMemoryBound(to: CChar.self)
    return sqlite3_bind_text64(handle, index, start, UInt64(bytes.count), transient, UInt8(SQLITE_UTF8))
  }

  private static func bindBlob(_ handle: OpaquePointer, _ index: CInt, _ bytes: UnsafeRawBufferPointer) -> CInt {
    guard let base = bytes.baseAddress else { return sqlite3_bind_zeroblob(handle, index, 0) }
    return sqlite3_bind_blob64(handle, index, base, UInt64(bytes.count), transient)
  }

  /// SQLite's `SQLITE_TRANSIENT`, a macro that Swift does not see: the bytes are copied.
  private static var transient: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }

  // MARK: What it is

  var parameterCount: Int { Int(sqlite3_bind_parameter_count(handle)) }

  var isReadOnly: Bool { sqlite3_stmt_readonly(handle) != 0 }

  var columns: [String] {
    (0..<sqlite3_column_count(handle)).map { sqlite3_column_name(handle, $0).map { String(cString: $0) } ?? "" }
  }

  // MARK: Runs

  /// Runs it to its end, and makes it ready for other parameters. Gives how many rows it wrote.
  @discardableResult
  mutating func run() throws -> Int {
    try forEachRow { _ in }
    return Int(sqlite3_changes(database.sqliteConnection))
  }

  /// Runs it and gives its first row to `body`; nil where there is none.
  mutating func first<Result>(_ body: (Row) throws -> Result) throws -> Result? {
    defer { reset() }
    guard try step() else { return nil }
    return try body(Row(handle: handle))
  }

  /// Runs it and gives each of its rows to `body`.
  mutating func forEachRow(_ body: (Row) throws -> Void) throws {
    defer { reset() }
    while try step() {
      try body(Row(handle: handle))
    }
  }

  /// Runs it and gives its rows to `body`, until that says that it wants no more.
  mutating func forRows(while body: (Row) throws -> Bool) throws {
    defer { reset() }
    while try step() {
      guard try body(Row(handle: handle)) else { return }
    }
  }

  private func step() throws -> Bool {
    guard bindingFailure == SQLITE_OK else { throw failure(bindingFailure) }
    let code = sqlite3_step(handle)
    switch code {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw failure(code)
    }
  }

  private mutating func reset() {
    // The code that a reset gives repeats the step's, which has been thrown already.
    sqlite3_reset(handle)
    sqlite3_clear_bindings(handle)
    parameter = 0
    bindingFailure = SQLITE_OK
  }

  private func failure(_ code: CInt) -> DatabaseError {
    DatabaseError(resultCode: ResultCode(rawValue: code), message: database.lastErrorMessage)
  }

  // MARK: Rows

  /// The row that a statement stands on. Valid until the next one.
  struct Row {
    fileprivate let handle: OpaquePointer

    func isNull(_ column: Int) -> Bool {
      sqlite3_column_type(handle, CInt(column)) == SQLITE_NULL
    }

    func isBlob(_ column: Int) -> Bool {
      sqlite3_column_type(handle, CInt(column)) == SQLITE_BLOB
    }

    func integer(_ column: Int) -> Int {
      Int(sqlite3_column_int64(handle, CInt(column)))
    }

    func optionalInteger(_ column: Int) -> Int? {
      isNull(column) ? nil : integer(column)
    }

    func timestamp(_ column: Int) -> Timestamp {
      Timestamp(microseconds: sqlite3_column_int64(handle, CInt(column)))
    }

    func text(_ column: Int) -> String {
      withText(column) { String(decoding: $0, as: UTF8.self) }
    }

    func optionalText(_ column: Int) -> String? {
      isNull(column) ? nil : text(column)
    }

    /// Calls `body` with the text in UTF-8, without a copy of it.
    func withText<Result>(_ column: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
      // The pointer first: SQLite may convert the value, and only then knows its length.
      let start = sqlite3_column_text(handle, CInt(column))
      let count = Int(sqlite3_column_bytes(handle, CInt(column)))
      return try body(UnsafeBufferPointer(start: start, count: start == nil ? 0 : count))
    }

    func blob(_ column: Int) -> [UInt8] {
      let start = sqlite3_column_blob(handle, CInt(column))
      let count = Int(sqlite3_column_bytes(handle, CInt(column)))
      return Array(UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count))
    }

    func value(at column: Int) -> SQLValue {
      switch sqlite3_column_type(handle, CInt(column)) {
      case SQLITE_INTEGER: .integer(integer(column))
      case SQLITE_FLOAT: .real(sqlite3_column_double(handle, CInt(column)))
      case SQLITE_TEXT: .text(text(column))
      case SQLITE_BLOB: .blob(blob(column))
      default: .null
      }
    }

    /// The identifier in 16 bytes; nil where there is something else.
    func identifier(_ column: Int) -> Identifier? {
      guard let start = sqlite3_column_blob(handle, CInt(column)),
        sqlite3_column_bytes(handle, CInt(column)) == 16
      else { return nil }
      return Identifier(
        high: UInt64(bigEndian: start.loadUnaligned(as: UInt64.self)),
        low: UInt64(bigEndian: start.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
    }
  }
}
