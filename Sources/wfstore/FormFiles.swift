import Foundation
import WorkflowRuntime

/// The forms that lie beside BPMN files.
struct FormFiles: Sendable {
  /// The folders of the files with a name.
  private var folders: [String: [String]] = [:]

  init(beside models: [String]) {
    for model in models {
      folders[FileInput.name(model), default: []].append((model as NSString).deletingLastPathComponent)
    }
  }

  /// The content of a form beside a BPMN file; nil where there is none.
  func find(_ name: String, model: String) throws -> [UInt8]? {
    var found: [UInt8]?
    for folder in folders[model] ?? [] {
      guard let bytes = try Self.read(name, in: folder) else { continue }
      if let found, found != bytes {
        throw RuntimeError(
          .badInput, code: "ambiguous_form", "there are different forms of the name '\(name)' beside '\(model)'",
          hints: ["name the right one: --form FILE"])
      }
      found = bytes
    }
    return found
  }

  /// A model must not make its reader open what lies elsewhere or is no file: links that lead out of the folder,
  /// devices and pipes are refused.
  private static func read(_ name: String, in folder: String) throws -> [UInt8]? {
    let path = (folder as NSString).appendingPathComponent(name)
    guard (try? FileManager.default.attributesOfItem(atPath: path)) != nil else { return nil }
    let home = URL(fileURLWithPath: folder.isEmpty ? "." : folder).resolvingSymlinksInPath()
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    guard target.deletingLastPathComponent().path == home.path else {
      throw refusal(path, "the link leads out of the model's folder", hints: ["name the file itself: --form FILE"])
    }
    let attributes = try? FileManager.default.attributesOfItem(atPath: target.path)
    guard attributes?[.type] as? FileAttributeType == .typeRegular else {
      throw refusal(path, "the form is not a file")
    }
    guard (attributes?[.size] as? Int ?? 0) <= ModelFiles.maximumFormBytes else {
      throw refusal(path, "the form is larger than \(ModelFiles.maximumFormBytes >> 20) MB")
    }
    return try FileInput.bytes(target.path)
  }

  private static func refusal(_ path: String, _ reason: String, hints: [String] = []) -> RuntimeError {
    RuntimeError(.badInput, code: "bad_form_file", "\(path): \(reason)", hints: hints)
  }
}
