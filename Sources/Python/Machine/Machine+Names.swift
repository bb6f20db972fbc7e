/// Variables that are not there yet, or not at all.
extension Machine {
  @inline(__always)
  func cell(_ base: UnsafeMutablePointer<Value>, _ index: Int32) -> Cell {
    guard case .object(let object) = base[Int(index)] else { return Cell(nil, .unbound) }
    return unsafeDowncast(object, to: Cell.self)
  }

  func unboundLocal(_ frame: FramePlace, _ index: Int) -> Raise {
    raise(
      .unboundLocalError,
      "cannot access local variable '\(frame.pointee.code.localNames[index])' where it is not associated with a value")
  }

  func unboundFree(_ frame: FramePlace, _ index: Int) -> Raise {
    if frame.pointee.code.cells.contains(index) { return unboundLocal(frame, index) }
    let name = frame.pointee.code.localNames[index]
    return raise(
      .nameError, "cannot access free variable '\(name)' where it is not associated with a value in enclosing scope")
  }

  func nameError(_ name: String) -> Raise { raise(.nameError, "name '\(name)' is not defined") }

  /// The value of a global that its slot does not hold yet.
  func global(_ globals: Namespace, _ slot: Int) throws(Raise) -> Value {
    if globals.values[slot].isBound { return globals.values[slot] }
    let name = globals.table.names[slot]
    if globals.origins[slot] != .deleted, let found = try globals.source.find(name, self) {
      globals.values[slot] = found.value
      globals.note(slot, found.isData ? .data : .outside)
      return found.value
    }
    if let value = globals.extra[name] { return value }
    if let value = try globals.source.findOutside(name, self) {
      if globals.origins[slot] == .unknown {
        globals.values[slot] = value
        globals.origins[slot] = .outside
      }
      return value
    }
    throw nameError(name)
  }

  func deleteGlobal(_ globals: Namespace, _ slot: Int) throws(Raise) {
    if globals.origins[slot] == .unknown { _ = try global(globals, slot) }
    guard globals.values[slot].isBound, globals.origins[slot] != .outside else {
      throw nameError(globals.table.names[slot])
    }
    globals.values[slot] = .unbound
    globals.note(slot, .deleted)
  }
}
