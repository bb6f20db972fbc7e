import Foundation
import OrderedCollections
import WorkflowModel

@testable import WorkflowForms

/// The files in `Fixtures`.
enum Fixtures {
  /// What stands in a file, read as JSON.
  static func document(_ name: String) throws -> DataValue {
    let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/\(name)")
    return try JSONReader().read([UInt8](try Data(contentsOf: url)))
  }

  /// The schemas of a file with the values that are held against them.
  static func groups(_ name: String) throws -> [Group] {
    try document(name).items.map { group in
      Group(
        description: group["description"].text, schema: group["schema"],
        tests: group["tests"].items.map { ($0["data"], $0["violations"].items.map(\.text)) })
    }
  }

  struct Group {
    let description: String
    let schema: DataValue
    let tests: [(data: DataValue, violations: [String])]
  }
}

extension DataValue {
  subscript(_ name: String) -> DataValue {
    if case .dictionary(let members) = self { members[name] ?? .null } else { .null }
  }

  var items: [DataValue] { if case .list(let items) = self { items } else { [] } }

  var text: String { if case .string(let text) = self { text } else { "" } }
}

extension FormSchema {
  /// The form with this schema.
  init(_ schema: DataValue) throws {
    try self.init(try JSONWriter(.readable).bytes(of: schema), name: "form.json")
  }

  /// What does not fit, where everything is submitted.
  func violations(_ value: DataValue) throws -> [String] {
    var names: Set<String> = []
    if case .dictionary(let members) = value { names = Set(members.keys) }
    return try check(value, submitted: names).violations.map(\.description)
  }
}
