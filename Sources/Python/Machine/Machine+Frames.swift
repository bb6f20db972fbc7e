import WorkflowScripting

/// How functions of scripts begin.
extension Machine {
  /// Runs a function of a script from Swift.
  func run(_ function: Function, _ arguments: Arguments) throws(Raise) -> Value {
    let start = stack.top
    let count = arguments.values.count
    guard start + count + 64 < stack.limit else { throw exceeded("depth", budget.depth, "nested calls") }
    for index in 0..<count { (start + index).initialize(to: arguments.values[index]) }
    let savedTop = stack.top
    stack.top = start + count
    defer { stack.top = savedTop }
    guard
      let frame = try enter(function, start, count: arguments.count, keywords: arguments.keywords)
    else {
      // A generator function: its object stands where the arguments were.
      return start.move()
    }
    frame.pointee.exit = .native
    return try loop(nil)
  }

  @inline(__always)
  func checkDepth() throws(Raise) {
    if stack.depth >= budget.depth { throw exceeded("depth", budget.depth, "nested calls") }
  }

  /// Begins a function whose arguments stand at `base`: `count` positional ones, then those of `keywords`. They become
  /// the frame's locals. For a generator function there is no frame: the generator takes the place of the arguments.
  /// Where this throws the arguments are gone.
  func enter(
    _ function: Function, _ base: UnsafeMutablePointer<Value>, count: Int, keywords: [String]
  ) throws(Raise) -> FramePlace? {
    let code = function.code
    var locals = base
    // A generator's own memory has no room behind its operands.
    let isElsewhere = base < stack.base || base >= stack.limit
    if isElsewhere { locals = stack.top }
    do throws(Raise) {
      try checkDepth()
      guard locals + code.localCount + code.stackSize + 2 * (count + keywords.count) < stack.limit else {
        throw exceeded("depth", budget.depth, "nested calls")
      }
    } catch {
      base.deinitialize(count: count + keywords.count)
      throw error
    }
    if isElsewhere {
      locals.moveInitialize(from: base, count: count + keywords.count)
    }
    let parameters = code.parameters
    if keywords.isEmpty, parameters.isSimple, count == parameters.positional {
      (locals + count).initialize(repeating: .unbound, count: code.localCount - count)
    } else if !bindInPlace(function, locals, count, keywords) {
      try bind(function, locals, count, keywords)
    }
    for (index, cell) in function.closure.enumerated() {
      locals[code.freeStart + index] = .object(cell)
    }
    for index in code.cells {
      let cell = Cell(heap, locals[index])
      locals[index] = .object(cell)
    }
    if code.isGenerator {
      let generator = Generator(
        heap, name: function.qualifiedName, function: function, locals: locals)
      base.initialize(to: .object(generator))
      return nil
    }
    return stack.push(.passUnretained(function), locals)
  }

  // MARK: Parameters

  /// Puts arguments in the places of the parameters where each has one and nothing collects the rest. False, with
  /// nothing changed, where the function collects arguments or they do not fit.
  private func bindInPlace(
    _ function: Function, _ base: UnsafeMutablePointer<Value>, _ count: Int, _ keywords: [String]
  ) -> Bool {
    let code = function.code
    let parameters = code.parameters
    let named = parameters.positional + parameters.keywordOnly
    guard !parameters.hasRest, !parameters.hasKeywordRest, count <= parameters.positional, named < 64 else {
      return false
    }
    var given: UInt64 = (1 << UInt64(count)) - 1
    for keyword in keywords {
      guard let place = code.parameterPlaces[keyword], place >= parameters.positionalOnly,
        given & 1 << UInt64(place) == 0
      else { return false }
      given |= 1 << UInt64(place)
    }
    let firstDefault = parameters.positional - function.defaults.count
    for place in 0..<named where given & 1 << UInt64(place) == 0 {
      let hasDefault =
        place < parameters.positional
        ? place >= firstDefault
        : place - parameters.positional < function.keywordDefaults.count
          && function.keywordDefaults[place - parameters.positional].isBound
      guard hasDefault else { return false }
    }
    // Behind the locals nothing is needed yet: there the keywords' values wait for their places.
    let waiting = base + Swift.max(code.localCount, count + keywords.count)
    waiting.moveInitialize(from: base + count, count: keywords.count)
    (base + count).leaveUnbound(code.localCount - count)
    for (offset, keyword) in keywords.enumerated() {
      guard let place = code.parameterPlaces[keyword] else { continue }
      (base + place).moveInitialize(from: waiting + offset, count: 1)
    }
    for place in count..<named where given & 1 << UInt64(place) == 0 {
      base[place] =
        place < parameters.positional
        ? function.defaults[place - firstDefault] : function.keywordDefaults[place - parameters.positional]
    }
    return true
  }

