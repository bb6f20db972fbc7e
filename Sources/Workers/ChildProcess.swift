#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A process with a socket to it, in a process group of its own.
///
/// Its standard input is empty and its standard output goes where standard error goes, because the program's own
/// output may be a document. It is waited for in any case: ``end(within:)`` or, at the latest, `deinit`.
final class ChildProcess {
  /// This side of the socket.
  let channel: LineChannel
  private let group: ProcessGroup

  /// Starts a program. Its last argument is the number of its end of the socket.
  init(path: String, arguments: [String], environment: [String: String]) throws(ProcessGroup.Failure) {
    let (mine, theirs) = try Self.socketPair()
    defer { close(theirs) }
    // Never the number it has already: the copy is what loses the mark that closes it at the start of a program.
    let number: Int32 = theirs == 3 ? 4 : 3
    do throws(ProcessGroup.Failure) {
      group = try ProcessGroup(
        path: path, arguments: arguments + ["\(number)"], environment: environment,
        redirections: [.copy(theirs, as: number), .empty(as: 0), .copy(2, as: 1)])
    } catch {
      close(mine)
      throw error
    }
    channel = LineChannel(descriptor: mine)
  }

  deinit { end(within: 0) }

  /// Closes the socket, gives the process that many milliseconds to end by itself, and kills it then.
  func end(within milliseconds: Int) {
    channel.close()
    _ = group.ending(until: Deadline(milliseconds: milliseconds))
    group.kill()
  }

  /// Ends the process and all that it started in its group, at once.
  func kill() {
    channel.close()
    group.kill()
  }

  /// How the process ended, waiting up to that many milliseconds for the end; nil while it runs.
  func ending(within milliseconds: Int) -> String? {
    group.ending(until: Deadline(milliseconds: milliseconds)).map { "\($0)" }
  }

  private static func socketPair() throws(ProcessGroup.Failure) -> (mine: Int32, theirs: Int32) {
    var ends: [Int32] = [-1, -1]
    #if os(Linux)
      let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    #else
      let kind = SOCK_STREAM
    #endif
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw .init("socketpair", errno) }
    #if !os(Linux)
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      var one: Int32 = 1
      _ = setsockopt(ends[0], SOL_SOCKET, SO_NOSIGPIPE, &one, socklen_t(MemoryLayout<Int32>.size))
    #endif
    guard fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0 else {
      let code = errno
      close(ends[0])
      close(ends[1])
      throw .init("fcntl", code)
    }
    return (ends[0], ends[1])
  }
}
