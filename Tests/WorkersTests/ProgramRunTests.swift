import Testing

@testable import WorkflowWorkers

@Suite("programs that are run to their end")
struct ProgramRunTests {
  private func run(
    _ script: String, input: [UInt8] = [], milliseconds: Int = 20_000
  ) throws -> ProgramRun.Outcome {
    var run = ProgramRun(
      path: "/bin/sh", arguments: ["-c", script], environment: processEnvironment(), milliseconds: milliseconds,
      outputBytes: 10_000_000, errorBytes: 1000)
    run.input = input
    return try run()
  }

  @Test("input and output that are longer than a pipe pass at the same time")
  func long() throws {
    let input = [UInt8](repeating: UInt8(ascii: "a"), count: 5_000_000)
    #expect(try run("cat", input: input).output == input)
  }

  @Test("a program need not read its input")
  func unread() throws {
    let outcome = try run("exec <&-; echo done", input: [UInt8](repeating: 1, count: 1_000_000))
    #expect(outcome.ending == .exit(0))
    #expect(outcome.output == Array("done\n".utf8))
  }

  @Test("a program that has closed its streams is still waited for")
  func closed() throws {
    let outcome = try run("echo x; exec >&- 2>&- <&-; sleep 0.1; kill -TERM $$")
    #expect(outcome.ending == .signal(15))
    #expect(outcome.output == Array("x\n".utf8))
    #expect(try run("exec >&- 2>&-; sleep 100", milliseconds: 200).ending == .late)
  }

  @Test("what a program leaves behind is ended with it, and does not keep the run waiting")
  func leftBehind() throws {
    let outcome = try run("sleep 100 & echo $!")
    #expect(outcome.ending == .exit(0))
    let number = try #require(Int32(String(decoding: outcome.output.dropLast(), as: UTF8.self)))
    #expect(try run("kill -0 \(number) 2>/dev/null && ps -o stat= -p \(number) | grep -v Z").output == [])
  }

  @Test("many may run at once, from several threads")
  func threads() async throws {
    try await withThrowingTaskGroup(of: [UInt8].self) { group in
      for number in 0..<16 {
        group.addTask { try run("cat; sleep 0.05", input: Array("\(number)".utf8)).output }
      }
      var outputs: Set<String> = []
      for try await output in group { outputs.insert(String(decoding: output, as: UTF8.self)) }
      #expect(outputs == Set((0..<16).map { "\($0)" }))
    }
  }

  @Test("a program that cannot be started says why")
  func notStarted() {
    let run = ProgramRun(
      path: "/etc/passwd", arguments: [], environment: [:], milliseconds: 100, outputBytes: 1, errorBytes: 1)
    let error = #expect(throws: ProgramRun.NotStarted.self) { try run() }
    #expect(error?.reason == "/etc/passwd: Permission denied")
  }
}
