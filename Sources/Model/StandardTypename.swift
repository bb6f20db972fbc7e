/// The typenames that every script engine knows without a registration, and the content of each.
///
/// | typename | content |
/// | --- | --- |
/// | `tuple`, `set`, `frozenset` | `items`: a list |
/// | `dict` | `items`: a list of pairs `[key, value]`; a dictionary with other keys than strings, or with the key `typename` |
/// | `bytes` | `value`: Base64 (RFC 4648, section 4) |
/// | `datetime`, `date`, `time` | `value`: ISO 8601, as Python's `isoformat()`; `fold` where it is 1, `zone` where the zone is an IANA one |
/// | `timedelta` | `days`, `seconds`, and `microseconds` where it is not 0, each as Python normalizes them |
/// | `timezone` | `seconds`: the offset from UTC; `name` where it has one |
/// | `ZoneInfo` | `key`: the IANA name |
/// | `UUID` | `value`: the canonical text |
/// | `Decimal` | `value`: the exact text |
/// | `Fraction` | `numerator`, `denominator` |
/// | `complex` | `real`, `imag` |
/// | `range` | `start`, `stop`, `step` |
public enum StandardTypename: String, Sendable, CaseIterable {
  case tuple, set, frozenset, dict, bytes, datetime, date, time, timedelta, timezone
  case zoneInfo = "ZoneInfo"
  case uuid = "UUID"
  case decimal = "Decimal"
  case fraction = "Fraction"
  case complex, range
}
