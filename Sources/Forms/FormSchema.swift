import OrderedCollections
import WorkflowModel

/// A form in a JSON Schema file: what the data of a task has to be when it is completed.
///
/// Versions 2020-12 and 2019-09, and drafts 06 and 07 (`$schema`); without that, the keywords of all of them count.
/// What cannot be checked is refused, not passed over: references out of the file, `unevaluatedProperties`, regular
/// expressions with back references.
public struct FormSchema: Sendable {
  /// The file's name.
  public let name: String
  private let graph: SchemaGraph
  /// The members of the outermost object that the schema names anywhere.
  private let names: OrderedSet<String>

  /// How long a file may be.
  public static let maximumBytes = 1 << 20
  /// How deeply a file's lists and objects may be nested.
  public static let maximumDepth = 100

  /// The form of a file.
  ///
  /// - Parameters:
  ///   - json: its content.
  ///   - name: its name, for messages.
  /// - Throws: ``FormError`` with the place.
  public init(_ json: [UInt8], name: String) throws(FormError) {
    var reader = JSONReader()
    reader.maximumBytes = Self.maximumBytes
    reader.maximumDepth = Self.maximumDepth
    reader.maximumDigits = 1000
    let document: DataValue
    do {
      document = try reader.read(json)
    } catch {
      throw FormMessages.json(error, name)
    }
    self.name = name
    graph = try SchemaCompiler(form: name, document: document).graph
    names = Self.names(of: graph)
  }

  /// Holds a submission against the form.
  ///
  /// The outermost object has the submitted members, and those variables of the task that the schema names, so that
  /// what was there before need not be submitted again. What the schema says of members that it does not name
  /// (`additionalProperties`, `patternProperties`, `propertyNames`, `maxProperties`) is asked of the submitted ones
  /// alone: the process may have variables of its own.
  ///
  /// - Throws: ``FormError`` where that takes more work than a form may.
  public func check(_ submission: FormSubmission) throws(FormError) -> FormReport {
    try check(.dictionary(submission.members(naming: names)), submitted: Set(submission.submitted.keys))
  }

  func check(_ value: DataValue, submitted: Set<String>) throws(FormError) -> FormReport {
    var validator = SchemaValidator(graph, form: name, submitted: submitted)
    return try validator.report(value, 0)
  }

  private static func names(of graph: SchemaGraph) -> OrderedSet<String> {
    var names: OrderedSet<String> = []
    var seen: Set<Int> = [0]
    var pending = [0]
    while let node = pending.popLast() {
      for rule in graph.nodes[node].rules {
        names.formUnion(rule.names)
        pending += rule.inPlace.filter { seen.insert($0).inserted }
      }
    }
    return names
  }
}
