/// Writes whole programs at random: statements that build on each other's variables, functions, classes, generators,
/// exceptions, matching, comprehensions, formatting. A program never fails as a whole: each of its statements reports its
/// exception and the next one runs.
struct ProgramGenerator {
  /// What an expression gives.
  enum Kind: CaseIterable { case integer, float, text, list, dict, set, tuple, bool, any }

  private var random: SeededGenerator
  private var variables: [Kind: [String]] = [:]
  private var counter = 0
  private var functions: [(name: String, count: Int)] = []
  private var classes: [String] = []
  /// Names of parameters and loops that are there now.
  private var locals: [String] = []
  private var loopDepth = 0

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// A program as its statements, so that one that differs can be made smaller.
  mutating func program(statements count: Int) -> [String] {
    var statements: [String] = []
    for kind in [Kind.integer, .text, .list, .dict, .set, .tuple, .float] {
      statements.append(assignment(kind, depth: 1))
    }
    while statements.count < count { statements.append(statement(depth: 2)) }
    return statements
  }

  /// The text of a program of statements.
  static func text(_ statements: [String]) -> String {
    prologue
      + statements.map { statement in
        "try:\n" + indented(statement) + "\nexcept Exception as error:\n    report(error)\n"
      }.joined()
      + "for name in sorted(n for n in dir() if n[:2] in ('v_',)):\n    print(name, show(vars()[name]))\n"
  }

  private static let prologue = """
    def show(value):
        if isinstance(value, (set, frozenset)):
            return type(value).__name__ + show(sorted(value, key=repr))
        if type(value) is list:
            return '[' + ', '.join(show(element) for element in value) + ']'
        if type(value) is tuple:
            return '(' + ', '.join(show(element) for element in value) + ')'
        if isinstance(value, dict):
            return '{' + ', '.join(show(k) + ': ' + show(v) for k, v in value.items()) + '}'
        return ascii(value)
    def report(error):
        print('!', type(error).__name__, ascii(str(error)), type(error.__context__).__name__)

    """

