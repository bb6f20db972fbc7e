import Foundation
import OrderedCollections
import TestSupport
import WorkflowModel

/// The golden documents of `SerializationTests`.
enum GoldenDocuments {
  private static let fixtures = URL(fileURLWithPath: "\(#filePath)").deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("SerializationTests/Fixtures")
  private static let folder = fixtures.appendingPathComponent("format/1")

  static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()

  static func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appendingPathComponent("\(name).json")))
  }

  static func spiff(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: fixtures.appendingPathComponent("spiffworkflow/\(name).json")))
  }

  /// A document that was changed, without its digests.
  static func document(_ name: String, _ change: (inout DataValue) throws -> Void) throws -> [UInt8] {
    var document = try JSONReader(restoring: true).read(bytes(name)).replacing([.key("integrity")], with: nil)
    try change(&document)
    return try JSONWriter(.exact).bytes(of: document)
  }
}
