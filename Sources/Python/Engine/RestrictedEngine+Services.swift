public import WorkflowModel
public import WorkflowScripting

extension RestrictedEngine {
  private static let callID = "call_id"

  /// Whether `call_service` has a parameter `call_id`, for the id of the call.
  public var takesCallID: Bool {
    var service = serviceFunction
    // A decorated function is asked for what it wraps, as `inspect.signature` does. No chain is that long.
    for _ in 0..<100 {
      guard case .object(let object)? = service else { return false }
      switch object {
      case let method as BoundMethod: service = method.function
      case let function as Function:
        guard let inner = function.attributes["__wrapped__"] else {
          return function.code.parameterNames.contains(Self.callID)
        }
        service = inner
      default: return false
      }
    }
    return false
  }

  /// Calls `call_service` of the environment modules. See ``ScriptEngine/callService(_:data:)``.
  public func callService(_ call: ServiceCall, data: TaskData) throws(ScriptError) -> ServiceReply {
    guard let serviceFunction else {
      throw ScriptError(
        .engine, message: "no environment module defines 'call_service', which the operation '\(call.operation)' needs")
    }
    vm.beginEvaluation(nil)
    defer { endEvaluation() }
    do throws(Raise) {
      var arguments = ArgumentList([
        vm.value(of: .dictionary(data.variables)), vm.string(call.operation),
        vm.value(of: .dictionary(call.parameters)),
      ])
      if takesCallID {
        arguments.values.append(vm.string(call.idempotencyKey))
        arguments.keywords = [Self.callID]
      }
      let reply = try Futures.settled(vm.call(serviceFunction, arguments), vm)
      return .value(try DataWriter(vm).write(parsed(reply)))
    } catch {
      throw scriptError(error, nil)
    }
  }

  /// A reply that is JSON text stands for what the text says.
  private func parsed(_ reply: Value) throws(Raise) -> Value {
    guard case .str(let text) = reply else { return reply }
    var decoder = JSONDecoder(text.string, JSONDecoderOptions(), vm)
    do throws(Raise) {
      return try decoder.decode()
    } catch {
      guard vm.caught(error, .valueError) != nil else { throw error }
      return reply
    }
  }
}