  static func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }.joined(separator: "\n")
  }

  // MARK: Chance

  private mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
  private mutating func chance(_ percent: Int) -> Bool { number(1...100) <= percent }
  private mutating func pick<Element>(_ choices: [Element]) -> Element { choices[number(0...(choices.count - 1))] }
  private mutating func fresh(_ prefix: String) -> String {
    counter += 1
    return "\(prefix)\(counter)"
  }

  private mutating func variable(_ kind: Kind) -> String? {
    let names = kind == .any ? variables.values.flatMap { $0 }.sorted() : variables[kind] ?? []
    return names.isEmpty ? nil : pick(names)
  }

  // MARK: Statements

  private mutating func statement(depth: Int) -> String {
    switch number(0...(depth > 0 ? 23 : 7)) {
    case 0...2: return assignment(pick(Kind.allCases.filter { $0 != .any }), depth: 2)
    case 3: return "print(show(\(expression(.any, 2))), show(\(expression(.any, 2))))"
    case 4: return change()
    case 5: return augmented()
    case 6: return "print(\(formatted()))"
    case 7: return unpacking()
    case 8, 9: return conditional(depth)
    case 10, 11: return loop(depth)
    case 12: return whileLoop(depth)
    case 13, 14: return function(depth)
    case 15: return classDefinition(depth)
    case 16, 17: return attempt(depth)
    case 18: return matching(depth)
    case 19: return generator(depth)
    case 20: return context(depth)
    case 21: return closure(depth)
    case 22: return instance()
    default: return call()
    }
  }

  private mutating func block(_ depth: Int) -> String {
    let saved = variables
    defer { variables = saved }
    return (0..<number(1...3)).map { _ in Self.indented(statement(depth: depth - 1)) }.joined(separator: "\n")
  }

  private mutating func assignment(_ kind: Kind, depth: Int) -> String {
    let value = expression(kind, depth)
    // A container that is made of itself again and again would grow without end.
    let isBounded = loopDepth == 0 || kind == .integer || kind == .float || kind == .bool
    let name = isBounded && chance(40) ? variable(kind) ?? fresh("v_") : fresh("v_")
    if !(variables[kind] ?? []).contains(name) { variables[kind, default: []].append(name) }
    return "\(name) = \(value)"
  }

  private mutating func augmented() -> String {
    let kind = pick([Kind.integer, .float, .text, .list, .set, .dict])
    guard let name = variable(kind) else { return "pass" }
    switch kind {
    case .integer: return "\(name) \(pick(["+=", "-=", "*=", "//=", "%=", "|=", "&=", "^="])) \(literal(.integer))"
    case .float: return "\(name) \(pick(["+=", "-=", "/="])) \(expression(.float, 1))"
    case .text: return "\(name) += \(literal(.text))"
    case .list: return "\(name) += \(literal(.list))"
    case .set: return "\(name) \(pick(["|=", "&=", "-=", "^="])) \(expression(.set, 1))"
    default: return "\(name) |= \(expression(.dict, 1))"
    }
  }

  private mutating func change() -> String {
    switch number(0...3) {
    case 0:
      guard let name = variable(.list) else { return "pass" }
      let call = pick([
        "append(\(expression(.integer, 1)))", "extend(\(literal(.list)))",
        "insert(\(small()), \(expression(.integer, 1)))",
        "pop(\(small()))", "remove(\(expression(.integer, 1)))", "reverse()", "sort()", "sort(key=str)",
        "sort(key=repr, reverse=True)", "clear()",
      ])
      return pick([
        "print(show(\(name).\(call)))", "\(name)[\(small())] = \(expression(.integer, 1))",
        "\(name)[\(slice())] = \(literal(.list))", "del \(name)[\(small())]", "del \(name)[\(slice())]",
      ])
    case 1:
      guard let name = variable(.dict) else { return "pass" }
      let key = expression(.text, 0)
      return pick([
        "\(name)[\(key)] = \(expression(.any, 1))", "del \(name)[\(key)]",
        "print(show(\(name).pop(\(key), \(expression(.integer, 0)))))",
        "print(show(\(name).setdefault(\(key), \(expression(.integer, 0)))))",
        "\(name).update(\(expression(.dict, 1)))",
        "print(show(\(name).popitem()))",
      ])
    case 2:
      guard let name = variable(.set) else { return "pass" }
      return pick([
        "\(name).add(\(expression(.integer, 1)))", "\(name).discard(\(expression(.integer, 1)))",
        "\(name).remove(\(expression(.integer, 1)))", "\(name).update(\(expression(.list, 1)))",
      ])
    default:
      guard let name = variable(.any) else { return "pass" }
      return "print(show(\(name)[\(pick([small(), slice()]))]))"
    }
  }

  private mutating func unpacking() -> String {
    let names = (0..<number(2...3)).map { _ in fresh("v_") }
    let starred = chance(50) ? number(0...(names.count - 1)) : -1
    let targets = names.enumerated().map { $0.offset == starred ? "*\($0.element)" : $0.element }
    variables[.any, default: []] += names
    return "\(targets.joined(separator: ", ")) = \(expression(pick([.list, .tuple, .text, .dict]), 1))"
  }

  private mutating func conditional(_ depth: Int) -> String {
    var text = "if \(expression(.bool, 2)):\n\(block(depth))"
    if chance(40) { text += "\nelif \(expression(.any, 1)):\n\(block(depth))" }
    if chance(60) { text += "\nelse:\n\(block(depth))" }
    return text
  }

  private mutating func loop(_ depth: Int) -> String {
    let name = fresh("i")
    let source = pick([
      "range(\(number(-2...5)))", "list(\(expression(.list, 1)))", expression(.text, 1),
      "enumerate([*\(expression(.list, 1))])", "sorted(\(expression(.set, 1)), key=repr)",
      "list(\(expression(.dict, 1)).items())", "zip(list(\(expression(.list, 1))), \(expression(.text, 1)))",
    ])
    locals.append(name)
    loopDepth += 1
    defer { loopDepth -= 1 }
    var text = "for \(name) in \(source):\n\(block(depth))"
    if chance(25) { text += "\n    if \(expression(.bool, 1)): \(pick(["break", "continue"]))" }
    text += "\n    print(show(\(name)))"
    locals.removeLast()
    if chance(30) { text += "\nelse:\n    print('done')" }
    return text
  }

  private mutating func whileLoop(_ depth: Int) -> String {
    let name = fresh("n")
    loopDepth += 1
    defer { loopDepth -= 1 }
    return "\(name) = 0\nwhile \(name) < \(number(1...4)):\n    \(name) += 1\n\(block(depth))"
  }

  private mutating func attempt(_ depth: Int) -> String {
    let types = ["ValueError", "TypeError", "KeyError", "(IndexError, KeyError)", "Exception", "ZeroDivisionError"]
    let raising = pick([
      "raise ValueError(\(expression(.text, 0)))", "raise KeyError(\(expression(.any, 0)))", "[][1]", "1 / 0",
      "{}[\(expression(.any, 0))]", "int(\(expression(.text, 0)))", "None.x", "\(expression(.text, 0)) + 1",
      "raise TypeError", "assert \(expression(.bool, 0)), \(expression(.text, 0))",
      "raise RuntimeError('a') from ValueError('b')",
    ])
    var text = "try:\n\(block(depth))\n    \(raising)\n"
    for _ in 0..<number(1...2) {
      let reraise = chance(15) ? "\n    raise" : chance(15) ? "\n    raise LookupError('again')" : ""
      text += "except \(pick(types)) as caught:\n    report(caught)\(reraise)\n"
    }
    if chance(30) { text += "else:\n\(block(depth))\n" }
    if chance(40) { text += "finally:\n    print('finally')\n" }
    return text.trimmingNewline
  }

  private mutating func function(_ depth: Int) -> String {
    let name = fresh("f")
    let signature = pick([
      (["a", "b"], 2), (["a", "b=3"], 2), (["a", "*rest"], 3), (["a", "/", "b"], 2), (["a", "*", "b=1"], 1),
      (["a", "**named"], 1), (["a=1", "*rest", "c=2", "**named"], 3),
    ])
    let saved = (variables, locals)
    locals = signature.0.map { parameter in
      String(parameter.prefix { $0 != "=" }.filter { $0 != "*" && $0 != "/" })
    }.filter { !$0.isEmpty }
    let body = block(depth)
    let result = "    return \(pick(locals)), \(expression(.any, 1))"
    (variables, locals) = saved
    functions.append((name, signature.1))
    return "def \(name)(\(signature.0.joined(separator: ", "))):\n\(body)\n\(result)\nprint(\(call(name, signature.1)))"
  }

  private mutating func call(_ name: String, _ count: Int) -> String {
    let given = chance(80) ? count : number(0...4)
    var arguments = (0..<given).map { _ in expression(pick([.integer, .text, .any]), 1) }
    if chance(15) { arguments.append("b=\(expression(.integer, 0))") }
    if chance(10) { arguments.append("*\(expression(.list, 0))") }
    return "show(\(name)(\(arguments.joined(separator: ", "))))"
  }

  private mutating func call() -> String {
    guard !functions.isEmpty else { return "pass" }
    let function = pick(functions)
    return "print(\(call(function.name, function.count)))"
  }

  private mutating func generator(_ depth: Int) -> String {
    let name = fresh("g")
    let inner = pick([
      "yield from \(expression(.list, 1))", "x = yield n\n        print('sent', show(x))",
      "yield n, \(expression(.any, 0))", "if n == 1: return \(expression(.integer, 0))\n        yield n",
    ])
    let use = pick([
      "print(show(list(\(name)(3))))", "it = \(name)(2)\nprint(show(next(it)))\nprint(show(next(it, 'end')))",
      "it = \(name)(2)\nnext(it)\nprint(show(it.send('s')))", "print(show(sorted(\(name)(3), key=repr)))",
      "it = \(name)(2)\nnext(it)\nit.close()\nprint(show(list(it)))",
      "it = \(name)(2)\nnext(it)\nit.throw(ValueError('thrown'))",
    ])
    return "def \(name)(k):\n    for n in range(k):\n        \(inner)\n    return k\n\(use)"
  }

  private mutating func closure(_ depth: Int) -> String {
    let name = fresh("make")
    return """
      def \(name)(start):
          total = start
          def add(x=\(expression(.integer, 1))):
              nonlocal total
              total = total + x
              return total
          return add, lambda: total
      add, get = \(name)(\(expression(pick([.integer, .float, .text]), 1)))
      print(show(add()), show(add(\(expression(pick([.integer, .text]), 1)))), show(get()))
      """
  }

  private mutating func context(_ depth: Int) -> String {
    let name = fresh("C")
    return """
      class \(name):
          def __enter__(self):
              print('enter')
              return \(expression(.any, 1))
          def __exit__(self, kind, error, trace):
              print('exit', kind and kind.__name__)
              return \(chance(50) ? "True" : "False")
      with \(name)() as w:
          print(show(w))
      \(block(1))
      """
  }

  private mutating func classDefinition(_ depth: Int) -> String {
    let name = fresh("K")
    let base = classes.isEmpty || chance(50) ? "" : "(\(pick(classes)))"
    var body = "    kind = \(expression(.any, 0))\n"
    body += "    def __init__(self, x=\(expression(.integer, 0)), y=2):\n"
    body += base.isEmpty || chance(50) ? "        self.x = x\n        self.y = y\n" : "        super().__init__(x, y)\n"
    if chance(60) { body += "    def __repr__(self):\n        return f'\(name)({self.x!r}, {self.y})'\n" }
    if chance(40) { body += "    def __eq__(self, other):\n        return self.x == getattr(other, 'x', None)\n" }
    if chance(40) { body += "    def __add__(self, other):\n        return type(self)(self.x + other, self.y)\n" }
    if chance(30) { body += "    def __len__(self):\n        return \(expression(.integer, 0))\n" }
    if chance(30) {
      body +=
        "    def __getitem__(self, key):\n        if key == 3:\n            raise IndexError(key)\n        return (self.x, key)\n"
    }
    if chance(30) { body += "    def __lt__(self, other):\n        return self.x < other.x\n" }
    if chance(30) { body += "    def __call__(self, *args):\n        return args, self.y\n" }
    if chance(30) { body += "    @property\n    def double(self):\n        return self.x * 2\n" }
    if chance(30) { body += "    @classmethod\n    def make(cls, *args):\n        return cls(*args)\n" }
    if chance(30) { body += "    @staticmethod\n    def plain(a, b=1):\n        return a, b\n" }
    if chance(20) { body += "    def __contains__(self, item):\n        return item == self.x\n" }
    if chance(20) { body += "    def __bool__(self):\n        return \(expression(.bool, 0))\n" }
    if chance(20) { body += "    def __getattr__(self, name):\n        return name.upper()\n" }
    if chance(20) { body += "    def __iter__(self):\n        yield self.x\n        yield self.y\n" }
    if chance(20) { body += "    def __hash__(self):\n        return 5\n" }
    if chance(20) { body += "    def __format__(self, spec):\n        return '<' + spec + '>'\n" }
    classes.append(name)
    return "class \(name)\(base):\n\(body)print(\(name).__name__, [c.__name__ for c in (\(name),)], \(name).__doc__)"
  }

  private mutating func instance() -> String {
    guard !classes.isEmpty else { return "pass" }
    let name = pick(classes)
    let object = "\(name)(\(pick(["", expression(.integer, 0), "x=\(expression(.integer, 0))", "1, 2", "1, 2, 3"])))"
    let use = pick([
      "o.x", "o.y", "o.double", "o == o", "o == \(name)()", "o + 1", "1 + o", "len(o)", "o['k']", "o < o", "o(1, 2)",
      "\(name).make(4).x", "o.plain(3)", "3 in o", "bool(o)", "o.missing", "list(o)", "f'{o:>4}'", "hash(o) == 5",
      "isinstance(o, \(pick(classes)))", "sorted([o, o])[0].x", "o.kind", "[*o]", "{o: 1}[o]", "-o", "o[1:2]",
      "setattr(o, 'z', 4) or o.z", "o.__class__.__name__", "hasattr(o, 'double')", "vars(o)", "(lambda *, k: k)(k=o).x",
    ])
    return "o = \(object)\nprint(show(\(use)))"
  }

  private mutating func matching(_ depth: Int) -> String {
    let patterns = [
      "0", "1 | 2 | 3", "str()", "int(n)", "[a, b]", "[a, *rest]", "(x, y, z)", "{'a': k}", "{'a': k, **more}", "None",
      "True", "float() as f", "[int(), str()]", "[]", "'a' | 'abc'", "{}", "[[a], *_]", "-1",
      "n if \(expression(.bool, 1))",
    ]
    var text = "match \(expression(.any, 1)):\n"
    for index in 0..<number(2...4) { text += "    case \(pick(patterns)):\n        print('case', \(index))\n" }
    if chance(70) { text += "    case _:\n        print('else')\n" }
    return text.trimmingNewline
  }

  // MARK: Expressions

  private mutating func small() -> String { String(number(-4...4)) }

  private mutating func slice() -> String {
    let start = chance(60) ? small() : ""
    let stop = chance(60) ? small() : ""
    return chance(30) ? "\(start):\(stop):\(pick(["1", "2", "-1", "-2", "3"]))" : "\(start):\(stop)"
  }

  private mutating func expression(_ kind: Kind, _ depth: Int) -> String {
    if kind == .any { return expression(pick(Kind.allCases.filter { $0 != .any }), depth) }
    if !locals.isEmpty, chance(12) { return pick(locals) }
    if chance(depth > 0 ? 35 : 60), let name = variable(chance(94) ? kind : .any) { return name }
    guard depth > 0 else { return literal(kind) }
    if chance(6) {
      return "(\(expression(kind, depth - 1)) if \(expression(.bool, depth - 1)) else \(expression(kind, depth - 1)))"
    }
    if chance(4) { return "(\(fresh("v_")) := \(expression(kind, depth - 1)))" }
    switch kind {
    case .integer: return integer(depth - 1)
    case .float: return float(depth - 1)
    case .text: return text(depth - 1)
    case .list: return list(depth - 1)
    case .dict: return dict(depth - 1)
    case .set: return set(depth - 1)
    case .tuple: return tuple(depth - 1)
    case .bool, .any: return condition(depth - 1)
    }
  }

  private mutating func literal(_ kind: Kind) -> String {
    switch kind {
    case .integer: pick(["0", "1", "2", "-1", "7", "10", "-13", "255", "10**20", "True"])
    case .float: pick(["0.0", "1.5", "-2.25", "0.1", "1e10", "3.0", "1e-7", "100.0"])
    case .text:
      pick(["''", "'a'", "'abc'", "'Hello World'", "' x '", "'1'", "'42'", "'b,c,d'", "'é'", "'%s-%d'", "'{}!'"])
    case .list:
      pick(["[]", "[1, 2, 3]", "['b', 'a', 'c']", "[1, 'a', None]", "[[1], [2, 3]]", "[3, 1, 2]", "[0.5, 2]"])
    case .dict: pick(["{}", "{'a': 1, 'b': 2}", "{'x': [1]}", "{1: 'one', 'a': None}"])
    case .set: pick(["set()", "{1, 2, 3}", "{2, 5}", "frozenset({1, 9})"])
    case .tuple: pick(["()", "(1,)", "(1, 2)", "('a', 1, None)", "((1, 2), 3)"])
    case .bool, .any: pick(["True", "False", "None", "..."])
    }
  }

  private mutating func integer(_ depth: Int) -> String {
    switch number(0...9) {
    case 0: return "(\(expression(.integer, depth)) * \(literal(.integer)))"
    case 1...3:
      let operation = pick(["+", "-", "//", "%", "&", "|", "^", ">>"])
      return "(\(expression(.integer, depth)) \(operation) \(expression(.integer, depth)))"
    case 4: return "len(\(expression(pick([.text, .list, .dict, .tuple, .set]), depth)))"
    case 5: return "sum(\(expression(pick([.list, .tuple, .set]), depth)))"
    case 6: return "\(pick(["min", "max"]))(\(expression(.integer, depth)), \(expression(.integer, depth)))"
    case 7: return "\(pick(["abs", "-", "~", "int", "round", "ord", "hash"]))(\(expression(.integer, depth)))"
    case 8: return "\(expression(.text, depth)).\(pick(["count", "find", "index", "rfind"]))(\(expression(.text, 0)))"
    default: return "\(expression(pick([.list, .tuple]), depth))[\(small())]"
    }
  }

  private mutating func float(_ depth: Int) -> String {
    switch number(0...4) {
    case 0...1:
      return "(\(expression(.float, depth)) \(pick(["+", "-", "*", "/", "//", "%"])) \(expression(.float, depth)))"
    case 2: return "(\(expression(.integer, depth)) / \(expression(.integer, depth)))"
    case 3: return "round(\(expression(.float, depth)), \(small()))"
    default: return "float(\(expression(pick([.integer, .text]), depth)))"
    }
  }

  private mutating func text(_ depth: Int) -> String {
    switch number(0...9) {
    case 0: return "(\(expression(.text, depth)) + \(literal(.text)))"
    case 1: return "(\(literal(.text)) * \(number(-1...3)))"
    case 2: return "str(\(expression(pick([.integer, .float, .list, .tuple, .bool]), depth)))[:40]"
    case 3, 4:
      let method = pick([
        "upper()", "lower()", "title()", "strip()", "capitalize()", "swapcase()", "zfill(6)", "center(9, '*')",
        "ljust(5)",
        "rjust(7, '.')", "replace('a', 'b')", "removeprefix('a')", "lstrip('ab')", "expandtabs(2)", "casefold()",
        "replace(\(literal(.text)), 'x', \(small()))", "translate({97: 'z', 98: None})",
      ])
      return "\(expression(.text, depth)).\(method)"
    case 5: return "\(expression(.text, depth))[\(pick([slice(), small()]))]"
    case 6: return formatted()
    case 7:
      return "\(literal(.text)).join(\(pick(["map(str, \(expression(.list, depth)))", expression(.list, depth)])))"
    case 8:
      let spec = pick([
        "'%s|%r' % (\(expression(.any, depth)), \(expression(.text, 0)))",
        "'%5d|%-6s|%06.2f' % (\(expression(.integer, depth)), 'q', \(expression(.float, depth)))",
        "'%x %o %e' % (\(expression(.integer, 0)), 8, \(expression(.float, 0)))", "'%(a)s' % \(expression(.dict, 0))",
      ])
      return "(\(spec))[:40]"
    default: return "'{0}-{1!r:>5}'.format(\(expression(.integer, depth)), \(expression(.text, depth)))"
    }
  }

  private mutating func formatted() -> String {
    let parts = (0..<number(1...3)).map { _ in
      let spec = pick([
        "", "", ":>8", ":<6", ":^9", ":05", ":,", ":.2f", ":+d", ":x", ":#b", ":.3", ":e", ":_", ":%", "!r", "!s:>5",
        "!a", "=",
      ])
      let names = variables.filter { $0.key != .set && $0.key != .any }.values.flatMap { $0 }.sorted()
      let name = pick(names + ["1", "2.5"])
      return "{\(name)\(spec)}"
    }
    return "f'\(parts.joined(separator: pick([" ", "-", "", "{{}}"])))'"
  }

  private mutating func comprehension(_ element: String, _ name: String, _ depth: Int) -> String {
    let source = pick([
      "range(\(number(0...5)))", expression(.list, depth), expression(.text, depth),
      "sorted(\(expression(.set, depth)), key=repr)",
    ])
    var text = "\(element) for \(name) in \(source)"
    if chance(30) { text += " if \(expression(.bool, 0))" }
    if chance(15) { text += " for z in \(pick(["range(2)", "'xy'"]))" }
    return text
  }

  private mutating func list(_ depth: Int) -> String {
    switch number(0...8) {
    case 0: return "[\((0..<number(0...4)).map { _ in expression(.integer, depth) }.joined(separator: ", "))]"
    case 1: return "[\(expression(.any, depth)), \(literal(.any)), \(literal(.text))]"
    case 2:
      locals.append("c")
      defer { locals.removeLast() }
      return
        "[\(comprehension(pick(["c", "(c, 1)", "str(c)[:9]", literal(.any), expression(.bool, depth)]), "c", depth))]"
    case 3:
      return
        "sorted(\(expression(pick([.list, .text, .tuple]), depth))\(pick(["", ", key=str", ", key=repr, reverse=True"])))"
    case 4: return "\(expression(.list, depth))[\(slice())]"
    case 5: return "(\(expression(.list, depth)) + \(literal(.list)))"
    case 6:
      return
        "\(expression(.text, depth)).\(pick(["split()", "split(',')", "splitlines()", "rsplit('b', 1)", "partition('a')"]))"
    case 7:
      return pick([
        "list(map(lambda q: q * 2, \(expression(.list, depth))))", "list(filter(None, \(expression(.list, depth))))",
        "list(zip(\(expression(.list, depth)), \(expression(.text, depth))))",
        "list(reversed(\(expression(.list, depth))))",
        "list(enumerate(\(expression(.text, depth)), \(small())))",
        "[*\(expression(.list, depth)), *\(literal(.tuple))]",
        "list(\(expression(.dict, depth)).\(pick(["keys", "values", "items"]))())",
      ])
    default: return "(\(literal(.list)) * \(number(0...2)))"
    }
  }

  private mutating func dict(_ depth: Int) -> String {
    switch number(0...4) {
    case 0: return "{\(expression(.text, depth)): \(expression(.any, depth)), 'k': \(expression(.integer, depth))}"
    case 1:
      locals.append("c")
      defer { locals.removeLast() }
      return "{\(comprehension("\(pick(["c", "str(c)"])): \(literal(.integer))", "c", depth))}"
    case 2: return "{**\(expression(.dict, depth)), 'm': \(expression(.integer, depth))}"
    case 3: return "(\(expression(.dict, depth)) | \(expression(.dict, depth)))"
    default:
      return
        "dict(\(pick(["a=\(expression(.integer, depth))", "zip(\(expression(.text, depth)), \(expression(.list, depth)))", expression(.dict, depth)])))"
    }
  }

  private mutating func set(_ depth: Int) -> String {
    switch number(0...3) {
    case 0: return "{\(expression(.integer, depth)), \(expression(.integer, depth))}"
    case 1: return "set(\(expression(pick([.list, .tuple]), depth)))"
    case 2: return "(\(expression(.set, depth)) \(pick(["|", "&", "-", "^"])) \(expression(.set, depth)))"
    default:
      locals.append("c")
      defer { locals.removeLast() }
      return "{\(comprehension(pick(["c", literal(.integer)]), "c", depth))}"
    }
  }

  private mutating func tuple(_ depth: Int) -> String {
    switch number(0...3) {
    case 0: return "(\(expression(.any, depth)), \(literal(.integer)))"
    case 1: return "tuple(\(expression(pick([.list, .text]), depth)))"
    case 2: return "\(expression(.tuple, depth))[\(slice())]"
    default: return "divmod(\(expression(.integer, depth)), \(expression(.integer, depth)))"
    }
  }

  private mutating func condition(_ depth: Int) -> String {
    switch number(0...6) {
    case 0...1:
      let kind = pick([Kind.integer, .text, .float, .list, .tuple])
      return
        "(\(expression(kind, depth)) \(pick(["<", "<=", "==", "!=", ">", ">="])) \(expression(chance(90) ? kind : .any, depth)))"
    case 2:
      return
        "(\(expression(.any, depth)) \(pick(["in", "not in"])) \(expression(pick([.list, .tuple, .dict, .set, .text]), depth)))"
    case 3: return "(\(expression(.bool, depth)) \(pick(["and", "or"])) \(expression(.any, depth)))"
    case 4: return "(not \(expression(.any, depth)))"
    case 5: return "(\(expression(.integer, depth)) < \(expression(.integer, depth)) <= \(expression(.integer, depth)))"
    default:
      return pick([
        "isinstance(\(expression(.any, depth)), \(pick(["int", "str", "(list, dict)", "float | None"])))",
        "\(expression(.text, depth)).\(pick(["isdigit", "isalpha", "isupper", "isspace", "istitle", "isidentifier"]))()",
        "\(pick(["any", "all"]))(\(expression(.list, depth)))",
        "\(expression(.text, depth)).startswith(\(expression(.text, 0)))",
        "(\(expression(.any, depth)) is None)", "bool(\(expression(.any, depth)))",
      ])
    }
  }
}

extension String {
  fileprivate var trimmingNewline: String { hasSuffix("\n") ? String(dropLast()) : self }
}
