/// The module `re`, on texts.
enum RegexModule {
  static let members: [String: Value] = {
    let flags: [String: RegexFlags] = [
      "A": .ascii, "ASCII": .ascii, "I": .ignoreCase, "IGNORECASE": .ignoreCase, "M": .multiline,
      "MULTILINE": .multiline, "S": .dotAll, "DOTALL": .dotAll, "X": .verbose, "VERBOSE": .verbose, "U": .unicode,
      "UNICODE": .unicode, "L": .locale, "LOCALE": .locale, "NOFLAG": [],
    ]
    var others = flags.mapValues { Value.int($0.rawValue) }
    others["error"] = .object(PatternObject.errorType)
    others["Pattern"] = .object(PatternObject.patternType)
    others["Match"] = .object(MatchObject.matchType)
    return ModuleFunction.members(functions + [compile, escape, purge], others)
  }()

  private typealias Operation = @Sendable (Machine, PatternObject, Str, [Value?]) throws(Raise) -> Value

  /// The operations: as functions they take the pattern first and flags last, as methods of a pattern bounds.
  private static let operations: [(name: String, body: Operation)] = [
    (
      "match",
      { vm, pattern, text, options throws(Raise) in
        try atStart(vm, pattern, text, options, isFull: false)
      }
    ),
    (
      "fullmatch",
      { vm, pattern, text, options throws(Raise) in
        try atStart(vm, pattern, text, options, isFull: true)
      }
    ),
    (
      "search",
      { vm, pattern, text, options throws(Raise) in
        let (start, end) = try bounds(options, vm)
        var search = RegexSearch(pattern, text, from: start, to: end, vm)
        return try search.next(vm).map { .object($0) } ?? .null
      }
    ),
    (
      "findall",
      { vm, pattern, text, options throws(Raise) in
        let (start, end) = try bounds(options, vm)
        var found: [Value] = []
        let empty = vm.string("")
        try pattern.matches(in: text, from: start, to: end, vm) { match throws(Raise) in
          switch pattern.program.groupCount {
          case 0: found.append(match.text(0, vm))
          case 1: found.append(match.text(1, default: empty, vm))
          default: found.append(vm.tuple((1...pattern.program.groupCount).map { match.text($0, default: empty, vm) }))
          }
          try vm.checkCount(found.count)
          return true
        }
        return try vm.list(found)
      }
    ),
    (
      "finditer",
      { vm, pattern, text, options throws(Raise) in
        let (start, end) = try bounds(options, vm)
        var search = RegexSearch(pattern, text, from: start, to: end, vm)
        return .object(
          ClosureIterator(vm.heap, .callableIterator, sources: [.object(pattern), .str(text)]) { vm throws(Raise) in
            try search.next(vm).map { .object($0) }
          })
      }
    ),
  ]

  private static func bounds(_ options: [Value?], _ vm: Machine) throws(Raise) -> (Int, Int?) {
    let start = try options[0].map { value throws(Raise) in try vm.index(value, clamping: true) } ?? 0
    let end = try options[1].map { value throws(Raise) in try vm.index(value, clamping: true) }
    return (start, end)
  }

  private static func atStart(
    _ vm: Machine, _ pattern: PatternObject, _ text: Str, _ options: [Value?], isFull: Bool
  ) throws(Raise) -> Value {
    let (start, end) = try bounds(options, vm)
    var search = RegexSearch(pattern, text, from: start, to: end, vm)
    return try search.atStart(isFull: isFull, vm).map { .object($0) } ?? .null
  }

  private static func split(
    _ vm: Machine, _ pattern: PatternObject, _ text: Str, _ most: Value?
  ) throws(Raise) -> Value {
    let limit = try most.map { value throws(Raise) in try vm.index(value, clamping: true) } ?? 0
    var pieces: [Value] = []
    var last = 0
    var count = 0
    if limit >= 0 {
      try pattern.matches(in: text, vm) { match throws(Raise) in
        pieces.append(vm.string(text.text(last..<match.slots[0])))
        for group in 0..<pattern.program.groupCount { pieces.append(match.text(group + 1, vm)) }
        try vm.checkCount(pieces.count)
        last = match.slots[1]
        count += 1
        return limit == 0 || count < limit
      }
    }
    pieces.append(vm.string(text.text(last..<text.count)))
    return try vm.list(pieces)
  }

