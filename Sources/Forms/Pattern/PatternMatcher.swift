extension Pattern {
  /// Whether the expression matches anywhere in a text.
  ///
  /// - Throws: ``FormError`` where the budget is spent.
  func matches(_ text: String, _ budget: inout FormBudget) throws(FormError) -> Bool {
    let text = Array(text.unicodeScalars)
    return try run(0, text, from: 0, isAnchored: false, &budget)
  }

  /// Follows all ways of a program at once.
  ///
  /// - Parameter isAnchored: whether the match has to begin at `start`.
  private func run(
    _ number: Int, _ text: [Unicode.Scalar], from start: Int, isAnchored: Bool, _ budget: inout FormBudget
  ) throws(FormError) -> Bool {
    let program = programs[number]
    // The place at which an instruction was reached last, so that it is not followed twice there.
    var reached = [Int](repeating: -1, count: program.instructions.count)
    try budget.charge(1 + program.instructions.count / 16)
    var position = start
    var waiting = [0]
    while true {
      var pending = waiting
      waiting = []
      let next: Unicode.Scalar? =
        program.isForward
        ? (position < text.count ? text[position] : nil) : (position > 0 ? text[position - 1] : nil)
      while let place = pending.popLast() {
        guard reached[place] != position else { continue }
        reached[place] = position
        try budget.charge(1)
        switch program.instructions[place] {
        case .character(let set):
          if let next, set.contains(next) { waiting.append(place + 1) }
        case .split(let first, let second): pending += [second, first]
        case .jump(let target): pending.append(target)
        case .anchor(let anchor):
          if Self.holds(anchor, text, position) { pending.append(place + 1) }
        case .look(let inner, let isNegated):
          if try run(inner, text, from: position, isAnchored: true, &budget) != isNegated {
            pending.append(place + 1)
          }
        case .match: return true
        }
      }
      if next == nil { return false }
      if !isAnchored { waiting.append(0) }
      if waiting.isEmpty { return false }
      position += program.isForward ? 1 : -1
    }
  }

  private static func holds(_ anchor: PatternAnchor, _ text: [Unicode.Scalar], _ position: Int) -> Bool {
    switch anchor {
    case .start: return position == 0
    case .end: return position == text.count
    case .boundary(let isNegated):
      let before = position > 0 && CharacterSet.isWord(text[position - 1])
      let after = position < text.count && CharacterSet.isWord(text[position])
      return (before != after) != isNegated
    }
  }
}
