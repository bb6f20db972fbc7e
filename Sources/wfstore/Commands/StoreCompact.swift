import ArgumentParser
import OrderedCollections
import WorkflowModel
import WorkflowRuntime
import WorkflowStore

extension Store {
  /// `wfstore store compact`.
  struct Compact: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Forget the history that is not to be kept, and give back the space that is free.")

    @OptionGroup var global: GlobalOptions

    func run() throws {
      let expired = try global.runtime(.readWrite(create: false)).expireHistory()
      let store = try global.store(.readWrite(create: false))
      let former = try store.status().fileBytes
      try store.compact()
      let bytes = try store.status().fileBytes
      guard !global.json else {
        return Document.write([
          "expired_saves": .integer(expired), "former_bytes": .integer(former), "file_bytes": .integer(bytes),
        ])
      }
      StandardOutput.write("the history of \(expired) saves is forgotten; \(former) bytes, now \(bytes)\n")
    }
  }
}
