import ArgumentParser
import OrderedCollections
import WorkflowModel
import WorkflowRuntime
import WorkflowStore

/// `wfstore specs`.
struct Specs: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "List the stored specifications.")

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let specs = try global.runtime(.readOnly).store.specs()
    guard !global.json else { return Document.write(["specs": .list(specs.map(\.document))]) }
    for spec in specs {
      let files = spec.files.map(\.name).joined(separator: " ")
      let instances = spec.instances == 1 ? "1 instance" : "\(spec.instances) instances"
      StandardOutput.write("\(spec.id.prefix(12))  \(spec.process)  version \(spec.version)  \(instances)  \(files)\n")
    }
  }
}

extension SpecSummary {
  var document: DataValue {
    [
      "spec": .string(id), "process": .string(process), "version": .integer(version),
      "dialect": .string(dialect.rawValue), "created": .string("\(created)"),
      "files": .list(files.map { .string($0.name) }), "instances": .integer(instances),
    ]
  }
}
