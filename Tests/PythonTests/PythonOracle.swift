import Foundation

/// The machine's CPython 3.11, asked what it makes of the same input.
enum PythonOracle {
  /// The interpreter itself, not a version manager's shim; nil where the machine has no CPython 3.11.
  static let executable: String? = {
    for name in ["python3.11", "python3"] {
      guard
        let answer = try? run(
          "/usr/bin/env", [name, "-c", "import sys; print(sys.version_info[:2], sys.executable)"],
          ""),
        answer.hasPrefix("(3, 11) ")
      else { continue }
      return answer.dropFirst("(3, 11) ".count).trimmingCharacters(in: .whitespacesAndNewlines)
    }
    return nil
  }()

  static var isAvailable: Bool { executable != nil }

  /// The lines that `program` prints for `lines` on its standard input.
  static func answers(of program: String, to lines: [String]) throws -> [String] {
    guard let executable else { return [] }
    let output = try run(executable, ["-I", "-c", program], lines.joined(separator: "\n"))
    return output.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(
      String.init)
  }

  private static func run(_ path: String, _ arguments: [String], _ input: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    let inputFile = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try input.write(to: inputFile, atomically: false, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: inputFile) }
    let output = Pipe()
    process.standardInput = try FileHandle(forReadingFrom: inputFile)
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}

/// Random numbers that a printed seed repeats.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
