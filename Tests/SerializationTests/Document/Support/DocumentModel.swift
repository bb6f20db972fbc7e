import Foundation
import WorkflowEngine
import WorkflowModel
import WorkflowParsing
import WorkflowSerialization
import WorkflowStore

/// What lies in `Fixtures/format`.
enum FormatFixture {
  static let folder = URL(fileURLWithPath: "\(#filePath)").deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Fixtures/format")

  /// The document of the current version that an instance of a model is.
  static func golden(_ name: String) -> URL {
    folder.appendingPathComponent("\(InstanceDocument.currentVersion)/\(name).json")
  }

  static func bytes(_ file: URL) throws -> [UInt8] { [UInt8](try Data(contentsOf: file)) }
}

/// A model, ready to run.
struct DocumentModel {
  let definition: WorkflowDefinition
  let spec: InstanceDocument.Spec

  /// A model in `Fixtures/format/models`: the process of its file's name.
  init(_ name: String) throws {
    let models = FormatFixture.folder.appendingPathComponent("models")
    var files = [
      InstanceDocument.File(
        kind: .bpmn, name: "\(name).bpmn",
        bytes: try FormatFixture.bytes(models.appendingPathComponent("\(name).bpmn")))
    ]
    if name == "businessRuleTask" {
      let bytes = try FormatFixture.bytes(models.appendingPathComponent("discount.dmn"))
      files.append(InstanceDocument.File(kind: .dmn, name: "discount.dmn", bytes: bytes))
    }
    try self.init(process: name, files)
  }

  init(process: String, _ files: [InstanceDocument.File]) throws {
    var spec = InstanceDocument.Spec(id: "", root: .process, process: process, dialect: .spiff, files: files)
    spec.id = ModelPackage(spec).id
    try self.init(spec)
  }

  init(_ spec: InstanceDocument.Spec) throws {
    var parser = ModelParser(dialect: spec.dialect)
    for file in spec.files {
      switch file.kind {
      case .dmn: try parser.add(dmn: file.bytes, file: file.name)
      default: try parser.add(bpmn: file.bytes, file: file.name)
      }
    }
    self.spec = spec
    definition = try WorkflowDefinition(parser.spec(process: spec.process))
  }
}
