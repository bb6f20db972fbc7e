import OrderedCollections
import WorkflowModel

/// Schemas and values out of few names and numbers, so that they often have to do with each other.
struct RandomSchemas {
  private var generator: SeededGenerator
  private let isDraft07: Bool

  init(seed: UInt64, isDraft07: Bool) {
    generator = SeededGenerator(seed: seed)
    self.isDraft07 = isDraft07
  }

  /// A whole schema.
  mutating func document() -> DataValue {
    var members: DataDictionary = [:]
    if isDraft07 { members["$schema"] = "http://json-schema.org/draft-07/schema#" }
    let body = schema(3)
    if case .dictionary(let more) = body { members.merge(more) { own, _ in own } }
    members["definitions"] = ["a": schema(2, references: false), "b": schema(2, references: false)]
    return .dictionary(members)
  }

  /// A value of lists, objects and scalars.
  mutating func value(_ depth: Int = 3) -> DataValue {
    switch number(depth > 0 ? 10 : 7) {
    case 0: return .null
    case 1: return .bool(number(2) == 0)
    case 2, 3: return .integer(number(9) - 2)
    case 4: return .double(Double(number(12)) / 2 - 2)
    case 5: return .bigIntegerSample
    case 6: return .string(text())
    case 7: return .list((0..<number(4)).map { _ in value(depth - 1) })
    default:
      var members: DataDictionary = [:]
      for _ in 0..<number(4) { members[name()] = value(depth - 1) }
      return .dictionary(members)
    }
  }

  private mutating func schema(_ depth: Int, references: Bool = true) -> DataValue {
    if number(12) == 0 { return .bool(number(3) > 0) }
    var members: DataDictionary = [:]
    for _ in 0...number(3) { addKeyword(depth, references, to: &members) }
    return .dictionary(members)
  }

  private mutating func addKeyword(_ depth: Int, _ references: Bool, to members: inout DataDictionary) {
    let types: [DataValue] = ["null", "boolean", "object", "array", "number", "integer", "string"]
    switch number(depth > 0 ? 30 : 14) {
    case 0, 1: members["type"] = types[number(types.count)]
    case 2: members["type"] = [types[number(3)], types[3 + number(4)]]
    case 3: members["enum"] = .list((0...number(4)).map { _ in value(1) })
    case 4: members["const"] = value(1)
    case 5: members[["minimum", "exclusiveMinimum"][number(2)]] = bound()
    case 6: members[["maximum", "exclusiveMaximum"][number(2)]] = bound()
    case 7: members["multipleOf"] = [1, 2, 3, 0.5][number(4)]
    case 8: members[["minLength", "maxLength"][number(2)]] = .integer(number(4))
    case 9: members["pattern"] = .string(["^a", "b$", "[a-b]{2}", "^(?!a)", "a|ü", "(?<=a)b"][number(6)])
    case 10: members[["minItems", "maxItems"][number(2)]] = .integer(number(3))
    case 11: members["uniqueItems"] = .bool(number(3) > 0)
    case 12: members[["minProperties", "maxProperties"][number(2)]] = .integer(number(3))
    case 13: members["required"] = names()
    case 14, 15, 16: members["properties"] = schemas(depth, references)
    case 17: members["additionalProperties"] = schema(depth - 1, references: references)
    case 18: members["patternProperties"] = ["^a": schema(depth - 1, references: references)]
    case 19: members["propertyNames"] = schema(depth - 1, references: references)
    case 20, 21:
      members["items"] = schema(depth - 1, references: references)
      // The package fails on it beside `items` of true or false.
      members["additionalItems"] = nil
    case 22: addPlaces(depth, references, to: &members)
    case 23:
      members["contains"] = schema(depth - 1, references: references)
      if !isDraft07, number(2) == 0 { members["minContains"] = .integer(number(3)) }
      if !isDraft07, number(2) == 0 { members["maxContains"] = .integer(number(3)) }
    case 24: members[["allOf", "anyOf", "oneOf"][number(3)]] = list(depth, references)
    case 25: members["not"] = schema(depth - 1, references: references)
    case 26:
      members["if"] = schema(depth - 1, references: references)
      members["then"] = schema(depth - 1, references: references)
      if number(2) == 0 { members["else"] = schema(depth - 1, references: references) }
    case 27: addDependencies(depth, references, to: &members)
    default: if references { members["$ref"] = .string("#/definitions/" + ["a", "b"][number(2)]) }
    }
  }

  private mutating func addPlaces(_ depth: Int, _ references: Bool, to members: inout DataDictionary) {
    if isDraft07 {
      members["items"] = list(depth, references)
      if number(2) == 0 { members["additionalItems"] = schema(depth - 1, references: references) }
    } else {
      members["prefixItems"] = list(depth, references)
    }
  }

  private mutating func addDependencies(_ depth: Int, _ references: Bool, to members: inout DataDictionary) {
    if isDraft07 {
      members["dependencies"] = .dictionary([
        "a": names(), "b": schema(depth - 1, references: references),
      ])
    } else if number(2) == 0 {
      members["dependentRequired"] = ["a": names()]
    } else {
      members["dependentSchemas"] = schemas(depth, references)
    }
  }

  private mutating func schemas(_ depth: Int, _ references: Bool) -> DataValue {
    var members: DataDictionary = [:]
    for _ in 0...number(3) { members[name()] = schema(depth - 1, references: references) }
    return .dictionary(members)
  }

  private mutating func list(_ depth: Int, _ references: Bool) -> DataValue {
    .list((0...number(3)).map { _ in schema(depth - 1, references: references) })
  }

  private mutating func names() -> DataValue {
    .list((0..<number(3)).map { ["a", "b", "ab"][$0] })
  }

  private mutating func bound() -> DataValue {
    number(6) == 0 ? .bigIntegerSample : .double(Double(number(10)) / 2 - 1)
  }

  private mutating func name() -> String { ["a", "b", "ab", "c"][number(4)] }

  private mutating func text() -> String { ["", "a", "b", "ab", "ü", "aüb", "bb"][number(7)] }

  private mutating func number(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &generator) }
}

extension DataValue {
  /// An integer beyond the 64 bits.
  fileprivate static var bigIntegerSample: DataValue {
    (try? JSONReader().read("100000000000000000001")) ?? .null
  }
}
