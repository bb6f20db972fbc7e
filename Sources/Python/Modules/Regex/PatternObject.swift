/// A `re.Pattern`.
final class PatternObject: Object, @unchecked Sendable {
  let pattern: Str
  let flags: RegexFlags
  let program: RegexProgram
  let groupNames: [(name: String, index: Int)]

  init(_ heap: Heap?, _ pattern: Str, _ flags: RegexFlags, _ vm: Machine) throws(Raise) {
    try vm.charge(pattern.string.utf8.count * 4)
    var parser = RegexParser(pattern.codePoints, flags)
    do throws(RegexFailure) {
      let node = try parser.parse()
      program = RegexProgram(node, groupCount: parser.groupCount)
    } catch {
      throw PatternObject.error(error, pattern, vm)
    }
    self.pattern = pattern
    self.flags = parser.flags.contains(.ascii) ? parser.flags : parser.flags.union(.unicode)
    groupNames = parser.groupNames
    super.init(heap)
  }

  static let errorType = TypeObject(builtin: "error", module: "re", base: .exception)
  static let patternType = TypeObject(
    builtin: "Pattern", module: "re", isDerivable: false, methods: RegexModule.patternMethods)

  static func error(_ failure: RegexFailure, _ pattern: Str, _ vm: Machine) -> Raise {
    if failure.message == "the repetition number is too large" { return vm.overflowError(failure.message) }
    var text = failure.message
    if failure.position >= 0 {
      text += " at position \(failure.position)"
      let before = pattern.codePoints.prefix(failure.position)
      if pattern.string.unicodeScalars.contains("\n") {
        let line = before.count { $0 == "\n" } + 1
        let column = failure.position - (before.lastIndex(of: "\n") ?? -1)
        text += " (line \(line), column \(column))"
      }
    }
    let exception = ExceptionObject(vm.heap, errorType, [vm.string(text)])
    exception.attributes.set("msg", vm.string(failure.message))
    exception.attributes.set("pattern", .str(pattern))
    exception.attributes.set("pos", failure.position >= 0 ? .int(failure.position) : .null)
    return .exception(exception)
  }

  override var type: TypeObject { PatternObject.patternType }

  override func repr(_ vm: Machine) throws(Raise) -> String {
    let names: [(RegexFlags, String)] = [
      (.ignoreCase, "re.IGNORECASE"), (.multiline, "re.MULTILINE"), (.dotAll, "re.DOTALL"), (.verbose, "re.VERBOSE"),
      (.ascii, "re.ASCII"),
    ]
    let shown = names.filter { flags.contains($0.0) }.map(\.1).joined(separator: "|")
    let text = StringRepr.repr(pattern.string.unicodeScalars.prefix(200))
    return "re.compile(\(text)\(shown.isEmpty ? "" : ", " + shown))"
  }

  override func equals(_ other: Value, _ vm: Machine) throws(Raise) -> Bool? {
    guard let other = other.heapObject as? PatternObject else { return nil }
    return pattern == other.pattern && flags == other.flags
  }

  override func hash(_ vm: Machine) throws(Raise) -> Int { pattern.hashCode ^ flags.rawValue }

  override func attribute(_ name: String, _ vm: Machine) throws(Raise) -> Value? {
    switch name {
    case "pattern": return .str(pattern)
    case "flags": return .int(flags.rawValue)
    case "groups": return .int(program.groupCount)
    case "groupindex": return vm.dict(groupNames.map { ($0.name, .int($0.index)) })
    default: return nil
    }
  }

  /// The number of a group that a script names by number or name; nil where there is none.
  func group(_ key: Value, _ vm: Machine) throws(Raise) -> Int? {
    if case .str(let name) = key { return groupNames.first { $0.name.isIdentical(to: name.string) }?.index }
    guard let number = try vm.bigInt(key), let index = Int(exactly: number) else { return nil }
    return index >= 0 && index <= program.groupCount ? index : nil
  }

