import Foundation
import Testing

@testable import WorkflowStore

@Suite("schedules of workers that hold leases")
struct LeaseScheduleTests {
  /// How many random schedules are tried; `scripts/crash-test` tries more, for as long as it is asked.
  private static let schedules = 2000
  private static let seconds = ProcessInfo.processInfo.environment["WFSTORE_CRASH_SECONDS"].flatMap(Double.init)

  @Test(
    "however workers load, claim, renew, save, release and expire: who holds the lease alone saves",
    arguments: Backend.all)
  func random(backend: Backend) throws {
    let rehearsal = try LeaseRehearsal(backend)
    let first = UInt64.random(in: 0..<1 << 40)
    print("seed of the first schedule of leases: \(first)")
    let end = Date().addingTimeInterval(Self.seconds ?? 0)
    var seed = first
    while seed < first + UInt64(Self.schedules) || Date() < end {
      let schedule = LeaseSchedule(seed: seed)
      if try rehearsal.problem(of: schedule) != nil {
        let actions = try schedule.actions.shrunk { try rehearsal.problem(of: LeaseSchedule($0)) != nil }
        Issue.record("seed \(seed): \(try rehearsal.problem(of: LeaseSchedule(actions)) ?? ""), of: \(actions)")
        break
      }
      seed += 1
    }
    print("schedules of leases: \(seed - first)")
    try rehearsal.close()
  }

  @Test(
    "in whatever order two workers take up and save an instance, and wherever leases expire, each save is of one",
    arguments: Backend.all)
  func interleaved(backend: Backend) throws {
    let rehearsal = try LeaseRehearsal(backend)
    let actions: [(Int) -> LeaseSchedule.Action] = [
      { .load($0) }, { .claim($0) }, { .save($0) }, { .save($0) }, { .release($0) },
    ]
    let schedules = LeaseSchedule.interleavings(ofWorkers: 2, doing: actions)
    #expect(schedules.count == 2520)
    for schedule in schedules {
      #expect(try rehearsal.problem(of: schedule) == nil, "\(schedule.actions)")
    }
    try rehearsal.close()
  }
}
