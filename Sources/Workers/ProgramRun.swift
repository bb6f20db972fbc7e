#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A program that is given its input and run to its end, bounded in time and in what it writes.
package struct ProgramRun: Sendable {
  /// The program's path.
  package var path: String
  /// The arguments after the program's own name.
  package var arguments: [String]
  /// The environment variables.
  package var environment: [String: String]
  /// What it reads from standard input.
  package var input: [UInt8] = []
  /// How long it may take.
  package var milliseconds: Int
  /// How much it may write to standard output.
  package var outputBytes: Int
  /// How much it may write to standard error.
  package var errorBytes: Int

  /// How a run ended.
  package enum Ending: Sendable, Hashable {
    /// By itself, with this status.
    case exit(Int32)
    /// It was killed by this signal.
    case signal(Int32)
    /// It took too long, and was killed.
    case late
    /// It wrote too much to standard output, and was killed.
    case tooMuchOutput
    /// It wrote too much to standard error, and was killed.
    case tooMuchError
  }

  /// What is left of a run.
  package struct Outcome: Sendable {
    /// How it ended.
    package let ending: Ending
    /// What it wrote to standard output.
    package let output: [UInt8]
    /// What it wrote to standard error.
    package let error: [UInt8]
  }

  /// Why a program did not run at all.
  package struct NotStarted: Error, Sendable {
    /// The reason, in a line.
    package let reason: String
  }

  /// A run of a program, with these bounds.
  package init(
    path: String, arguments: [String], environment: [String: String], milliseconds: Int, outputBytes: Int,
    errorBytes: Int
  ) {
    self.path = path
    self.arguments = arguments
    self.environment = environment
    self.milliseconds = milliseconds
    self.outputBytes = outputBytes
    self.errorBytes = errorBytes
  }

  /// Runs the program, and ends it with all that it started where it goes beyond its bounds.
  package func callAsFunction() throws(NotStarted) -> Outcome {
    do throws(ProcessGroup.Failure) {
      let streams = try Streams()
      let group = try ProcessGroup(
        path: path, arguments: arguments, environment: environment, redirections: streams.redirections)
      streams.closeTheirs()
      return follow(group, streams)
    } catch {
      throw NotStarted(reason: error.reason)
    }
  }

  private struct Streams {
    let input: Pipe
    let output: Pipe
    let error: Pipe

    init() throws(ProcessGroup.Failure) {
      input = try Pipe(reading: false)
      output = try Pipe(reading: true)
      error = try Pipe(reading: true)
    }

    var redirections: [ProcessGroup.Redirection] {
      [
        .copy(input.theirs.number, as: 0), .copy(output.theirs.number, as: 1), .copy(error.theirs.number, as: 2),
      ]
    }

    func closeTheirs() {
      for pipe in [input, output, error] { pipe.theirs.close() }
    }
  }

  /// How often the end of the process is looked for while something it started keeps its output open.
  private static let lookMilliseconds: Int32 = 50

  private func follow(_ group: ProcessGroup, _ streams: Streams) -> Outcome {
    let deadline = Deadline(milliseconds: milliseconds)
    var unwritten = input[...]
    var (output, error) = ([UInt8](), [UInt8]())
    func outcome(_ ending: Ending) -> Outcome {
      group.kill()
      return Outcome(ending: ending, output: output, error: error)
    }
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    if unwritten.isEmpty { streams.input.mine.close() }
    while streams.output.mine.isOpen || streams.error.mine.isOpen {
      // Asked before the streams are: what an ended process has written is there to be read.
      let hasEnded = group.hasEnded
      let ready = poll(streams, for: hasEnded ? 0 : min(deadline.milliseconds, Self.lookMilliseconds))
      if ready.input { write(&unwritten, to: streams.input.mine) }
      if ready.output {
        read(streams.output.mine, into: &output, &chunk)
        if output.count > outputBytes { return outcome(.tooMuchOutput) }
      }
      if ready.error {
        read(streams.error.mine, into: &error, &chunk)
        if error.count > errorBytes { return outcome(.tooMuchError) }
      }
      if hasEnded, deadline.isOver || !ready.output && !ready.error { break }
      if !hasEnded, deadline.isOver { return outcome(.late) }
    }
    streams.input.mine.close()
    switch group.ending(until: deadline) {
    case .exit(let status)?: return outcome(.exit(status))
    case .signal(let number)?: return outcome(.signal(number))
    case nil: return outcome(.late)
    }
  }

  private func poll(_ streams: Streams, for milliseconds: Int32) -> (input: Bool, output: Bool, error: Bool) {
    // A negative number is passed over.
    func entry(_ descriptor: Descriptor, _ events: Int32) -> pollfd {
      pollfd(fd: descriptor.number, events: Int16(events), revents: 0)
    }
    var entries = [
      entry(streams.input.mine, POLLOUT), entry(streams.output.mine, POLLIN), entry(streams.error.mine, POLLIN),
    ]
    guard systemPoll(&entries, milliseconds) > 0 else { return (false, false, false) }
    return (entries[0].revents != 0, entries[1].revents != 0, entries[2].revents != 0)
  }

  private func write(_ bytes: inout ArraySlice<UInt8>, to descriptor: Descriptor) {
    // Who does not read all of its input may still have an answer.
    guard let count = descriptor.write(bytes) else { return descriptor.close() }
    bytes = bytes.dropFirst(count)
    if bytes.isEmpty { descriptor.close() }
  }

  private func read(_ descriptor: Descriptor, into bytes: inout [UInt8], _ chunk: inout [UInt8]) {
    guard let count = descriptor.read(into: &chunk) else { return descriptor.close() }
    bytes += chunk[..<count]
  }
}

private func systemPoll(_ entries: inout [pollfd], _ milliseconds: Int32) -> Int32 {
  poll(&entries, nfds_t(entries.count), milliseconds)
}
