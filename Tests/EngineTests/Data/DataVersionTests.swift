import OrderedCollections
import Testing
import WorkflowModel

@testable import WorkflowEngine

@Suite("Data versions")
struct DataVersionTests {
  @Test(
    "data changed at random is what a dictionary would be, and what its records make again",
    arguments: [UInt64.random(in: 0...UInt64.max), 1, 2, 3])
  func random(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let changes = (0..<600).map { _ in DataChange(&generator) }
    guard let failure = DataChange.failure(of: changes) else { return }
    let fewest = DataChange.fewest(of: changes)
    Issue.record("seed \(seed): \(failure); with the fewest changes: \(DataChange.failure(of: fewest) ?? "") \(fewest)")
  }

  @Test("a version holds the members written of a large collection, and the whole of a small or much changed one")
  func members() {
    var data = TaskData(["list": Self.list(20), "dict": Self.dictionary(20), "small": [1]])
    _ = data.seal(as: 1)
    data.append("new", to: "list")
    data.assign("changed", at: .index(3), of: "list")
    data.assign("new", at: .key("k\""), of: "dict")
    data.append(2, to: "small")
    let first = DataVersionRecord(number: 2, base: 1, changes: data.seal(as: 2))
    #expect(first.written == ["small": [1, 2]])
    #expect(first.members == ["list": ["20": "new", "3": "changed"], "dict": ["k\"": "new"]])
    for index in 0..<15 { data.assign(0, at: .index(index), of: "list") }
    let second = DataVersionRecord(number: 3, base: 2, changes: data.seal(as: 3))
    #expect(second.members == [:])
    #expect(second.written.keys == ["list"])
  }

  @Test("a new value that is the old one but for a few members is held as these, whoever makes it")
  func assignedWhole() {
    var data = TaskData(["list": Self.list(20), "dict": Self.dictionary(20)])
    _ = data.seal(as: 1)
    data["list"] = .list((0..<22).map { $0 == 5 ? -0.0 : $0 == 6 ? "e\u{301}" : .integer($0) })
    data["dict"] = Self.dictionary(21)
    let record = DataVersionRecord(number: 2, base: 1, changes: data.seal(as: 2))
    #expect(record.written == [:])
    #expect(record.members == ["list": ["5": -0.0, "6": "e\u{301}", "20": 20, "21": 21], "dict": ["k20": 20]])
    data["list"] = .list((0..<22).map { $0 == 5 ? 0.0 : $0 == 6 ? "\u{e9}" : .integer($0) })
    let other = DataVersionRecord(number: 3, base: 2, changes: data.seal(as: 3))
    #expect(other.members["list"].map { Array($0.keys) } == ["5", "6"])
    data["list"] = Self.list(19)
    #expect(DataVersionRecord(number: 4, base: 3, changes: data.seal(as: 4)).written == ["list": Self.list(19)])
  }

  @Test("versions that hold whole collections are read, as they were written before there were members")
  func whole() throws {
    let records = (1...40).map {
      DataVersionRecord(number: $0, base: $0 - 1, written: ["list": Self.list($0)], removed: [])
    }
    let data = try Self.state(records).dataByVersion()
    for number in 1...40 { #expect(data[number]?["list"] == Self.list(number)) }
  }

  @Test(
    "a member that its collection has no place for is refused",
    arguments: [
      ["list": ["21": 0]], ["list": ["-1": 0]], ["list": ["x": 0]], ["none": ["0": 0]], ["text": ["a": 0]],
    ] as [OrderedDictionary<String, DataDictionary>])
  func refusal(members: OrderedDictionary<String, DataDictionary>) {
    let records = [
      DataVersionRecord(number: 1, base: 0, written: ["list": Self.list(20), "text": "a"], removed: []),
      DataVersionRecord(number: 2, base: 1, written: [:], members: members, removed: []),
    ]
    let error = #expect(throws: EngineError.self) { try Self.state(records).dataByVersion() }
    #expect(
      error?.message
        == "the saved instance is damaged: version 2 of the data writes a member of what version 1 does not have")
  }

