import OrderedCollections
import WorkflowModel

/// A schema, compiled: what a value has to fulfil. Other schemas are named by their numbers in the ``SchemaGraph``.
struct SchemaNode: Sendable {
  var rules: [SchemaRule] = []
}

/// One or several keywords that belong together.
enum SchemaRule: Sendable {
  /// `false`: nothing fits.
  case never
  case type([JSONType])
  /// `enum` and `const`: the values as they are shown, and in normal form.
  case oneOfValues(shown: [DataValue], normalized: Set<DataValue>)
  case minimum(ExactNumber, shown: DataValue, isExclusive: Bool)
  case maximum(ExactNumber, shown: DataValue, isExclusive: Bool)
  case multipleOf(ExactNumber, shown: DataValue)
  case length(ClosedBound, of: Measure)
  case pattern(Pattern, text: String)
  case format(StringFormat)
  case uniqueItems
  case items(prefix: [Int], rest: Int?)
  case contains(Int, ClosedBound)
  case members(MemberRule)
  case required([String])
  case propertyNames(Int)
  case dependentRequired(OrderedDictionary<String, [String]>)
  case dependentSchemas(OrderedDictionary<String, Int>)
  case all([Int])
  case any([Int])
  case one([Int])
  case not(Int)
  case conditional(if: Int, then: Int?, otherwise: Int?)

  /// What a bound counts.
  enum Measure: Sendable { case characters, items, members }

  /// The schemas that are held against the same value.
  var inPlace: [Int] {
    switch self {
    case .all(let nodes), .any(let nodes), .one(let nodes): nodes
    case .not(let node): [node]
    case .conditional(let condition, let then, let otherwise): [condition] + [then, otherwise].compactMap(\.self)
    case .dependentSchemas(let schemas): Array(schemas.values)
    default: []
    }
  }

  /// The members of an object that the rule names.
  var names: [String] {
    switch self {
    case .members(let rule): Array(rule.properties.keys)
    case .required(let names): names
    case .dependentRequired(let dependencies): dependencies.flatMap { [$0.key] + $0.value }
    case .dependentSchemas(let schemas): Array(schemas.keys)
    default: []
    }
  }
}

/// `properties`, `patternProperties` and `additionalProperties`.
struct MemberRule: Sendable {
  var properties: OrderedDictionary<String, Int> = [:]
  var patterns: [(pattern: Pattern, node: Int)] = []
  var additional: Int?
}

/// From a least to a most, each of which may be missing.
struct ClosedBound: Sendable {
  var least: Int?
  var most: Int?
}

/// All schemas of a form.
struct SchemaGraph: Sendable {
  /// The first is the form's.
  var nodes: [SchemaNode] = []

  /// Whether a schema is `false`.
  func isNever(_ node: Int) -> Bool {
    if case .never? = nodes[node].rules.first { true } else { false }
  }
}
