import WorkflowModel
import WorkflowScripting

/// The secrets that a service is called with: opened for it, and hidden again in all that it answers.
struct OpenedSecrets: Sendable {
  /// In bytes.
  static let longest = 1 << 16
  /// In bytes: what is shorter stands in many a text by chance, and could not be hidden.
  static let shortest = 4

  private var references: [String: SecretReference] = [:]

  /// The text of a secret as a source writes it, without a line break at its end.
  static func text(of bytes: ArraySlice<UInt8>) throws(SecretFailure) -> String {
    var bytes = bytes
    if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
    if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
    guard bytes.count <= longest else { throw SecretFailure("it is longer than \(longest) bytes") }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw SecretFailure("it is not UTF-8") }
    return text
  }

  /// The call with its secrets in place of the references to them; as it is where no source of secrets is set: then the
  /// service itself may know what such a text means.
  mutating func open(_ call: ServiceCall, _ settings: SecretSettings) throws(ScriptError) -> ServiceCall {
    guard !settings.sources.isEmpty else { return call }
    var opened = references
    let parameters = try call.parameters.mappingTexts { (text: String) throws(ScriptError) -> String in
      guard let reference = SecretReference(text) else { return text }
      let secret = try settings.open(reference)
      guard secret.utf8.count >= Self.shortest else {
        throw ScriptError(
          .service,
          message: "the secret '\(reference.name)' is shorter than \(Self.shortest) bytes, and could not be kept")
      }
      opened[secret] = reference
      return secret
    }
    references = opened
    guard !references.isEmpty else { return call }
    return ServiceCall(operation: call.operation, parameters: parameters, idempotencyKey: call.idempotencyKey)
  }

  // MARK: Hiding

  var isEmpty: Bool { references.isEmpty }

  /// A text with the references in place of the secrets.
  func hiding(_ text: String) -> String {
    var text = text
    // The longest first: one secret may stand in another.
    for (secret, reference) in references.sorted(by: { ($0.key.utf8.count, $0.key) > ($1.key.utf8.count, $1.key) }) {
      text = text.replacing(secret, with: "\(reference)")
    }
    return text
  }

  func hiding(_ value: DataValue) -> DataValue {
    isEmpty ? value : value.mappingTexts(includingKeys: true, hiding)
  }

  func hiding(_ error: ScriptError) -> ScriptError {
    guard !isEmpty else { return error }
    var error = error
    error.message = hiding(error.message)
    error.lineText = error.lineText.map(hiding)
    error.bpmnError = error.bpmnError.map { content in
      BpmnErrorContent(code: hiding(content.code), name: content.name.map(hiding), payload: hiding(content.payload))
    }
    return error
  }
}

/// A service that works beside the workflow, and was told secrets.
final class TrustedService: PendingService {
  private let service: any PendingService
  private let secrets: OpenedSecrets

  init(_ service: any PendingService, _ secrets: OpenedSecrets) {
    self.service = service
    self.secrets = secrets
  }

  var answer: Result<DataValue, ScriptError>? {
    service.answer.map { $0.map(secrets.hiding).mapError(secrets.hiding) }
  }

  func abandon() { service.abandon() }
}
