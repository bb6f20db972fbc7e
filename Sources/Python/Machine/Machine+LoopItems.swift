/// Attributes, items and elements as the loop reads and writes them: what an instruction remembers of the last time,
/// and the usual containers, without a call.
extension Machine {
  // MARK: Attributes

  @inline(__always)
  func loadAttribute(_ instruction: Instruction, _ r: inout Registers) throws(Raise) {
    let place = r.sp - 1
    if let instance = place.instance {
      let cache = r.frame.pointee.caches + Int(instruction.b)
      if cache.pointee.fits(instance) {
        let index = cache.pointee.index
        let next = r.sp
        if index >= 0 {
          instance.look { next.copy(from: $0.storage.slots + index) }
          place.take(next)
        } else if index == AttributeCache.ofClass {
          place.pointee = cache.pointee.value
        } else {
          // A property: the object becomes the argument of its function.
          next.moveInitialize(from: place, count: 1)
          place.initialize(to: cache.pointee.value)
          r.sp += 1
          try call(place, 1, 1, &r)
        }
        return
      }
    }
    r.frame.pointee.pc = r.pc
    let value = try loadAttribute(place.pointee, r.frame.pointee.code, instruction)
    place.pointee = value
  }

  @inline(__always)
  func storeAttribute(_ instruction: Instruction, _ r: inout Registers) throws(Raise) {
    if let instance = (r.sp - 1).instance {
      let cache = r.frame.pointee.caches + Int(instruction.b)
      if cache.pointee.fits(instance), cache.pointee.next == nil {
        instance.look { ($0.storage.slots + cache.pointee.index).take(r.sp - 2) }
        (r.sp - 1).drop()
        r.sp -= 2
        return
      }
    }
    r.frame.pointee.pc = r.pc
    try storeAttribute((r.sp - 1).pointee, (r.sp - 2).pointee, r.frame.pointee.code, instruction)
    r.pop(2)
  }

  @inline(__always)
  func loadMethod(_ instruction: Instruction, _ r: inout Registers) throws(Raise) {
    let cache = r.frame.pointee.caches + Int(instruction.b)
    if let instance = (r.sp - 1).instance, cache.pointee.fits(instance), cache.pointee.value.isBound {
      r.sp.moveInitialize(from: r.sp - 1, count: 1)
      (r.sp - 1).initialize(to: cache.pointee.value)
    } else {
      r.frame.pointee.pc = r.pc
      try loadMethod(r.sp, r.frame.pointee.code, instruction)
    }
    r.sp += 1
  }

  // MARK: Items

  @inline(__always)
  func loadItem(_ r: inout Registers) throws(Raise) {
    let container = r.sp - 2
    if case .int(let index) = (r.sp - 1).pointee {
      if let list = container.list {
        if list.look({ $0.copyItem(index, to: r.sp) }) {
          // The container goes when the element is held.
          container.take(r.sp)
          r.sp -= 1
          return
        }
      } else if let tuple = container.tuple {
        if tuple.look({ $0.copyItem(index, to: r.sp) }) {
          container.take(r.sp)
          r.sp -= 1
          return
        }
      }
    } else if let dict = container.dict, let key = (r.sp - 1).text {
      if dict.look({ dict in key.look { dict.copyItem($0, to: r.sp) } }) {
        container.take(r.sp)
        r.sp -= 1
        r.sp.drop()
        return
      }
    }
    r.frame.pointee.pc = r.pc
    let value = try item(container.pointee, (r.sp - 1).pointee)
    r.replace(2, value)
  }

  @inline(__always)
  func storeItem(_ r: inout Registers) throws(Raise) {
    if case .int(let index) = (r.sp - 1).pointee, let list = (r.sp - 2).list,
      list.look({ $0.takeItem(index, from: r.sp - 3) })
    {
      (r.sp - 2).drop()
      r.sp -= 3
      return
    }
    r.frame.pointee.pc = r.pc
    try setItem((r.sp - 2).pointee, (r.sp - 1).pointee, (r.sp - 3).pointee)
    r.pop(3)
  }

  /// Moves the topmost value to the end of a list.
  @inline(__always)
  func append(to list: Unmanaged<List>, _ r: inout Registers) throws(Raise) {
    try checkGrowth(to: list.look { $0.count } + 1)
    r.sp -= 1
    let value = r.sp.move()
    list.look { list in
      list.elements.append(value)
      list.account()
    }
  }

  /// Replaces a tuple or list by its elements, the first on top.
  @inline(__always)
  func unpack(_ instruction: Instruction, _ r: inout Registers) throws(Raise) {
    let count = Int(instruction.a)
    if let tuple = (r.sp - 1).tuple, tuple.look({ $0.subtype == nil && $0.elements.count == count }) {
      let source = (r.sp - 1).move()
      r.sp -= 1
      tuple.look { tuple in
        var index = count
        while index > 0 {
          index -= 1
          r.sp.initialize(to: tuple.elements[index])
          r.sp += 1
        }
      }
      withExtendedLifetime(source) {}
      return
    }
    var sp = r.sp
    defer { r.sp = sp }
    r.frame.pointee.pc = r.pc
    try unpack(&sp, count)
  }

  // MARK: Iteration

  @inline(__always)
  func forIterate(_ instruction: Instruction, _ r: inout Registers) throws(Raise) {
    guard let iterator = (r.sp - 1).object else {
      throw typeError("'\((r.sp - 1).pointee.typeName)' object is not an iterator")
    }
    var isEnd = false
    switch iterator.kind {
    case .rangeIterator:
      let range: Unmanaged<RangeIterator> = iterator.cast()
      if let next = range.look({ $0.advance() }) { r.push(.int(next)) } else { isEnd = true }
    case .listIterator:
      let sequence: Unmanaged<SequenceIterator> = iterator.cast()
      if sequence.look({ $0.advance(to: r.sp) }) { r.sp += 1 } else { isEnd = true }
    case .generator:
      let generator: Unmanaged<Generator> = iterator.cast()
      if generator.look({ $0.isFinished }) {
        isEnd = true
      } else {
        r.save()
        try step(generator.look { $0 }, .iteration, nil)
        r = Registers(stack.innermost)
      }
    default:
      r.frame.pointee.pc = r.pc
      if let next = try next(iterator.look { $0 }) { r.push(next) } else { isEnd = true }
    }
    if isEnd {
      r.pop()
      r.jump(instruction)
    }
  }
}
