import ArgumentParser
import OrderedCollections
import WorkflowModel
import WorkflowRuntime
import WorkflowStore

/// `wfstore diff-specs`.
struct DiffSpecs: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show the elements that are added, removed or changed between two specifications.")

  @Argument(help: "The old specification's id.")
  var old: String
  @Argument(help: "The new specification's id.")
  var new: String
  @Flag(help: "Show what each attribute was and is.")
  var full = false
  @OptionGroup var global: GlobalOptions

  func run() throws {
    let runtime = try global.runtime(.readOnly)
    let difference = try runtime.differences(from: old, to: new)
    guard global.json else { return StandardOutput.write(DifferenceText(difference, isFull: full).text) }
    let specs: DataDictionary = try [
      "old": .string(runtime.store.spec(old).id), "new": .string(runtime.store.spec(new).id),
    ]
    Document.write(.dictionary(specs.merging(difference.document) { own, _ in own }))
  }
}

/// `wfstore diff-instance`.
struct DiffInstance: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show which tasks of an instance another specification would affect.")

  @Argument(help: "The instance's id.")
  var instance: String
  @Argument(help: "The other specification's id.")
  var spec: String
  @Flag(help: "Show what each attribute was and is.")
  var full = false
  @OptionGroup var global: GlobalOptions

  func run() throws {
    let runtime = try global.runtime(.readOnly)
    let difference = try runtime.differences(ofInstance: instance, toSpec: spec)
    guard global.json else { return StandardOutput.write(DifferenceText(difference, isFull: full).text) }
    var document = difference.document
    document["to"] = .string(try runtime.store.spec(spec).id)
    Document.write(.dictionary(document))
  }
}
