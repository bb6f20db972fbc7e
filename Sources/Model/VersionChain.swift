/// The versions of data from the last one that is kept whole, each of which changes another: what reading the last one
/// costs, in bytes or so.
///
/// When they cost twice as much as that one did, the next is kept whole as well: so no version costs more to read than a
/// few times the data, and all that is kept whole is no more than a share of all that was changed.
package struct VersionChain: Sendable, Hashable {
  /// Fewer changes than this cost nothing that matters.
  private static let least = 1024

  private var cost = 0
  private var limit = Self.least

  /// The beginning: no data at all.
  package init() {}

  /// Whether the next version is to be kept whole.
  package var isLong: Bool { cost > limit }

  /// A version follows that changes so much.
  package mutating func add(_ weight: Int) {
    cost += weight
  }

  /// A version follows that is kept whole.
  package mutating func begin(weight: Int) {
    (cost, limit) = (0, max(2 * weight, Self.least))
  }
}
