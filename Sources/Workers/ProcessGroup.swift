import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A running program in a process group of its own, so that a signal meant for it reaches all that it started and
/// nobody else.
///
/// It is waited for in any case: by ``hasEnded``, ``kill()`` or, at the latest, `deinit`.
final class ProcessGroup {
  /// A failed system call.
  struct Failure: Error, Sendable {
    let reason: String
  }

  /// What a file descriptor of the program is.
  enum Redirection {
    /// An empty file.
    case empty(as: Int32)
    /// A copy of one of this process's descriptors.
    case copy(Int32, as: Int32)
  }

  /// How a program ended.
  enum Ending: Sendable, Hashable {
    case exit(Int32)
    case signal(Int32)
  }

  /// Held while a program is started, and while a pipe is open that is not yet marked to be closed in programs: one that
  /// another thread starts at that moment would keep it open.
  static let starting = Mutex(())

  private let identifier: pid_t
  private var status: Int32?

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - arguments: those after the program's own name.
  ///   - redirections: made in this order; every other descriptor that is marked to be closed is closed.
  init(
    path: String, arguments: [String], environment: [String: String], redirections: [Redirection]
  ) throws(Failure) {
    identifier = try Self.spawn(path, arguments, environment, redirections)
  }

  deinit { kill() }

  /// Ends the process and all that it started in its group, at once.
  func kill() {
    // While the process is not waited for, its number cannot be another's.
    guard !hasEnded else { return }
    killGroup()
    var result: Int32 = 0
    while waitpid(identifier, &result, 0) == -1, errno == EINTR {}
    status = result
  }

  /// How the process ended; nil while it runs.
  var ending: Ending? {
    guard hasEnded, let status else { return nil }
    let signal = status & 0x7F
    return signal == 0 ? .exit(status >> 8 & 0xFF) : .signal(signal)
  }

  /// The same, waiting until then for the end.
  func ending(until deadline: Deadline) -> Ending? {
    var pause: useconds_t = 200
    while !hasEnded, !deadline.isOver {
      usleep(pause)
      pause = min(pause * 2, 20_000)
    }
    return ending
  }

  /// Whether the process has ended; then what is left of its group is ended too.
  var hasEnded: Bool {
    if status != nil { return true }
    var result: Int32 = 0
    let waited = waitpid(identifier, &result, WNOHANG)
    // Without a child to wait for, somebody else in the program has waited: it has ended all the same.
    guard waited == identifier || (waited == -1 && errno == ECHILD) else { return false }
    status = result
    killGroup()
    return true
  }

  /// Kills what is left of the group; that there is nothing is no error.
  private func killGroup() {
    _ = killpg(identifier, SIGKILL)
  }

  // MARK: Starting

  private static let mostAttempts = 25

  private static func spawn(
    _ path: String, _ arguments: [String], _ environment: [String: String], _ redirections: [Redirection]
  ) throws(Failure) -> pid_t {
    #if os(Linux)
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #else
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }

    for redirection in redirections {
      switch redirection {
      case .empty(let number): posix_spawn_file_actions_addopen(&actions, number, "/dev/null", O_RDONLY, 0)
      case .copy(let source, let number): posix_spawn_file_actions_adddup2(&actions, source, number)
      }
    }
    // An ignored signal would stay ignored in the program.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    sigaddset(&signals, SIGINT)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    var mask = sigset_t()
    sigemptyset(&mask)
    posix_spawnattr_setsigmask(&attributes, &mask)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))

    var argumentPointers = ([path] + arguments).map { strdup($0) } + [nil]
    defer { for pointer in argumentPointers { free(pointer) } }
    var environmentPointers = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in environmentPointers { free(pointer) } }
    var identifier: pid_t = 0
    var code: Int32 = 0
    // A program that was just written is busy for as long as another process, begun meanwhile, holds its file.
    for attempt in 0..<mostAttempts {
      if attempt > 0 { usleep(20_000) }
      code = starting.withLock { _ in
        posix_spawn(&identifier, path, &actions, &attributes, &argumentPointers, &environmentPointers)
      }
      if code != ETXTBSY { break }
    }
    guard code == 0 else { throw Failure(path, code) }
    return identifier
  }
}

extension ProcessGroup.Failure {
  /// The failure of a call, or the use of a file, with an error number.
  init(_ what: String, _ code: Int32) {
    reason = "\(what): \(String(cString: strerror(code)))"
  }
}

extension ProcessGroup.Ending: CustomStringConvertible {
  var description: String {
    switch self {
    case .exit(let status): "it ended with exit status \(status)"
    case .signal(let number): "it was killed by signal \(number)"
    }
  }
}
