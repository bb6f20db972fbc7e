import OrderedCollections
import WorkflowModel

// What user and service tasks and loop markers hold.

extension SpiffProcessReader {
  func form(of task: SpiffNode) throws(SpiffError) -> FormSpec? {
    if let form = try task.optional("form") {
      return FormSpec(
        schemaFile: nil, uiSchemaFile: nil, formKey: try form.optionalText("key"),
        fields: try form.member("fields").elements().map(\.value))
    }
    guard let properties = try task.optional("extensions")?.optional("properties")?.object() else { return nil }
    func file(_ name: String) -> String? {
      if case .string(let file)? = properties[name] { file } else { nil }
    }
    let (schema, layout) = (file("formJsonSchemaFilename"), file("formUiSchemaFilename"))
    return schema == nil && layout == nil ? nil : FormSpec(schemaFile: schema, uiSchemaFile: layout)
  }

  func operation(of task: SpiffNode) throws(SpiffError) -> ServiceOperation {
    var parameters: [ServiceOperation.Parameter] = []
    for (name, parameter) in try task.member("operation_params").members() {
      parameters.append(
        ServiceOperation.Parameter(
          name: name, value: ScriptText(try parameter.text("value"), at: specs.location),
          type: try parameter.text("type")))
    }
    return ServiceOperation(
      name: try task.text("operation_name"), parameters: parameters,
      resultVariable: try task.optionalText("result_variable"), retries: try task.optional("retries")?.integer(),
      retryBackoffBase: try task.optional("retry_backoff_base")?.integer())
  }

  /// The marker of an activity with instances.
  ///
  /// - Parameter scriptsOnInstances: whether the scripts around it run for each instance.
  func readLoop(
    _ task: SpiffNode, _ instance: SpiffNode, _ scriptsOnInstances: Bool
  ) throws(SpiffError) -> LoopCharacteristics {
    let typename = try task.typename()
    let condition = specs.script(try task.optionalText("condition"))
    guard typename != "StandardLoopTask" else {
      if scriptsOnInstances { throw .unsupported("a loop with scripts on its instances", at: instance.path) }
      return .standard(
        condition: condition, testsBefore: try task.flag("test_before"),
        maximum: try task.optional("maximum")?.integer())
    }
    let cardinality = try task.optionalText("cardinality")
    let output = try item("data_output", of: task)
    let outputItem = try item("output_item", of: task)
    var input = try item("data_input", of: task)
    var inputItem = try item("input_item", of: task)
    if specs.dialect == .camunda {
      // Camunda's collection is read and written; what it reads is told at the first start only.
      if cardinality == nil { input = input ?? output }
      inputItem = inputItem ?? outputItem
    }
    return .multiInstance(
      LoopCharacteristics.MultiInstance(
        isSequential: typename == "SequentialMultiInstanceTask",
        cardinality: input == nil ? specs.script(cardinality) : nil, inputCollection: input?.id,
        outputCollection: output?.id, inputItem: inputItem, outputItem: outputItem, completionCondition: condition,
        scriptsOnInstances: scriptsOnInstances, cardinalityMayNameCollection: specs.dialect == .camunda))
  }

  private func item(_ key: String, of task: SpiffNode) throws(SpiffError) -> IOSpecification.Item? {
    guard let node = try task.optional(key) else { return nil }
    return try Self.item(node)
  }
}