  @Test("a chain of many versions is read without recursion, and each has its own members")
  func longChain() throws {
    var records = [DataVersionRecord(number: 1, base: 0, written: ["list": Self.list(16)], removed: [])]
    for number in 2...20_000 {
      records.append(
        DataVersionRecord(
          number: number, base: number - 1, written: [:], members: ["list": ["\(number + 14)": .integer(number + 14)]],
          removed: []))
    }
    let data = try Self.state(records).dataByVersion()
    #expect(data[20_000]?["list"] == Self.list(20_015))
    #expect(data[7_000]?["list"] == Self.list(7_015))
    #expect(data[1]?["list"] == Self.list(16))
  }

  @Test("a collection whose members are replaced again and again keeps each state")
  func replacedAgain() throws {
    var records = [DataVersionRecord(number: 1, base: 0, written: ["list": Self.list(16)], removed: [])]
    for number in 2...500 {
      records.append(
        DataVersionRecord(
          number: number, base: number - 1, written: [:], members: ["list": ["\(number % 16)": .integer(number)]],
          removed: []))
    }
    let data = try Self.state(records).dataByVersion()
    for number in 17...500 {
      #expect(data[number]?["list"] == .list((0..<16).map { .integer(number - (number - $0) % 16) }))
    }
  }

  private static func list(_ count: Int) -> DataValue { .list((0..<count).map { .integer($0) }) }

  private static func dictionary(_ count: Int) -> DataValue {
    .dictionary(DataDictionary(uniqueKeysWithValues: (0..<count).map { ("k\($0)", .integer($0)) }))
  }

  static func state(_ records: [DataVersionRecord]) -> InstanceState {
    InstanceState(
      instance: InstanceRecord(
        status: .active, error: nil, lastStamp: Timestamp(microseconds: 0), taskCount: 0, scopeCount: 0,
        versionCount: records.count),
      scopes: [], tasks: [], versions: records)
  }
}

/// A change of one of several pieces of data, of which some are copies of others.
private struct DataChange: CustomStringConvertible {
  enum Kind: CaseIterable {
    case append, assignIndex, assignKey, replaceWhole, replaceMember, remove, copy, seal
  }

  let kind: Kind
  /// Chooses the piece of data, the variable and the member, each by its remainder.
  let piece: Int
  let variable: Int
  let number: Int

  init(_ generator: inout SeededGenerator) {
    // Appending and sealing are the usual.
    kind = (Kind.allCases + [.append, .append, .append, .assignKey, .seal, .seal]).randomElement(using: &generator)!
    piece = Int.random(in: 0..<60, using: &generator)
    variable = Int.random(in: 0..<60, using: &generator)
    number = Int.random(in: 0..<100, using: &generator)
  }

  var description: String { "\(kind)(\(piece), \(variable), \(number))" }

  /// What goes wrong when the changes are made; nil where nothing does.
  static func failure(of changes: [DataChange]) -> String? {
    var trial = Trial()
    for (index, change) in changes.enumerated() {
      trial.make(change)
      if let failure = trial.difference { return "change \(index): \(failure)" }
    }
    return trial.recordDifference
  }

  /// Changes that still fail when none of them can be left out.
  static func fewest(of changes: [DataChange]) -> [DataChange] {
    var changes = changes
    var length = changes.count / 2
    while length > 0 {
      var start = 0
      while start < changes.count {
        var fewer = changes
        fewer.removeSubrange(start..<min(start + length, changes.count))
        if failure(of: fewer) != nil { changes = fewer } else { start += length }
      }
      length /= 2
    }
    return changes
  }
}

