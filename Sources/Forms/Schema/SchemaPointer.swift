import OrderedCollections
import WorkflowModel

/// A place in a schema: a JSON pointer in a URI fragment (RFC 6901, section 6).
struct SchemaPointer: Hashable, CustomStringConvertible {
  private(set) var steps: [String] = []

  init() {}

  /// The pointer of a fragment, with or without its `#`; nil where it is none.
  init?(fragment: String) {
    var text = Substring(fragment)
    if text.first == "#" { text = text.dropFirst() }
    guard let text = Self.decoded(text) else { return nil }
    guard !text.isEmpty else { return }
    guard text.first == "/" else { return nil }
    for step in text.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
      guard let name = Self.unescaped(step) else { return nil }
      steps.append(name)
    }
  }

  func appending(_ step: String) -> SchemaPointer {
    var pointer = self
    pointer.steps.append(step)
    return pointer
  }

  /// The value at this place of a document.
  func value(in document: DataValue) -> DataValue? {
    var value = document
    for step in steps {
      switch value {
      case .dictionary(let members):
        guard let next = members[step] else { return nil }
        value = next
      case .list(let items):
        guard let index = Int(step), "\(index)" == step, items.indices.contains(index) else { return nil }
        value = items[index]
      default: return nil
      }
    }
    return value
  }

  /// Shortened, since it may come from hostile input and ends up in a message.
  var description: String {
    let text = "#" + steps.map { "/" + Self.escaped($0) }.joined()
    return text.count <= 200 ? text : text.prefix(199) + "…"
  }

  private static func escaped(_ step: String) -> String {
    var text = ""
    for scalar in step.unicodeScalars {
      switch scalar {
      case "~": text += "~0"
      case "/": text += "~1"
      case "%": text += "%25"
      case _ where scalar.properties.generalCategory == .control || scalar == " ":
        text += scalar.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined()
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  private static func unescaped(_ step: Substring) -> String? {
    var text = String.UnicodeScalarView()
    var scalars = step.unicodeScalars.makeIterator()
    while let scalar = scalars.next() {
      guard scalar == "~" else {
        text.append(scalar)
        continue
      }
      switch scalars.next() {
      case "0": text.append("~")
      case "1": text.append("/")
      default: return nil
      }
    }
    return String(text)
  }

  private static func decoded(_ text: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard rest.count >= 2, rest.first != UInt8(ascii: "+"),
        let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      else {
        return nil
      }
      bytes.append(code)
      rest = rest.dropFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
