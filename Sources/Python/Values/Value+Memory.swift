/// Values where they stand in memory, for the loop of the machine: numbers are moved as bits, and objects are looked at
/// without counting references.
///
/// What these give as `Unmanaged` is held by the place that it was read from. It must not be used once that place has
/// changed, or anything has run that could change it.
extension UnsafeMutablePointer where Pointee == Value {
  /// Whether the value holds no reference, so that its bits are all there is to it.
  @inline(__always)
  var isPlain: Bool {
    switch pointee {
    case .unbound, .null, .ellipsis, .notImplemented, .bool, .int, .float: true
    default: false
    }
  }

  /// Initializes this place, which holds nothing, with a copy.
  @inline(__always)
  func copy(from source: UnsafeMutablePointer<Value>) {
    if source.isPlain {
      UnsafeMutableRawPointer(self).copyMemory(from: source, byteCount: MemoryLayout<Value>.size)
    } else {
      initialize(to: source.pointee)
    }
  }

  /// Replaces the value by that of `source`, which holds nothing afterwards.
  @inline(__always)
  func take(_ source: UnsafeMutablePointer<Value>) {
    if isPlain {
      moveInitialize(from: source, count: 1)
    } else {
      // The old value goes when the new one is in its place: its end may look at others.
      let old = move()
      moveInitialize(from: source, count: 1)
      _ = consume old
    }
  }

  /// Lets the value go; the place holds nothing afterwards.
  @inline(__always)
  func drop() {
    if !isPlain { deinitialize(count: 1) }
  }

  /// Lets `count` values go from here on.
  @inline(__always)
  func drop(_ count: Int) {
    var place = self
    let end = self + count
    while place < end {
      place.drop()
      place += 1
    }
  }

  /// Initializes `count` places from here on, which hold nothing, with nothing.
  @inline(__always)
  func leaveUnbound(_ count: Int) {
    var place = self
    let end = self + count
    while place < end {
      place.initialize(to: .unbound)
      place += 1
    }
  }

  @inline(__always)
  var object: Unmanaged<Object>? {
    if case .object(let object) = pointee { .passUnretained(object) } else { nil }
  }

  @inline(__always)
  var instance: Unmanaged<Instance>? {
    guard let object, object.kind == .instance else { return nil }
    return object.cast()
  }

  @inline(__always)
  var list: Unmanaged<List>? {
    if case .list(let list) = pointee { .passUnretained(list) } else { nil }
  }

  @inline(__always)
  var tuple: Unmanaged<Tuple>? {
    if case .tuple(let tuple) = pointee { .passUnretained(tuple) } else { nil }
  }

  @inline(__always)
  var dict: Unmanaged<Dict>? {
    if case .dict(let dict) = pointee { .passUnretained(dict) } else { nil }
  }

  @inline(__always)
  var text: Unmanaged<Str>? {
    if case .str(let text) = pointee { .passUnretained(text) } else { nil }
  }
}

extension Unmanaged {
  /// Looks at the object without counting a reference.
  @inline(__always)
  func look<Result>(_ body: (Instance) -> Result) -> Result { _withUnsafeGuaranteedRef(body) }

  /// The same object, of which is known that it is of the other class.
  @inline(__always)
  func cast<Other: AnyObject>(to type: Other.Type = Other.self) -> Unmanaged<Other> { .fromOpaque(toOpaque()) }
}

extension Unmanaged<Object> {
  @inline(__always)
  var kind: Object.Kind { look { $0.kind } }
}
