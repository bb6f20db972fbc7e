import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The content of a file in this target's `Fixtures`.
func fixture(_ name: String, from file: StaticString = #filePath) throws -> String {
  let folder = "\(file)".split(separator: "/").dropLast().joined(separator: "/")
  let stream = try #require(fopen("/\(folder)/Fixtures/\(name)", "rb"), "no fixture \(name)")
  defer { fclose(stream) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  while case let count = fread(&chunk, 1, chunk.count, stream), count > 0 {
    bytes += chunk[..<count]
  }
  return try #require(String(validating: bytes, as: UTF8.self))
}
