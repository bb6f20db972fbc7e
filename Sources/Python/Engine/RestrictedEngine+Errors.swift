import WorkflowModel
import WorkflowScripting

extension RestrictedEngine {
  /// The error that the engine's user sees.
  func scriptError(_ raise: Raise, _ script: CompiledScript?) -> ScriptError {
    switch raise {
    case .abort(let abort):
      var error = abort.error
      if let line = error.line { error.lineText = script?.line(line) }
      return error
    case .exception(let exception):
      var error = ScriptError(.exception, exception: exception.type.name, message: message(exception))
      let entry = exception.traceback.first { $0.table === script?.table } ?? nil
      if let entry {
        error.line = entry.line
        error.lineText = script?.line(entry.line)
      }
      if exception.type.isSubtype(of: .bpmnError) { error.bpmnError = bpmnError(exception) }
      return error
    }
  }

  private func message(_ exception: ExceptionObject) -> String {
    do throws(Raise) {
      return try vm.str(.object(exception))
    } catch {
      return "<exception str() failed>"
    }
  }

  private func bpmnError(_ exception: ExceptionObject) -> BpmnErrorContent {
    func text(_ name: String) -> String? {
      guard let value = exception.attributes[name], !value.isNone else { return nil }
      do throws(Raise) {
        return try vm.str(value)
      } catch {
        return nil
      }
    }
    var payload = DataValue.null
    if let value = exception.attributes["payload"] {
      do throws(Raise) {
        payload = try DataWriter(vm, name: "payload").write(value)
      } catch {
        payload = .string("<the payload cannot become data>")
      }
    }
    return BpmnErrorContent(code: text("code") ?? "", name: text("name"), payload: payload)
  }
}

extension SyntaxFailure {
  func scriptError(_ source: String) -> ScriptError {
    let lines = source.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    return ScriptError(
      isRefusal ? .refused : .syntax, exception: exception, message: message, line: line,
      lineText: line >= 1 && line <= lines.count ? String(lines[line - 1]) : nil)
  }

  var diagnostic: ScriptDiagnostic {
    ScriptDiagnostic(message: "\(exception): \(message)", line: line, column: column)
  }
}
