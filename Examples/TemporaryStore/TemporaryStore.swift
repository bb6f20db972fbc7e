import Foundation
public import WorkflowStore

/// A store for one run of an example; yours has a path of its own, and stays.
public func temporaryStore() throws -> (store: WorkflowStore, remove: () -> Void) {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  let store = try WorkflowStore(path: folder.appendingPathComponent("wfstore.db").path, mode: .readWrite(create: true))
  return (store, { try? FileManager.default.removeItem(at: folder) })
}
