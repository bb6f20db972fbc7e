import Foundation
import WorkflowRuntime

/// Files that commands write.
enum FileOutput {
  /// Writes a file whole or not at all: beside its place first.
  ///
  /// - Parameter replaces: whether there may be a file already.
  static func write(_ bytes: [UInt8], to path: String, replaces: Bool) throws {
    guard replaces || FileInput.existing(path) == nil else {
      throw RuntimeError(
        .unwritable, code: "file_exists", "there is a file '\(path)' already", hints: ["replace it: --force"])
    }
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw RuntimeError(
        .unwritable, code: "cannot_write", "cannot write '\(path)': \(error.localizedDescription)")
    }
  }
}
