import Foundation
import Testing
import WorkflowModel
import WorkflowPython
import WorkflowScripting

/// Runs each chunk of `Fixtures/builtins` under the restricted engine and under CPython: what they print, and the
/// exception that ends them, must be the same.
@Suite("Built-ins print what CPython 3.11 prints")
struct BuiltinFixtureTests {
  struct StoppedClock: WorkflowClock {
    func now() -> Timestamp { Timestamp(microseconds: 1_700_000_000_123_456) }
  }

  final class Printed: @unchecked Sendable {
    var text = ""
  }

  static let files: [URL] = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures/builtins")
    let found = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    return (found ?? []).filter { $0.pathExtension == "py" }.sorted { $0.path < $1.path }
  }()

  @Test("chunks of", .enabled(if: PythonOracle.isAvailable, "no CPython 3.11 here"), arguments: files)
  func chunks(file: URL) throws {
    let chunks = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n---\n")
    let theirs = try Self.answers(of: chunks)
    #expect(theirs.count == chunks.count)
    for (index, (chunk, their)) in zip(chunks, theirs).enumerated() {
      let our = Self.run(chunk)
      guard our != their else { continue }
      let ourLines = our.components(separatedBy: "\n")
      let theirLines = their.components(separatedBy: "\n")
      var report = "chunk \(index + 1)"
      for line in 0..<max(ourLines.count, theirLines.count) {
        let (one, two) = (
          line < ourLines.count ? ourLines[line] : "-", line < theirLines.count ? theirLines[line] : "-"
        )
        if one != two { report += "\n    ours:    \(one)\n    CPython: \(two)" }
      }
      Issue.record("\(file.lastPathComponent) \(report)")
    }
  }

  /// What CPython prints for each chunk.
  static func answers(of chunks: [String]) throws -> [String] {
    try PythonOracle.answers(of: program, to: [json(chunks)]).map { $0.replacingOccurrences(of: "\u{1}", with: "\n") }
  }

  private static func json(_ chunks: [String]) throws -> String {
    String(decoding: try JSONSerialization.data(withJSONObject: chunks), as: UTF8.self)
  }

  /// What the restricted engine prints for a chunk.
  static func run(_ chunk: String) -> String {
    let printed = Printed()
    let host = ScriptHost(clock: StoppedClock(), seed: 7, budget: .unhurried) { printed.text += $0 }
    do throws(ScriptError) {
      let engine = try RestrictedEngine(host: host, environment: [])
      var data = TaskData()
      try engine.execute(chunk, data: &data, locals: TaskData().variables)
    } catch {
      // A chunk may leave variables behind that cannot become data.
      if error.code != .value { printed.text += "\(error.exception ?? error.code.rawValue): \(error.message)\n" }
    }
    return printed.text
  }

  private static let program = """
    import contextlib, io, json, os, sys, warnings
    os.environ["TZ"] = "UTC"
    warnings.simplefilter("ignore")
    for chunk in json.loads(sys.stdin.read()):
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            try: exec(compile(chunk, "chunk", "exec"), {"__name__": "__main__"})
            except Exception as e: print(f"{type(e).__name__}: {e}")
        print(out.getvalue().replace("\\n", "\\x01"))
    """
}
