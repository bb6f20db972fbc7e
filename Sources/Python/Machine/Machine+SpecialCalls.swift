import WorkflowScripting

/// Calls of data-model methods by operators: without an array of arguments.
extension Machine {
  /// Calls a data-model method, as it stands in a class, with no arguments.
  func callSpecial(_ function: Value, _ receiver: Value) throws(Raise) -> Value {
    guard case .object(let object) = function, object.kind == .function else {
      return try callSpecial(function, receiver, [])
    }
    return try run(unsafeDowncast(object, to: Function.self), 1) { place in
      place.initialize(to: receiver)
    }
  }

  /// Calls a data-model method, as it stands in a class, with one argument.
  func callSpecial(_ function: Value, _ receiver: Value, _ argument: Value) throws(Raise) -> Value {
    guard case .object(let object) = function, object.kind == .function else {
      return try callSpecial(function, receiver, [argument])
    }
    return try run(unsafeDowncast(object, to: Function.self), 2) { place in
      place.initialize(to: receiver)
      (place + 1).initialize(to: argument)
    }
  }

  /// Runs a function with `count` positional arguments, which `fill` puts in their places.
  @inline(__always)
  private func run(
    _ function: Function, _ count: Int, _ fill: (UnsafeMutablePointer<Value>) -> Void
  ) throws(Raise) -> Value {
    try descend()
    defer { ascend() }
    try charge(4)
    let start = stack.top
    guard start + count + 64 < stack.limit else { throw exceeded("depth", budget.depth, "nested calls") }
    fill(start)
    stack.top = start + count
    defer { stack.top = start }
    guard let frame = try enter(function, start, count: count, keywords: []) else { return start.move() }
    frame.pointee.exit = .native
    return try loop(nil)
  }
}
