import WorkflowScripting

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Environment modules as files, for programs: in a folder of the user's alone, which goes with this object.
final class ModuleFolder {
  private let folder: String
  /// The files, in the modules' order, and the folders that they stand in.
  private(set) var files: [String] = []
  private var folders: [String] = []

  init(_ modules: [EnvironmentModule], temporary: String) throws(ScriptError) {
    var template = Array("\(temporary)/wfstore-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw .modulesNotWritten(temporary, errno) }
    folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    for (number, module) in modules.enumerated() {
      // Errors name the file, so each keeps its own name, in a folder of its own.
      let place = "\(folder)/\(number)"
      guard mkdir(place, 0o700) == 0 else { throw .modulesNotWritten(place, errno) }
      folders.append(place)
      try write(module, in: place)
    }
  }

  deinit {
    for file in files { unlink(file) }
    for folder in folders + [folder] { rmdir(folder) }
  }

  private func write(_ module: EnvironmentModule, in place: String) throws(ScriptError) {
    // The name may come from a store that somebody else wrote.
    guard !module.name.isEmpty, module.name != ".", module.name != "..",
      !module.name.utf8.contains(where: Self.isRefused)
    else { throw .badModuleName(module.name) }
    let path = "\(place)/\(module.name)"
    guard let file = fopen(path, "wx") else { throw .modulesNotWritten(path, errno) }
    files.append(path)
    let written =
      module.source.utf8.withContiguousStorageIfAvailable { fwrite($0.baseAddress, 1, $0.count, file) }
      ?? Array(module.source.utf8).withUnsafeBufferPointer { fwrite($0.baseAddress, 1, $0.count, file) }
    let code = errno
    guard fclose(file) == 0, written == module.source.utf8.count else { throw .modulesNotWritten(path, code) }
  }

  private static func isRefused(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "/") || byte == 0 }
}
