/// Values by name, as far as they were asked for lately: a name is known by its bits, without hashing its characters.
///
/// Short texts are their bits. Of longer ones the bits are where the characters stand and how many they are; that
/// cannot become another text, because the place holds the name.
final class RecentNames {
  private static let count = 32

  private struct Entry {
    var name: String
    var value: Value
  }

  private var entries: UnsafeMutablePointer<Entry>?

  deinit { forget() }

  /// The value that is remembered of a name; nil where there is none.
  @inline(__always)
  func value(of name: String) -> Value? {
    guard let entries else { return nil }
    let bits = Self.bits(name)
    let place = entries + Self.place(bits)
    guard Self.bits(place.pointee.name) == bits else { return nil }
    return place.pointee.value
  }

  func remember(_ value: Value, of name: String) {
    let entries = self.entries ?? make()
    entries[Self.place(Self.bits(name))] = Entry(name: name, value: value)
  }

  func forget() {
    guard let entries else { return }
    self.entries = nil
    entries.deinitialize(count: Self.count)
    entries.deallocate()
  }

  /// No attribute has the empty name; where it is asked for, it is not found here.
  private func make() -> UnsafeMutablePointer<Entry> {
    let made = UnsafeMutablePointer<Entry>.allocate(capacity: Self.count)
    made.initialize(repeating: Entry(name: " ", value: .unbound), count: Self.count)
    entries = made
    return made
  }

  @inline(__always)
  private static func bits(_ name: String) -> SIMD2<UInt64> { unsafeBitCast(name, to: SIMD2<UInt64>.self) }

  @inline(__always)
  private static func place(_ bits: SIMD2<UInt64>) -> Int {
    let mixed = (bits.x ^ bits.y) &* 0x9e37_79b9_7f4a_7c15
    return Int(truncatingIfNeeded: mixed >> 59)
  }
}
