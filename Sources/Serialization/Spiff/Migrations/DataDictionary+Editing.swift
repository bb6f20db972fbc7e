import OrderedCollections
import WorkflowModel

// What migrations do with the objects of a document. Values are taken out of their places before they are changed, so
// that they are changed there and not copied.

extension DataDictionary {
  /// Changes the object under a key, where there is one.
  mutating func edit(
    _ key: String, _ change: (inout DataDictionary) throws(SpiffError) -> Void
  ) throws(SpiffError) {
    guard case .dictionary(var object)? = self[key] else { return }
    self[key] = .null
    try change(&object)
    self[key] = .dictionary(object)
  }

  /// Changes each object in the object under a key.
  mutating func editEach(
    _ key: String, _ change: (String, inout DataDictionary) throws(SpiffError) -> Void
  ) throws(SpiffError) {
    try edit(key) { members throws(SpiffError) in
      for name in Array(members.keys) {
        try members.edit(name) { member throws(SpiffError) in try change(name, &member) }
      }
    }
  }

  /// Changes each process spec of a document.
  mutating func editProcesses(
    _ change: (inout DataDictionary) throws(SpiffError) -> Void
  ) throws(SpiffError) {
    try edit(SpiffKey.spec, change)
    try editEach(SpiffKey.subprocessSpecs) { _, process throws(SpiffError) in try change(&process) }
  }

  /// Changes each task spec of a document.
  mutating func editTaskSpecs(
    _ change: (String, inout DataDictionary) throws(SpiffError) -> Void
  ) throws(SpiffError) {
    try editProcesses { process throws(SpiffError) in try process.editEach(SpiffKey.taskSpecs, change) }
  }

  /// The text under a key.
  func text(_ key: String) -> String? {
    if case .string(let text)? = self[key] { text } else { nil }
  }

  /// The integer under a key.
  func integer(_ key: String) -> Int? {
    if case .integer(let integer)? = self[key] { integer } else { nil }
  }

  /// The object under a key; an empty one where there is none.
  func object(_ key: String) -> DataDictionary {
    if case .dictionary(let object)? = self[key] { object } else { [:] }
  }

  /// The texts of the list under a key.
  func texts(_ key: String) -> [String] {
    guard case .list(let elements)? = self[key] else { return [] }
    return elements.compactMap { if case .string(let text) = $0 { text } else { nil } }
  }

  /// Gives what stands under a key another one.
  mutating func rename(_ key: String, to other: String) {
    if let value = removeValue(forKey: key) { self[other] = value }
  }
}
