import BigInt
import OrderedCollections
import WorkflowModel

/// Whether two values are the same to the bit: `==` takes 0.0 for -0.0 and "é" for "e" with an accent.
func areIdentical(_ left: DataValue, _ right: DataValue) -> Bool {
  switch (left, right) {
  case (.double(let left), .double(let right)): left.bitPattern == right.bitPattern
  case (.string(let left), .string(let right)): left.utf8.elementsEqual(right.utf8)
  case (.list(let left), .list(let right)): left.count == right.count && zip(left, right).allSatisfy(areIdentical)
  case (.dictionary(let left), .dictionary(let right)): areIdentical(left, right)
  case (.typed(let left), .typed(let right)):
    left.typename.utf8.elementsEqual(right.typename.utf8) && areIdentical(left.content, right.content)
  default: left == right
  }
}

private func areIdentical(_ left: DataDictionary, _ right: DataDictionary) -> Bool {
  left.count == right.count
    && zip(left, right).allSatisfy { $0.key.utf8.elementsEqual($1.key.utf8) && areIdentical($0.value, $1.value) }
}

/// Random values, with more of what is difficult than chance would give.
struct RandomValues {
  var generator: SeededGenerator

  mutating func value(depth: Int = 4) -> DataValue {
    switch Int.random(in: 0..<(depth > 0 ? 12 : 7), using: &generator) {
    case 0: .null
    case 1: .bool(Bool.random(using: &generator))
    case 2:
      .integer([0, -1, .max, .min, Int.random(in: -1000...1000, using: &generator)].randomElement(using: &generator)!)
    case 3:
      DataValue(
        BigInt(Int.random(in: .min ... .max, using: &generator)) * BigInt(Int.random(in: 1 ... .max, using: &generator))
      )
    case 4: .double(double())
    case 5, 6: .string(string())
    case 7, 8: .list((0..<Int.random(in: 0..<5, using: &generator)).map { _ in value(depth: depth - 1) })
    case 9: .dictionary(dictionary(depth: depth - 1))
    case 10: .typed(TypedValue(typename: typename(), content: dictionary(depth: depth - 1)))
    default: .typed(TypedValue(typename: typename(), content: trap(depth: depth - 1)))
    }
  }

  private mutating func double() -> Double {
    while true {
      let value = Double(bitPattern: generator.next())
      if value.isFinite { return [value, -0.0, 1.0, 0.1, value].randomElement(using: &generator)! }
    }
  }

  private mutating func string() -> String {
    let alphabet = Array("ab \"\\\u{0}\u{1f}\u{7f}\n/éß\u{301}€😀\u{fffd}\u{2028}".unicodeScalars)
    var text = ""
    for _ in 0..<Int.random(in: 0..<20, using: &generator) {
      text.unicodeScalars.append(alphabet.randomElement(using: &generator)!)
    }
    return text
  }

  private mutating func typename() -> String {
    ["dict", "typed", "tuple", "typename", "", "ProductInfo"].randomElement(using: &generator)!
  }

  private mutating func key() -> String {
    ["typename", "items", "name", "content", "", "a long key, longer than fifteen bytes", string()]
      .randomElement(using: &generator)!
  }

  private mutating func dictionary(depth: Int) -> DataDictionary {
    var dictionary: DataDictionary = [:]
    let count = Int.random(in: 0..<20, using: &generator) == 0 ? 40 : Int.random(in: 0..<5, using: &generator)
    for number in 0..<count {
      dictionary[count == 40 ? "key \(number)" : key()] = value(depth: depth - 1)
    }
    return dictionary
  }

  /// Content that looks like one of the forms in which JSON holds typed values.
  private mutating func trap(depth: Int) -> DataDictionary {
    switch Int.random(in: 0..<3, using: &generator) {
    case 0: ["items": .list((0..<2).map { _ in [.string(key()), value(depth: depth - 1)] })]
    case 1: ["name": .string(typename()), "content": .dictionary(dictionary(depth: depth - 1))]
    default: ["typename": .string(typename()), "items": value(depth: depth - 1)]
    }
  }
}

/// The smallest value made from `value` by leaving parts out for which `fails` still holds.
func shrink(_ value: DataValue, while fails: (DataValue) -> Bool) -> DataValue {
  for smaller in parts(of: value) where fails(smaller) { return shrink(smaller, while: fails) }
  return value
}

private func parts(of value: DataValue) -> [DataValue] {
  switch value {
  case .string(let text):
    return text.isEmpty ? [] : ["", .string(String(text.dropFirst())), .string(String(text.dropLast()))]
  case .list(let elements):
    return elements
      + elements.indices.map { index in
        var fewer = elements
        fewer.remove(at: index)
        return .list(fewer)
      }
      + elements.indices.flatMap { index in
        parts(of: elements[index]).map { part in
          var changed = elements
          changed[index] = part
          return .list(changed)
        }
      }
  case .dictionary(let dictionary):
    return Array(dictionary.values) + parts(of: dictionary).map { .dictionary($0) }
  case .typed(let typed):
    return [.dictionary(typed.content)] + Array(typed.content.values)
      + parts(of: typed.content).map { .typed(TypedValue(typename: typed.typename, content: $0)) }
  default: return []
  }
}

private func parts(of dictionary: DataDictionary) -> [DataDictionary] {
  dictionary.keys.flatMap { key in
    var fewer = dictionary
    let value = fewer.removeValue(forKey: key) ?? .null
    return [fewer]
      + parts(of: value).map { part in
        var changed = dictionary
        changed[key] = part
        return changed
      }
  }
}
