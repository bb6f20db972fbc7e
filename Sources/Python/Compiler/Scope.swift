/// The names of a script, function, comprehension or class body, and where each lives.
final class Scope {
  enum Kind { case module, function, comprehension, classBody }

  /// Where a variable lives.
  enum Variable {
    case fast(Int)
    /// In the cell that a local holds.
    case cell(Int)
    case global
    /// In the dictionary of a class body, else global.
    case name
    /// In the dictionary of a class body, else in the cell that a local holds.
    case nameOrCell(Int)
  }

  let kind: Kind
  let parent: Scope?
  /// The class whose body it is, or is in: for private names.
  let className: String?
  /// Whether a parameter, an assignment, an import … binds the name here.
  private(set) var bound: Set<String> = []
  private(set) var boundOrder: [String] = []
  private(set) var used: [String] = []
  private var usedSet: Set<String> = []
  private(set) var globals: Set<String> = []
  private(set) var nonlocals: Set<String> = []
  private(set) var parameters: Set<String> = []
  private(set) var children: [Scope] = []
  var isGenerator = false

  // What resolution found.
  private(set) var fast: [String: Int] = [:]
  private(set) var localNames: [String] = []
  /// Own variables that functions inside use.
  private(set) var captured: Set<String> = []
  private(set) var free: [String] = []
  private var freeIndex: [String: Int] = [:]

  init(_ kind: Kind, parent: Scope?, className: String? = nil) {
    self.kind = kind
    self.parent = parent
    self.className = className ?? parent?.className
    parent?.children.append(self)
  }

  /// Whether its variables live in local slots.
  var isFunction: Bool { kind == .function || kind == .comprehension }

  /// The name as it is stored: private names of a class carry the class's name.
  func mangle(_ name: String) -> String {
    guard let className, name.hasPrefix("__"), !name.hasSuffix("__"), !name.contains(".") else { return name }
    let stripped = className.drop { $0 == "_" }
    return stripped.isEmpty ? name : "_\(stripped)\(name)"
  }

  // MARK: Gathering

  func bind(_ name: String) {
    if bound.insert(name).inserted { boundOrder.append(name) }
  }

  func bindParameter(_ name: String) {
    parameters.insert(name)
    bind(name)
  }

  func use(_ name: String) {
    if usedSet.insert(name).inserted { used.append(name) }
  }

  func declareGlobal(_ name: String, _ place: Place) throws(SyntaxFailure) {
    try checkDeclaration(name, "global", place)
    if nonlocals.contains(name) { throw place.failure("name '\(name)' is nonlocal and global") }
    globals.insert(name)
  }

  func declareNonlocal(_ name: String, _ place: Place) throws(SyntaxFailure) {
    guard kind != .module else { throw place.failure("nonlocal declaration not allowed at module level") }
    try checkDeclaration(name, "nonlocal", place)
    if globals.contains(name) { throw place.failure("name '\(name)' is nonlocal and global") }
    nonlocals.insert(name)
  }

  private func checkDeclaration(_ name: String, _ word: String, _ place: Place) throws(SyntaxFailure) {
    if parameters.contains(name) { throw place.failure("name '\(name)' is parameter and \(word)") }
    guard kind != .module else { return }
    if usedSet.contains(name) { throw place.failure("name '\(name)' is used prior to \(word) declaration") }
    if bound.contains(name) { throw place.failure("name '\(name)' is assigned to before \(word) declaration") }
  }

  // MARK: Resolving

  /// Settles where every name lives, here and inside.
  func resolve() throws(SyntaxFailure) {
    if isFunction {
      for name in boundOrder where !globals.contains(name) && !nonlocals.contains(name) { addLocal(name) }
    }
    for name in nonlocals.sorted() {
      guard capture(name) else {
        throw Place(line: 1, column: 1).failure("no binding for nonlocal '\(name)' found")
      }
    }
    if kind != .module {
      for name in used where !globals.contains(name) && (!isFunction || !bound.contains(name)) { _ = capture(name) }
    }
    for child in children { try child.resolve() }
  }

  private func addLocal(_ name: String) {
    guard fast[name] == nil else { return }
    fast[name] = localNames.count
    localNames.append(name)
  }

  /// Finds the variable in an enclosing function, and leads it here through the functions between.
  private func capture(_ name: String) -> Bool {
    if freeIndex[name] != nil { return true }
    var owner = parent
    var between: [Scope] = []
    while let scope = owner {
      if scope.isFunction, scope.bound.contains(name), !scope.globals.contains(name), !scope.nonlocals.contains(name) {
        scope.captured.insert(name)
        break
      }
      if scope.kind == .classBody, name == "__class__" {
        scope.captured.insert(name)
        if scope.fast[name] == nil { scope.addLocal(name) }
        break
      }
      if scope.isFunction, scope.globals.contains(name) { return false }
      between.append(scope)
      owner = scope.parent
    }
    guard owner != nil, owner?.kind != .module else { return false }
    for scope in between + [self] where scope.freeIndex[name] == nil {
      scope.freeIndex[name] = scope.free.count
      scope.free.append(name)
    }
    return true
  }

  /// Where a name lives that stands in this scope.
  func variable(_ name: String) -> Variable {
    if globals.contains(name) { return .global }
    if kind == .classBody {
      if nonlocals.contains(name), let index = freeIndex[name] { return .cell(localNames.count + index) }
      if let index = freeIndex[name] { return .nameOrCell(localNames.count + index) }
      return .name
    }
    if let index = fast[name] { return captured.contains(name) ? .cell(index) : .fast(index) }
    if let index = freeIndex[name] { return .cell(localNames.count + index) }
    return .global
  }

  /// The local that holds the cell of a variable that functions inside use.
  func cellIndex(_ name: String) -> Int {
    if captured.contains(name), let index = fast[name] { return index }
    return localNames.count + (freeIndex[name] ?? 0)
  }
}
