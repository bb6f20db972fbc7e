import OrderedCollections
import WorkflowModel

extension SchemaCompiler {
  /// What would change the result and is not checked here.
  private static let unsupported: Set<String> = [
    "unevaluatedProperties", "unevaluatedItems", "$dynamicRef", "$recursiveRef",
  ]

  mutating func rules(_ schema: DataDictionary, _ pointer: SchemaPointer) throws(FormError) -> [SchemaRule] {
    if let reference = schema["$ref"], !dialect.hasReferenceSiblings {
      let target = try self.reference(reference, pointer.appending("$ref"))
      try compileDefinitions(schema, pointer)
      return [.all([target])]
    }
    for keyword in schema.keys where Self.unsupported.contains(keyword) && dialect.knows(keyword) {
      throw FormMessages.unsupported(keyword, form, pointer)
    }
    try refuseEmbeddedIdentifier(schema, pointer)
    try compileDefinitions(schema, pointer)
    var rules: [SchemaRule] = []
    if let reference = schema["$ref"] {
      rules.append(.all([try self.reference(reference, pointer.appending("$ref"))]))
    }
    try addValueRules(schema, pointer, to: &rules)
    try addNumberRules(schema, pointer, to: &rules)
    try addTextRules(schema, pointer, to: &rules)
    try addListRules(schema, pointer, to: &rules)
    try addObjectRules(schema, pointer, to: &rules)
    try addCombinations(schema, pointer, to: &rules)
    return rules
  }

  /// Definitions that nothing refers to are checked too.
  private mutating func compileDefinitions(_ schema: DataDictionary, _ pointer: SchemaPointer) throws(FormError) {
    for keyword in ["$defs", "definitions"] {
      _ = try schemas(keyword, of: schema, pointer)
    }
  }

  /// An identifier within the schema changes what references beside it mean.
  private func refuseEmbeddedIdentifier(_ schema: DataDictionary, _ pointer: SchemaPointer) throws(FormError) {
    guard pointer != SchemaPointer(), case .string(let id)? = schema["$id"], !id.hasPrefix("#") else { return }
    throw FormMessages.embeddedIdentifier(form, pointer)
  }

  private func addValueRules(
    _ schema: DataDictionary, _ pointer: SchemaPointer, to rules: inout [SchemaRule]
  ) throws(FormError) {
    var budget = FormBudget(form: form)
    if let type = schema["type"] { rules.append(.type(try types(type, pointer.appending("type")))) }
    if let values = schema["enum"] {
      guard case .list(let shown) = values else {
        throw invalid("a list of values is expected", pointer.appending("enum"))
      }
      var normalized: Set<DataValue> = []
      for value in shown { normalized.insert(try value.normalized(&budget)) }
      rules.append(.oneOfValues(shown: shown, normalized: normalized))
    }
    if let value = schema["const"] {
      rules.append(.oneOfValues(shown: [value], normalized: [try value.normalized(&budget)]))
    }
  }

  private func types(_ value: DataValue, _ pointer: SchemaPointer) throws(FormError) -> [JSONType] {
    let names: [DataValue] = if case .list(let names) = value { names } else { [value] }
    var types: [JSONType] = []
    for name in names {
      guard case .string(let text) = name, let type = JSONType(rawValue: text) else {
        throw FormMessages.unknownType(name, form, pointer)
      }
      types.append(type)
    }
    if types.isEmpty { throw invalid("a type is expected", pointer) }
    return types
  }

  private func addNumberRules(
    _ schema: DataDictionary, _ pointer: SchemaPointer, to rules: inout [SchemaRule]
  ) throws(FormError) {
    for (keyword, value) in schema {
      let exact = { () throws(FormError) -> ExactNumber in
        guard let number = ExactNumber(value) else { throw invalid("a number is expected", pointer.appending(keyword)) }
        return number
      }
      switch keyword {
      case "minimum": rules.append(.minimum(try exact(), shown: value, isExclusive: false))
      case "maximum": rules.append(.maximum(try exact(), shown: value, isExclusive: false))
      case "exclusiveMinimum": rules.append(.minimum(try exact(), shown: value, isExclusive: true))
      case "exclusiveMaximum": rules.append(.maximum(try exact(), shown: value, isExclusive: true))
      case "multipleOf":
        let factor = try exact()
        guard factor.isPositive else {
          throw invalid("a number greater than 0 is expected", pointer.appending(keyword))
        }
        rules.append(.multipleOf(factor, shown: value))
      default: break
      }
    }
  }

