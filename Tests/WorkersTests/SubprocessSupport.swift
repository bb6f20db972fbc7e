import OrderedCollections
import Synchronization
import Testing
import WorkflowModel
import WorkflowScripting

@testable import WorkflowWorkers

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A temporary folder with programs of the shell.
final class ProgramFolder {
  let path: String
  private var files: [String] = []

  init() throws {
    var template = Array("/tmp/workers-XXXXXX".utf8CString)
    try #require(mkdtemp(&template) != nil)
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit {
    for file in files { unlink(file) }
    rmdir(path)
  }

  /// Writes a program, and gives its path.
  func program(_ script: String, name: String = "program") throws -> String {
    let file = "\(path)/\(name)"
    try write("#!/bin/sh\n\(script)\n", to: name)
    chmod(file, 0o700)
    return file
  }

  func write(_ text: String, to name: String) throws {
    let file = "\(path)/\(name)"
    // Closed in processes that other tests start meanwhile.
    let stream = try #require(fopen(file, "we"))
    fputs(text, stream)
    fclose(stream)
    files.append(file)
  }

  /// What a program wrote to a file here; empty where there is none.
  func content(of name: String) -> String {
    files.append("\(path)/\(name)")
    guard let stream = fopen("\(path)/\(name)", "r") else { return "" }
    defer { fclose(stream) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&chunk, 1, chunk.count, stream), count > 0 { bytes += chunk[..<count] }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// An engine over a program of the shell.
struct SubprocessFixture {
  let folder: ProgramFolder
  let printed = Printed()
  let engine: SubprocessEngine

  init(
    _ script: String, modules: [EnvironmentModule] = [], budget: ScriptBudget = ScriptBudget(),
    variables: [String: String] = [:]
  ) throws {
    folder = try ProgramFolder()
    let printed = printed
    let host = ScriptHost(clock: TestClock(), seed: 1, budget: budget) { printed.append($0) }
    let environment = processEnvironment().merging(["FOLDER": folder.path]) { $1 }.merging(variables) { $1 }
    engine = try SubprocessEngine(
      SubprocessProgram(command: [folder.program(script), "first"]), host: host, environment: modules,
      variables: environment)
  }

  func evaluate(_ expression: String, _ data: DataDictionary = [:], locals: DataDictionary = [:]) throws -> DataValue {
    try engine.evaluate(expression, data: TaskData(data), locals: locals)
  }

  /// The error of an expression.
  func failure(_ expression: String = "1") throws -> ScriptError {
    try #require(throws: ScriptError.self) { try evaluate(expression) }
  }
}
