import Foundation

/// Keeps a file from being written, also by root, who may write what others may not.
final class WriteProtection {
  private let file: URL

  /// Whether it can be done here.
  static let isPossible: Bool = {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("wfstore-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    guard (try? Data().write(to: file)) != nil, let protection = WriteProtection(file) else { return false }
    protection.end()
    return true
  }()

  init?(_ file: URL) {
    self.file = file
    chmod(file.path, 0o400)
    if isWritable { change("+i") }
    if isWritable {
      end()
      return nil
    }
  }

  private var isWritable: Bool {
    let descriptor = open(file.path, O_RDWR)
    if descriptor >= 0 { close(descriptor) }
    return descriptor >= 0
  }

  private func change(_ attribute: String) {
    _ = try? Program.run(
      "/bin/sh", ["-c", "chattr \(attribute) '\(file.path)'"], in: file.deletingLastPathComponent())
  }

  func end() {
    if geteuid() == 0 { change("-i") }
    chmod(file.path, 0o600)
  }
}

/// A file system of 400 kB, for one command line.
enum SmallDisk {
  private static let mount = "mkdir -p disk && mount -t tmpfs -o size=800k tmpfs disk"

  static let isPossible: Bool =
    (try? run("true", in: Workspace()))?.status == 0

  /// Runs a command line with the file system at `disk`, seen by nobody else, and gone afterwards.
  static func run(_ command: String, in workspace: Workspace) throws -> Outcome {
    try workspace.write("set -e\n\(mount)\nset +e\n\(command)\n", to: "commands.sh")
    return try workspace.shell("exec unshare --mount $([ $(id -u) = 0 ] || echo --map-root-user) bash commands.sh")
  }
}
