import OrderedCollections
import TestSupport
import Testing
import WorkflowModel
import WorkflowPython
import WorkflowScripting

@testable import WorkflowEngine

/// Data without an order.
typealias Members = [String: DataValue]

extension DataDictionary {
  /// The members in the order of their names.
  init(members: Members) {
    self.init(uniqueKeysWithValues: members.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
  }
}

/// How a test drives its instance. The results must not depend on it.
enum Mode: CaseIterable {
  /// The instance lives as long as the test.
  case inOneGo
  /// After each call it is saved, thrown away and made again from its records.
  case restarted
  /// The same, and made again of what is open in it. Beside it another one, made again of all records, does the same: both
  /// must have the same to save.
  case readInPart
}

/// A running instance, with what a test asks it.
final class Run {
  let clock = TestClock()
  private let definition: WorkflowDefinition
  private let mode: Mode
  private let identifiers = CountingIdentifiers()
  private let environment: [EnvironmentModule]
  private var records = RecordStore()
  private(set) var instance: WorkflowInstance
  /// The one of which all was read, in the mode that compares.
  private var twin: WorkflowInstance?

  /// Starts a process of a fixture and runs it as far as it goes.
  convenience init(
    _ file: String, _ process: String, _ mode: Mode, data: Members = [:], dialect: Dialect = .spiff,
    dmn: [String] = [], environment: String? = nil
  ) throws {
    try self.init(
      Fixture.definition(file, process, dialect: dialect, dmn: dmn), mode, data: data, environment: environment)
  }

  init(
    _ definition: WorkflowDefinition, _ mode: Mode, data: Members = [:], environment: String? = nil,
    isRunAtOnce: Bool = true, observer: ((TaskState, TaskState) -> Void)? = nil
  ) throws {
    self.definition = definition
    self.mode = mode
    self.environment = environment.map { [EnvironmentModule(name: "environment", source: $0)] } ?? []
    let host = ScriptHost(clock: clock, seed: 1) { _ in }
    let identifiers = identifiers
    instance = WorkflowInstance(
      starting: definition, data: TaskData(DataDictionary(members: data)),
      scripts: try RestrictedEngine(host: host, environment: self.environment), clock: clock,
      makeIdentifier: { identifiers.next() })
    instance.tree.transitionObserver = observer
    if isRunAtOnce { try step { _ in } }
  }

  // MARK: Driving

  /// Does something and lets the engine run as far as it goes.
  func step(_ body: (WorkflowInstance) throws -> Void) throws {
    try onBoth(body)
    try restartIfAsked()
    try onBoth { $0.run() }
    try restartIfAsked()
  }

  /// Does something, and the same to the twin, with the same identifiers.
  func onBoth(_ body: (WorkflowInstance) throws -> Void) throws {
    let (next, now) = (identifiers.count, clock.now())
    let result = Result { try body(instance) }
    if let twin {
      let (nextAfter, nowAfter) = (identifiers.count, clock.now())
      identifiers.count = next
      clock.set(now)
      let twinsResult = Result { try body(twin) }
      #expect(identifiers.count == nextAfter && clock.now() == nowAfter)
      #expect("\(result)" == "\(twinsResult)")
    }
    try result.get()
  }

  /// Completes the one ready task of an element.
  func complete(_ element: String, _ data: Members = [:]) throws {
    try step { try $0.complete(.element(element), data: DataDictionary(members: data)) }
  }

  /// Completes one of the ready tasks of an element, counted from 0 in the order in which they were created.
  func complete(_ element: String, number: Int, _ data: Members = [:]) throws {
    let ready = (0..<Int32(instance.tree.tasks.count)).map { instance.tree[$0] }.filter { task in
      task.state == .ready
        && definition.processes[instance.tree.scopes[Int(task.scope)].process]
          .nodes[Int(task.node)].element?.id == element
    }
    let task = try #require(ready.indices.contains(number) ? ready[number] : nil, "ready task \(number) of \(element)")
    try step { try $0.complete(.id(task.id), data: DataDictionary(members: data)) }
  }

  func message(_ name: String, _ payload: DataValue? = nil, correlation: Members = [:]) throws {
    try step {
      try $0.catchEvent(.message(name: name, payload: payload, correlation: DataDictionary(members: correlation)))
    }
  }

  func signal(_ name: String, _ payload: DataValue? = nil) throws {
    try step { try $0.catchEvent(.signal(name: name, payload: payload)) }
  }

  /// Moves the clock.
  func wait(seconds: Double) throws {
    clock.advance(bySeconds: seconds)
    try step { _ in }
  }

  func wait(hours: Double) throws { try wait(seconds: hours * 3600) }

