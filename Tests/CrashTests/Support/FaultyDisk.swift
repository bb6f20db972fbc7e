import FaultVFS
import Foundation

/// What happens to a store while a scenario runs over it.
struct Fault: CustomStringConvertible {
  var kind: FaultKind
  /// The number of the write, truncation, sync or deletion at which it happens, from 1.
  var operation = 0
  /// What becomes of that which was not synced.
  var loss: FaultLoss
  /// Decides what of it is lost.
  var seed: UInt64 = 0

  var description: String { "\(kind.name) at operation \(operation), losing \(loss.name), seed \(seed)" }
}

/// The file system below a folder, with a fault. It is owned by one test; the C library has a lock for the rest.
final class FaultyDisk {
  private let disk: OpaquePointer

  init(_ folder: String, _ fault: Fault) throws {
    let isInstalled = fault_install() == 0
    guard
      isInstalled,
      let disk = fault_disk_begin(folder, fault.kind, Int64(fault.operation), fault.loss, fault.seed)
    else { throw CocoaError(.featureUnsupported) }
    self.disk = disk
  }

  /// How many operations there were.
  var operations: Int { Int(fault_disk_operations(disk)) }

  /// Leaves the files as they are after the loss of power. Called once, when all of them are closed.
  func end() throws {
    guard fault_disk_end(disk) == 0 else { throw CocoaError(.fileLocking) }
  }
}

extension FaultKind {
  fileprivate var name: String {
    switch self {
    case .none: "nothing"
    case .once: "an error"
    case .full: "a full disk"
    case .power: "a loss of power"
    }
  }
}

extension FaultLoss {
  fileprivate var name: String {
    switch self {
    case .nothing: "nothing"
    case .all: "all"
    case .some: "some"
    }
  }
}
