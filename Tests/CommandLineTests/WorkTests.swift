import Foundation
import Testing
import WorkflowModel

@Suite("wfstore work")
struct WorkTests {
  private let workspace: Workspace

  init() throws {
    workspace = try Workspace()
    try workspace.write(
      """
      services:
        step: {command: [./step]}
      """, to: "wfstore.yaml")
    try workspace.write(
      """
      #!/bin/sh
      cat > parameters
      echo called >> ledger
      while [ -e slow ]; do sleep 0.02; done
      echo '{"result": 7}'
      """, to: "step")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: workspace.url("step").path)
  }

  private let save = [
    "save", "-p", "working", "-b", Files.model("working"), "--data", #"{"steps": 0}"#,
    "--at", "2026-01-01T00:00:00+00:00",
  ]

  @Test("lets what is due go on, tells a line of each, and ends when nothing is due")
  func once() throws {
    let first = try workspace.document(save)["instance"].text
    let second = try workspace.document(save)["instance"].text
    let outcome = try workspace.wfstore("work", "--once", "--json", "--concurrency", "2")
    #expect(outcome.status == 0, "\(outcome.error)")
    let lines = try outcome.output.split(separator: "\n").map { try JSONReader().read(Array($0.utf8)) }
    #expect(Set(lines.map { $0["instance"].text }) == [first, second])
    for line in lines {
      #expect(line["outcome"] == "ran")
      #expect(line["status"] == "completed")
      #expect(line["due"] == "2026-01-01T00:01:00+00:00")
    }
    #expect(try workspace.document("load", first)["data"]["steps"] == 2)
    #expect(try workspace.wfstore("work", "--once").output == "")
    let status = try workspace.document("store", "status")
    #expect(status["leases"] == 0)
    #expect(status["oldest_due"] == .null)
  }

  @Test("SIGTERM lets what runs end, and nothing new begin")
  func gracefulStop() throws {
    try workspace.write("", to: "slow")
    let instances = try (0..<2).map { _ in try workspace.document(save)["instance"].text }
    let worker = try workspace.start("work")
    while !FileManager.default.fileExists(atPath: workspace.url("ledger").path) {
      try #require(worker.isRunning)
      Thread.sleep(forTimeInterval: 0.02)
    }
    let why = try workspace.document("why", instances[0])
    #expect(why["lease"]["owner"].text.split(separator: ":").count == 3)
    let refused = try workspace.wfstore("resume", instances[0], "--json")
    #expect(refused.status == 75)
    #expect(try refused.document["error"]["code"] == "leased")
    worker.terminate()
    Thread.sleep(forTimeInterval: 0.1)
    #expect(worker.isRunning)
    try FileManager.default.removeItem(at: workspace.url("slow"))
    #expect(worker.status == 0)
    #expect(try workspace.document("load", instances[0])["status"] == "completed")
    #expect(try workspace.document("load", instances[1])["status"] == "waiting")
  }

  @Test("what a worker that was killed had begun, another takes up at once")
  func killed() throws {
    try workspace.write("", to: "slow")
    let instance = try workspace.document(save)["instance"].text
    let worker = try workspace.start("work")
    while !FileManager.default.fileExists(atPath: workspace.url("ledger").path) {
      try #require(worker.isRunning)
      Thread.sleep(forTimeInterval: 0.02)
    }
    worker.abandon()
    try FileManager.default.removeItem(at: workspace.url("slow"))
    #expect(worker.status == SIGKILL)
    #expect(try workspace.wfstore("work", "--once").status == 0)
    #expect(try workspace.document("load", instance)["status"] == "completed")
  }
}
