import ArgumentParser
import OrderedCollections
import WorkflowModel
import WorkflowRuntime
import WorkflowScripting
import WorkflowWorkers

/// How an error is told: a line on standard error, hints below it, a document where JSON is asked for, and the exit
/// status.
struct ErrorReport {
  private let status: Int32
  private let code: String
  private let message: String
  private let hints: [String]
  private let details: DataDictionary
  /// What is printed as it is: help and version.
  private let page: String?
  private let wantsJSON: Bool
  /// A script's error is read by the engine that asked, with all that it carries.
  private var form = JSONWriter.Form.readable

  init(_ error: any Error, wantsJSON: Bool) {
    if let failure = error as? InstanceFailed {
      // Its document is the instance, which holds the error.
      self.wantsJSON = false
      (status, code, message, hints, details, page) = (1, failure.code, failure.message, failure.hints, [:], nil)
      return
    }
    if let damage = error as? DamagedStore {
      // Its document is the one that lists the problems.
      (status, code, message, hints, details, page) = (65, "damaged_store", damage.message, [], [:], nil)
      self.wantsJSON = false
      return
    }
    if let difference = error as? EnginesDiffer {
      // Its document is the check.
      (status, code, message, hints, details, page) = (1, "engines_differ", difference.message, [], [:], nil)
      self.wantsJSON = false
      return
    }
    self.wantsJSON = wantsJSON
    let parsed = Wfstore.exitCode(for: error)
    if !(error is RuntimeError), parsed == .success || parsed == .validationFailure {
      let isPage = parsed == .success
      status = isPage ? 0 : 64
      code = "usage"
      message = Wfstore.message(for: error)
      hints = ["see 'wfstore --help'"]
      details = [:]
      page = isPage ? Wfstore.fullMessage(for: error) : nil
      return
    }
    let failed = error as? ScriptFailed
    if failed != nil { form = .exact }
    let told = RuntimeError(failed?.error ?? error)
    (status, code, message, hints, details, page) = (
      failed?.status ?? Self.status(told.category), told.code, told.message, told.hints,
      failed?.error.document ?? told.details, nil
    )
  }

  private static func status(_ category: RuntimeError.Category) -> Int32 {
    switch category {
    case .failed: 1
    case .usage: 64
    case .badInput: 65
    case .notFound: 66
    case .unavailable: 69
    case .unwritable: 73
    case .busy: 75
    case .refused: 77
    }
  }

  /// Tells the error.
  ///
  /// - Returns: the exit status.
  func write() -> Int32 {
    if let page {
      StandardOutput.write(page + "\n")
      return status
    }
    let lines = ["error: \(message)"] + hints.map { "  \($0)" }
    StandardError.write(lines.joined(separator: "\n") + "\n")
    if wantsJSON { Document.write(document, as: form) }
    return status
  }

  private var document: DataValue {
    var members: DataDictionary = [
      "code": .string(code), "message": .string(message), "hints": .list(hints.map(DataValue.string)),
    ]
    // A script's error tells its message in its own parts.
    members.merge(details) { $1 }
    return ["error": .dictionary(members)]
  }
}

/// The workflow failed; the instance is saved with the status `error`, and has been shown.
struct InstanceFailed: Error {
  let code: String
  let message: String
  let hints: [String]
}

/// A script that was evaluated by itself, or a module before it, failed: the document has all parts of the error.
struct ScriptFailed: Error {
  let error: ScriptError
  let status: Int32
}
