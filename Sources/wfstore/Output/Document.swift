import WorkflowModel
import WorkflowRuntime

/// JSON documents on standard output.
enum Document {
  static func write(_ value: DataValue, as form: JSONWriter.Form = .readable) {
    do {
      StandardOutput.write(try JSONWriter(form).text(of: value) + "\n")
    } catch {
      StandardError.write("error: the document cannot be written: \(error)\n")
      ThisProcess.end(65)
    }
  }
}
