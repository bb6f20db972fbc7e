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
      let runtime = try global.runtime(.readWrite(create: false))
      let expired = try runtime.expireHistory()
      let former = try runtime.store.status().fileBytes
      try runtime.store.compact()
      let bytes = try runtime.store.status().fileBytes
      guard !global.json else {
        return Document.write([
          "expired_saves": .integer(expired), "former_bytes": .integer(former), "file_bytes": .integer(bytes),
        ])
      }
      StandardOutput.write("the history of \(expired) saves is forgotten; \(former) bytes, now \(bytes)\n")
    }
  }
}
