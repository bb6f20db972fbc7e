/// The arguments of a call: positional ones, then the values of the keywords in the order of their names.
///
/// They stand in memory that belongs to the caller and are valid during the call only.
struct Arguments {
  /// Positional arguments, then keyword arguments.
  let values: UnsafeBufferPointer<Value>
  /// How many are positional.
  let count: Int
  /// The names of the others.
  let keywords: [String]

  init(_ values: UnsafeBufferPointer<Value>, keywords: [String] = []) {
    self.values = values
    self.keywords = keywords
    count = values.count - keywords.count
  }

  /// The positional argument at an index below ``count``.
  subscript(index: Int) -> Value {
    @inline(__always) get { values[index] }
  }

  /// The positional arguments as an array.
  var positional: [Value] { Array(values[0..<count]) }

  /// The keyword arguments with their names.
  var named: [(name: String, value: Value)] {
    keywords.indices.map { (keywords[$0], values[count + $0]) }
  }

  /// The arguments without the first positional one.
  var dropFirst: Arguments {
    Arguments(UnsafeBufferPointer(rebasing: values[1...]), keywords: keywords)
  }

  /// All values with one more in front.
  func inserting(_ first: Value) -> ArgumentList {
    ArgumentList([first] + values, keywords: keywords)
  }

  /// All values as a list that may outlive the call.
  var list: ArgumentList { ArgumentList(Array(values), keywords: keywords) }
}

/// Arguments that own their values.
struct ArgumentList {
  var values: [Value]
  var keywords: [String]

  init(_ values: [Value], keywords: [String] = []) {
    self.values = values
    self.keywords = keywords
  }
}
