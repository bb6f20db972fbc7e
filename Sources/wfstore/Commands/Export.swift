import ArgumentParser
import WorkflowModel
import WorkflowRuntime
import WorkflowStore

/// `wfstore export`.
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write an instance with all that it needs to one file, for another store.",
    discussion: "'wfstore import' reads it, and the instance goes on from there. This one stays as it is.")

  @Argument(help: "The instance's id.")
  var instance: String
  @Option(name: [.customShort("o"), .long], help: "The file; - for standard output.")
  var output = "-"
  @Flag(help: "Replace the file where it exists.")
  var force = false
  @OptionGroup var global: GlobalOptions

  func run() throws {
    let runtime = try global.runtime(.readOnly)
    let bytes = try runtime.export(instance)
    guard output != "-" else { return StandardOutput.write(String(decoding: bytes, as: UTF8.self)) }
    try FileOutput.write(bytes, to: output, replaces: force)
    guard global.json else { return }
    Document.write([
      "instance": .string("\(try runtime.store.summary(of: instance).id)"), "file": .string(output),
      "size": .integer(bytes.count),
    ])
  }
}
