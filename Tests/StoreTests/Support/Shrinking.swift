extension Array {
  /// The shortest list that is left when elements are removed one by one, as long as it still fails.
  func shrunk(while fails: ([Element]) throws -> Bool) rethrows -> [Element] {
    for index in indices {
      var smaller = self
      smaller.remove(at: index)
      if try fails(smaller) { return try smaller.shrunk(while: fails) }
    }
    return self
  }
}
