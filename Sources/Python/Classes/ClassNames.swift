/// The variables of a class body while it runs, in their order.
final class ClassNames {
  private(set) var values: [String: Value] = [:]
  private(set) var order: [String] = []
  /// What the metaclass's `__prepare__` gave: takes all names instead. Unbound where there is none.
  let mapping: Value

  init(mapping: Value = .unbound) {
    self.mapping = mapping
  }

  func set(_ name: String, _ value: Value) {
    if values.updateValue(value, forKey: name) == nil { order.append(name) }
  }

  func remove(_ name: String) -> Bool {
    guard values.removeValue(forKey: name) != nil else { return false }
    order.removeAll { $0 == name }
    return true
  }

  /// The names with their values.
  var members: [(String, Value)] {
    order.compactMap { name in values[name].map { (name, $0) } }
  }
}

extension Machine {
  /// The value of a name of the class body that runs in a frame; nil where the body has not assigned it.
  func bodyName(_ frame: FramePlace, _ index: Int) throws(Raise) -> Value? {
    guard let names = frame.pointee.classNames else { return nil }
    let name = frame.pointee.code.names[index]
    guard names.mapping.isBound else { return names.values[name] }
    do throws(Raise) {
      return try item(names.mapping, string(name))
    } catch {
      guard caught(error, .keyError) != nil else { throw error }
      return nil
    }
  }

  /// Assigns, or with nil deletes, a name of the class body that runs in a frame.
  func setBodyName(_ frame: FramePlace, _ index: Int, _ value: Value?) throws(Raise) {
    guard let names = frame.pointee.classNames else { return }
    let name = frame.pointee.code.names[index]
    if names.mapping.isBound {
      guard let value else { return try deleteBodyName(names.mapping, name) }
      try setItem(names.mapping, string(name), value)
    } else if let value {
      names.set(name, value)
    } else if !names.remove(name) {
      throw nameError(name)
    }
  }

  private func deleteBodyName(_ mapping: Value, _ name: String) throws(Raise) {
    do throws(Raise) {
      try deleteItem(mapping, string(name))
    } catch {
      guard caught(error, .keyError) != nil else { throw error }
      throw nameError(name)
    }
  }
}
