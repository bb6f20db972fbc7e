#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A moment until which something may take.
struct Deadline {
  private let end: ContinuousClock.Instant

  init(milliseconds: Int) {
    end = .now + .milliseconds(max(0, milliseconds))
  }

  var isOver: Bool { ContinuousClock.now >= end }

  /// What is left, for `poll`: rounded up, so that no wait ends just before the deadline.
  var milliseconds: Int32 {
    let left = end - ContinuousClock.now
    let seconds = min(max(left.components.seconds, 0), 1_000_000)
    let rest = left.components.attoseconds / 1_000_000_000_000_000
    return left <= .zero ? 0 : Int32(truncatingIfNeeded: seconds * 1000 + rest + 1)
  }
}

/// Lines over a socket that does not block: written and read with a deadline, never more than there is room for.
final class LineChannel {
  enum Failure: Error {
    case closed, late, tooLong
  }

  private var descriptor: Int32
  /// What has arrived and is not yet taken.
  private var received: [UInt8] = []
  /// Up to where `received` is known to hold no newline.
  private var searched = 0
  private var chunk = [UInt8](repeating: 0, count: 1 << 16)

  init(descriptor: Int32) {
    self.descriptor = descriptor
  }

  deinit { close() }

  func close() {
    guard descriptor >= 0 else { return }
    #if canImport(Glibc)
      _ = Glibc.close(descriptor)
    #elseif canImport(Musl)
      _ = Musl.close(descriptor)
    #else
      _ = Darwin.close(descriptor)
    #endif
    descriptor = -1
  }

  /// Writes bytes, and reads meanwhile what comes, so that two full buffers cannot wait for each other.
  func write(_ bytes: UnsafeBufferPointer<UInt8>, atMost limit: Int, until deadline: Deadline) throws(Failure) {
    var written = 0
    while written < bytes.count {
      guard descriptor >= 0 else { throw .closed }
      let count = send(
        descriptor, UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[written...]).baseAddress,
        bytes.count - written, Self.sendFlags)
      if count >= 0 {
        written += count
        continue
      }
      switch errno {
      case EINTR: continue
      case EAGAIN, EWOULDBLOCK:
        if try wait(for: POLLIN | POLLOUT, until: deadline) & Int16(POLLIN) != 0 { try fill(atMost: limit) }
      default: throw .closed
      }
    }
  }

  /// The next line, without its newline.
  func readLine(atMost limit: Int, until deadline: Deadline) throws(Failure) -> [UInt8] {
    while true {
      if let end = received[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        guard end <= limit else { throw .tooLong }
        let line = Array(received[..<end])
        received.removeSubrange(...end)
        searched = 0
        return line
      }
      searched = received.count
      _ = try wait(for: POLLIN, until: deadline)
      try fill(atMost: limit)
    }
  }

  /// Takes what has arrived, if anything.
  private func fill(atMost limit: Int) throws(Failure) {
    guard descriptor >= 0 else { throw .closed }
    let count = recv(descriptor, &chunk, chunk.count, 0)
    if count > 0 {
      guard received.count + count <= limit + chunk.count else { throw .tooLong }
      received += chunk[..<count]
    } else if count == 0 {
      throw .closed
    } else if errno != EINTR, errno != EAGAIN, errno != EWOULDBLOCK {
      throw .closed
    }
  }

  private func wait(for events: Int32, until deadline: Deadline) throws(Failure) -> Int16 {
    guard descriptor >= 0 else { throw .closed }
    var entry = pollfd(fd: descriptor, events: Int16(events), revents: 0)
    while true {
      let count = poll(&entry, 1, deadline.milliseconds)
      if count > 0 { return entry.revents }
      if count == 0, deadline.isOver { throw .late }
      if count < 0, errno != EINTR { throw .closed }
    }
  }

  #if os(Linux)
    // The other end may be gone: an error is wanted, not the signal that ends the program.
    private static let sendFlags = Int32(MSG_NOSIGNAL)
  #else
    private static let sendFlags: Int32 = 0
  #endif
}