  private func addTextRules(
    _ schema: DataDictionary, _ pointer: SchemaPointer, to rules: inout [SchemaRule]
  ) throws(FormError) {
    try addBounds("minLength", "maxLength", of: .characters, schema, pointer, to: &rules)
    if let value = schema["pattern"] {
      guard case .string(let text) = value else { throw invalid("a text is expected", pointer.appending("pattern")) }
      rules.append(.pattern(try pattern(text, pointer.appending("pattern")), text: text))
    }
    if let value = schema["format"] {
      guard case .string(let name) = value else { throw invalid("a text is expected", pointer.appending("format")) }
      if let format = StringFormat(rawValue: name) { rules.append(.format(format)) }
    }
  }

  private mutating func addListRules(
    _ schema: DataDictionary, _ pointer: SchemaPointer, to rules: inout [SchemaRule]
  ) throws(FormError) {
    try addBounds("minItems", "maxItems", of: .items, schema, pointer, to: &rules)
    if try flag("uniqueItems", of: schema, pointer) { rules.append(.uniqueItems) }
    let places = try itemSchemas(schema, pointer)
    if !places.prefix.isEmpty || places.rest != nil { rules.append(.items(prefix: places.prefix, rest: places.rest)) }
    if let value = schema["contains"] {
      var bound = ClosedBound(least: 1)
      if dialect.knows("minContains") {
        bound.least = try count("minContains", of: schema, pointer) ?? 1
        bound.most = try count("maxContains", of: schema, pointer)
      }
      rules.append(.contains(try self.schema(value, pointer.appending("contains")), bound))
    }
  }

  /// The schemas of a list's first items, each with its own, and of the others.
  private mutating func itemSchemas(
    _ schema: DataDictionary, _ pointer: SchemaPointer
  ) throws(FormError) -> (prefix: [Int], rest: Int?) {
    let prefix = dialect.knows("prefixItems") ? try list("prefixItems", of: schema, pointer) : []
    guard let items = schema["items"] else { return (prefix, nil) }
    guard case .list = items else { return (prefix, try self.schema(items, pointer.appending("items"))) }
    guard dialect.hasItemLists, prefix.isEmpty else {
      throw invalid(
        "a schema is expected; what is said of each place stands in prefixItems", pointer.appending("items"))
    }
    let places = try list("items", of: schema, pointer)
    guard dialect.knows("additionalItems"), let rest = schema["additionalItems"] else { return (places, nil) }
    return (places, try self.schema(rest, pointer.appending("additionalItems")))
  }

  private mutating func addObjectRules(
    _ schema: DataDictionary, _ pointer: SchemaPointer, to rules: inout [SchemaRule]
  ) throws(FormError) {
    var members = MemberRule(properties: try schemas("properties", of: schema, pointer))
    for (text, node) in try schemas("patternProperties", of: schema, pointer) {
      members.patterns.append((try pattern(text, pointer.appending("patternProperties").appending(text)), node))
    }
    if let value = schema["additionalProperties"] {
      members.additional = try self.schema(value, pointer.appending("additionalProperties"))
    }
    if !members.properties.isEmpty || !members.patterns.isEmpty || members.additional != nil {
      rules.append(.members(members))
    }
    if let value = schema["required"] { rules.append(.required(try names(value, pointer.appending("required")))) }
    try addBounds("minProperties", "maxProperties", of: .members, schema, pointer, to: &rules)
    if let value = schema["propertyNames"] {
      rules.append(.propertyNames(try self.schema(value, pointer.appending("propertyNames"))))
    }
    try addDependencies(schema, pointer, to: &rules)
  }

  private mutating func addDependencies(
    _ schema: DataDictionary, _ pointer: SchemaPointer, to rules: inout [SchemaRule]
  ) throws(FormError) {
    var required: OrderedDictionary<String, [String]> = [:]
    var applied: OrderedDictionary<String, Int> = [:]
    if dialect.knows("dependentRequired") {
      for (name, value) in try object("dependentRequired", of: schema, pointer) {
        required[name] = try names(value, pointer.appending("dependentRequired").appending(name))
      }
      applied = try schemas("dependentSchemas", of: schema, pointer)
    }
    if !required.isEmpty { rules.append(.dependentRequired(required)) }
    if !applied.isEmpty { rules.append(.dependentSchemas(applied)) }
    guard dialect.knows("dependencies") else { return }
    (required, applied) = ([:], [:])
    for (name, value) in try object("dependencies", of: schema, pointer) {
      let place = pointer.appending("dependencies").appending(name)
      if case .list = value {
        required[name] = try names(value, place)
      } else {
        applied[name] = try self.schema(value, place)
      }
    }
    if !required.isEmpty { rules.append(.dependentRequired(required)) }
    if !applied.isEmpty { rules.append(.dependentSchemas(applied)) }
  }

