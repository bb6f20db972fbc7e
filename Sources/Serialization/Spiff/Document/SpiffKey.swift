/// The keys of a document that more than one part reads or writes.
enum SpiffKey {
  static let version = "serializer_version"
  static let typename = "typename"
  static let spec = "spec"
  static let subprocessSpecs = "subprocess_specs"
  static let subprocesses = "subprocesses"
  static let taskSpecs = "task_specs"
  static let tasks = "tasks"
  static let root = "root"
  static let data = "data"
  static let dataObjects = "data_objects"
  static let correlations = "correlations"
  static let lastTask = "last_task"
  static let internalData = "internal_data"
  static let events = "bpmn_events"
  static let eventDefinition = "event_definition"
  static let eventDefinitions = "event_definitions"
}
