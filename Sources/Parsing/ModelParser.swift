public import WorkflowModel

/// Reads BPMN and DMN files and makes specifications of their processes.
///
/// ```swift
/// var parser = ModelParser(dialect: .spiff)
/// try parser.add(bpmn: bytes, file: "order.bpmn")
/// try parser.add(dmn: prices, file: "prices.dmn")
/// let spec = try parser.spec(process: "order")
/// ```
///
/// Files may be added in any order. Adding checks what belongs to a file alone; that everything a process needs is
/// there, and that all of it is understood, is checked when its specification is made. Nothing that has an effect is
/// ignored: what is not supported is an error with its place.
public struct ModelParser: Sendable {
  /// The extensions that the files use.
  public let dialect: Dialect

  private(set) var index = ModelIndex()
  private(set) var decisions = DecisionIndex()
  private let dataStores: Set<String>

  /// A parser without files.
  ///
  /// - Parameters:
  ///   - dialect: which extensions of BPMN the files use.
  ///   - dataStores: the names of the data stores that the embedder implements; others are refused.
  public init(dialect: Dialect, dataStores: Set<String> = []) {
    self.dialect = dialect
    self.dataStores = dataStores
  }

  /// Adds a BPMN file.
  ///
  /// - Parameters:
  ///   - bytes: its content, in UTF-8, UTF-16 or ISO 8859-1, at most 64 MB.
  ///   - name: the name that errors and locations give.
  public mutating func add(bpmn bytes: [UInt8], file name: String) throws(ParsingError) {
    let document = try BPMNDocument(file: name, root: try XMLReader.read(bytes, file: name))
    try checkDataStores(of: document)
    try index.add(document)
  }

  /// Adds a DMN file, of version 1.1 or later.
  ///
  /// - Parameters:
  ///   - bytes: its content, as for BPMN.
  ///   - name: the name that errors and locations give.
  public mutating func add(dmn bytes: [UInt8], file name: String) throws(ParsingError) {
    try decisions.add(try XMLReader.read(bytes, file: name), file: name)
  }

  /// The ids of the executable processes, in the order of the files.
  public var processIDs: [String] {
    index.processIDs.filter { id in index.processes[id].map { index.isExecutable($0.element) } ?? false }
  }

  /// The ids of the collaborations, in the order of the files.
  public var collaborationIDs: [String] { index.collaborationIDs }

  /// The ids of the decisions, in the order of the files.
  public var decisionIDs: [String] { decisions.ids }

  /// The specification of a process, with all that it calls and decides by.
  ///
  /// - Throws: a ``ParsingError`` where the process does not exist or is not executable, where something that it
  ///   needs is missing, and where it holds what is wrong or not supported.
  public func spec(process id: String) throws(ParsingError) -> WorkflowSpec {
    var assembly = SpecAssembly(self)
    try assembly.addRoot(id)
    return try assembly.spec(root: .process(id))
  }

  /// The specification of a collaboration: its executable processes, side by side. It may have none, and then nothing
  /// to do.
  ///
  /// - Throws: as ``spec(process:)``.
  public func spec(collaboration id: String) throws(ParsingError) -> WorkflowSpec {
    guard let collaboration = index.collaborations[id] else {
      throw ParsingMessages.noCollaboration(id, among: collaborationIDs)
    }
    var participants: [String] = []
    for participant in collaboration.element.children("participant") {
      // A pool without a process, or with one that others run, is a partner outside.
      guard let reference = participant.attribute("processRef"), let found = index.process(reference),
        index.isExecutable(found.process.element), !participants.contains(found.id)
      else { continue }
      participants.append(found.id)
    }
    var assembly = SpecAssembly(self)
    for participant in participants {
      try assembly.addRoot(participant)
    }
    return try assembly.spec(root: .collaboration(id, participants: participants))
  }

  /// A decision with all decisions that it requires, by id.
  ///
  /// - Throws: a ``ParsingError`` where one of them does not exist or is not supported, or where they require each
  ///   other in a circle.
  public func decisions(for id: String) throws(ParsingError) -> [String: DecisionSpec] {
    var specs: [String: DecisionSpec] = [:]
    try decisions.collect(id, into: &specs)
    return specs
  }

  private func checkDataStores(of document: BPMNDocument) throws(ParsingError) {
    for (_, element) in document.dataStores.sorted(by: { $0.value.line < $1.value.line }) {
      guard let name = element.attribute("name") else {
        throw ParsingMessages.missingAttribute("name", of: element, at: document.location(element))
      }
      guard dataStores.contains(name) else {
        throw ParsingMessages.unknownDataStore(name, of: element, at: document.location(element))
      }
    }
  }
}
