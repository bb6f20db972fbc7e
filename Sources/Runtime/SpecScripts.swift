import WorkflowModel
import WorkflowScripting

/// All scripts of a specification, with the elements they belong to.
struct SpecScripts {
  struct Entry {
    let element: String
    let script: ScriptText
    let kind: ScriptKind
  }

  private(set) var entries: [Entry] = []

  init(_ spec: WorkflowSpec) {
    for process in spec.processes.values.sorted(by: { $0.id < $1.id }) { collect(process) }
  }

  /// What an engine has to say of them.
  func warnings(of engine: any ScriptEngine) -> [ModelWarning] {
    entries.flatMap { entry in
      engine.check(entry.script.text, as: entry.kind).map {
        ModelWarning(
          location: entry.script.location, element: entry.element, message: $0.message, line: $0.line)
      }
    }
  }

  private mutating func collect(_ process: ProcessSpec) {
    for node in process.nodes {
      add(node.preScript, .script, node)
      add(node.postScript, .script, node)
      for flow in node.outgoing { add(flow.condition, .expression, node) }
      switch node.content {
      case .script(let script): add(script, .script, node)
      case .service(let operation?): for parameter in operation.parameters { add(parameter.value, .expression, node) }
      case .subprocess(let subprocess): collect(subprocess.process)
      default: break
      }
    }
  }

  private mutating func add(_ script: ScriptText?, _ kind: ScriptKind, _ node: FlowNode) {
    guard let script else { return }
    entries.append(Entry(element: node.id, script: script, kind: kind))
  }
}
