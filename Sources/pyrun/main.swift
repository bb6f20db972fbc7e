import Foundation
import OrderedCollections
import WorkflowModel
import WorkflowPython
import WorkflowScripting

struct FixedClock: WorkflowClock { func now() -> Timestamp { Timestamp(microseconds: 1_700_000_000_000_000) } }
let args = CommandLine.arguments
let text = try! String(contentsOfFile: args[1], encoding: .utf8)
var out = ""
final class Box: @unchecked Sendable { var s = "" }
let box = Box()
func run(_ chunk: String) {
  let engine = try! RestrictedEngine(host: ScriptHost(clock: FixedClock(), seed: 1) { box.s += $0 })
  var data = TaskData()
  do {
    try engine.execute(chunk, data: &data, locals: [:])
  } catch {
    box.s += "!! [\(error.code.rawValue)] \(error.exception ?? "-"): \(error.message) @\(error.line ?? 0)\n"
  }
}
if args.count > 2, args[2] == "time" {
  let t = ContinuousClock.now
  run(text)
  print(box.s, ContinuousClock.now - t)
} else {
  for (i, chunk) in text.components(separatedBy: "\n---\n").enumerated() {
    box.s = ""
    run(chunk)
    print("=== \(i)")
    print(box.s, terminator: "")
  }
}