  private static func substitute(
    _ vm: Machine, _ pattern: PatternObject, _ replacement: Value, _ text: Str, _ most: Value?
  ) throws(Raise) -> (text: Value, count: Int) {
    let limit = try most.map { value throws(Raise) in try vm.index(value, clamping: true) } ?? 0
    var template: RegexTemplate?
    if !vm.isCallable(replacement) { template = try RegexTemplate(string(replacement, vm), pattern, vm) }
    var result = ""
    var last = 0
    var count = 0
    if limit >= 0 {
      try pattern.matches(in: text, vm) { match throws(Raise) in
        result += text.text(last..<match.slots[0])
        if let template {
          result += try template.fill(match, vm)
        } else {
          result += try string(vm.call(replacement, .object(match)), vm).string
        }
        try vm.checkLength(result.utf8.count)
        last = match.slots[1]
        count += 1
        return limit == 0 || count < limit
      }
    }
    result += text.text(last..<text.count)
    return (try vm.text(result), count)
  }

  // MARK: Functions and methods

  private static let functions: [NativeFunction] =
    operations.map { operation in
      ModuleFunction.make("re", operation.name, "pattern, string, flags=0") { vm, arguments throws(Raise) in
        let pattern = try pattern(arguments.required(0), arguments[2], vm)
        return try operation.body(vm, pattern, string(arguments.required(1), vm), [nil, nil])
      }
    } + [
      ModuleFunction.make("re", "split", "pattern, string, maxsplit=0, flags=0") { vm, arguments throws(Raise) in
        let pattern = try pattern(arguments.required(0), arguments[3], vm)
        return try split(vm, pattern, string(arguments.required(1), vm), arguments[2])
      },
      ModuleFunction.make("re", "sub", "pattern, repl, string, count=0, flags=0") { vm, arguments throws(Raise) in
        let pattern = try pattern(arguments.required(0), arguments[4], vm)
        let text = try string(arguments.required(2), vm)
        return try substitute(vm, pattern, arguments.required(1), text, arguments[3]).text
      },
      ModuleFunction.make("re", "subn", "pattern, repl, string, count=0, flags=0") { vm, arguments throws(Raise) in
        let pattern = try pattern(arguments.required(0), arguments[4], vm)
        let text = try string(arguments.required(2), vm)
        let result = try substitute(vm, pattern, arguments.required(1), text, arguments[3])
        return vm.tuple([result.text, .int(result.count)])
      },
    ]

  static let patternMethods: [NativeFunction] =
    operations.map { operation in
      Method.make("re.Pattern", operation.name, "string, pos=0, endpos=0", unwrapPattern) {
        vm, pattern, arguments throws(Raise) in
        try operation.body(vm, pattern, string(arguments.required(0), vm), [arguments[1], arguments[2]])
      }
    } + [
      Method.make("re.Pattern", "split", "string, maxsplit=0", unwrapPattern) {
        vm, pattern, arguments throws(Raise) in
        try split(vm, pattern, string(arguments.required(0), vm), arguments[1])
      },
      Method.make("re.Pattern", "sub", "repl, string, count=0", unwrapPattern) {
        vm, pattern, arguments throws(Raise) in
        try substitute(vm, pattern, arguments.required(0), string(arguments.required(1), vm), arguments[2]).text
      },
      Method.make("re.Pattern", "subn", "repl, string, count=0", unwrapPattern) {
        vm, pattern, arguments throws(Raise) in
        let text = try string(arguments.required(1), vm)
        let result = try substitute(vm, pattern, arguments.required(0), text, arguments[2])
        return vm.tuple([result.text, .int(result.count)])
      },
    ]