  func wait(until moment: String) throws {
    clock.set(try #require(Timestamp(moment)))
    try step { _ in }
  }

  func retry(_ element: String) throws {
    try step { try $0.retry(.element(element)) }
  }

  /// The reason that a request is refused with; nil where it is not.
  func refusal(_ body: (Run) throws -> Void) -> String? {
    do {
      try body(self)
      return nil
    } catch let error as EngineError {
      return error.message
    } catch {
      return "unexpected: \(error)"
    }
  }

  // MARK: Restarting

  private func restartIfAsked() throws {
    switch mode {
    case .inOneGo: break
    case .restarted: try restart()
    case .readInPart: #expect(try partDifference() == nil)
    }
  }

  /// Saves the instance, and makes it again of what is open in it.
  ///
  /// - Returns: what is different from one that is made again of all records; nil where nothing is, as it must be.
  func partDifference() throws -> String? {
    let changes = instance.takeChanges()
    let former = records
    records.save(changes)
    if let difference = try difference(toTwinOf: former, changes) { return difference }
    if let error = instance.unreadable { return "\(error)" }
    let source = try #require(records.source)
    let observer = instance.tree.transitionObserver
    let state = try #require(records.state)
    let whole = try WorkflowInstance(
      restoring: state, of: definition, scripts: try makeEngine(), clock: clock, makeIdentifier: makeIdentifier)
    twin = whole
    instance = try readInPart(source)
    if let difference = InstanceText(whole).difference(to: InstanceText(instance)) { return difference }
    if let difference = instance.tree.keptDifference() { return difference }
    // Looking at everything has read everything.
    instance = try readInPart(source)
    instance.tree.transitionObserver = observer
    return nil
  }

  /// How the twin's changes differ, and what would be saved with them.
  private func difference(toTwinOf former: RecordStore, _ changes: InstanceChanges) throws -> String? {
    guard let twin else { return nil }
    let twinsChanges = twin.takeChanges()
    if let difference = changes.difference(to: twinsChanges) { return difference }
    var twinsRecords = former
    twinsRecords.save(twinsChanges)
    return records.difference(to: twinsRecords)
  }

  /// Another instance, made again of what is open in this one as it was saved last, with what it reads from.
  func readInPart() throws -> (WorkflowInstance, RecordSource) {
    let source = try #require(records.source)
    return (try readInPart(source), source)
  }

  func readInPart(_ source: RecordSource) throws -> WorkflowInstance {
    try WorkflowInstance(
      reading: source, of: definition, scripts: makeEngine(), clock: clock, makeIdentifier: makeIdentifier)
  }

  private func makeEngine() throws -> RestrictedEngine {
    try RestrictedEngine(host: ScriptHost(clock: clock, seed: 1) { _ in }, environment: environment)
  }

  private var makeIdentifier: () -> Identifier {
    let identifiers = identifiers
    return { identifiers.next() }
  }

  /// Saves the instance, and makes it again from what is saved: nothing may change.
  func restart() throws {
    #expect(try restartDifference() == nil)
    try migrateToItself()
  }

  /// Moved to the specification that they are of, the records of an instance stay as they are.
  private func migrateToItself() throws {
    let state = try #require(records.state)
    let migrated = InstanceMigration(from: definition, to: definition, renaming: [:]).migrate(state, at: clock.now())
    #expect(migrated.obstacles == [] && migrated.retired == [])
    #expect(migrated.state.tasks == state.tasks && migrated.state.scopes == state.scopes)
    #expect(migrated.state.instance == state.instance)
  }

  /// Saves the instance, and makes it again from what is saved.
  ///
  /// - Returns: what is different afterwards; nil where nothing is, as it must be.
  func restartDifference() throws -> String? {
    if let difference = instance.tree.keptDifference() { return difference }
    let before = InstanceText(instance)
    records.save(instance.takeChanges())
    let state = try #require(records.state)
    let host = ScriptHost(clock: clock, seed: 1) { _ in }
    let identifiers = identifiers
    let observer = instance.tree.transitionObserver
    instance = try WorkflowInstance(
      restoring: state, of: definition, scripts: RestrictedEngine(host: host, environment: environment), clock: clock,
      makeIdentifier: { identifiers.next() })
    instance.tree.transitionObserver = observer
    twin = nil
    if let difference = before.difference(to: InstanceText(instance)) ?? instance.tree.keptDifference() {
      return difference
    }
    return instance.takeChanges().isEmpty ? nil : "an instance that was only loaded has something to save"
  }

  // MARK: Looking

  /// The versions of data that were saved.
  var versions: [DataVersionRecord] { records.state?.versions ?? [] }

  /// What was noted since the start.
  var events: [HistoryEvent] { records.events + instance.events }

  var status: InstanceStatus { instance.status }
  var data: Members { Members(uniqueKeysWithValues: instance.data.map { ($0, $1) }) }
  var error: InstanceError? { instance.error }

  /// The active tasks of elements of the diagram, as `element STATE`, depth first.
  var active: [String] {
    instance.activeTasks().compactMap { task in task.element.map { "\($0.id) \(task.state.rawValue)" } }
  }

  /// How many tasks of an element are in a state.
  func count(_ element: String, _ state: TaskState = .completed) -> Int {
    instance.tasks { $0 == state }.filter { $0.element?.id == element }.count
  }

  /// The data of the one active task of an element.
  func data(of element: String) throws -> Members {
    let tasks = instance.activeTasks().filter { $0.element?.id == element }
    try #require(tasks.count == 1, "one active task of \(element)")
    return Members(uniqueKeysWithValues: tasks[0].data.variables.map { ($0, $1) })
  }
}

extension Run {
  /// A variable of the ready tasks of an element, in the order in which they were created.
  func items(_ variable: String, of element: String) -> [DataValue] {
    (0..<Int32(instance.tree.tasks.count))
      .filter { self.instance.tree[$0].state == .ready && self.instance.node(of: $0).element?.id == element }
      .map { self.instance.tree[$0].data[variable] ?? .null }
  }
}

extension InstanceChanges {
  /// What another has to save that this has not; nil where both have the same.
  fileprivate func difference(to other: InstanceChanges) -> String? {
    if instance != other.instance { return "\(instance) became \(other.instance)" }
    if versions != other.versions { return "versions \(versions) became \(other.versions)" }
    if subscriptions != other.subscriptions { return "\(subscriptions) became \(other.subscriptions)" }
    if sentMessages != other.sentMessages { return "\(sentMessages) became \(other.sentMessages)" }
    if events != other.events { return "\(events) became \(other.events)" }
    if search.waitsFor != other.search.waitsFor { return "\(search.waitsFor) became \(other.search.waitsFor)" }
    return nil
  }
}
