import OrderedCollections
import WorkflowModel
import WorkflowScripting

/// A running CPython that answers requests: one JSON object a line in each direction (`Resources/worker.py` is the
/// other side).
///
/// Whatever goes wrong with the process or the exchange ends the worker and is a ``ScriptError``; a worker that failed
/// is not used again.
final class PythonWorker {
  /// How long the start of the interpreter may take.
  private static let startMilliseconds = 30_000
  /// How long it may take to end by itself: what scripts left open is closed meanwhile.
  private static let endMilliseconds = 2000
  /// What an envelope around the values of a task adds to their nesting.
  private static let envelopeDepth = 4

  private let process: ChildProcess
  private let host: ScriptHost
  private let writer: JSONWriter
  private let reader: JSONReader
  private var lastRequest = 0
  private(set) var isUsable = true
  private var isStarted = false
  /// CPython's version, such as `3.11.7`.
  private(set) var version = ""
  /// The interpreter itself, behind whatever program started it.
  private(set) var executable = ""

  /// Starts the interpreter and waits for its greeting.
  init(_ interpreter: PythonInterpreter, host: ScriptHost, environment: [String: String]) throws(ScriptError) {
    self.host = host
    var writer = JSONWriter(.exact)
    writer.maximumDepth += Self.envelopeDepth
    self.writer = writer
    var reader = JSONReader(restoring: true)
    reader.maximumDepth += Self.envelopeDepth
    self.reader = reader
    do throws(ProcessGroup.Failure) {
      process = try ChildProcess(
        path: interpreter.path, arguments: ["-c", WorkerProgram.text],
        environment: Self.variables(from: environment))
    } catch {
      throw .notStarted(error.reason)
    }
    let greeting = try receive(until: Deadline(milliseconds: Self.startMilliseconds), limit: 1 << 16)
    guard let hello = greeting["hello"], case .string(let version)? = greeting["version"] else {
      throw fail(.notUnderstood("a greeting was expected"))
    }
    guard hello == 1, case .string(let executable)? = greeting["executable"] else {
      throw fail(.notStarted("CPython \(version) is older than 3.9"))
    }
    (self.version, self.executable) = (version, executable)
    isStarted = true
  }

  /// The user's environment, but for what would make scripts differ from run to run or change the worker itself.
  private static func variables(from environment: [String: String]) -> [String: String] {
    var variables = environment
    variables["PYTHONINSPECT"] = nil
    variables["PYTHONSTARTUP"] = nil
    // The order of sets of strings depends on it.
    variables["PYTHONHASHSEED"] = "0"
    variables["PYTHONUTF8"] = "1"
    // Times without an offset are UTC.
    variables["TZ"] = "UTC"
    return variables
  }

  /// Sends a request and waits for its answer; what the script prints meanwhile goes to the host.
  func request(_ action: String, _ members: DataDictionary) throws(ScriptError) -> DataDictionary {
    lastRequest += 1
    var request: DataDictionary = [
      "id": .integer(lastRequest), "do": .string(action), "now": .integer(Int(host.clock.now().microseconds)),
    ]
    for (name, value) in members { request[name] = value }
    let deadline = Deadline(milliseconds: host.budget.milliseconds)
    try send(request, until: deadline)
    var printed = 0
    while true {
      let message = try receive(until: deadline, limit: host.budget.bytes)
      if case .string(let text)? = message["print"] {
        printed += text.utf8.count
        guard printed <= host.budget.outputBytes else { throw fail(.printedTooMuch(host.budget.outputBytes)) }
        host.output(text)
      } else if case .string("now")? = message["ask"] {
        try send(["now": .integer(Int(host.clock.now().microseconds))], until: deadline)
      } else if message["id"] == .integer(lastRequest) {
        return message
      } else {
        throw fail(.notUnderstood("the answer to another request"))
      }
    }
  }

  /// Lets the process end in order.
  func end() {
    isUsable = false
    process.end(within: Self.endMilliseconds)
  }

  private func send(_ message: DataDictionary, until deadline: Deadline) throws(ScriptError) {
    var bytes: [UInt8]
    do throws(JSONError) {
      bytes = try writer.bytes(of: .dictionary(message))
    } catch {
      // Nothing is sent yet: the worker is as good as before.
      throw ScriptError(.value, message: "\(error)")
    }
    bytes.append(UInt8(ascii: "\n"))
    let result = bytes.withUnsafeBufferPointer { buffer -> Result<Void, LineChannel.Failure> in
      Result { () throws(LineChannel.Failure) in
        try process.channel.write(buffer, atMost: host.budget.bytes, until: deadline)
      }
    }
    if case .failure(let failure) = result { throw fail(error(for: failure)) }
  }

  private func receive(until deadline: Deadline, limit: Int) throws(ScriptError) -> DataDictionary {
    let line: [UInt8]
    do throws(LineChannel.Failure) {
      line = try process.channel.readLine(atMost: limit, until: deadline)
    } catch {
      throw fail(self.error(for: error))
    }
    do throws(JSONError) {
      if case .dictionary(let message) = try reader.read(line) { return message }
    } catch {
      throw fail(.notUnderstood(error.description))
    }
    throw fail(.notUnderstood("an object was expected"))
  }

  /// Gives the worker up.
  private func fail(_ error: ScriptError) -> ScriptError {
    isUsable = false
    process.kill()
    return error
  }

  private func error(for failure: LineChannel.Failure) -> ScriptError {
    switch failure {
    case .late: isStarted ? .tooSlow(host.budget.milliseconds) : .notStarted("it does not answer")
    case .tooLong: .answeredTooMuch(host.budget.bytes)
    case .closed:
      // The end of the socket may be seen a moment before the end of the process.
      .died(process.ending(within: 1000) ?? "it closed its connection")
    }
  }
}
