import OrderedCollections
import Testing
import WorkflowEngine
import WorkflowModel

@testable import WorkflowStore

/// Every combination of filters and orders, over instances that differ in all of it.
@Suite("Searching the list")
struct ListSearchTests {
  /// What an instance of the test is.
  private struct Entry {
    let number: Int
    let process: String
    let status: InstanceStatus
    let created: Int64
    let updated: Int64
    let lane: String?
    let waits: WaitKinds
    let message: String?
    let signal: String?
    let data: DataDictionary

    func fits(_ filter: InstanceFilter) -> Bool {
      let isWaiting: Bool =
        switch filter.waitsFor {
        case .kind(let kinds)?: !waits.isDisjoint(with: kinds)
        case .message(let name)?: message == name
        case .signal(let name)?: signal == name
        case nil: true
        }
      return isWaiting && (filter.status ?? status) == status && (filter.process ?? process) == process
        && (filter.version ?? 1) == 1 && (filter.lane == nil || filter.lane == lane)
        && filter.created.contains(created) && filter.updated.contains(updated)
        && filter.data.allSatisfy { condition in
          DataValue.dictionary(data).member(along: condition.path) == condition.value
        }
    }

    func place(_ order: InstanceOrder) -> ListPlace {
      ListPlace(moment: order.key == .created ? created : updated, key: number)
    }
  }

  private static let count = 24

  private static let entries: [Entry] = {
    var random = SeededGenerator(seed: 6)
    let values: [DataValue] = [1, 1.0, true, .string(String(repeating: "x", count: 300))]
    func pick<Value>(_ values: [Value]) -> Value { values[Int.random(in: values.indices, using: &random)] }
    return (1...count).map { number in
      let status = pick([InstanceStatus.active, .waiting, .completed])
      let isOpen = status != .completed
      let lane = isOpen ? pick([nil, "sales", "stock"]) : nil
      let message = isOpen ? pick([nil, "paid", "sent"]) : nil
      var waits = isOpen ? pick([[], WaitKinds.timer, .signal, [.timer, .condition]]) : []
      if lane != nil { waits.insert(.user) }
      if message != nil { waits.insert(.message) }
      // Of the same name as a message of others.
      let signal = waits.contains(.signal) ? pick(["paid", "alarm"]) : nil
      return Entry(
        number: number, process: pick(["order", "price"]), status: status,
        // Several have the same moment.
        created: Sample.start.microseconds + pick([1, 2, 3, 5]), updated: Sample.start.microseconds + pick([7, 8, 9]),
        lane: lane, waits: waits, message: message, signal: signal,
        data: ["a": ["b": pick(values)], "c": pick([1, 2])])
    }
  }()

  /// A store with the instances, with indexes of `a.b` and, of one process, of `c`.
  private static func fill(_ store: WorkflowStore) throws {
    for entry in entries {
      var changes = Sample.changes(entry.data, status: entry.status)
      if entry.status == .completed { changes.tasks[0].state = .completed }
      if entry.status == .waiting, entry.lane != nil { changes.tasks[0].state = .ready }
      changes.search = SearchRecord(
        waitsFor: entry.waits, lanes: entry.lane.map { [0: $0] } ?? [:],
        data: entry.status == .completed ? [:] : [0: TaskData(entry.data)])
      // Of a completed one only the workflow data is searched.
      if entry.status == .completed { changes.scopes[0].data = entry.data }
      let messages = [entry.message].compactMap(\.self).map { MessageSubscription(name: $0, key: nil) }
      let signals = [entry.signal].compactMap(\.self)
      if !messages.isEmpty || !signals.isEmpty {
        changes.subscriptions = [SubscriptionRecord(task: 0, messages: messages, signals: signals)]
      }
      try store.start(entry.number, changes, process: entry.process)
      try store.execute(
        "UPDATE instance SET created = \(entry.created), updated = \(entry.updated) WHERE id = \(entry.number)")
    }
    for process in ["order", "price"] { try store.addSearchIndex(of: process, at: ["a", "b"]) }
    try store.addSearchIndex(of: "order", at: ["c"])
  }

  private static func span(_ from: Int64, _ to: Int64) -> TimeSpan {
    TimeSpan(
      since: Timestamp(microseconds: Sample.start.microseconds + from),
      before: Timestamp(microseconds: Sample.start.microseconds + to))
  }

