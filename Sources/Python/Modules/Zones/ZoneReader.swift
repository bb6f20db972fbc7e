/// Reads a file of the database (RFC 8536, section 3). Nothing of it is trusted.
struct ZoneReader {
  struct Kind {
    let offset: Int
    let isDaylight: Bool
    let name: String
  }

  struct Table {
    var transitions: [Int]
    /// The index into ``kinds`` for each transition.
    var indices: [Int]
    var kinds: [Kind]
  }

  private struct Header {
    let version: UInt8
    let utcIndicators: Int
    let standardIndicators: Int
    let leaps: Int
    let times: Int
    let kinds: Int
    let characters: Int

    func size(timeBytes: Int) -> Int {
      times * timeBytes + times + kinds * 6 + characters + leaps * (timeBytes + 4) + standardIndicators + utcIndicators
    }
  }

  private let bytes: [UInt8]
  private var position = 0

  init?(_ bytes: [UInt8]) {
    guard bytes.starts(with: Array("TZif".utf8)) else { return nil }
    self.bytes = bytes
  }

  private mutating func integer(_ count: Int) -> Int? {
    guard position + count <= bytes.count else { return nil }
    var number = UInt64(0)
    for byte in bytes[position..<(position + count)] { number = number << 8 | UInt64(byte) }
    position += count
    return count == 4 ? Int(Int32(truncatingIfNeeded: number)) : Int(Int64(bitPattern: number))
  }

  private mutating func header() -> Header? {
    guard position + 44 <= bytes.count else { return nil }
    let version = bytes[position + 4]
    position += 20
    var counts: [Int] = []
    for _ in 0..<6 {
      guard let count = integer(4), count >= 0, count <= bytes.count else { return nil }
      counts.append(count)
    }
    return Header(
      version: version, utcIndicators: counts[0], standardIndicators: counts[1], leaps: counts[2], times: counts[3],
      kinds: counts[4], characters: counts[5])
  }

  /// The transitions and what begins with each.
  mutating func table() -> Table? {
    guard var header = header() else { return nil }
    var timeBytes = 4
    if header.version >= UInt8(ascii: "2") {
      // The old data is followed by the same with wider numbers.
      position += header.size(timeBytes: 4)
      guard let wide = self.header() else { return nil }
      header = wide
      timeBytes = 8
    }
    guard position + header.size(timeBytes: timeBytes) <= bytes.count, header.kinds > 0 else { return nil }
    let end = position + header.size(timeBytes: timeBytes)
    var table = Table(transitions: [], indices: [], kinds: [])
    for _ in 0..<header.times {
      guard let time = integer(timeBytes), time.magnitude < 1 << 50, time >= table.transitions.last ?? Int.min else {
        return nil
      }
      table.transitions.append(time)
    }
    table.indices = bytes[position..<(position + header.times)].map { Int($0) }
    position += header.times
    let names = position + header.kinds * 6
    for _ in 0..<header.kinds {
      guard let offset = integer(4), offset.magnitude < 90_000 else { return nil }
      let start = names + Int(bytes[position + 1])
      guard start < names + header.characters else { return nil }
      let name = String(decoding: bytes[start..<(names + header.characters)].prefix { $0 != 0 }, as: UTF8.self)
      table.kinds.append(Kind(offset: offset, isDaylight: bytes[position] != 0, name: name))
      position += 2
    }
    guard table.indices.allSatisfy({ $0 < header.kinds }) else { return nil }
    position = end
    return table
  }

  /// The rule for what follows the last transition: the line at the end.
  func footer() -> String {
    guard position < bytes.count, bytes[position] == 10 else { return "" }
    return String(decoding: bytes[(position + 1)...].prefix { $0 != 10 }, as: UTF8.self)
  }
}
