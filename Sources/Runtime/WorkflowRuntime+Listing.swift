import OrderedCollections
import WorkflowEngine
public import WorkflowModel
public import WorkflowStore

/// A variable that listed instances must have, with its value.
public struct VariableCondition: Sendable, Hashable {
  /// The names on the way to the value, the variable's first: `order.customer.id`.
  public let path: [String]
  /// The value that must stand there.
  public let value: DataValue

  /// The condition that a value stands at a path.
  public init(path: [String], value: DataValue) {
    self.path = path
    self.value = value
  }

  func holds(for data: DataDictionary) -> Bool {
    guard let name = path.first, var found = data[name] else { return false }
    for name in path.dropFirst() {
      let members: DataDictionary
      switch found {
      case .dictionary(let dictionary): members = dictionary
      case .typed(let typed): members = typed.content
      default: return false
      }
      guard let next = members[name] else { return false }
      found = next
    }
    return found == value
  }
}

extension WorkflowRuntime {
  /// The saved instances, newest first, that fit a filter and whose workflow data, or the data of a task that is active,
  /// fits all conditions.
  ///
  /// Each condition looks into the instances one by one: without conditions the cost is that of the page.
  public func list(
    _ filter: InstanceFilter, where conditions: [VariableCondition], limit: Int, after cursor: String?
  ) throws -> InstancePage {
    guard !conditions.isEmpty else { return try store.list(filter, limit: limit, after: cursor) }
    return try store.transaction {
      var found: [InstanceSummary] = []
      var next = cursor
      repeat {
        // One at a time, so that the cursor of the page stands behind its last instance.
        let page = try store.list(filter, limit: 1, after: next)
        for summary in page.instances where try fits(summary, conditions) { found.append(summary) }
        next = page.next
      } while next != nil && found.count < limit
      return InstancePage(instances: found, next: next)
    }
  }

  /// Hands over the saved instances that fit a filter, read page by page: between two pages others may write.
  func forEachInstance(
    _ filter: InstanceFilter = InstanceFilter(), _ body: (InstanceSummary) throws -> Void
  ) throws {
    var cursor: String?
    repeat {
      let page = try store.list(filter, limit: Self.instancesPerPage, after: cursor)
      for summary in page.instances { try body(summary) }
      cursor = page.next
    } while cursor != nil
  }

  private static let instancesPerPage = 200

  private func fits(_ summary: InstanceSummary, _ conditions: [VariableCondition]) throws -> Bool {
    let view = try view("\(summary.id)")
    let candidates = [view.data] + view.tasks.map(\.data.variables)
    return conditions.allSatisfy { condition in candidates.contains { condition.holds(for: $0) } }
  }
}
