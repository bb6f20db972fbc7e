import Crypto
import GRDB
import WorkflowEngine
import WorkflowModel

extension WorkflowStore {
  /// Looks for what is wrong in the store: in the file's structure, in references between rows, in the rules of an
  /// instance's records, in hashes of contents, in data that cannot be read. Changes nothing; reads everything, and where
  /// something cannot be read all the rest.
  ///
  /// - Returns: The problems; none in a sound store.
  public func check() throws(StoreError) -> [StoreProblem] {
    try examine().problems
  }

  /// The same as ``check()``, and what can be saved out of a damaged store.
  public func examine() throws(StoreError) -> StoreExamination {
    try read { session in
      var check = StoreCheck(session: session)
      try check.run()
      return StoreExamination(problems: check.problems, readableInstances: check.readableInstances)
    }
  }
}

/// One look through a store.
private struct StoreCheck {
  let session: Session
  var problems: [StoreProblem] = []
  var readableInstances: [Identifier] = []

  init(session: Session) {
    self.session = session
  }

  mutating func run() throws {
    try look(at: "the structure") { check in try check.checkStructure() }
    try look(at: "references") { check in try check.checkReferences() }
    for rule in StoreRule.all {
      try look(at: "each \(rule.subject)") { check in try check.check(rule) }
    }
    try look(at: "contents") { check in try check.checkContents() }
    try look(at: "specifications") { check in try check.checkSpecs() }
    try look(at: "instances") { check in try check.checkInstances() }
  }

  /// Looks at something; what cannot be read keeps nothing else from being looked at.
  private mutating func look(at what: String, _ body: (inout StoreCheck) throws -> Void) throws {
    do {
      try body(&self)
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
      note("structure", "\(what) cannot be read whole: \(error.message ?? "")")
    } catch let error as StoreError where error.code == .damagedStore {
      note("data", error.message, instance: error.instance)
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

  private mutating func check(_ rule: StoreRule) throws {
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
    try look(at: "the list of instances") { check in
      var select = try check.session.prepare("SELECT uuid FROM instance ORDER BY id")
      try select.forEachRow { instances.append(try check.session.identifier($0, 0)) }
    }
    for instance in instances {
      do {
        let state = try session.load(instance).state
        if let number = try state.wrongWholeVersion() {
          note(
            "data", "version \(number) of the data of instance \(instance) is not what those before it make of it",
            instance: instance)
        }
        if !problems.contains(where: { $0.instance == instance }) { readableInstances.append(instance) }
        // Whether it can be read does not depend on what it is found by.
        if let number = try session.wronglySearched(instance, state) {
          let source = number == Session.workflowSource ? "the workflow data" : "the data of task \(number)"
          note("search", "\(source) of instance \(instance) is not what is searched for it", instance: instance)
        }
      } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
        note("structure", "instance \(instance) cannot be read: \(error.message ?? "")", instance: instance)
      } catch let error as StoreError where [.damagedStore, .noSuchInstance].contains(error.code) {
        note("data", error.message, instance: instance)
      } catch let error as EngineError {
        // A rule may have found the same already.
        guard !problems.contains(where: { $0.instance == instance }) else { continue }
        note("data", error.message, instance: instance)
      }
    }
  }
}