  private static let unwrapPattern: @Sendable (Value) -> PatternObject? = { $0.heapObject as? PatternObject }

  private static let compile = ModuleFunction.make("re", "compile", "pattern, flags=0") { vm, arguments throws(Raise) in
    .object(try pattern(arguments.required(0), arguments[1], vm))
  }

  private static let purge = ModuleFunction.make("re", "purge", "") { vm, _ in
    vm.patterns = [:]
    return .null
  }

  private static let escape = ModuleFunction.make("re", "escape", "pattern") { vm, arguments throws(Raise) in
    let special = Set("()[]{}?*+-|^$\\.&~# \t\n\r\u{B}\u{C}".unicodeScalars)
    var result = String.UnicodeScalarView()
    for scalar in try string(arguments.required(0), vm).string.unicodeScalars {
      if special.contains(scalar) { result.append("\\") }
      result.append(scalar)
    }
    return try vm.text(String(result))
  }

  static func string(_ value: Value, _ vm: Machine) throws(Raise) -> Str {
    guard case .str(let text) = vm.plain(value) else {
      throw vm.typeError("expected string or bytes-like object, got '\(value.typeName)'")
    }
    return text
  }

  /// The pattern that a value is or that its text says. Compiled patterns are kept, up to a number.
  private static func pattern(_ value: Value, _ flags: Value?, _ vm: Machine) throws(Raise) -> PatternObject {
    let flags = RegexFlags(rawValue: try flags.map { value throws(Raise) in try vm.index(value) } ?? 0)
    if let pattern = value.heapObject as? PatternObject {
      if !flags.isEmpty { throw vm.valueError("cannot process flags argument with a compiled pattern") }
      return pattern
    }
    guard case .str(let text) = vm.plain(value) else {
      throw vm.typeError("first argument must be string or compiled pattern")
    }
    let key = "\(flags.rawValue) \(text.string)"
    if let known = vm.patterns[key] { return known }
    let pattern = try PatternObject(vm.heap, text, flags, vm)
    if vm.patterns.count >= 128 { vm.patterns = [:] }
    vm.patterns[key] = pattern
    return pattern
  }

  // MARK: Matches

  private static func method(
    _ name: String, _ parameters: String, _ body: @escaping Method.Body<MatchObject>
  ) -> NativeFunction {
    Method.make("re.Match", name, parameters, { $0.heapObject as? MatchObject }, body)
  }

  private static func place(
    _ name: String, _ body: @escaping @Sendable (Machine, Int, Int) -> Value
  ) -> NativeFunction {
    method(name, "group=0, /") { vm, match, arguments throws(Raise) in
      guard let group = try match.pattern.group(arguments[0] ?? .int(0), vm) else {
        throw vm.indexError("no such group")
      }
      return body(vm, match.slots[group * 2], match.slots[group * 2 + 1])
    }
  }

  static let matchMethods: [NativeFunction] = [
    Method.raw("re.Match", "group", { $0.heapObject as? MatchObject }) { vm, match, arguments throws(Raise) in
      var values: [Value] = []
      for key in arguments.count == 0 ? [.int(0)] : arguments.positional { values.append(try match.item(key, vm)) }
      return values.count == 1 ? values[0] : vm.tuple(values)
    },
    method("groups", "default=None") { vm, match, arguments in
      vm.tuple((0..<match.pattern.program.groupCount).map { match.text($0 + 1, default: arguments[0] ?? .null, vm) })
    },
    method("groupdict", "default=None") { vm, match, arguments in
      vm.dict(
        match.pattern.groupNames.map { ($0.name, match.text($0.index, default: arguments[0] ?? .null, vm)) })
    },
    place("start") { _, start, _ in .int(start) }, place("end") { _, _, end in .int(end) },
    place("span") { vm, start, end in vm.tuple([.int(start), .int(end)]) },
    method("expand", "template") { vm, match, arguments throws(Raise) in
      let template = try RegexTemplate(string(arguments.required(0), vm), match.pattern, vm)
      return try vm.text(template.fill(match, vm))
    },
  ]
}
