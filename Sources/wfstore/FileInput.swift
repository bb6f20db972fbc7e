import Foundation
import OrderedCollections
import WorkflowModel
import WorkflowRuntime

/// What commands read from files, standard input and arguments.
enum FileInput {
  /// The name that a file is known by afterwards.
  static func name(_ path: String) -> String {
    (path as NSString).lastPathComponent
  }

  /// The path of the folder that a file is in.
  static func folder(_ path: String) -> String {
    URL(fileURLWithPath: path).deletingLastPathComponent().path
  }

  /// The path, where there is something.
  static func existing(_ path: String) -> String? {
    FileManager.default.fileExists(atPath: path) ? path : nil
  }

  static func bytes(_ path: String) throws -> [UInt8] {
    do {
      return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    } catch {
      throw RuntimeError(.notFound, code: "no_such_file", "cannot read '\(path)': \(Self.reason(error, path))")
    }
  }

  /// A document: a file, or `-` for standard input.
  static func document(_ path: String) throws -> [UInt8] {
    path == "-" ? [UInt8](FileHandle.standardInput.readDataToEndOfFile()) : try bytes(path)
  }

  static func text(_ path: String) throws -> String {
    guard let text = String(validating: try bytes(path), as: UTF8.self) else {
      throw RuntimeError(.badInput, code: "bad_encoding", "\(path): the file is not UTF-8")
    }
    return text
  }

  /// A JSON argument: the text itself, `@FILE`, or `-` for standard input.
  static func json(_ argument: String, option: String) throws -> DataValue {
    let bytes: [UInt8]
    if argument == "-" {
      bytes = [UInt8](FileHandle.standardInput.readDataToEndOfFile())
    } else if argument.hasPrefix("@") {
      bytes = try Self.bytes(String(argument.dropFirst()))
    } else {
      bytes = Array(argument.utf8)
    }
    return try json(bytes, option: option)
  }

  static func json(_ bytes: [UInt8], option: String) throws -> DataValue {
    do {
      return try JSONReader(restoring: true).read(bytes)
    } catch {
      throw RuntimeError(.badInput, code: error.code.rawValue, "\(option): \(error)")
    }
  }

  /// A JSON argument that must be an object.
  static func object(_ argument: String?, option: String) throws -> DataDictionary {
    guard let argument else { return [:] }
    return try object(json(argument, option: option), option: option)
  }

  static func object(_ bytes: [UInt8], option: String) throws -> DataDictionary {
    try object(json(bytes, option: option), option: option)
  }

  private static func object(_ value: DataValue, option: String) throws -> DataDictionary {
    guard case .dictionary(let members) = value else {
      throw RuntimeError(.badInput, code: "not_an_object", "\(option): a JSON object is expected")
    }
    return members
  }

  private static func reason(_ error: any Error, _ path: String) -> String {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else { return "no such file" }
    return isDirectory.boolValue ? "it is a directory" : "permission denied"
  }
}
