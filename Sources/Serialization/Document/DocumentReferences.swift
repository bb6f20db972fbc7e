import OrderedCollections
import WorkflowEngine
import WorkflowModel

/// Checks what the records of a document say of each other: that everything is there that something refers to, and that
/// nothing goes in circles.
struct DocumentReferences {
  private let document: InstanceDocument
  private var state: InstanceState { document.state }

  init(_ document: InstanceDocument) {
    self.document = document
  }

  func check() throws(DocumentError) {
    try checkSpecs()
    try checkVersions()
    try checkScopes()
    try checkTasks()
    try checkRetired(document.retired, at: DataPath([.key("retired")]))
    try checkInstance()
    try checkSubscriptions()
    try checkMigrations()
    try checkHistory()
  }

  private func place(_ section: String, _ index: Int, _ key: String? = nil) -> DataPath {
    let path = DataPath([.key(section), .index(index)])
    return key.map { path.appending(.key($0)) } ?? path
  }

  /// Records stand in the order of their numbers, which leave none out.
  private func checkNumber(_ number: Int, _ expected: Int, at path: @autoclosure () -> DataPath) throws(DocumentError) {
    guard number == expected else { throw .expected("\(expected)", found: .integer(number), at: path()) }
  }

  // MARK: Specifications

  private func checkSpecs() throws(DocumentError) {
    let needed = OrderedSet([document.head.spec] + document.migrations.flatMap { [$0.from, $0.to] })
    for (index, spec) in document.specs.enumerated() {
      guard index < needed.count, needed[index] == spec.id else {
        throw .expected(
          index < needed.count ? needed[index] : "no other specification", found: .string(spec.id),
          at: place("specs", index, "id"))
      }
      var seen: Set<[String]> = []
      for (file, content) in spec.files.enumerated() {
        let digest = content.kind == .form ? content.name : DocumentDigest.text(of: content.bytes)
        guard seen.insert([content.kind.rawValue, digest]).inserted else {
          throw .twice("a file", at: place("specs", index, "files").appending(.index(file)))
        }
      }
    }
    guard document.specs.count == needed.count else {
      throw .noSuch("specification", needed[document.specs.count], at: DataPath([.key("specs")]))
    }
  }

  // MARK: Records

  private func checkVersions() throws(DocumentError) {
    for (index, version) in state.versions.enumerated() {
      try checkNumber(version.number, index + 1, at: place("data", index, "number"))
      guard version.base < version.number else {
        throw .expected(
          "a version before \(version.number)", found: .integer(version.base), at: place("data", index, "base"))
      }
    }
  }

  private func checkScopes() throws(DocumentError) {
    guard !state.scopes.isEmpty else {
      throw DocumentError(.document, "expected a scope, found none", at: DataPath([.key("scopes")]))
    }
    var hosts: Set<Int> = []
    for (index, scope) in state.scopes.enumerated() {
      try checkNumber(scope.number, index, at: place("scopes", index, "number"))
      guard (scope.host == nil) == (index == 0) else {
        throw DocumentError(
          .document, index == 0 ? "the first scope is nobody's inside" : "\"host\" is missing",
          at: place("scopes", index))
      }
      if let host = scope.host {
        guard state.tasks.indices.contains(host) else {
          throw .noSuch("task", "\(host)", at: place("scopes", index, "host"))
        }
        guard hosts.insert(host).inserted else {
          throw .twice("the inside of task \(host)", at: place("scopes", index, "host"))
        }
      }
      if let task = scope.lastTask, !state.tasks.indices.contains(task) {
        throw .noSuch("task", "\(task)", at: place("scopes", index, "last_task"))
      }
    }
  }

  private func checkTasks() throws(DocumentError) {
    var ids: Set<Identifier> = []
    var rooted: Set<Int> = []
    for (index, task) in state.tasks.enumerated() {
      try checkNumber(task.number, index, at: place("tasks", index, "number"))
      guard ids.insert(task.id).inserted else { throw .twice("a task's id", at: place("tasks", index, "id")) }
      guard state.scopes.indices.contains(task.scope) else {
        throw .noSuch("scope", "\(task.scope)", at: place("tasks", index, "scope"))
      }
      if let parent = task.parent {
        guard parent < index, state.tasks[parent].scope == task.scope else {
          throw .expected("a task before it in its scope", found: .integer(parent), at: place("tasks", index, "parent"))
        }
      } else {
        guard rooted.insert(task.scope).inserted else {
          throw .twice("the first task of scope \(task.scope)", at: place("tasks", index))
        }
        guard state.scopes[task.scope].host ?? -1 < index else {
          throw DocumentError(
            .document, "the task stands before the one that it is inside of", at: place("tasks", index))
        }
      }
      guard task.dataVersion <= state.versions.count else {
        throw .noSuch("version", "\(task.dataVersion) of the data", at: place("tasks", index, "data"))
      }
    }
    if let empty = state.scopes.indices.first(where: { !rooted.contains($0) }) {
      throw DocumentError(.document, "the scope has no task", at: place("scopes", empty))
    }
  }

