import Foundation
public import WorkflowModel
public import WorkflowStore

extension ModelFiles {
  /// The models in files: BPMN, DMN (`.dmn`) and forms (`.json`), by the ends of their names.
  ///
  /// - Throws: ``RuntimeError`` where a file cannot be read.
  public init(root: ModelRoot, dialect: Dialect = .spiff, paths: [String]) throws {
    let sources = try paths.map { path in
      let url = URL(fileURLWithPath: path)
      guard let bytes = try? Data(contentsOf: url) else { throw RuntimeError.unreadableModel(path) }
      let kind: ModelSource.Kind =
        switch url.pathExtension.lowercased() {
        case "dmn": .dmn
        case "json": .form
        default: .bpmn
        }
      return ModelSource(kind: kind, name: url.lastPathComponent, bytes: [UInt8](bytes))
    }
    self.init(root: root, dialect: dialect, sources: sources)
  }
}
