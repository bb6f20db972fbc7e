import Foundation
import WorkflowWorkers

/// A place where secrets are kept by name. It may be asked by several threads at once.
public protocol SecretSource: Sendable {
  /// A secret; nil where it has none of this name.
  ///
  /// - Throws: ``SecretFailure`` where it cannot tell.
  func secret(_ name: String) throws(SecretFailure) -> String?
}

/// Why a source of secrets cannot tell.
public struct SecretFailure: Error, Sendable, Hashable {
  /// The reason, in a line, without the secret.
  public let reason: String

  /// A failure for this reason.
  public init(_ reason: String) {
    self.reason = reason
  }
}

/// Secrets in the environment variables of the process: `secret:payment.key` in `PREFIX_PAYMENT_KEY`, where the prefix is
/// `PREFIX_`. What no variable's name can have is an underscore there.
public struct EnvironmentSecrets: SecretSource {
  /// What the variables' names begin with.
  public let prefix: String

  /// The variables with this prefix.
  public init(prefix: String) {
    self.prefix = prefix
  }

  /// The secret of a name.
  public func secret(_ name: String) -> String? {
    let variable = name.uppercased().map { $0 == "." || $0 == "-" ? "_" : $0 }
    return processEnvironment()[prefix + String(variable)]
  }
}

/// Secrets in a folder: a file for each, with the secret's name. A line break at its end is not part of the secret.
public struct FolderSecrets: SecretSource {
  /// The folder's path.
  public let path: String

  /// The files of this folder.
  public init(path: String) {
    self.path = path
  }

  /// The secret of a name.
  public func secret(_ name: String) throws(SecretFailure) -> String? {
    let file = URL(fileURLWithPath: path, isDirectory: true).appendingPathComponent(name).resolvingSymlinksInPath()
    do {
      // A pipe would make its reader wait.
      guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else {
        throw SecretFailure("'\(name)' is not a file")
      }
      let handle = try FileHandle(forReadingFrom: file)
      defer { try? handle.close() }
      return try OpenedSecrets.text(of: Array(handle.read(upToCount: OpenedSecrets.longest + 3) ?? Data())[...])
    } catch let error as CocoaError where [.fileNoSuchFile, .fileReadNoSuchFile].contains(error.code) {
      return nil
    } catch let failure as SecretFailure {
      throw failure
    } catch {
      throw SecretFailure(error.localizedDescription)
    }
  }
}

/// Secrets that a program tells: it is given the name as its last argument and writes the secret to standard output. A line
/// break at its end is not part of the secret. An exit status other than 0 says that it cannot tell.
public struct CommandSecrets: SecretSource {
  /// The program and its arguments.
  public let command: [String]
  private static let milliseconds = 30_000

  /// The secrets of this program.
  public init(command: [String]) {
    self.command = command
  }

  /// The secret of a name.
  public func secret(_ name: String) throws(SecretFailure) -> String? {
    let environment = processEnvironment()
    guard let program = command.first, let path = ProgramPath.find(program, in: environment) else {
      throw SecretFailure("there is no program '\(command.first ?? "")'")
    }
    let run = ProgramRun(
      path: path, arguments: command.dropFirst() + [name], environment: environment, milliseconds: Self.milliseconds,
      outputBytes: OpenedSecrets.longest + 2, errorBytes: 1 << 16)
    let outcome: ProgramRun.Outcome
    do throws(ProgramRun.NotStarted) {
      outcome = try run()
    } catch {
      throw SecretFailure("'\(program)' cannot be started: \(error.reason)")
    }
    // What it says of its failure may have anything in it.
    guard case .exit(0) = outcome.ending else { throw SecretFailure("'\(program)' failed") }
    return try OpenedSecrets.text(of: outcome.output[...])
  }
}
