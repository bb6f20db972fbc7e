import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A server on the loopback that answers each request with the next of the given responses, and the last one ever after.
final class LittleServer: Sendable {
  /// What a server answers with.
  struct Response: Sendable {
    var status = 200
    var body = ""
    var header = ""
    /// How long it waits before it answers.
    var delay = 0.0
  }

  let port: UInt16
  private let descriptor: Int32
  private let state: Mutex<(responses: [Response], requests: [String])>

  init(_ responses: [Response]) throws {
    state = Mutex((responses, []))
    (descriptor, port) = try Self.listen()
    Thread.detachNewThread { [self] in serve() }
  }

  private static func listen() throws -> (descriptor: Int32, port: UInt16) {
    #if os(Linux)
      let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      let descriptor = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isListening = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        bind(descriptor, pointer, length) == 0 && systemListen(descriptor, 16) == 0
          && getsockname(descriptor, pointer, &length) == 0
      }
    }
    guard isListening else { throw POSIXError(.EADDRNOTAVAIL) }
    return (descriptor, UInt16(bigEndian: address.sin_port))
  }

  /// The requests that have come, with their headers.
  var requests: [String] { state.withLock { $0.requests } }

  /// Ends the server. It does not end by itself.
  func stop() {
    shutdown(descriptor, Int32(SHUT_RDWR))
  }

  private func serve() {
    // Closed here alone: a number that is free again is the next server's.
    defer { close(descriptor) }
    while case let connection = accept(descriptor, nil, nil), connection >= 0 {
      let request = Self.read(connection)
      let response = state.withLock { state in
        state.requests.append(request)
        return state.responses.count > 1 ? state.responses.removeFirst() : state.responses[0]
      }
      Thread.sleep(forTimeInterval: response.delay)
      let text =
        "HTTP/1.1 \(response.status) X\r\nContent-Length: \(response.body.utf8.count)\r\nConnection: close\r\n"
        + response.header + "\r\n" + response.body
      _ = Array(text.utf8).withUnsafeBytes { send(connection, $0.baseAddress, $0.count, Self.sendFlags) }
      close(connection)
    }
  }

  #if os(Linux)
    private static let sendFlags = Int32(MSG_NOSIGNAL)
  #else
    private static let sendFlags: Int32 = 0
  #endif

  /// A request with its body, which ends with a newline.
  private static func read(_ connection: Int32) -> String {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let text = String(decoding: bytes, as: UTF8.self)
      if let end = text.range(of: "\r\n\r\n"), text[end.upperBound...].hasSuffix("\n") { return text }
      let count = recv(connection, &chunk, chunk.count, 0)
      guard count > 0 else { return text }
      bytes += chunk[..<count]
    }
  }
}

private func systemListen(_ descriptor: Int32, _ count: Int32) -> Int32 { listen(descriptor, count) }
