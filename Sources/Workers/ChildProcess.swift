#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A process with a socket to it, in a process group of its own, so that a signal meant for the script's processes
/// reaches all of them and nobody else.
///
/// Its standard input is empty and its standard output goes where standard error goes, because the program's own
/// output may be a document. It is waited for in any case: ``end(within:)`` or, at the latest, `deinit`.
final class ChildProcess {
  /// A failed system call.
  struct Failure: Error, Sendable {
    let reason: String
  }

  /// This side of the socket.
  let channel: LineChannel
  private let identifier: pid_t
  private var status: Int32?

  /// Starts a program. Its last argument is the number of its end of the socket.
  init(path: String, arguments: [String], environment: [String: String]) throws(Failure) {
    let (mine, theirs) = try Self.socketPair()
    defer { close(theirs) }
    do throws(Failure) {
      identifier = try Self.spawn(path, arguments, environment, socket: theirs)
    } catch {
      close(mine)
      throw error
    }
    channel = LineChannel(descriptor: mine)
  }

  deinit { end(within: 0) }

  /// Closes the socket, gives the process that many milliseconds to end by itself, and kills it then.
  func end(within milliseconds: Int) {
    guard status == nil else { return }
    channel.close()
    let deadline = Deadline(milliseconds: milliseconds)
    var pause: useconds_t = 500
    while !hasEnded, !deadline.isOver {
      usleep(pause)
      pause = min(pause * 2, 20_000)
    }
    kill()
  }

  /// Ends the process and all that it started in its group, at once.
  func kill() {
    channel.close()
    // While the process is not waited for, its number cannot be another's.
    guard !hasEnded else { return }
    killGroup()
    var result: Int32 = 0
    while waitpid(identifier, &result, 0) == -1, errno == EINTR {}
    status = result
  }

  /// How the process ended; nil while it runs.
  var ending: String? {
    guard hasEnded, let status else { return nil }
    let signal = status & 0x7F
    if signal == 0 { return "it ended with exit status \(status >> 8 & 0xFF)" }
    return "it was killed by signal \(signal)"
  }

  /// The same, waiting up to that many milliseconds for the end.
  func ending(within milliseconds: Int) -> String? {
    let deadline = Deadline(milliseconds: milliseconds)
    while !hasEnded, !deadline.isOver { usleep(1000) }
    return ending
  }

  private var hasEnded: Bool {
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

  private static func socketPair() throws(Failure) -> (mine: Int32, theirs: Int32) {
    var ends: [Int32] = [-1, -1]
    #if os(Linux)
      let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    #else
      let kind = SOCK_STREAM
    #endif
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw failure("socketpair", errno) }
    #if !os(Linux)
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      var one: Int32 = 1
      _ = setsockopt(ends[0], SOL_SOCKET, SO_NOSIGPIPE, &one, socklen_t(MemoryLayout<Int32>.size))
    #endif
    guard fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0 else {
      let code = errno
      close(ends[0])
      close(ends[1])
      throw failure("fcntl", code)
    }
    return (ends[0], ends[1])
  }

  private static func spawn(
    _ path: String, _ arguments: [String], _ environment: [String: String], socket: Int32
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

    // Never the number it has already: the copy is what loses the mark that closes it at the start of a program.
    let number: Int32 = socket == 3 ? 4 : 3
    posix_spawn_file_actions_adddup2(&actions, socket, number)
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, 2, 1)
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

    var argumentPointers = ([path] + arguments + ["\(number)"]).map { strdup($0) } + [nil]
    defer { for pointer in argumentPointers { free(pointer) } }
    var environmentPointers = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in environmentPointers { free(pointer) } }
    var identifier: pid_t = 0
    let code = posix_spawn(&identifier, path, &actions, &attributes, &argumentPointers, &environmentPointers)
    guard code == 0 else { throw failure(path, code) }
    return identifier
  }

  private static func failure(_ what: String, _ code: Int32) -> Failure {
    Failure(reason: "\(what): \(String(cString: strerror(code)))")
  }
}