  private func checkRetired(_ retired: [RetiredElement], at path: DataPath) throws(DocumentError) {
    var seen: Set<[String]> = []
    for (index, element) in retired.enumerated() where !seen.insert([element.process, element.spec]).inserted {
      throw .twice("'\(element.spec)' of '\(element.process)'", at: path.appending(.index(index)))
    }
  }

  private func checkInstance() throws(DocumentError) {
    let path = DataPath([.key("instance")])
    guard let error = state.instance.error else {
      if state.instance.status == .error { throw .missing("error", at: path) }
      return
    }
    guard state.tasks.indices.contains(error.task) else {
      throw .noSuch("task", "\(error.task)", at: path.appending(.key("error")).appending(.key("task")))
    }
  }

  private func checkSubscriptions() throws(DocumentError) {
    for (index, subscription) in document.subscriptions.enumerated()
    where !state.tasks.indices.contains(subscription.task) {
      throw .noSuch("task", "\(subscription.task)", at: place("subscriptions", index, "task"))
    }
  }

  // MARK: The journal

  private func checkMigrations() throws(DocumentError) {
    var last = 1
    for (index, migration) in document.migrations.enumerated() {
      guard migration.revision > last, migration.revision <= document.head.revision else {
        throw .expected(
          "a revision after \(last), up to \(document.head.revision)", found: .integer(migration.revision),
          at: place("migrations", index, "revision"))
      }
      last = migration.revision
      guard migration.from != migration.to else {
        throw .expected("another specification", found: .string(migration.to), at: place("migrations", index, "to"))
      }
      if let former = migration.former { try check(former, at: place("migrations", index, "former")) }
    }
  }

  private func check(_ former: FormerRecords, at path: DataPath) throws(DocumentError) {
    for (index, task) in former.tasks.enumerated() where !state.tasks.indices.contains(task.number) {
      throw .noSuch("task", "\(task.number)", at: path.appending(.key("tasks")).appending(.index(index)))
    }
    for (index, scope) in former.scopes.enumerated() where !state.scopes.indices.contains(scope.number) {
      throw .noSuch("scope", "\(scope.number)", at: path.appending(.key("scopes")).appending(.index(index)))
    }
    try checkRetired(former.retired, at: path.appending(.key("retired")))
  }

  // MARK: The history

  /// Each save follows on the one before it, and the last one has made the instance what it is. What an event says of a
  /// task that is gone stays.
  private func checkHistory() throws(DocumentError) {
    var former: HistorySave?
    for (index, entry) in document.history.saves.enumerated() {
      let save = entry.save
      if let former {
        try checkNumber(save.revision, former.revision + 1, at: place("history", index, "revision"))
        try check(save.formerStamp, former.lastStamp, at: place("history", index, "former_stamp"))
      }
      guard save.formerStamp.map({ $0 <= save.lastStamp }) ?? true else {
        throw .expected(
          "a moment not before \"former_stamp\"", found: .string("\(save.lastStamp)"),
          at: place("history", index, "last_stamp"))
      }
      former = save
    }
    guard let last = former else {
      throw DocumentError(.document, "expected a save, found none", at: DataPath([.key("history")]))
    }
    let index = document.history.saves.count - 1
    try checkNumber(last.revision, document.head.revision, at: place("history", index, "revision"))
    try check(last.lastStamp, state.instance.lastStamp, at: place("history", index, "last_stamp"))
  }

  private func check(
    _ moment: Timestamp?, _ expected: Timestamp, at path: @autoclosure () -> DataPath
  ) throws(DocumentError) {
    guard moment == expected else {
      throw .expected("\(expected)", found: moment.map { .string("\($0)") } ?? .null, at: path())
    }
  }
}
