import WorkflowModel

extension SchemaValidator {
  /// What is said of lists.
  mutating func checkItems(_ value: DataValue, _ rule: SchemaRule, _ report: inout FormReport) throws(FormError) {
    guard case .list(let items) = value else { return }
    switch rule {
    case .uniqueItems:
      var seen: [DataValue: Int] = [:]
      for (index, item) in items.enumerated() {
        let known = seen.updateValue(index, forKey: try item.normalized(&budget))
        guard let known else { continue }
        path.append(.index(index))
        report.add(violation("another value than item \(known)", item))
        path.removeLast()
      }
    case .items(let prefix, let rest):
      for (index, item) in items.enumerated() {
        guard let node = index < prefix.count ? prefix[index] : rest else { break }
        if graph.isNever(node) {
          path.append(.index(index))
          report.add(violation("no item at this place", item))
          path.removeLast()
        } else {
          try check(item, at: .index(index), node, &report)
        }
      }
    case .contains(let node, let bound):
      var count = 0
      for item in items where try self.report(item, node).isEmpty { count += 1 }
      if let least = bound.least, count < least {
        report.add(violation("at least \(least) fitting \(least == 1 ? "item" : "items")", value))
      }
      if let most = bound.most, count > most {
        report.add(violation("at most \(most) fitting \(most == 1 ? "item" : "items")", value))
      }
    default: break
    }
  }
}
