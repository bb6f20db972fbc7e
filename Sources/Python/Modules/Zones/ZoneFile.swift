#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The system's time zone database: the only files that the language reads, and only these.
enum ZoneFile {
  private static let folders = [
    "/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo",
  ]
  /// No zone of the database has more than a few thousand bytes.
  private static let mostBytes = 1 << 18
  private static let mostCharacters = 100

  /// Whether a text can be the name of a zone: words of letters, digits, `_`, `+`, `-` between slashes. Nothing else
  /// ever becomes part of a path.
  static func isName(_ key: String) -> Bool {
    guard key.utf8.count <= mostCharacters else { return false }
    return key.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { word in
      !word.isEmpty
        && word.utf8.allSatisfy { byte in
          switch byte {
          case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "+"), UInt8(ascii: "-"):
            true
          default: false
          }
        }
    }
  }

  /// The content of the database's file for a zone; nil where there is none.
  static func content(_ key: String) -> [UInt8]? {
    guard isName(key) else { return nil }
    for folder in folders {
      if let bytes = read("\(folder)/\(key)"), bytes.starts(with: Array("TZif".utf8)) { return bytes }
    }
    return nil
  }

  private static func read(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: mostBytes)
    let count = fread(&bytes, 1, mostBytes, file)
    return count > 0 && count < mostBytes ? Array(bytes.prefix(count)) : nil
  }
}
