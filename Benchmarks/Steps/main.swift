// What a step costs against the tasks that the instance has had: its time, the bytes it writes to the log, and the time
// until the instance is loaded. Each step is one call of the library: load, complete a user task, run two tasks, save,
// synced. Beside it the floor: as many bytes in one synced commit of the same database.
//
//     swift run -c release StepBenchmark [TASKS...]

import Foundation
import WorkflowEngine
import WorkflowModel
import WorkflowRuntime
import WorkflowStore

/// Counts to `target`, then asks for the next one.
let model = """
  <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="benchmarks">
    <process id="rounds" isExecutable="true">
      <startEvent id="begin" />
      <scriptTask id="count"><script>i += 1</script></scriptTask>
      <exclusiveGateway id="check" default="enough" />
      <userTask id="more" />
      <sequenceFlow id="f1" sourceRef="begin" targetRef="count" />
      <sequenceFlow id="f2" sourceRef="count" targetRef="check" />
      <sequenceFlow id="again" sourceRef="check" targetRef="count">
        <conditionExpression>i &lt; target</conditionExpression>
      </sequenceFlow>
      <sequenceFlow id="enough" sourceRef="check" targetRef="more" />
      <sequenceFlow id="f3" sourceRef="more" targetRef="count" />
    </process>
  </definitions>
  """

struct Cost {
  var step: Double
  var bytes: Int
  var load: Double
}

/// The middle of some times, in microseconds.
func median(_ times: [Duration]) -> Double {
  let sorted = times.sorted()
  return Double(sorted[sorted.count / 2].components.attoseconds) / 1e12 + Double(
    sorted[sorted.count / 2].components.seconds) * 1e6
}

func length(_ path: String) -> Int {
  (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int ?? 0
}

func open(_ path: String) throws -> WorkflowRuntime {
  WorkflowRuntime(store: try WorkflowStore(path: path, mode: .readWrite(create: true)), output: { _ in })
}

let steps = 40

func cost(afterTasks count: Int, in folder: URL) throws -> Cost {
  let path = folder.appendingPathComponent("\(count).db").path
  var runtime = try open(path)
  let files = ModelFiles(
    root: .process("rounds"), sources: [ModelSource(kind: .bpmn, name: "rounds.bpmn", bytes: Array(model.utf8))])
  let rounds = count / 2
  let started = try runtime.start(
    spec: runtime.add(files).spec.id, StartRequest(data: ["i": 0, "target": .integer(rounds)]))
  let id = "\(started.summary.id)"
  try runtime.store.close()

  // As a new process would: nothing is known of before.
  runtime = try open(path)
  let clock = ContinuousClock()
  var (stepTimes, loadTimes): ([Duration], [Duration]) = ([], [])
  var bytes: [Int] = []
  // While somebody reads, the log only grows.
  let reader = try WorkflowStore(path: path, mode: .readOnly)
  try reader.transaction {
    _ = try reader.list(limit: 1)
    for step in 0..<steps {
      loadTimes.append(try clock.measure { _ = try runtime.view(id) })
      let before = length(path + "-wal")
      stepTimes.append(
        try clock.measure { _ = try runtime.resume(id, .complete("more", data: ["target": .integer(rounds + step)])) })
      bytes.append(length(path + "-wal") - before)
    }
  }
  try reader.close()
  try runtime.store.close()
  return Cost(step: median(stepTimes), bytes: bytes.sorted()[bytes.count / 2], load: median(loadTimes))
}

/// The time of a commit that writes so many bytes to the log, in microseconds.
func floor(_ bytes: Int, in folder: URL) throws -> Double {
  let store = try WorkflowStore(path: folder.appendingPathComponent("floor.db").path, mode: .readWrite(create: true))
  defer { try? store.close() }
  try store.tables.execute("CREATE TABLE IF NOT EXISTS app_floor (id INTEGER PRIMARY KEY, content BLOB) STRICT")
  // A page of the log is 4096 bytes and a header; two of them are the table's own.
  let content = [UInt8](repeating: 7, count: max(1, bytes / 4120 - 1) * 4080)
  let clock = ContinuousClock()
  let times = try (0..<steps).map { _ in
    try clock.measure { _ = try store.tables.execute("INSERT INTO app_floor (content) VALUES (?)", [.blob(content)]) }
  }
  return median(times)
}

let folder = FileManager.default.temporaryDirectory.appendingPathComponent("steps-\(UUID().uuidString)")
try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
defer { try? FileManager.default.removeItem(at: folder) }
let named = CommandLine.arguments.dropFirst().compactMap { Int($0) }
print("| tasks so far | step, µs | bytes written | floor, µs | step / floor | load, µs |")
print("| ---: | ---: | ---: | ---: | ---: | ---: |")
for count in named.isEmpty ? [10, 100, 1000, 10_000, 100_000] : named {
  let cost = try cost(afterTasks: count, in: folder)
  let floor = try floor(cost.bytes, in: folder)
  print(
    "| \(count) | \(Int(cost.step)) | \(cost.bytes) | \(Int(floor)) | \(String(format: "%.2f", cost.step / floor)) |",
    "\(Int(cost.load)) |")
}
