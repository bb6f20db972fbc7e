import ArgumentParser
import OrderedCollections
import WorkflowModel
import WorkflowRuntime
import WorkflowStore

/// `wfstore index`.
struct Index: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make data searchable: 'list --where' finds instances by the values at a path.",
    subcommands: [Add.self, List.self, Remove.self])

  /// Which index is meant.
  struct Place: ParsableArguments {
    @Argument(help: "The id of the process or collaboration.")
    var process: String
    @Argument(help: "The names on the way to the value: order.customer.id.")
    var path: String

    var names: [String] { path.split(separator: ".", omittingEmptySubsequences: false).map(String.init) }

    func document(_ state: String) -> DataValue {
      ["process": .string(process), "path": .string(path), "state": .string(state)]
    }
  }

  /// `wfstore index add`.
  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Index the values at a path of the data of a process's instances, also of those that there are.")

    @OptionGroup var place: Place
    @OptionGroup var global: GlobalOptions

    func run() throws {
      let store = try global.runtime(.readWrite(create: false)).store
      let isNew = try store.addSearchIndex(of: place.process, at: place.names)
      guard !global.json else { return Document.write(place.document(SearchIndex.State.ready.rawValue)) }
      StandardOutput.write(isNew ? "indexed \(place.path) of \(place.process)\n" : "it is indexed already\n")
    }
  }

  /// `wfstore index list`.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the indexes.")

    @OptionGroup var global: GlobalOptions

    func run() throws {
      let indexes = try global.runtime(.readOnly).store.searchIndexes()
      guard !global.json else { return Document.write(["indexes": .list(indexes.map(\.document))]) }
      for index in indexes {
        StandardOutput.write("\(index.process)  \(index.path.joined(separator: "."))  \(index.state.rawValue)\n")
      }
    }
  }

  /// `wfstore index remove`.
  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Remove an index with its values.")

    @OptionGroup var place: Place
    @OptionGroup var global: GlobalOptions

    func run() throws {
      try global.runtime(.readWrite(create: false)).store.removeSearchIndex(of: place.process, at: place.names)
      guard !global.json else { return Document.write(place.document("removed")) }
      StandardOutput.write("removed the index of \(place.path) of \(place.process)\n")
    }
  }
}

extension SearchIndex {
  fileprivate var document: DataValue {
    [
      "process": .string(process), "path": .string(path.joined(separator: ".")), "state": .string(state.rawValue),
    ]
  }
}
