import ArgumentParser
import WorkflowModel
import WorkflowRuntime
import WorkflowStore

extension Store {
  /// `wfstore store backup`.
  struct Backup: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Copy the store as it stands, while others go on writing to it.")

    @Argument(help: "The new file.")
    var file: String
    @OptionGroup var global: GlobalOptions

    func run() throws {
      let bytes = try global.store(.readOnly, schema: .any).backup(to: file)
      guard global.json else { return StandardOutput.write("\(file): \(bytes) bytes\n") }
      Document.write(["file": .string(file), "file_bytes": .integer(bytes)])
    }
  }
}
