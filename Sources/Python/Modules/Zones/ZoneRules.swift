/// What the database says of a zone (RFC 8536): the offsets from UTC between its transitions, and a rule for what comes
/// behind the last one.
struct ZoneRules: Sendable {
  struct Period: Sendable, Equatable {
    /// Seconds east of UTC.
    var offset: Int
    /// The part of it that is daylight saving time, in seconds.
    var daylight: Int
    var name: String
  }

  /// Seconds since the epoch, ascending.
  private let transitions: [Int]
  /// The period that begins with each transition.
  private let periods: [Period]
  /// What holds before the first transition.
  private let first: Period
  private let rule: ZoneRule

  /// Nil where the content is not what the format says.
  init?(_ content: [UInt8]) {
    guard var reader = ZoneReader(content) else { return nil }
    guard let table = reader.table() else { return nil }
    transitions = table.transitions
    let kinds = table.kinds
    let parts = ZoneRules.daylight(table)
    periods = zip(table.indices, parts).map { index, daylight in
      Period(offset: kinds[index].offset, daylight: daylight, name: kinds[index].name)
    }
    let standard = kinds.first { !$0.isDaylight } ?? kinds[0]
    first = Period(offset: standard.offset, daylight: 0, name: standard.name)
    rule = ZoneRule(reader.footer()) ?? .constant(periods.last ?? first)
  }

  /// How much of each period's offset is daylight saving: the difference to the nearest standard time.
  private static func daylight(_ table: ZoneReader.Table) -> [Int] {
    let kinds = table.kinds
    var parts = [Int](repeating: 0, count: kinds.count)
    for step in 1..<max(table.indices.count, 1) {
      let (index, before) = (table.indices[step], table.indices[step - 1])
      guard kinds[index].isDaylight, parts[index] == 0 else { continue }
      var difference = 0
      if !kinds[before].isDaylight { difference = kinds[index].offset - kinds[before].offset }
      if difference == 0, step < table.indices.count - 1, !kinds[table.indices[step + 1]].isDaylight {
        difference = kinds[index].offset - kinds[table.indices[step + 1]].offset
      }
      if difference != 0 { parts[index] = difference }
    }
    return table.indices.map { index in
      guard kinds[index].isDaylight else { return 0 }
      return parts[index] == 0 ? 3600 : parts[index]
    }
  }

  /// What holds at a time in UTC, and whether it is the second pass of a local time that comes twice.
  func period(atUTC seconds: Int) -> (period: Period, isRepeated: Bool) {
    guard let last = transitions.last, seconds >= last else {
      let after = partition { transitions[$0] > seconds }
      if after == 0 { return (transitions.isEmpty ? rule.period(atUTC: seconds).period : first, false) }
      if transitions.isEmpty { return rule.period(atUTC: seconds) }
      let shift = offset(before: after - 1) - periods[after - 1].offset
      return (periods[after - 1], shift > 0 && seconds - transitions[after - 1] < shift)
    }
    let ruled = rule.period(atUTC: seconds)
    // Shortly behind the last transition the times may be those of before.
    let shift = offset(before: transitions.count - 1) - ruled.period.offset
    return (ruled.period, ruled.isRepeated || (shift > 0 && seconds - last < shift))
  }

  private func offset(before transition: Int) -> Int {
    transition == 0 ? first.offset : periods[transition - 1].offset
  }

  /// What holds at a local time. `fold` 1 is the second pass of a time that comes twice, and takes the old offset for
  /// one that is left out.
  func period(atLocal seconds: Int, fold: Int) -> Period {
    // A transition begins, for local times, where the earlier of the two clocks shows it (or the later one).
    func begin(_ index: Int) -> Int {
      let (old, new) = (offset(before: index), periods[index].offset)
      return transitions[index] + (fold == 0 ? max(old, new) : min(old, new))
    }
    let after = partition { begin($0) > seconds }
    if after == transitions.count { return rule.period(atLocal: seconds, fold: fold) }
    return after == 0 ? first : periods[after - 1]
  }

  /// The one offset of a zone that never changes; nil for others.
  var constant: Period? {
    guard transitions.isEmpty, case .constant(let period) = rule else { return nil }
    return period
  }

  /// The first transition of which something holds that then holds for all later ones.
  private func partition(_ isBeyond: (Int) -> Bool) -> Int {
    var (low, high) = (0, transitions.count)
    while low < high {
      let middle = (low + high) / 2
      if isBeyond(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