  /// The matches from `start` on, one after another; empty ones may follow others but not repeat.
  func matches(
    in subject: Str, from start: Int = 0, to end: Int? = nil, _ vm: Machine,
    _ body: (MatchObject) throws(Raise) -> Bool
  ) throws(Raise) {
    var search = RegexSearch(self, subject, from: start, to: end, vm)
    while let match = try search.next(vm) {
      if try !body(match) { return }
    }
  }
}

/// A search that goes on from match to match.
struct RegexSearch {
  private let pattern: PatternObject
  private let subject: Str
  private var matcher: RegexMatcher
  private let start: Int
  private var position: Int
  private let end: Int
  private var mustAdvance = false

  init(_ pattern: PatternObject, _ subject: Str, from start: Int, to end: Int?, _ vm: Machine) {
    self.pattern = pattern
    self.subject = subject
    let count = subject.count
    self.end = min(max(end ?? count, 0), count)
    self.start = min(max(start, 0), count)
    position = self.start
    matcher = RegexMatcher(pattern.program, subject.codePoints, limit: self.end, vm)
  }

  mutating func next(_ vm: Machine) throws(Raise) -> MatchObject? {
    while position <= end {
      try vm.charge(1)
      if try matcher.match(at: position, mustAdvance: mustAdvance) {
        let match = made(vm)
        position = match.slots[1]
        mustAdvance = match.slots[0] == match.slots[1]
        return match
      }
      position += 1
      mustAdvance = false
    }
    return nil
  }

  /// A match that begins at the start.
  mutating func atStart(isFull: Bool, _ vm: Machine) throws(Raise) -> MatchObject? {
    guard position <= end, try matcher.match(at: position, isFull: isFull) else { return nil }
    return made(vm)
  }

  private func made(_ vm: Machine) -> MatchObject {
    MatchObject(vm.heap, pattern, subject, matcher.slots, lastGroup: matcher.lastGroup, start, end)
  }
}

/// A `re.Match`.
final class MatchObject: Object, SubscriptableObject, @unchecked Sendable {
  let pattern: PatternObject
  let subject: Str
  let slots: [Int]
  private let lastGroup: Int
  private let start: Int
  private let end: Int

  init(
    _ heap: Heap?, _ pattern: PatternObject, _ subject: Str, _ slots: [Int], lastGroup: Int, _ start: Int, _ end: Int
  ) {
    self.pattern = pattern
    self.subject = subject
    self.slots = slots
    self.lastGroup = lastGroup
    self.start = start
    self.end = end
    super.init(heap)
    heap?.add(slots.count * 8)
  }

  deinit { heap?.remove(slots.count * 8) }

  static let matchType = TypeObject(
    builtin: "Match", module: "re", isDerivable: false, methods: RegexModule.matchMethods)

  override var type: TypeObject { MatchObject.matchType }

  /// The text of a group; None where it took no part.
  func text(_ group: Int, default fallback: Value = .null, _ vm: Machine) -> Value {
    let (start, end) = (slots[group * 2], slots[group * 2 + 1])
    guard start >= 0, end >= start else { return fallback }
    return vm.string(subject.text(start..<end))
  }

  override func repr(_ vm: Machine) throws(Raise) -> String {
    let shown = String(try vm.repr(text(0, vm)).unicodeScalars.prefix(50))
    return "<re.Match object; span=(\(slots[0]), \(slots[1])), match=\(shown)>"
  }

  override func item(_ key: Value, _ vm: Machine) throws(Raise) -> Value {
    guard let group = try pattern.group(key, vm) else { throw vm.indexError("no such group") }
    return text(group, vm)
  }

  override func attribute(_ name: String, _ vm: Machine) throws(Raise) -> Value? {
    switch name {
    case "string": return .str(subject)
    case "re": return .object(pattern)
    case "pos": return .int(start)
    case "endpos": return .int(end)
    case "lastindex": return lastGroup == 0 ? .null : .int(lastGroup)
    case "lastgroup":
      return pattern.groupNames.first { $0.index == lastGroup }.map { vm.string($0.name) } ?? .null
    default: return nil
    }
  }

  override func traverse(_ visit: (Value) -> Void) {
    visit(.object(pattern))
    visit(.str(subject))
  }
}
