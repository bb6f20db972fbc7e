import ArgumentParser
import OrderedCollections
import WorkflowModel
import WorkflowRuntime
import WorkflowStore

/// `wfstore specs`.
struct Specs: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the stored specifications, show the files of one, or delete one.")

  @Option(help: ArgumentHelp("Print the files of a specification as they were added.", valueName: "spec"))
  var show: String?
  @Option(help: ArgumentHelp("Delete a specification that no instance needs.", valueName: "spec"))
  var delete: String?
  @OptionGroup var global: GlobalOptions

  func run() throws {
    switch (show, delete) {
    case (nil, nil): try list()
    case (let reference?, nil): try show(reference)
    case (nil, let reference?): try delete(reference)
    case (_?, _?): throw RuntimeError(.usage, code: "usage", "either show a specification or delete one")
    }
  }

  private func list() throws {
    let specs = try global.runtime(.readOnly).store.specs()
    guard !global.json else { return Document.write(["specs": .list(specs.map(\.document))]) }
    for spec in specs {
      let files = spec.files.map(\.name).joined(separator: " ")
      let instances = spec.instances == 1 ? "1 instance" : "\(spec.instances) instances"
      StandardOutput.write("\(spec.id.prefix(12))  \(spec.process)  version \(spec.version)  \(instances)  \(files)\n")
    }
  }

  private func show(_ reference: String) throws {
    let spec = try global.runtime(.readOnly).store.spec(reference)
    guard !global.json else { return Document.write(spec.document) }
    for (place, source) in spec.sources.enumerated() {
      // As `head` does; a single file is printed alone, so that it can be written to a file again.
      if spec.sources.count > 1 { StandardOutput.write("\(place > 0 ? "\n" : "")==> \(source.name) <==\n") }
      StandardOutput.write(source.text)
    }
  }

  private func delete(_ reference: String) throws {
    let id = try global.runtime(.readWrite(create: false)).store.deleteSpec(reference)
    guard global.json else { return StandardOutput.write("deleted \(id)\n") }
    Document.write(["deleted": .string(id)])
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

extension StoredSpec {
  fileprivate var document: DataValue {
    [
      "spec": .string(id), "process": .string(process), "version": .integer(version),
      "dialect": .string(dialect.rawValue), "created": .string("\(created)"),
      "files": .list(
        sources.map { ["name": .string($0.name), "kind": .string($0.kind.rawValue), "content": .string($0.text)] }),
    ]
  }
}

extension ModelSource {
  fileprivate var text: String { String(decoding: bytes, as: UTF8.self) }
}
