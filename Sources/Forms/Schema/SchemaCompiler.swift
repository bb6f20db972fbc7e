import OrderedCollections
import WorkflowModel

/// Makes a ``SchemaGraph`` of a schema file's document, and refuses what is wrong in it or cannot be checked.
struct SchemaCompiler {
  let form: String
  let document: DataValue
  let dialect: SchemaDialect
  private(set) var graph = SchemaGraph()
  /// Where each node stands.
  private(set) var pointers: [SchemaPointer] = []
  private var numbers: [SchemaPointer: Int] = [:]
  private var isReady: [Bool] = []
  /// What references lead to and is not compiled yet: otherwise references within references would nest.
  private var pending: [SchemaPointer] = []
  /// The identifier of the whole schema (`$id`), by which it may refer to itself.
  private let identifier: String?

  /// How many schemas may be held against one value, one within the other.
  static let maximumChain = 64

  init(form: String, document: DataValue) throws(FormError) {
    self.form = form
    self.document = document
    var dialect = SchemaDialect.unnamed
    var identifier: String?
    if case .dictionary(let members) = document {
      if let named = members["$schema"] {
        guard case .string(let name) = named, let known = SchemaDialect(name) else {
          throw FormMessages.unknownDialect(named, form)
        }
        dialect = known
      }
      if case .string(let id)? = members["$id"] { identifier = id.hasSuffix("#") ? String(id.dropLast()) : id }
    }
    self.dialect = dialect
    self.identifier = identifier
    let root = SchemaPointer()
    _ = number(root)
    try compile(document, root)
    while let pointer = pending.popLast() {
      guard let value = pointer.value(in: document) else { continue }
      try compile(value, pointer)
    }
    try refuseCycles()
  }

  /// The number of the schema at a place, which is compiled now or later.
  mutating func number(_ pointer: SchemaPointer) -> Int {
    if let known = numbers[pointer] { return known }
    numbers[pointer] = graph.nodes.count
    graph.nodes.append(SchemaNode())
    pointers.append(pointer)
    isReady.append(false)
    return graph.nodes.count - 1
  }

  /// Compiles a schema within another.
  mutating func schema(_ value: DataValue, _ pointer: SchemaPointer) throws(FormError) -> Int {
    let number = number(pointer)
    try compile(value, pointer)
    return number
  }

  /// The schema that a reference names.
  mutating func reference(_ value: DataValue, _ pointer: SchemaPointer) throws(FormError) -> Int {
    guard case .string(var text) = value else { throw invalid("a reference is expected to be a text", pointer) }
    if let identifier, !identifier.isEmpty, text.hasPrefix(identifier) {
      let rest = text.dropFirst(identifier.count)
      if rest.isEmpty || rest.first == "#" { text = String(rest) }
    }
    guard text.isEmpty || text.hasPrefix("#") else { throw FormMessages.remoteReference(text, form, pointer) }
    guard let target = SchemaPointer(fragment: text) else {
      throw FormMessages.namedReference(text, form, pointer)
    }
    guard let schema = target.value(in: document) else {
      throw FormMessages.danglingReference(text, form, pointer)
    }
    switch schema {
    case .bool, .dictionary: break
    default: throw FormMessages.notASchema(schema, form, target)
    }
    let number = number(target)
    if !isReady[number] { pending.append(target) }
    return number
  }

  private mutating func compile(_ value: DataValue, _ pointer: SchemaPointer) throws(FormError) {
    let number = number(pointer)
    guard !isReady[number] else { return }
    isReady[number] = true
    switch value {
    case .bool(let fits): graph.nodes[number].rules = fits ? [] : [.never]
    case .dictionary(let members): graph.nodes[number].rules = try rules(members, pointer)
    default: throw FormMessages.notASchema(value, form, pointer)
    }
  }

  func invalid(_ message: String, _ pointer: SchemaPointer) -> FormError {
    FormError(code: .invalid, form: form, place: "\(pointer)", message: message)
  }

  // MARK: Cycles

  /// A schema that is held against a value by way of itself has no end (2020-12, core, section 9.4.1).
  private func refuseCycles() throws(FormError) {
    let edges = graph.nodes.map { Set($0.rules.flatMap(\.inPlace)) }
    var users = [[Int]](repeating: [], count: edges.count)
    for (node, targets) in edges.enumerated() {
      for target in targets { users[target].append(node) }
    }
    var open = edges.map(\.count)
    var chain = [Int](repeating: 1, count: edges.count)
    var done = edges.indices.filter { open[$0] == 0 }
    var count = 0
    while let node = done.popLast() {
      count += 1
      if chain[node] > Self.maximumChain { throw FormMessages.longChain(Self.maximumChain, form, pointers[node]) }
      for user in users[node] {
        chain[user] = max(chain[user], chain[node] + 1)
        open[user] -= 1
        if open[user] == 0 { done.append(user) }
      }
    }
    guard count < edges.count, var node = open.firstIndex(where: { $0 > 0 }) else { return }
    // What is left lies on a cycle or leads into one: going on ends on it.
    var seen: Set<Int> = []
    while seen.insert(node).inserted {
      node = edges[node].sorted().first { open[$0] > 0 } ?? node
    }
    throw FormMessages.cycle(form, pointers[node])
  }
}
