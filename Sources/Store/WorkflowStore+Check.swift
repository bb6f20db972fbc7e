import Crypto
import GRDB
import WorkflowEngine
import WorkflowModel

extension WorkflowStore {
  /// Looks for what is wrong in the store: in the file's structure, in references between rows, in the rules of an
  /// instance's records, in hashes of contents, in data that cannot be read. Changes nothing; reads everything.
  ///
  /// - Returns: The problems; none in a sound store.
  public func check() throws(StoreError) -> [StoreProblem] {
    try read { session in
      var check = StoreCheck(session: session)
      try check.run()
      return check.problems
    }
  }
}

/// One look through a store.
private struct StoreCheck {
  let session: Session
  var problems: [StoreProblem] = []

  init(session: Session) {
    self.session = session
  }

  mutating func run() throws {
    do {
      try checkStructure()
      try checkReferences()
      try checkRules()
      try checkContents()
      try checkSpecs()
      try checkInstances()
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
      note("structure", "the rest cannot be read: \(error.message ?? "")")
    }
  }

  private mutating func note(_ code: String, _ message: String, instance: Identifier? = nil) {
    problems.append(StoreProblem(code: code, message: message, instance: instance))
  }

  // MARK: SQLite's own

  private mutating func checkStructure() throws {
    var select = try session.prepare("PRAGMA integrity_check")
    var findings: [String] = []
    try select.forEachRow { findings.append($0.text(0)) }
    for finding in findings where finding != "ok" {
      note("structure", finding)
    }
  }

  private mutating func checkReferences() throws {
    var select = try session.prepare(
      "SELECT \"table\", parent, count(*) FROM pragma_foreign_key_check GROUP BY \"table\", parent")
    var findings: [String] = []
    try select.forEachRow { row in
      findings.append("rows of \(row.text(0)) that refer to nothing in \(row.text(1)): \(row.integer(2))")
    }
    for finding in findings {
      note("reference", finding)
    }
  }

  // MARK: Our own

  private mutating func checkRules() throws {
    for rule in StoreRule.all {
      var select = try session.prepare(
        """
        SELECT instance.uuid, finding.number
        FROM (\(rule.findings)) AS finding LEFT JOIN instance ON instance.id = finding.instance
        """)
      var findings: [(Identifier?, Int)] = []
      try select.forEachRow { findings.append(($0.identifier(0), $0.integer(1))) }
      for (instance, number) in findings {
        let place = instance.map { " of instance \($0)" } ?? ""
        note(rule.code, "\(rule.subject) \(number)\(place) \(rule.complaint)", instance: instance)
      }
    }
  }

  private mutating func checkContents() throws {
    for (table, what) in [("file", "file"), ("large_value", "large value")] {
      var select = try session.prepare("SELECT id, hash, content FROM \(table) ORDER BY id")
      var findings: [Int] = []
      try select.forEachRow { row in
        if Array(SHA256.hash(data: row.blob(2))) != row.blob(1) { findings.append(row.integer(0)) }
      }
      for key in findings {
        note("content", "the content of \(what) \(key) is not the one of its hash")
      }
    }
  }

  private mutating func checkSpecs() throws {
    var specs: [(key: Int, hash: [UInt8], root: ModelRoot, dialect: Dialect)] = []
    var select = try session.prepare(
      """
      SELECT spec.id, spec.hash, spec.root, process.name, spec.dialect
      FROM spec JOIN process ON process.id = spec.process
      """)
    try select.forEachRow { row in
      specs.append(
        (row.integer(0), row.blob(1), try session.root(row, kind: 2, id: 3), try session.dialect(row, 4)))
    }
    for (key, hash, root, dialect) in specs {
      let package = ModelPackage(root: root, dialect: dialect, sources: try session.sources(of: key))
      if package.hash(of: package.sources) != hash {
        note("content", "the files of specification \(Hexadecimal.text(hash)) are not those of its id")
      }
    }
  }

  /// Reads every instance as a load does.
  private mutating func checkInstances() throws {
    var instances: [Identifier] = []
    var select = try session.prepare("SELECT uuid FROM instance ORDER BY id")
    try select.forEachRow { instances.append(try session.identifier($0, 0)) }
    for instance in instances {
      do {
        _ = try session.load(instance).state.dataByVersion()
      } catch let error as StoreError where error.code == .damagedStore {
        note("data", error.message, instance: instance)
      } catch let error as EngineError {
        // A rule may have found the same already.
        guard !problems.contains(where: { $0.instance == instance }) else { continue }
        note("data", error.message, instance: instance)
      }
    }
  }
}
