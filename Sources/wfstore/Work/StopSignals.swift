import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The signals that ask the program to end: SIGTERM and SIGINT.
///
/// A handler, not an ignored signal: the programs that are started inherit what is ignored, and would not end either.
enum StopSignals {
  private static let count = Atomic<Int>(0)

  /// Whether one has come.
  static var hasCome: Bool { count.load(ordering: .relaxed) > 0 }

  /// Takes them from now on; the second one ends the process at once.
  static func listen() {
    _ = hasCome
    // Who starts the program may have blocked them, which is inherited.
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGTERM, SIGINT] { sigaddset(&signals, number) }
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    for number in [SIGTERM, SIGINT] {
      signal(number) { number in
        guard StopSignals.count.wrappingAdd(1, ordering: .relaxed).oldValue > 0 else { return }
        _exit(128 + number)
      }
    }
  }
}