  private static let filters: [InstanceFilter] = {
    var filters = [InstanceFilter()]
    func vary(_ change: (inout InstanceFilter) -> Void) {
      filters += filters.map { filter in
        var changed = filter
        change(&changed)
        return changed
      }
    }
    vary { $0.status = .waiting }
    vary { ($0.process, $0.version) = ("order", 1) }
    vary { $0.created = span(2, 4) }
    vary { $0.updated = span(8, 10) }
    vary { $0.lane = "sales" }
    let plain = filters
    func with(_ change: (inout InstanceFilter) -> Void) -> [InstanceFilter] {
      plain.map { filter in
        var changed = filter
        change(&changed)
        return changed
      }
    }
    filters += with { $0.waitsFor = .kind(.timer) }
    filters += with { $0.waitsFor = .kind([.signal, .condition]) }
    filters += with { $0.waitsFor = .message("paid") }
    filters += with { $0.waitsFor = .signal("paid") }
    filters += with { $0.data = [DataCondition(path: ["a", "b"], value: 1)] }
    filters += with {
      $0.data = [DataCondition(path: ["a", "b"], value: 1.0), DataCondition(path: ["c"], value: 2)]
    }
    filters += with {
      $0.waitsFor = .kind(.user)
      $0.data = [DataCondition(path: ["c"], value: 1)]
    }
    return filters
  }()

  private static let orders = InstanceOrder.Key.allCases.flatMap { key in
    [false, true].map { InstanceOrder(key, isAscending: $0) }
  }

  @Test(
    "for all filters and orders the pages have what fits, in order, and no statement scans or sorts",
    arguments: [
      ListSearch.Bounds(), ListSearch.Bounds(few: 3, looks: 10_000, loads: 1000),
      ListSearch.Bounds(few: 0, looks: 7, loads: 5),
    ])
  func combinations(bounds: ListSearch.Bounds) throws {
    try withStore { store, _ in
      try Self.fill(store)
      let log = try StatementLog(of: store)
      for filter in Self.filters {
        for order in Self.orders {
          let expected = Self.entries.filter { $0.fits(filter) }.map { $0.place(order) }.sorted()
          let numbers = (order.isAscending ? expected : expected.reversed()).map { Sample.id($0.key) }
          var found: [Identifier] = []
          var cursor: String?
          repeat {
            let page = try store.list(filter, sortedBy: order, limit: 6, after: cursor, bounds: bounds)
            #expect(page.instances.count <= 6)
            found += page.instances.map(\.id)
            cursor = page.next
          } while cursor != nil
          #expect(found == numbers, "\(filter) \(order)")
        }
      }
      try log.end()
      // Whether data fits for which there is no index, loads tell.
      let statements = log.statements.filter { !$0.contains("FROM retired_element") }
      for statement in statements {
        // The specifications are looked through, which are few, and an index that has nothing but what is looked for.
        let costly = try log.costlySteps(of: statement).filter {
          !$0.hasPrefix("SCAN spec") && !$0.hasPrefix("SCAN instance USING INDEX instance_waits_")
        }
        #expect(costly == [], "\(statement)")
      }
      #expect(statements.count > 20)
    }
  }

  @Test("a page looks at no more than its bounds, and the next one goes on behind it")
  func bounds() throws {
    try withStore { store, _ in
      try Self.fill(store)
      var filter = InstanceFilter()
      filter.data = [DataCondition(path: ["c"], value: 3)]
      let bounds = ListSearch.Bounds(few: 0, looks: 10_000, loads: 10)
      var pages = 0
      var cursor: String?
      repeat {
        let page = try store.list(filter, sortedBy: InstanceOrder(.created), limit: 5, after: cursor, bounds: bounds)
        #expect(page.instances == [])
        #expect(page.unindexed == filter.data)
        cursor = page.next
        pages += 1
      } while cursor != nil
      #expect(pages == 3)
    }
  }

  @Test("a cursor serves its own list only")
  func cursors() throws {
    try withStore { store, _ in
      try Self.fill(store)
      let cursor = try #require(try store.list(limit: 5).next)
      var filters = Self.filters.prefix(32).dropFirst()[...]
      filters.append(InstanceFilter(process: "price"))
      for filter in filters {
        let error = failure { _ = try store.list(filter, after: cursor) }
        #expect(error?.code == .badCursor)
        #expect(
          error?.message == "the cursor is of a list with other conditions or in another order: \(cursor)")
      }
      for order in Self.orders where order != InstanceOrder(.created) {
        #expect(failure { _ = try store.list(sortedBy: order, after: cursor) }?.code == .badCursor)
      }
      #expect(try store.list(after: cursor).instances.count == Self.count - 5)
    }
  }
}

extension TimeSpan {
  fileprivate func contains(_ moment: Int64) -> Bool {
    moment >= since?.microseconds ?? .min && moment < before?.microseconds ?? .max
  }
}

extension ListSearch.Bounds: CustomTestStringConvertible {
  /// The bounds in short.
  public var testDescription: String { "few \(few), looks \(looks), loads \(loads)" }
}
