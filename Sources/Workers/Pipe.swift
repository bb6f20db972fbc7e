import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A pipe to or from a program that is about to be started. This side does not block.
struct Pipe {
  /// The side of this process.
  let mine: Descriptor
  /// The side that the program gets.
  let theirs: Descriptor

  /// A pipe that this process reads from, or writes to.
  init(reading: Bool) throws(ProcessGroup.Failure) {
    var ends: [Int32] = [-1, -1]
    let (reader, writer) = try ProcessGroup.starting.withLock { _ throws(ProcessGroup.Failure) in
      guard pipe(&ends) == 0 else { throw .init("pipe", errno) }
      return (try Descriptor(ends[0]), try Descriptor(ends[1]))
    }
    (mine, theirs) = reading ? (reader, writer) : (writer, reader)
    guard fcntl(mine.number, F_SETFL, O_NONBLOCK) == 0 else { throw .init("fcntl", errno) }
    #if !os(Linux)
      _ = fcntl(mine.number, F_SETNOSIGPIPE, 1)
    #endif
  }
}

/// An open file, which is not handed on to programs by itself.
final class Descriptor {
  private(set) var number: Int32

  /// Takes a file over. Its number becomes one beyond those of the standard streams, so that it can stand in for them.
  fileprivate init(_ original: Int32) throws(ProcessGroup.Failure) {
    number = fcntl(original, F_DUPFD_CLOEXEC, 3)
    let code = errno
    Self.close(original)
    guard number >= 0 else { throw .init("fcntl", code) }
  }

  deinit { close() }

  var isOpen: Bool { number >= 0 }

  func close() {
    guard isOpen else { return }
    Self.close(number)
    number = -1
  }

  /// Writes what there is room for.
  ///
  /// - Returns: how much that was; nil where nobody reads any more.
  func write(_ bytes: ArraySlice<UInt8>) -> Int? {
    let count = withoutPipeSignal { bytes.withUnsafeBytes { Self.write(number, $0) } }
    if count >= 0 { return count }
    return errno == EINTR || errno == EAGAIN ? 0 : nil
  }

  /// Reads what has arrived.
  ///
  /// - Returns: how much that was; nil at the end.
  func read(into buffer: inout [UInt8]) -> Int? {
    let count = buffer.withUnsafeMutableBytes { Self.read(number, $0) }
    if count > 0 { return count }
    return count < 0 && (errno == EINTR || errno == EAGAIN) ? 0 : nil
  }
}

extension Descriptor {
  #if canImport(Darwin)
    private static func close(_ number: Int32) { _ = Darwin.close(number) }
    private static func write(_ number: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
      Darwin.write(number, bytes.baseAddress, bytes.count)
    }
    private static func read(_ number: Int32, _ bytes: UnsafeMutableRawBufferPointer) -> Int {
      Darwin.read(number, bytes.baseAddress, bytes.count)
    }
  #elseif canImport(Musl)
    private static func close(_ number: Int32) { _ = Musl.close(number) }
    private static func write(_ number: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
      Musl.write(number, bytes.baseAddress, bytes.count)
    }
    private static func read(_ number: Int32, _ bytes: UnsafeMutableRawBufferPointer) -> Int {
      Musl.read(number, bytes.baseAddress, bytes.count)
    }
  #else
    private static func close(_ number: Int32) { _ = Glibc.close(number) }
    private static func write(_ number: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
      Glibc.write(number, bytes.baseAddress, bytes.count)
    }
    private static func read(_ number: Int32, _ bytes: UnsafeMutableRawBufferPointer) -> Int {
      Glibc.read(number, bytes.baseAddress, bytes.count)
    }
  #endif

  /// Writing to a pipe that nobody reads is an error here, not the signal that ends the program.
  private func withoutPipeSignal(_ body: () -> Int) -> Int {
    #if os(Linux)
      var signal = sigset_t()
      sigemptyset(&signal)
      sigaddset(&signal, SIGPIPE)
      var pending = sigset_t()
      sigpending(&pending)
      guard sigismember(&pending, SIGPIPE) == 0 else { return body() }
      var former = sigset_t()
      pthread_sigmask(SIG_BLOCK, &signal, &former)
      let result = body()
      let code = errno
      if result < 0, code == EPIPE {
        var none = timespec()
        while sigtimedwait(&signal, nil, &none) == -1, errno == EINTR {}
      }
      pthread_sigmask(SIG_SETMASK, &former, nil)
      errno = code
      return result
    #else
      return body()
    #endif
  }
}
