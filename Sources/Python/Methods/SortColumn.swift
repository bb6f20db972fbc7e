/// What is sorted by, all of one type that compares without code of the script.
enum SortColumn {
  case integers([Int])
  case floats([Double])
  case texts([String])

  /// The first `count` values that `value` gives; nil where they are not of one such type.
  init?(_ count: Int, _ value: (Int) -> Value) {
    guard count > 0 else { return nil }
    switch value(0) {
    case .int:
      guard let numbers = Self.all(count, { if case .int(let number) = value($0) { number } else { nil } }) else {
        return nil
      }
      self = .integers(numbers)
    case .float:
      guard let numbers = Self.all(count, { if case .float(let number) = value($0) { number } else { nil } }) else {
        return nil
      }
      self = .floats(numbers)
    case .str:
      guard let texts = Self.all(count, { if case .str(let text) = value($0) { text.string } else { nil } }) else {
        return nil
      }
      self = .texts(texts)
    default: return nil
    }
  }

  private static func all<Element>(_ count: Int, _ element: (Int) -> Element?) -> [Element]? {
    var elements: [Element] = []
    elements.reserveCapacity(count)
    for index in 0..<count {
      guard let element = element(index) else { return nil }
      elements.append(element)
    }
    return elements
  }

  /// The elements of tuples of one length, place by place; nil where a place holds values of several types.
  ///
  /// A NaN is not equal to itself unless it is the same object, which is known of the tuples only: such floats are left
  /// to the general way.
  static func columns(_ keys: [Value]) -> [SortColumn]? {
    guard case .tuple(let first)? = keys.first, first.subtype == nil, !first.elements.isEmpty else { return nil }
    let width = first.elements.count
    var tuples: [Tuple] = []
    tuples.reserveCapacity(keys.count)
    for key in keys {
      guard case .tuple(let tuple) = key, tuple.subtype == nil, tuple.elements.count == width else { return nil }
      tuples.append(tuple)
    }
    var columns: [SortColumn] = []
    for place in 0..<width {
      guard let column = SortColumn(keys.count, { tuples[$0].elements[place] }) else { return nil }
      if case .floats(let numbers) = column, numbers.contains(where: \.isNaN) { return nil }
      columns.append(column)
    }
    return columns
  }
}

extension [SortColumn] {
  /// Whether the tuple at one position is less than that at another: the first place where they differ decides.
  func isLess(_ left: Int, _ right: Int) -> Bool {
    for column in self {
      switch column {
      case .integers(let numbers):
        if numbers[left] != numbers[right] { return numbers[left] < numbers[right] }
      case .floats(let numbers):
        if numbers[left] != numbers[right] { return numbers[left] < numbers[right] }
      case .texts(let texts):
        if !texts[left].isIdentical(to: texts[right]) { return texts[left].precedes(texts[right]) }
      }
    }
    return false
  }
}
