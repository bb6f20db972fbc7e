import WorkflowRuntime
import Yams

/// A value of a configuration, with the file and the keys that lead to it.
struct ConfigurationNode {
  private let node: Node
  private let file: String
  /// The keys, as in `services.read_file.timeout`; empty for the whole file.
  private let path: String

  init(_ node: Node, file: String, path: String = "") {
    self.node = node
    self.file = file
    self.path = path
  }

  /// The error that what stands here is not what is needed.
  func mismatch(_ expected: String) -> RuntimeError {
    let found =
      switch node {
      case .scalar(let scalar): isNull ? "nothing" : "'\(scalar.string)'"
      case .mapping: "a mapping"
      case .sequence: "a list"
      case .alias: "an alias"
      }
    return error("\(path.isEmpty ? "the configuration" : "'\(path)'") must be \(expected), not \(found)")
  }

  /// An error at the place of this value.
  func error(_ message: String, hints: [String] = []) -> RuntimeError {
    .badConfiguration(file, line: node.mark?.line, column: node.mark?.column, message, hints: hints)
  }

  /// The members by their names, which may be any.
  func members() throws(RuntimeError) -> [(name: String, value: ConfigurationNode)] {
    if isNull { return [] }
    guard case .mapping(let mapping) = node else { throw mismatch("a mapping") }
    var members: [(name: String, value: ConfigurationNode)] = []
    for (key, value) in mapping {
      guard case .scalar(let scalar) = key else {
        throw ConfigurationNode(key, file: file, path: path).error("a key must be a text")
      }
      let name = scalar.string
      members.append((name, ConfigurationNode(value, file: file, path: path.isEmpty ? name : "\(path).\(name)")))
    }
    return members
  }

  /// The members, whose names must be known ones.
  func members(known: [String]) throws(RuntimeError) -> [(name: String, value: ConfigurationNode)] {
    let members = try members()
    guard case .mapping(let mapping) = node else { return members }
    for key in mapping.keys where !known.contains(key.string ?? "") {
      let place = path.isEmpty ? "" : " in '\(path)'"
      throw ConfigurationNode(key, file: file, path: path).error(
        "unknown key '\(key.string ?? "")'\(place)", hints: ["known are: \(known.joined(separator: ", "))"])
    }
    return members
  }

  /// A text.
  func text(_ expected: String = "a text") throws(RuntimeError) -> String {
    guard case .scalar(let scalar) = node, node.tag == Tag(.str) else { throw mismatch(expected) }
    return scalar.string
  }

  /// A list of texts.
  func texts(_ expected: String = "a list of texts") throws(RuntimeError) -> [String] {
    guard case .sequence(let items) = node else { throw mismatch(expected) }
    var texts: [String] = []
    for (index, item) in items.enumerated() {
      texts.append(try ConfigurationNode(item, file: file, path: "\(path)[\(index)]").text())
    }
    return texts
  }

  /// A truth value.
  func flag() throws(RuntimeError) -> Bool {
    guard node.tag == Tag(.bool), let flag = node.bool else { throw mismatch("true or false") }
    return flag
  }

  /// An integer within bounds.
  func integer(_ range: ClosedRange<Int>) throws(RuntimeError) -> Int {
    guard node.tag == Tag(.int), let integer = node.int, range.contains(integer) else {
      throw mismatch("an integer from \(range.lowerBound) to \(range.upperBound)")
    }
    return integer
  }

  /// A time in seconds, as milliseconds.
  func seconds(upTo limit: Int) throws(RuntimeError) -> Int {
    guard node.tag == Tag(.int) || node.tag == Tag(.float), let seconds = node.float, seconds >= 0.001,
      seconds <= Double(limit)
    else { throw mismatch("a number of seconds up to \(limit)") }
    return Int(seconds * 1000)
  }

  /// A time such as `12h`, `90d` or `4w`, in microseconds; nil for `forever`.
  func age() throws(RuntimeError) -> Int64? {
    let expected = "a number of hours, days or weeks, such as 90d, or 'forever'"
    let text = try text(expected)
    if text == "forever" { return nil }
    let hours: [Character: Int64] = ["h": 1, "d": 24, "w": 7 * 24]
    guard let unit = text.last.flatMap({ hours[$0] }), let number = Int64(text.dropLast()),
      (1...Self.longestAge).contains(number)
    else { throw mismatch(expected) }
    return number * unit * 3_600_000_000
  }

  /// In any unit.
  private static let longestAge: Int64 = 10_000

  private var isNull: Bool { node.tag == Tag(.null) }
}
