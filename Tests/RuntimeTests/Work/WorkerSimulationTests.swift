import Foundation
import Testing
import WorkflowModel

@Suite("simulated workers")
struct WorkerSimulationTests {
  /// How many schedules are tried; `scripts/crash-test` tries more, for as long as it is asked.
  private static let schedules = 60
  private static let seconds = ProcessInfo.processInfo.environment["WFSTORE_CRASH_SECONDS"].flatMap(Double.init)

  @Test("however workers are interleaved, stop and come back, each step is saved once and every instance ends")
  func interleaved() throws {
    var seed = UInt64.random(in: 0..<1 << 40)
    let end = Date().addingTimeInterval(Self.seconds ?? 0)
    var count = 0
    print("seed of the first schedule: \(seed)")
    while count < Self.schedules || Date() < end {
      var simulation = WorkerSimulation(seed: seed)
      let problems = try simulation.run()
      #expect(problems == [], "seed \(seed)")
      if !problems.isEmpty { break }
      seed += 1
      count += 1
    }
    print("schedules: \(count)")
  }
}
