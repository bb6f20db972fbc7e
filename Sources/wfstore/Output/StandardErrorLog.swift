import Logging

/// The library's log on standard error: a line for each message, from notices on.
struct StandardErrorLog: LogHandler {
  var metadata: Logger.Metadata = [:]
  var logLevel = Logger.Level.notice

  init(label: String) {}

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let kind = event.level == .notice ? "note" : "\(event.level)"
    StandardError.write("\(kind): \(event.message)\n")
  }
}