  private mutating func addCombinations(
    _ schema: DataDictionary, _ pointer: SchemaPointer, to rules: inout [SchemaRule]
  ) throws(FormError) {
    for (keyword, make) in [("allOf", SchemaRule.all), ("anyOf", SchemaRule.any), ("oneOf", SchemaRule.one)]
    where schema[keyword] != nil {
      let nodes = try list(keyword, of: schema, pointer)
      if nodes.isEmpty { throw invalid("at least one schema is expected", pointer.appending(keyword)) }
      rules.append(make(nodes))
    }
    if let value = schema["not"] { rules.append(.not(try self.schema(value, pointer.appending("not")))) }
    let then = try schema["then"].map { value throws(FormError) in try self.schema(value, pointer.appending("then")) }
    let otherwise = try schema["else"].map { value throws(FormError) in
      try self.schema(value, pointer.appending("else"))
    }
    if let value = schema["if"] {
      let condition = try self.schema(value, pointer.appending("if"))
      rules.append(.conditional(if: condition, then: then, otherwise: otherwise))
    }
  }
}

// MARK: What keywords hold

extension SchemaCompiler {
  private func addBounds(
    _ least: String, _ most: String, of measure: SchemaRule.Measure, _ schema: DataDictionary,
    _ pointer: SchemaPointer, to rules: inout [SchemaRule]
  ) throws(FormError) {
    let bound = ClosedBound(
      least: try count(least, of: schema, pointer), most: try count(most, of: schema, pointer))
    if bound.least != nil || bound.most != nil { rules.append(.length(bound, of: measure)) }
  }

  private func count(
    _ keyword: String, of schema: DataDictionary, _ pointer: SchemaPointer
  ) throws(FormError) -> Int? {
    switch schema[keyword] {
    case nil: return nil
    case .integer(let count)? where count >= 0: return count
    case .double(let count)? where count >= 0 && count.rounded() == count && count < 1e15: return Int(count)
    default: throw invalid("a whole number of 0 or more is expected", pointer.appending(keyword))
    }
  }

  private func flag(
    _ keyword: String, of schema: DataDictionary, _ pointer: SchemaPointer
  ) throws(FormError) -> Bool {
    switch schema[keyword] {
    case nil: return false
    case .bool(let value)?: return value
    default: throw invalid("true or false is expected", pointer.appending(keyword))
    }
  }

  private func names(_ value: DataValue, _ pointer: SchemaPointer) throws(FormError) -> [String] {
    guard case .list(let items) = value else { throw invalid("a list of names is expected", pointer) }
    var names: [String] = []
    for item in items {
      guard case .string(let name) = item else { throw invalid("a list of names is expected", pointer) }
      names.append(name)
    }
    return names
  }

  private func object(
    _ keyword: String, of schema: DataDictionary, _ pointer: SchemaPointer
  ) throws(FormError) -> DataDictionary {
    switch schema[keyword] {
    case nil: return [:]
    case .dictionary(let members)?: return members
    default: throw invalid("an object is expected", pointer.appending(keyword))
    }
  }

  private mutating func schemas(
    _ keyword: String, of schema: DataDictionary, _ pointer: SchemaPointer
  ) throws(FormError) -> OrderedDictionary<String, Int> {
    var numbers: OrderedDictionary<String, Int> = [:]
    for (name, value) in try object(keyword, of: schema, pointer) {
      numbers[name] = try self.schema(value, pointer.appending(keyword).appending(name))
    }
    return numbers
  }

  private mutating func list(
    _ keyword: String, of schema: DataDictionary, _ pointer: SchemaPointer
  ) throws(FormError) -> [Int] {
    guard let value = schema[keyword] else { return [] }
    guard case .list(let items) = value else {
      throw invalid("a list of schemas is expected", pointer.appending(keyword))
    }
    var numbers: [Int] = []
    for (index, item) in items.enumerated() {
      numbers.append(try self.schema(item, pointer.appending(keyword).appending("\(index)")))
    }
    return numbers
  }

  private func pattern(_ text: String, _ pointer: SchemaPointer) throws(FormError) -> Pattern {
    do {
      return try Pattern(text)
    } catch {
      throw FormMessages.badPattern(error, form, pointer)
    }
  }
}
