import WorkflowModel

/// Call activity (BPMN 2.0, section 10.3.6): runs another process. Where that declares data inputs or outputs, or the
/// call maps variables, only those go in or come back; where not, all data does.
struct CallActivity: RunsProcess {
  let process: String
  var mapping: CallMapping?

  var hasScripts: Bool { mapping?.inputs.isEmpty == false }

  func arrive(_ step: Step) throws(ElementFailure) -> Arrival {
    try step.prepare()
    try step.openInside(process: process, data: try inputs(step))
    return .started
  }

  func redo(_ step: Step, recorded: TaskData) throws(ElementFailure) -> Redone {
    try step.prepare()
    guard let mapping else { return Redone(extent: .begun) }
    return Redone(extent: .begun, values: try step.values(of: mapping.inputs.map(\.source.text)))
  }

  private func inputs(_ step: Step) throws(ElementFailure) -> TaskData {
    if let mapping, !mapping.inputs.isEmpty || mapping.passesAllInputs {
      var data = mapping.passesAllInputs ? step.shareData() : TaskData()
      for entry in mapping.inputs { data[entry.target] = try step.evaluate(entry.source.text) }
      return data
    }
    guard let declared = step.io(ofProcess: process)?.inputs, !declared.isEmpty else { return step.shareData() }
    return TaskData(try step.data.selecting(declared, missing: "the data input '%' of the called process '\(process)'"))
  }

  func insideCompleted(_ scope: Int32, _ step: Step) throws(ElementFailure) {
    let result = step.resultData(ofScope: scope)
    if let mapping, !mapping.outputs.isEmpty || mapping.passesAllOutputs {
      if mapping.passesAllOutputs { step.data.update(result.variables) }
      for entry in mapping.outputs { step.data[entry.target] = try step.evaluate(entry.source.text, over: result) }
      return
    }
    guard let declared = step.io(ofProcess: process)?.outputs, !declared.isEmpty else {
      step.data = result
      return
    }
    let outputs = try result.selecting(declared, missing: "the data output '%' of the called process '\(process)'")
    step.data.update(outputs)
  }
}
