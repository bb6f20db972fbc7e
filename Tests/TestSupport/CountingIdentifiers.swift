package import WorkflowModel

/// Identifiers that a run repeats: 1, 2, 3 …
package final class CountingIdentifiers {
  /// How many were made: the next one has the number after it.
  package var count: UInt64 = 0

  package init() {}

  package func next() -> Identifier {
    count += 1
    return Identifier(high: 0, low: count)
  }
}
