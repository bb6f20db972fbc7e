import OrderedCollections
import WorkflowModel
import WorkflowScripting
import WorkflowWorkers

/// The document that a service answers with: `{"result": …}`, or `{"error": {"code": …, "name": …, "payload": …}}`.
enum ServiceAnswer {
  case result(DataValue)
  case error(BpmnErrorContent)

  /// The longest answer that is taken.
  static let maximumBytes = 64 << 20

  /// Reads the document.
  init(_ bytes: [UInt8]) throws(ServiceFailure) {
    let document: DataValue
    do throws(JSONError) {
      document = try JSONReader(restoring: true).read(bytes)
    } catch {
      throw .passing("its answer is no JSON: \(error)")
    }
    guard case .dictionary(let members) = document, members.count == 1 else { throw .notADocument }
    if let result = members["result"] {
      self = .result(result)
    } else if case .dictionary(let error)? = members["error"], let content = BpmnErrorContent(document: error) {
      self = .error(content)
    } else {
      throw .notADocument
    }
  }

  /// The result.
  func value() throws(ServiceFailure) -> DataValue {
    switch self {
    case .result(let value): return value
    case .error(let content): throw .answered(content)
    }
  }

  /// The error that an answer is, whatever else speaks for a failure; nil where it is none.
  static func error(in bytes: [UInt8]) -> BpmnErrorContent? {
    guard case .error(let content)? = try? ServiceAnswer(bytes) else { return nil }
    return content
  }
}

extension ServiceFailure {
  fileprivate static let notADocument = ServiceFailure.passing(
    #"its answer is neither {"result": …} nor {"error": {"code": …}}"#)
}
