import ArgumentParser
import OrderedCollections
import WorkflowModel
import WorkflowRuntime
import WorkflowStore

/// `wfstore add`.
struct Add: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Parse models and store the specification of a process and all that it needs.",
    discussion: "Prints the specification's id. The same models again give the same id and store nothing.")

  @OptionGroup var model: ModelOptions
  @Flag(help: "Refuse models with scripts that do not parse or that 'restricted' cannot run, or with missing forms.")
  var strict = false
  @OptionGroup var global: GlobalOptions

  func run() throws {
    let runtime = try global.runtime(.readWrite(create: true))
    let added = try runtime.add(try model.files(), isStrict: strict)
    added.writeWarnings()
    guard global.json else { return StandardOutput.write("\(added.spec.id)\n") }
    Document.write(added.document)
  }
}

extension AddedModel {
  /// Tells on standard error what is doubtful in the model.
  func writeWarnings() {
    for warning in warnings { StandardError.write("warning: \(warning)\n") }
  }

  var document: DataValue {
    [
      "spec": .string(spec.id), "process": .string(spec.process), "version": .integer(spec.version),
      "created": .bool(spec.created), "warnings": .list(warnings.map(\.document)),
    ]
  }
}

extension ModelWarning {
  var document: DataValue {
    [
      "file": .string(location.file), "line": .integer(location.line), "column": .integer(location.column),
      "element": .string(element), "message": .string(message), "script_line": line.map(DataValue.integer) ?? .null,
    ]
  }
}
