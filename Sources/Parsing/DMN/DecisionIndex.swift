import WorkflowModel

/// The decisions and business knowledge models of all DMN files.
struct DecisionIndex: Sendable {
  struct Entry: Sendable {
    let element: XMLElement
    let file: String
  }

  private var decisions: [String: Entry] = [:]
  private var knowledge: [String: Entry] = [:]
  /// The ids of the decisions, in the order of the files.
  private(set) var ids: [String] = []

  /// Adds a file, or throws and adds nothing.
  mutating func add(_ root: XMLElement, file: String) throws(ParsingError) {
    let reader = DecisionReader(file: file)
    guard root.namespace == .dmn, root.name == "definitions" else {
      throw ParsingMessages.notDMN(root, at: reader.location(root))
    }
    var added: [String: XMLElement] = [:]
    var order: [(id: String, element: XMLElement)] = []
    for element in root.children where element.namespace == .dmn {
      guard element.name == "decision" || element.name == "businessKnowledgeModel" else { continue }
      guard let id = element.id else { throw ParsingMessages.missingID(element, at: reader.location(element)) }
      let other = decisions[id] ?? knowledge[id] ?? added[id].map { Entry(element: $0, file: file) }
      if let other {
        throw ParsingMessages.duplicateID(
          id, first: DecisionReader(file: other.file).location(other.element), element, at: reader.location(element))
      }
      added[id] = element
      order.append((id, element))
    }
    guard !order.isEmpty else { throw ParsingMessages.noDecisions(at: reader.location(root)) }
    for (id, element) in order {
      if element.name == "decision" {
        decisions[id] = Entry(element: element, file: file)
        ids.append(id)
      } else {
        knowledge[id] = Entry(element: element, file: file)
      }
    }
  }

  func contains(_ id: String) -> Bool {
    decisions[id] != nil
  }

  /// Adds a decision and all that it requires to `specs`.
  func collect(_ id: String, into specs: inout [String: DecisionSpec]) throws(ParsingError) {
    guard let entry = decisions[id] else { throw ParsingMessages.noDecision(id, among: ids) }
    try checkForCircles(from: id)
    var pending = [(id, entry)]
    while let (id, entry) = pending.popLast() {
      guard specs[id] == nil else { continue }
      let reader = DecisionReader(file: entry.file)
      let required = requirements("informationRequirement", "requiredDecision", of: entry.element)
      specs[id] = try reader.read(
        entry.element, id: id, requiredDecisions: required.map(\.id), knowledge: try knowledge(of: entry))
      for (id, element) in required {
        guard let found = decisions[id] else {
          throw ParsingMessages.unknownReference(
            id, kind: "decision", of: entry.element, at: reader.location(element))
        }
        pending.append((id, found))
      }
    }
  }

  /// The ids that the `href`s of a decision's requirements name: `#id`, or `namespace#id`.
  private func requirements(
    _ name: String, _ child: String, of element: XMLElement
  ) -> [(id: String, element: XMLElement)] {
    element.children(name).flatMap { $0.children(child) }.compactMap { reference in
      guard let href = reference.attribute("href") else { return nil }
      let id = href.lastIndex(of: "#").map { String(href[href.index(after: $0)...]) } ?? href
      return (id, reference)
    }
  }

  /// The knowledge models that a decision may call, and those that these call: each before those that it requires.
  private func knowledge(of entry: Entry) throws(ParsingError) -> [KnowledgeModel] {
    // Depth first, on a stack of our own: what is finished first is required by what is finished later.
    var finished: [KnowledgeModel] = []
    var seen: Set<String> = []
    var pending: [(id: String, entry: Entry, isEnd: Bool)] = []
    func push(_ entry: Entry) throws(ParsingError) {
      for (id, element) in requirements("knowledgeRequirement", "requiredKnowledge", of: entry.element).reversed() {
        guard let required = knowledge[id] else {
          let reader = DecisionReader(file: entry.file)
          throw ParsingMessages.unknownReference(
            id, kind: "business knowledge model", of: entry.element, at: reader.location(element))
        }
        pending.append((id, required, false))
      }
    }
    try push(entry)
    while let (id, entry, isEnd) = pending.popLast() {
      if isEnd {
        finished.append(try DecisionReader(file: entry.file).readKnowledge(entry.element, id: id))
      } else if seen.insert(id).inserted {
        pending.append((id, entry, true))
        try push(entry)
      }
    }
    return finished.reversed()
  }

  /// Decisions must not require each other in a circle (DMN 1.3, section 6.3.1): depth first, on a stack of our own.
  private func checkForCircles(from root: String) throws(ParsingError) {
    var open: [String] = []
    var isOpen: Set<String> = []
    var done: Set<String> = []
    var pending: [(id: String, isEnd: Bool)] = [(root, false)]
    while let (id, isEnd) = pending.popLast() {
      if isEnd {
        open.removeLast()
        isOpen.remove(id)
        done.insert(id)
        continue
      }
      guard !done.contains(id), let entry = decisions[id] else { continue }
      if isOpen.contains(id) {
        let reader = DecisionReader(file: entry.file)
        throw ParsingMessages.circle(
          open[(open.firstIndex(of: id) ?? 0)...] + [id], at: reader.location(entry.element))
      }
      open.append(id)
      isOpen.insert(id)
      pending.append((id, true))
      for required in requirements("informationRequirement", "requiredDecision", of: entry.element) {
        pending.append((required.id, false))
      }
    }
  }
}
