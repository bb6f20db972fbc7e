import Crypto
package import WorkflowScripting

extension EnvironmentModule {
  /// The hash of its text, SHA-256, in hexadecimal digits.
  package var digest: String { Hexadecimal.text(SHA256.hash(data: Array(source.utf8))) }
}
