import Testing
import WorkflowEngine
import WorkflowModel

@Suite("Script, business rule and service tasks")
struct EngineTaskTests {
  private let services = """
    def call_service(task_data, operation_name, operation_params):
        if operation_name != 'add':
            raise ValueError('no such operation: ' + operation_name)
        return operation_params['left']['value'] + operation_params['right']['value']
    """

  @Test("a script reads and writes the task's data", arguments: Mode.allCases)
  func script(mode: Mode) throws {
    let run = try Run("tasks", "script", mode, data: ["price": 2, "count": 3])
    #expect(run.status == .completed)
    #expect(run.data == ["price": 2, "count": 3, "total": 6])
  }

  @Test("an empty script does nothing", arguments: Mode.allCases)
  func empty(mode: Mode) throws {
    #expect(try Run("tasks", "empty_script", mode).status == .completed)
  }

  @Test("a business rule task adds its decision's result to the data", arguments: [(2, 3.5), (7, 9.0)], Mode.allCases)
  func rule(case rule: (weight: Int, cost: Double), mode: Mode) throws {
    let run = try Run("tasks", "rule", mode, data: ["weight": .integer(rule.weight)], dmn: ["shipping"])
    #expect(run.status == .completed)
    #expect(run.data == ["weight": .integer(rule.weight), "cost": .double(rule.cost)])
  }

  @Test("a service task passes its parameters, evaluated, and keeps the answer", arguments: Mode.allCases)
  func service(mode: Mode) throws {
    let run = try Run("tasks", "service", mode, data: ["x": 2], environment: services)
    #expect(run.status == .completed)
    #expect(run.data == ["x": 2, "sum": 5])
  }

  @Test("an answer without a result variable is named after the task", arguments: Mode.allCases)
  func unnamed(mode: Mode) throws {
    let run = try Run("tasks", "service_unnamed", mode, environment: services)
    #expect(run.data == ["spiff__a_1_result": 3])
  }

  @Test("a service that nobody offers fails the task", arguments: Mode.allCases)
  func noService(mode: Mode) throws {
    let run = try Run("tasks", "service", mode, data: ["x": 2])
    #expect(run.active == ["a ERROR"])
    #expect(run.error?.code == "script_engine")
  }
}
