import BigInt
import OrderedCollections
import Testing
import WorkflowEngine
import WorkflowModel

@testable import WorkflowStore

@Suite("Random states")
struct RandomStateTests {
  @Test("whatever is saved in steps is loaded as it is", arguments: [UInt64.random(in: 0...UInt64.max), 1, 2, 3])
  func roundTrip(seed: UInt64) throws {
    try withStore { store, folder in
      var random = RandomState(seed: seed)
      let first = random.step()
      try store.start(1, first)
      var revision = 1
      for _ in 0..<15 {
        let changes = random.step()
        revision = try store.save(
          changes, of: Sample.id(1), expectedRevision: revision, engine: "restricted", at: Sample.later
        ).revision
        let loaded = try store.load(Sample.id(1))
        #expect(loaded.state.instance == random.state.instance, "seed \(seed)")
        #expect(loaded.state.scopes == random.state.scopes, "seed \(seed)")
        #expect(loaded.state.tasks == random.state.tasks, "seed \(seed)")
        #expect(loaded.state.versions == random.state.versions, "seed \(seed)")
      }
      // Another connection sees the same.
      let other = try folder.store()
      #expect(try other.load(Sample.id(1)).state.equals(random.state), "seed \(seed)")
      try other.close()
    }
  }
}

/// A state that changes at random, within the rules of the records.
private struct RandomState {
  private var generator: SeededGenerator
  private(set) var state = InstanceState(
    instance: Sample.instance(tasks: 0, scopes: 0), scopes: [], tasks: [], versions: [])

  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
  }

  /// Changes the state, and says what changed.
  mutating func step() -> InstanceChanges {
    var changes = InstanceChanges(only: state.instance)
    if state.scopes.isEmpty || chance(3) {
      addScope()
    }
    for _ in 0..<below(4) { addVersion(&changes) }
    let known = state.tasks.count
    for _ in 0...below(5) { addTask() }
    for index in 0..<known where chance(3) {
      state.tasks[index] = changed(state.tasks[index])
      changes.tasks.append(state.tasks[index])
    }
    changes.tasks += state.tasks[known...]
    for index in state.scopes.indices where chance(2) || state.scopes[index].number == state.instance.scopeCount - 1 {
      state.scopes[index].data = dictionary(depth: 2)
      state.scopes[index].dataObjects = dictionary(depth: 1)
      state.scopes[index].correlations = dictionary(depth: 1)
      state.scopes[index].isCompleted = chance(2)
      state.scopes[index].lastTask = state.tasks.last?.number
      changes.scopes.append(state.scopes[index])
    }
    state.instance.lastStamp = Timestamp(microseconds: Int64(truncatingIfNeeded: generator.next()))
    changes.instance = state.instance
    return changes
  }

  private mutating func addScope() {
    let number = state.instance.scopeCount
    state.instance.scopeCount += 1
    let host = number == 0 ? nil : state.tasks.randomElement(using: &generator)?.number
    state.scopes.append(
      ScopeRecord(
        number: number, host: host, process: text(), data: [:], dataObjects: dictionary(depth: 1),
        isCompleted: false, lastTask: nil))
  }

  private mutating func addVersion(_ changes: inout InstanceChanges) {
    state.instance.versionCount += 1
    let base = below(state.instance.versionCount)
    let version = DataVersionRecord(
      number: state.instance.versionCount, base: base, written: dictionary(depth: 3),
      members: chance(2) ? members(of: base) : [:], removed: (0..<below(3)).map { _ in text() })
    state.versions.append(version)
    changes.versions.append(version)
  }

  private mutating func addTask() {
    let number = state.instance.taskCount
    state.instance.taskCount += 1
    var task = Sample.task(number, of: state.tasks.randomElement(using: &generator)?.number, spec: text())
    task.scope = state.scopes.randomElement(using: &generator)?.number ?? 0
    state.tasks.append(changed(task))
  }

  private mutating func changed(_ task: TaskRecord) -> TaskRecord {
    var task = task
    task.state = TaskState.allCases.randomElement(using: &generator) ?? .ready
    task.lastStateChange = Timestamp(microseconds: Int64(truncatingIfNeeded: generator.next()))
    task.dataVersion = below(state.instance.versionCount + 1)
    task.arrivedBy = chance(2) ? text() : nil
    task.isDormant = chance(2)
    task.internalData = dictionary(depth: 2)
    return task
  }

  // MARK: Values

  private mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &generator) }
  private mutating func chance(_ bound: Int) -> Bool { below(bound) == 0 }

  private mutating func text() -> String {
    let alphabet: [Character] = ["a", "b", "_", "\"", "\\", "\u{0}", "é", "🙂", "\n", "中"]
    return String((0..<below(6)).map { _ in alphabet[below(alphabet.count)] })
  }

  private mutating func dictionary(depth: Int) -> DataDictionary {
    var dictionary: DataDictionary = [:]
    for _ in 0..<below(4) {
      dictionary[chance(8) ? "typename" : text()] = value(depth: depth)
    }
    return dictionary
  }

  /// Members for the lists and dictionaries that a version has.
  private mutating func members(of version: Int) -> OrderedDictionary<String, DataDictionary> {
    var members: OrderedDictionary<String, DataDictionary> = [:]
    for (name, collection) in (try? state.dataByVersion())?[version]?.variables ?? [:] {
      switch collection {
      case .list(let items): members[name] = ["\(below(items.count + 1))": value(depth: 3)]
      case .dictionary: members[name] = dictionary(depth: 3)
      default: continue
      }
    }
    return members
  }

  private mutating func value(depth: Int) -> DataValue {
    switch below(depth > 0 ? 11 : 7) {
    case 0: .null
    case 1: .bool(chance(2))
    case 2: .integer(Int(truncatingIfNeeded: generator.next()))
    case 3: DataValue(BigInt(generator.next()) * BigInt(generator.next()))
    case 4: .double(Double.random(in: -1e300...1e300, using: &generator))
    case 5: .string(text())
    case 6: .string(String(repeating: text(), count: below(1000)))
    case 7, 8: .list((0..<below(5)).map { _ in value(depth: depth - 1) })
    case 9: .dictionary(dictionary(depth: depth - 1))
    default: .typed(TypedValue(typename: chance(2) ? "dict" : text(), content: dictionary(depth: depth - 1)))
    }
  }
}