  /// Puts arguments in the places of the parameters.
  private func bind(
    _ function: Function, _ base: UnsafeMutablePointer<Value>, _ count: Int, _ keywords: [String]
  ) throws(Raise) {
    let code = function.code
    let parameters = code.parameters
    var given: [Value] = []
    given.reserveCapacity(count + keywords.count)
    for index in 0..<(count + keywords.count) { given.append((base + index).move()) }
    var places = [Value](repeating: .unbound, count: code.localCount)
    for index in 0..<Swift.min(count, parameters.positional) { places[index] = given[index] }
    let named = parameters.positional + parameters.keywordOnly
    if parameters.hasRest {
      let rest = count > parameters.positional ? Array(given[parameters.positional..<count]) : []
      places[named] = .tuple(Tuple(heap, rest))
    }
    var others: Dict?
    if parameters.hasKeywordRest {
      let dict = Dict(heap)
      others = dict
      places[named + (parameters.hasRest ? 1 : 0)] = .dict(dict)
    }
    var positionalOnlyAsKeywords: [String] = []
    for (offset, keyword) in keywords.enumerated() {
      let value = given[count + offset]
      let place = code.localNames.prefix(named).firstIndex(of: keyword)
      if let place, place >= parameters.positionalOnly {
        guard !places[place].isBound else {
          throw typeError("\(function.qualifiedName)() got multiple values for argument '\(keyword)'")
        }
        places[place] = value
      } else if let others {
        others.set(text: Str(heap, keyword), value)
      } else if place != nil {
        positionalOnlyAsKeywords.append(keyword)
      } else {
        throw typeError("\(function.qualifiedName)() got an unexpected keyword argument '\(keyword)'")
      }
    }
    if !positionalOnlyAsKeywords.isEmpty {
      throw typeError(
        "\(function.qualifiedName)() got some positional-only arguments passed as keyword arguments: "
          + "'\(positionalOnlyAsKeywords.joined(separator: ", "))'")
    }
    if count > parameters.positional, !parameters.hasRest { throw tooMany(function, count, places) }
    let firstDefault = parameters.positional - function.defaults.count
    for index in 0..<parameters.positional where !places[index].isBound && index >= firstDefault {
      places[index] = function.defaults[index - firstDefault]
    }
    try checkMissing(function, places, 0..<parameters.positional, "positional")
    for index in 0..<parameters.keywordOnly where !places[parameters.positional + index].isBound {
      guard index < function.keywordDefaults.count else { break }
      places[parameters.positional + index] = function.keywordDefaults[index]
    }
    try checkMissing(function, places, parameters.positional..<named, "keyword-only")
    for index in 0..<code.localCount { (base + index).initialize(to: places[index]) }
  }

  private func checkMissing(
    _ function: Function, _ places: [Value], _ range: Range<Int>, _ kind: String
  ) throws(Raise) {
    let missing = range.filter { !places[$0].isBound }.map { "'\(function.code.localNames[$0])'" }
    guard !missing.isEmpty else { return }
    let list: String
    switch missing.count {
    case 1: list = missing[0]
    case 2: list = missing.joined(separator: " and ")
    default: list = missing.dropLast().joined(separator: ", ") + ", and " + (missing.last ?? "")
    }
    throw typeError(
      "\(function.qualifiedName)() missing \(missing.count) required \(kind) argument\(missing.count == 1 ? "" : "s"): \(list)"
    )
  }

  private func tooMany(_ function: Function, _ count: Int, _ places: [Value]) -> Raise {
    let parameters = function.code.parameters
    let keywordGiven = (0..<parameters.keywordOnly).count { places[parameters.positional + $0].isBound }
    let expected: String
    let isPlural: Bool
    if function.defaults.isEmpty {
      expected = "\(parameters.positional)"
      isPlural = parameters.positional != 1
    } else {
      expected = "from \(parameters.positional - function.defaults.count) to \(parameters.positional)"
      isPlural = true
    }
    let extra =
      keywordGiven == 0
      ? ""
      : " positional argument\(count == 1 ? "" : "s") (and \(keywordGiven) keyword-only argument\(keywordGiven == 1 ? "" : "s"))"
    return typeError(
      "\(function.qualifiedName)() takes \(expected) positional argument\(isPlural ? "s" : "") but \(count)\(extra) "
        + (count == 1 && keywordGiven == 0 ? "was" : "were") + " given")
  }
}
