import Foundation

/// The Python package `jsonschema`, where the machine has it: asked what it makes of the same schemas and values.
enum ReferenceValidator {
  static let isAvailable = (try? answers(to: [])) != nil

  /// A line for each line of input, which is a list of a schema and of values: for each value `1` where it is valid.
  static func answers(to lines: [String]) throws -> [String] {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", program]
    let input = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try lines.map { $0 + "\n" }.joined().write(to: input, atomically: false, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: input) }
    let output = Pipe()
    process.standardInput = try FileHandle(forReadingFrom: input)
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
    return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  private static let program = """
    import json, sys
    from jsonschema import Draft7Validator, Draft202012Validator
    for line in sys.stdin:
        schema, *values = json.loads(line)
        draft7 = isinstance(schema, dict) and "draft-07" in schema.get("$schema", "")
        validator = (Draft7Validator if draft7 else Draft202012Validator)(schema)
        print("".join("1" if validator.is_valid(value) else "0" for value in values))
    """
}
