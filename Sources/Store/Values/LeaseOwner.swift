import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// One who holds leases: a run of an instance in this process.
///
/// As long as the object lives its leases count as held, unless they expire. Those of a process that has ended are free
/// at once, where this is known: on the same machine, since it was started.
public final class LeaseOwner: Sendable {
  /// The owners of this process that are there.
  private static let living = Mutex<Set<String>>([])

  /// How it is called: `host:process:random`.
  public let name: String
  let machine = Machine.current
  let process = Int(getpid())

  /// A new owner.
  public init() {
    let random = UInt32.random(in: .min ... .max)
    let digits = String(random, radix: 16)
    name = "\(Machine.hostName):\(process):\(String(repeating: "0", count: 8 - digits.count))\(digits)"
    _ = Self.living.withLock { [name] in $0.insert(name) }
  }

  deinit {
    _ = Self.living.withLock { [name] in $0.remove(name) }
  }

  /// Whether an owner is certainly not there any more.
  static func hasEnded(_ name: String, machine: String, process: Int) -> Bool {
    guard machine == Machine.current, !machine.isEmpty, let id = pid_t(exactly: process) else { return false }
    if id == getpid() { return !living.withLock { $0.contains(name) } }
    // A process of another user is there, too.
    return kill(id, 0) != 0 && errno == ESRCH
  }
}

/// The machine that the process runs on.
enum Machine {
  /// What the machine is known by from its start to its end, with the names of processes that are valid there: a number
  /// of a process means the same process only in the same one. Empty where that is not known.
  static let current: String = {
    #if os(Linux)
      guard let boot = firstLine(of: "/proc/sys/kernel/random/boot_id"), let space = target(of: "/proc/self/ns/pid")
      else { return "" }
      return "\(boot) \(space)"
    #else
      return ""
    #endif
  }()

  static let hostName: String = {
    var bytes = [CChar](repeating: 0, count: 256)
    guard gethostname(&bytes, bytes.count - 1) == 0 else { return "unknown" }
    return text(bytes)
  }()

  private static func firstLine(of path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes = [CChar](repeating: 0, count: 128)
    guard fgets(&bytes, CInt(bytes.count), file) != nil else { return nil }
    return String(text(bytes).prefix { $0 != "\n" })
  }

  private static func target(of path: String) -> String? {
    var bytes = [CChar](repeating: 0, count: 128)
    guard readlink(path, &bytes, bytes.count - 1) > 0 else { return nil }
    return text(bytes)
  }

  private static func text(_ bytes: [CChar]) -> String {
    String(decoding: bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
