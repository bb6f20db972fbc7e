import Testing
import WorkflowModel
import WorkflowParsing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The files in `Fixtures`.
enum Fixtures {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures")

  static func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
  }

  static func text(_ name: String) throws -> String {
    String(decoding: try bytes(name), as: UTF8.self)
  }

  /// The names of the files in a folder, sorted.
  static func names(in subfolder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.appendingPathComponent(subfolder).path).sorted()
  }

  /// A parser with these files; those that end with `.dmn` are decisions.
  static func parser(_ names: String..., dialect: Dialect = .spiff) throws -> ModelParser {
    var parser = ModelParser(dialect: dialect)
    for name in names {
      if name.hasSuffix(".dmn") {
        try parser.add(dmn: try bytes(name), file: name)
      } else {
        try parser.add(bpmn: try bytes(name), file: name)
      }
    }
    return parser
  }

  /// The process `main` of one file.
  static func main(_ name: String, dialect: Dialect = .spiff) throws -> ProcessSpec {
    try #require(try parser(name, dialect: dialect).spec(process: "main").processes["main"])
  }
}

extension ProcessSpec {
  /// The node with this id.
  func node(_ id: String) throws -> FlowNode {
    try #require(nodes.first { $0.id == id }, "the node \(id)")
  }

  /// The event with this id.
  func event(_ id: String) throws -> EventSpec {
    guard case .event(let event) = try node(id).content else { throw MissingContent(id: id) }
    return event
  }

  /// The subprocess with this id.
  func subprocess(_ id: String) throws -> SubprocessSpec {
    guard case .subprocess(let subprocess) = try node(id).content else { throw MissingContent(id: id) }
    return subprocess
  }
}

/// A node that has not the content that a test expects.
struct MissingContent: Error {
  let id: String
}
