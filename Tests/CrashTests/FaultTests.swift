import FaultVFS
import Foundation
import Testing

@Suite("stores whose disk fails")
struct FaultTests {
  /// Every kind of fault, with each loss that makes it another.
  private static let faults: [Fault] = [
    Fault(kind: .once, loss: .nothing), Fault(kind: .once, loss: .all), Fault(kind: .full, loss: .nothing),
    Fault(kind: .full, loss: .some), Fault(kind: .power, loss: .nothing), Fault(kind: .power, loss: .all),
    Fault(kind: .power, loss: .some),
  ]

  @Test("a fault at any operation leaves a store as it was after a transaction", arguments: Scenario.all)
  func sample(scenario: Scenario) throws {
    let shop = try Shop(scenario)
    #expect(shop.operations > 4)
    for operation in 1...shop.operations {
      // All faults in turn; `longer` has all of them at each operation.
      var fault = Self.faults[operation % Self.faults.count]
      fault.operation = operation
      fault.seed = UInt64(operation)
      try shop.expectSound(after: fault)
    }
  }

  /// How long `longer` takes, for all scenarios together; `scripts/crash-test` sets it.
  private static let seconds = ProcessInfo.processInfo.environment["WFSTORE_CRASH_SECONDS"].flatMap(Double.init)

  @Test("all faults at all operations, with one seed after the other", .enabled(if: seconds != nil, "it takes long"))
  func longer() throws {
    let clock = ContinuousClock()
    let end = clock.now + .seconds(Self.seconds ?? 0)
    let first = UInt64.random(in: 0 ... .max / 2)
    print("first seed: \(first)")
    let shops = try Scenario.all.map { try Shop($0) }
    var (seed, runs) = (first, 0)
    repeat {
      for shop in shops {
        for operation in 1...shop.operations {
          // After the first round only what a seed decides.
          for var fault in Self.faults where seed == first || fault.loss == .some {
            (fault.operation, fault.seed) = (operation, seed)
            try shop.expectSound(after: fault)
            runs += 1
          }
        }
      }
      seed += 1
    } while clock.now < end
    print("faults: \(runs) in \(shops.map(\.operations).reduce(0, +)) operations, seeds \(first) to \(seed - 1)")
  }
}
