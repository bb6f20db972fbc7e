public import WorkflowEngine
import WorkflowModel
import WorkflowScripting
public import WorkflowSerialization

/// What a program that embeds the library gives to its models: types, functions, services, data stores.
///
/// ```swift
/// var environment = HostEnvironment()
/// try environment.converters.register(codable: ProductInfo.self)
/// environment.register(function: "lookup_product_info") { (name: String) in try catalog.product(name) }
/// environment.register(service: "ship") { call in try Shipment(to: call.value("address")) }
/// environment.dataStores["stock"] = Stock()
/// ```
///
/// Values cross the border as data, by the converters. Nothing of it is saved with an instance: each runtime that goes on
/// with it has to bring what its models need.
public struct HostEnvironment {
  /// The types whose objects may stand in the data. Scripts see an object as one with the attributes that its converter
  /// writes.
  public var converters: ConverterRegistry
  /// The data stores by the names that models give them.
  public var dataStores: [String: any DataStore] = [:]
  private(set) var functions: [String: @Sendable ([DataValue], ConverterRegistry) throws -> DataValue] = [:]
  private(set) var services: [String: HostService] = [:]

  /// An environment with these types, and nothing else.
  public init(converters: ConverterRegistry = ConverterRegistry()) {
    self.converters = converters
  }

  /// Registers a function that scripts call by its name, in the place of one with the same name.
  ///
  /// Its arguments are restored, and its result converted, by ``converters``; a wrong number or type of arguments is a
  /// `TypeError`. Only the engine `restricted` offers it: the others run scripts in processes of their own.
  public mutating func register<each Argument, Result>(
    function name: String, _ body: @escaping @Sendable (repeat each Argument) throws -> Result
  ) {
    functions[name] = { arguments, converters in
      var reader = ArgumentReader(name, arguments, converters)
      try reader.expect((repeat (each Argument).self))
      return try converters.convert(try body(repeat try reader.next((each Argument).self)))
    }
  }

  /// Registers the answer to an operation of service tasks. The workflow waits for it.
  ///
  /// It may throw a ``BpmnErrorContent``, which the diagram can catch; every other error fails the task.
  public mutating func register<Result>(
    service operation: String, _ body: @escaping @Sendable (HostServiceCall) throws -> Result
  ) {
    services[operation] = .immediate { try $0.converters.convert(try body($0)) }
  }

  /// Registers the answer to an operation of service tasks which works beside the workflow: the task is STARTED until it
  /// is there, and others go on.
  ///
  /// A run waits for its services in the thread that it was called from. Where that is one of Swift's tasks, these have
  /// one thread less, and on a machine with one processor none: call it from a thread of your own there.
  ///
  /// It may throw a ``BpmnErrorContent``, which the diagram can catch; every other error fails the task.
  public mutating func register<Result>(
    asynchronousService operation: String, _ body: @escaping @Sendable (HostServiceCall) async throws -> Result
  ) {
    services[operation] = .asynchronous { try $0.converters.convert(try await body($0)) }
  }
}

extension HostEnvironment {
  /// Whether what runs can reach the embedder, other than by services.
  var mayHaveEffects: Bool { !dataStores.isEmpty || !functions.isEmpty }

  /// Whether what runs may write to the application's tables.
  var canWriteTables: Bool { !functions.isEmpty || !services.isEmpty }

  /// The functions as script engines take them.
  var scriptFunctions: [ScriptFunction] {
    functions.sorted { $0.key < $1.key }.map { [converters] name, body in
      ScriptFunction(name) { try body($0, converters) }
    }
  }
}

/// Hands out the arguments of a call, one by one, as the types that are expected.
private struct ArgumentReader {
  private let name: String
  private let arguments: [DataValue]
  private let converters: ConverterRegistry
  private var place = 0

  init(_ name: String, _ arguments: [DataValue], _ converters: ConverterRegistry) {
    (self.name, self.arguments, self.converters) = (name, arguments, converters)
  }

  /// Refuses another number of arguments.
  func expect<each Argument>(_ types: (repeat (each Argument).Type)) throws {
    var count = 0
    for _ in repeat each types { count += 1 }
    guard count != arguments.count else { return }
    let expected = count == 1 ? "1 argument" : "\(count) arguments"
    throw typeError("\(name)() takes \(expected) but \(arguments.count) \(arguments.count == 1 ? "was" : "were") given")
  }

  mutating func next<Value>(_ type: Value.Type) throws -> Value {
    defer { place += 1 }
    do throws(SerializationError) {
      return try converters.restore(arguments[place], as: type)
    } catch {
      throw typeError("\(name)() argument \(place + 1): \(error)")
    }
  }

  private func typeError(_ message: String) -> ScriptError {
    ScriptError(.exception, exception: "TypeError", message: message)
  }
}
