#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What stands at a store's path, asked without opening it: to close a second descriptor of a database would drop the
/// locks that this process has on it.
enum StoreFile {
  /// The path in the form that SQLite takes for nothing else than a path.
  static func databasePath(_ path: String) -> String {
    path.hasPrefix("/") ? path : "./" + path
  }

  /// Makes sure that there is a file, and makes it where that is asked for. Gives its length.
  @discardableResult
  static func prepare(_ path: String, mode: StoreMode) throws(StoreError) -> Int {
    guard !path.isEmpty, !path.utf8.contains(0) else { throw .noSuchStore(path) }
    let size: Int
    switch look(at: path) {
    case .failure(ENOENT) where mode.canCreate, .failure(ENOTDIR) where mode.canCreate:
      try create(path)
      return 0
    case .failure(ENOENT), .failure(ENOTDIR): throw .noSuchStore(path)
    case .failure(let code): throw .cannotOpen(path, reason: reason(code))
    case .directory: throw .directory(path, mode: mode)
    case .other: throw .notAFile(path)
    case .file(let bytes): size = bytes
    }
    if size == 0, !mode.canCreate { throw .emptyFile(path) }
    return size
  }

  /// The length of the file at `path`; nil where there is none.
  static func length(of path: String) -> Int? {
    if case .file(let size) = look(at: path) { size } else { nil }
  }

  /// Whether anything stands at `path`, be it a link that leads nowhere.
  static func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(databasePath(path), &status) == 0 || errno != ENOENT
  }

  /// Gives a closed database its name, for good: the folder is synced.
  ///
  /// - Returns: its length.
  static func move(_ path: String, to target: String) throws(StoreError) -> Int {
    guard let size = length(of: path), rename(databasePath(path), databasePath(target)) == 0 else {
      throw .cannotMove(target, reason: reason(errno))
    }
    let folder = open(folder(of: target), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    defer { if folder >= 0 { close(folder) } }
    guard folder >= 0, fsync(folder) == 0 else { throw .cannotMove(target, reason: reason(errno)) }
    return size
  }

  /// Removes a database that nobody is to have, as far as that is possible.
  static func remove(_ path: String) {
    for suffix in ["", "-wal", "-shm", "-journal"] { unlink(databasePath(path) + suffix) }
  }

  private static func folder(of path: String) -> String {
    let path = databasePath(path)
    return path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
  }

  private enum Finding {
    case file(Int)
    case directory
    case other
    case failure(CInt)
  }

  private static func look(at path: String) -> Finding {
    var status = stat()
    guard stat(databasePath(path), &status) == 0 else { return .failure(errno) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file(Int(status.st_size))
    case S_IFDIR: return .directory
    default: return .other
    }
  }

  /// Makes an empty file that only its owner may read; SQLite gives its companions the same permissions.
  private static func create(_ path: String) throws(StoreError) {
    let descriptor = open(databasePath(path), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      let code = errno
      guard code == EEXIST else { throw .cannotCreate(path, reason: reason(code)) }
      // Somebody else was faster, or there is a link that leads nowhere, behind which SQLite would make a file that all
      // may read.
      if case .failure = look(at: path) { throw .cannotCreate(path, reason: "it is a link that leads nowhere") }
      return
    }
    close(descriptor)
  }

  private static func reason(_ code: CInt) -> String {
    switch code {
    case ENOENT: "there is no such folder"
    case ENOTDIR: "a part of the path is no folder"
    case EACCES, EPERM: "permission is denied"
    case EROFS: "the file system is read-only"
    case ENOSPC: "the disk is full"
    case ENAMETOOLONG: "the name is too long"
    case ELOOP: "too many symbolic links"
    default: strerror(code).map { String(cString: $0) } ?? "error \(code)"
    }
  }
}