/// Data, and beside it what it must be.
private struct Trial {
  private typealias Piece = (data: TaskData, model: DataDictionary)
  private var pieces: [Piece] = [(TaskData(), [:])]
  private var records: [DataVersionRecord] = []
  private var sealed: [Piece] = []

  init() {
    let list = DataValue.list((0..<18).map { .integer($0) })
    let dictionary = DataValue.dictionary(
      DataDictionary(uniqueKeysWithValues: (0..<18).map { ("k\($0)", .integer($0)) }))
    let model: DataDictionary = ["a": list, "b": dictionary, "c": [1, 2], "d": list]
    pieces = [(TaskData(model), model)]
  }

  mutating func make(_ change: DataChange) {
    let index = change.piece % pieces.count
    let name = ["a", "b", "c", "d"][change.variable % 4]
    let value = DataValue.integer(change.number)
    switch change.kind {
    case .append:
      pieces[index].data.append(value, to: name)
      if case .list(let items)? = pieces[index].model[name] { pieces[index].model[name] = .list(items + [value]) }
    case .assignIndex:
      pieces[index].data.assign(value, at: .index(change.number), of: name)
      replaceInModel(index, name, at: change.number, value)
    case .assignKey:
      pieces[index].data.assign(value, at: .key("k\(change.number)"), of: name)
      if case .dictionary(var members)? = pieces[index].model[name] {
        members["k\(change.number)"] = value
        pieces[index].model[name] = .dictionary(members)
      }
    case .replaceWhole:
      let whole = DataValue.list((0..<change.number).map { .integer($0) })
      pieces[index].data[name] = whole
      pieces[index].model[name] = whole
    case .replaceMember:
      replaceInModel(index, name, at: change.number % 16, value)
      pieces[index].data[name] = pieces[index].model[name]
    case .remove:
      pieces[index].data[name] = nil
      pieces[index].model[name] = nil
    case .copy:
      // One that follows another begins with its version.
      seal(index)
      if pieces.count < 6 {
        pieces.append(pieces[index])
      } else {
        pieces[change.number % pieces.count] = pieces[index]
      }
    case .seal: seal(index)
    }
  }

  private mutating func replaceInModel(_ index: Int, _ name: String, at place: Int, _ value: DataValue) {
    guard case .list(var items)? = pieces[index].model[name], place <= items.count else { return }
    if place == items.count { items.append(value) } else { items[place] = value }
    pieces[index].model[name] = .list(items)
  }

  private mutating func seal(_ index: Int) {
    guard !pieces[index].data.unversioned.isEmpty else { return }
    let number = records.count + 1
    let base = pieces[index].data.version
    records.append(DataVersionRecord(number: number, base: base, changes: pieces[index].data.seal(as: number)))
    sealed.append(pieces[index])
  }

  /// In what a piece is not what it must be.
  var difference: String? {
    for (index, piece) in pieces.enumerated() {
      if let difference = Self.difference(piece) { return "piece \(index): \(difference)" }
    }
    return nil
  }

  /// In what the records do not make the data of the versions.
  var recordDifference: String? {
    do throws(EngineError) {
      let versions = try DataVersionTests.state(records).dataByVersion()
      for (index, version) in sealed.enumerated() {
        if let difference = Self.difference(version) { return "version \(index + 1) has changed: \(difference)" }
        guard let restored = versions[index + 1] else { return "version \(index + 1) is missing" }
        if let difference = Self.difference((restored, version.model)) { return "version \(index + 1): \(difference)" }
      }
      return nil
    } catch {
      return error.message
    }
  }

  private static func difference(_ piece: Piece) -> String? {
    let variables = piece.data.variables
    guard Set(variables.keys) == Set(piece.model.keys), Set(piece.data.names) == Set(variables.keys) else {
      return "it has the variables \(variables.keys)"
    }
    for (name, value) in piece.model where variables[name] != value || piece.data[name] != value {
      return "\(name) is \(variables[name] ?? .null) instead of \(value)"
    }
    return nil
  }
}
