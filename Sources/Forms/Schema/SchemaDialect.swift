/// A version of JSON Schema.
enum SchemaDialect {
  /// None is named: the keywords of all versions count, each as the version means it that has it.
  case unnamed
  /// Drafts 06 and 07.
  case draft07
  case draft2019
  case draft2020

  /// The version with this identifier (`$schema`); nil where it is not known.
  init?(_ identifier: String) {
    let name = identifier.hasSuffix("#") ? String(identifier.dropLast()) : identifier
    switch name.replacingScheme {
    case "//json-schema.org/draft-06/schema", "//json-schema.org/draft-07/schema": self = .draft07
    case "//json-schema.org/draft/2019-09/schema": self = .draft2019
    case "//json-schema.org/draft/2020-12/schema": self = .draft2020
    default: return nil
    }
  }

  /// Whether the version has a keyword. What it does not have says nothing in it.
  func knows(_ keyword: String) -> Bool {
    switch (self, keyword) {
    case (.draft07, "prefixItems"), (.draft07, "dependentRequired"), (.draft07, "dependentSchemas"),
      (.draft07, "minContains"), (.draft07, "maxContains"), (.draft07, "unevaluatedProperties"),
      (.draft07, "unevaluatedItems"), (.draft07, "$dynamicRef"), (.draft07, "$recursiveRef"),
      (.draft2019, "prefixItems"), (.draft2019, "dependencies"), (.draft2019, "$dynamicRef"),
      (.draft2020, "additionalItems"), (.draft2020, "dependencies"), (.draft2020, "$recursiveRef"):
      false
    default: true
    }
  }

  /// Whether `items` may be a list of schemas, one for each place.
  var hasItemLists: Bool { self != .draft2020 }

  /// Whether the keywords beside a `$ref` count.
  var hasReferenceSiblings: Bool { self != .draft07 }
}

extension String {
  /// The identifier without `http:` or `https:`.
  fileprivate var replacingScheme: String {
    for scheme in ["http:", "https:"] where hasPrefix(scheme) { return String(dropFirst(scheme.count)) }
    return self
  }
}
