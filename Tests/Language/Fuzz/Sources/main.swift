import OrderedCollections
import WorkflowModel
import WorkflowPython
import WorkflowScripting

// A text that libFuzzer made is checked, run and evaluated under small budgets: it ends with a result or an error, or
// the process dies and libFuzzer keeps the text.

/// libFuzzer's own entry, of its library without `main`.
@_silgen_name("LLVMFuzzerRunDriver")
func runFuzzer(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

struct StandingClock: WorkflowClock {
  func now() -> Timestamp { Timestamp(microseconds: 1_700_000_000_000_000) }
}

func budget() -> ScriptBudget {
  var budget = ScriptBudget()
  budget.instructions = 50_000
  budget.bytes = 8 << 20
  budget.stringLength = 1 << 20
  budget.collectionCount = 1 << 18
  budget.integerBits = 1 << 14
  budget.outputBytes = 1 << 12
  budget.milliseconds = 2000
  return budget
}

let test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt = { bytes, count in
  let text = String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  let host = ScriptHost(clock: StandingClock(), seed: 1, budget: budget()) { _ in }
  guard let engine = try? RestrictedEngine(host: host) else { return 0 }
  var data = TaskData(["x": [1, 2.5, "a", ["k": .null]]])
  _ = engine.check(text, as: .script)
  try? engine.execute(text, data: &data, locals: [:])
  _ = try? engine.evaluate(text, data: data, locals: [:])
  return 0
}

var count = CommandLine.argc
var arguments = CommandLine.unsafeArgv
_ = runFuzzer(&count, &arguments, test)
