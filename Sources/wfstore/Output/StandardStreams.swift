import Foundation

/// Standard output, for results.
enum StandardOutput {
  static func write(_ text: String) {
    do {
      try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
    } catch {
      // What the command did is done; only its result cannot be told.
      StandardError.write("error: standard output cannot be written: \(error.localizedDescription)\n")
      ThisProcess.end(74)
    }
  }
}

/// Standard error, for errors, hints and what scripts print.
enum StandardError {
  static func write(_ text: String) {
    // Where this fails there is no place left to say so.
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }
}

/// This process.
enum ThisProcess {
  /// The path of its program.
  static var path: String {
    #if os(Linux)
      let link = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    #else
      let link: String? = nil
    #endif
    return link ?? Bundle.main.executablePath ?? CommandLine.arguments[0]
  }

  /// Ends it.
  static func end(_ status: Int32) -> Never {
    exit(status)
  }
}

/// Texts for a shell.
enum Shell {
  /// The text as one word of a POSIX shell.
  static func quoted(_ text: String) -> String {
    let plain = text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_-./:=@+,%".contains($0)) }
    return plain && !text.isEmpty ? text : "'" + text.replacingOccurrences(of: "'", with: "'\\''") + "'"
  }
}
