import OrderedCollections
import WorkflowModel
import WorkflowScripting

/// Functions of the embedder as values of the language.
enum HostFunction {
  /// The value that scripts call. Arguments and result pass as data: nothing is shared between both worlds.
  static func value(_ function: ScriptFunction) -> Value {
    let name = function.name
    return .object(
      NativeFunction(name) { vm, arguments throws(Raise) in
        guard arguments.keywords.isEmpty else { throw vm.typeError("\(name)() takes no keyword arguments") }
        var values: [DataValue] = []
        for index in 0..<arguments.count { values.append(try DataWriter(vm).write(arguments[index])) }
        let result: DataValue
        do {
          result = try function.body(values)
        } catch {
          throw raise(error, vm)
        }
        return try vm.checkedValue(of: result)
      })
  }

  private static func raise(_ error: any Error, _ vm: Machine) -> Raise {
    switch error {
    case let error as BpmnErrorContent: return raise(error, vm)
    case let error as ScriptError:
      if let content = error.bpmnError { return raise(content, vm) }
      let type = TypeObject.exceptions.first { $0.name == error.exception }
      return vm.raise(type ?? .runtimeError, error.message)
    default: return vm.runtimeError("\(error)")
    }
  }

  private static func raise(_ content: BpmnErrorContent, _ vm: Machine) -> Raise {
    do throws(Raise) {
      let name = content.name.map { vm.string($0) } ?? .null
      let error = try vm.call(
        .object(TypeObject.bpmnError), vm.string(content.code), name, vm.checkedValue(of: content.payload))
      guard case .object(let object) = error, let exception = object as? ExceptionObject else {
        return vm.raise(.bpmnError, content.code)
      }
      return .exception(exception)
    } catch {
      return error
    }
  }
}
