import WorkflowEngine
import WorkflowModel
import WorkflowParsing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The models in `Fixtures`: a file for each element, with a process for each case.
enum Fixture {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Fixtures")

  /// A process or, where there is none with this id, a collaboration of a file.
  static func definition(
    _ file: String, _ id: String, dialect: Dialect = .spiff, dmn: [String] = []
  ) throws -> WorkflowDefinition {
    var parser = ModelParser(dialect: dialect)
    try parser.add(bpmn: bytes("\(file).bpmn"), file: "\(file).bpmn")
    for name in dmn { try parser.add(dmn: bytes("\(name).dmn"), file: "\(name).dmn") }
    return try definition(id, parser)
  }

  /// A process of a model that a test has written itself.
  static func definition(text: String, _ id: String) throws -> WorkflowDefinition {
    var parser = ModelParser(dialect: .spiff)
    try parser.add(bpmn: Array(text.utf8), file: "generated.bpmn")
    return try definition(id, parser)
  }

  private static func definition(_ id: String, _ parser: ModelParser) throws -> WorkflowDefinition {
    if parser.collaborationIDs.contains(id) { return try WorkflowDefinition(parser.spec(collaboration: id)) }
    return try WorkflowDefinition(parser.spec(process: id))
  }

  private static func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
  }
}
