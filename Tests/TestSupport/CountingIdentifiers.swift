package import WorkflowModel

/// Identifiers that a run repeats: 1, 2, 3 …
package final class CountingIdentifiers {
  private var last: UInt64 = 0

  package init() {}

  package func next() -> Identifier {
    last += 1
    return Identifier(high: 0, low: last)
  }
}
