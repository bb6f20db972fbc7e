import Testing
import WorkflowEngine
import WorkflowModel

@Suite("Collaboration")
struct CollaborationTests {
  @Test("a participant that begins with a message starts when it comes", arguments: Mode.allCases)
  func trade(mode: Mode) throws {
    let run = try Run("collaboration", "trade", mode, data: ["number": 7, "item": "hat"])
    #expect(run.active == ["order READY"])
    try run.complete("order")
    #expect(run.active.sorted() == ["pack READY", "wait WAITING"])
    #expect(try run.data(of: "pack")["request"] == ["number": 7, "item": "hat"])
    try run.complete("pack", ["price": 3])
    #expect(run.active == ["check READY"])
    #expect(try run.data(of: "check")["answer"] == ["number": 7, "price": 3])
    try run.complete("check")
    #expect(run.status == .completed)
    #expect(run.count("reply") == 1)
  }

  @Test("a participant may end without an end event", arguments: Mode.allCases)
  func withoutEnd(mode: Mode) throws {
    let run = try Run("collaboration", "note", mode)
    try run.complete("note_a")
    #expect(run.status == .completed)
  }

  @Test("without an executable process nothing can start", arguments: Mode.allCases)
  func drawing(mode: Mode) throws {
    let run = try Run("collaboration", "drawing", mode)
    #expect(run.status == .error)
    #expect(run.error?.message == "'drawing' has nothing that can start")
    #expect(run.error?.bpmnID == nil)
  }

  @Test("an answer with another correlation is not for the one who waits", arguments: Mode.allCases)
  func wrongAnswer(mode: Mode) throws {
    let run = try Run("collaboration", "trade", mode, data: ["number": 7, "item": "hat"])
    try run.complete("order")
    let refusal = run.refusal {
      try $0.message("answer", ["number": 8], correlation: ["order_key": ["number": 8]])
    }
    #expect(refusal == "the instance is not waiting for message 'answer'")
    try run.message("answer", ["number": 7], correlation: ["order_key": ["number": 7]])
    #expect(run.active.sorted() == ["check READY", "pack READY"])
  }

  @Test("of several who wait for a message, the correlation finds the one", arguments: Mode.allCases)
  func pairs(mode: Mode) throws {
    let run = try Run("correlation", "pairs", mode)
    #expect(run.active.filter { $0.hasSuffix("WAITING") } == ["ic WAITING", "jc WAITING"])
    try run.message("answer", ["number": 2], correlation: ["order_key": ["number": 2]])
    #expect(run.active.filter { !$0.hasSuffix("STARTED") } == ["ic WAITING", "jd READY"])
    try run.message("answer", ["number": 1], correlation: ["order_key": ["number": 1]])
    try run.complete("id")
    try run.complete("jd")
    #expect(run.status == .completed)
  }
}
